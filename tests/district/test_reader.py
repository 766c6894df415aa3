from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.district.build import build
from models.district.quiet_hours import read_quiet
from models.district.reader import DistrictFileError, read_district
from models.domain.district import District
from models.domain.tier_settings import read_tiers
from models.domain.whistles import read_whistles
from models.domain.working_time import calendar_of

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
LINES = SMALL.splitlines()


def load(folder: Path, text: str) -> District:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return build(read_district(path), 1)


def refusal(folder: Path, text: str) -> DistrictFileError:
    with pytest.raises(DistrictFileError) as caught:
        load(folder, text)
    return caught.value


def changed(old: str, new: str) -> tuple[str, int]:
    """The small file with one piece replaced, and the line the replacement begins in."""
    assert SMALL.count(old) == 1, old
    before, _, after = SMALL.partition(old)
    return before + new + after, before.count("\n") + 1


def test_the_small_file_is_read_into_frozen_units_posts_places_and_categories(tmp_path: Path) -> None:
    district = load(tmp_path, SMALL)
    assert district.code == "XS"
    assert district.line_of("dong.yi") == ("dong.yi", "dong", "xiaoshan")
    assert district.line_of("re") == ("re", "jian", "xiaoshan")
    assert district.units["dong.er"].kind == "village"
    assert district.units["dong.er"].level == "community"
    assert district.units["dong.yi"].powers == {"neighbourhood"}
    assert [post.code for post in district.posts_of("dong.er", "handler")] == [
        "dong.er/handler",
        "dong.er/handler.second",
    ]
    assert district.posts["xi.yi/head"].deputy_of == "xi.yi/handler"
    assert district.places["dong.yi"].kind == "community"
    assert district.places["dong.yi.yuan"].latitude == 39.5
    assert district.places["dong.yi.lu"].unit == "dong.yi"
    assert district.categories["供热/不热"].catalogue == "1.1"
    assert district.categories["供热/不热"].basis.source == "own"
    assert district.contacts == {"hotline": "12345"}
    assert district.routing_rules[0].valid_from == date(2026, 11, 1)


def test_the_settings_can_be_used_by_the_rules_they_override(tmp_path: Path) -> None:
    district = load(tmp_path, SMALL)
    tiers, quiet = district.settings["tiers"], district.settings["quiet_hours"]
    assert isinstance(tiers, dict)
    assert isinstance(quiet, dict)
    assert read_tiers(tiers)["3d"].sign == "2wd"
    assert read_tiers(tiers)["7d"].sign == "4wh"
    whistles = district.settings["whistles"]
    assert isinstance(whistles, dict)
    assert read_whistles(whistles)["emergency"].answer == "20min"
    assert read_whistles(whistles)["problem"].answer == "4wh"
    assert read_quiet(quiet)["resident", "normal"].hours == ((time(21), time(8)),)
    assert district.settings["scenes"] == {"dong.yi": "dong.yi", "er": "dong.er", "xi.yi": "xi.yi"}
    assert district.settings["leader_links"] == {"xiaoshan/leader": ["dong.yi"]}


def test_the_calendar_of_the_file_makes_a_new_year_firm(tmp_path: Path) -> None:
    calendar = calendar_of(load(tmp_path, SMALL))
    assert calendar.known_until == date(2027, 12, 31)
    assert not calendar.is_workday(date(2027, 1, 1))
    assert calendar.is_workday(date(2027, 1, 2))
    assert not calendar.add_working_days(date(2026, 12, 28), 7).provisional


WRONG = [
    # shape
    ("code: XS", "code: xs", "'code' is 'xs'", "[A-Z]{2,4}"),
    ("service_name: 小山民情直通", "servicename: 小山民情直通", "unknown key 'servicename'", "'service_name'"),
    ("    kind: utility", "    kind: company", "'kind' is 'company'", "'department' or 'utility'"),
    ("tier: 3d, poll_wait", "tier: 4d, poll_wait", "'tier' is '4d'", "'3d'"),
    ("title: 楼道灯不亮", "title: 灯", "'title' is '灯'", "at least 4 characters"),
    ("at: [39.5, 106.7]", "at: [395, 106.7]", "is '395'", "less than or equal to 90"),
    ("at: [39.5, 106.7]", "at: here", "'at' is not a list", "[a, b]"),
    ("  b: {name: 乙}", "  b: 乙", "'b' is not a mapping", "key: value"),
    ("phone: 0473-3000003", "phone: none known", "'phone' is 'none known'", "text of the form"),
    ("extra_holidays: [2027-01-01]", "extra_holidays: [2027-02-30]", "is '2027-02-30'", "valid date"),
    ("scene: er", "scene: 二", "'scene' is '二'", "text of the form"),
    ("  楼道/楼道灯:", "  楼道灯:", "'楼道灯' is '楼道灯'", "text of the form"),
    ("normal: [21:00-08:00]", "normal: [21-08]", "is '21-08'", "text of the form"),
    # references
    ("inspector, person: c}", "inspector, person: x}", "person 'x' is not in the file", "a key of 'people'"),
    ("    parent: jian", "    parent: jain", "parent 'jain' is not a department", "'departments' or 'xiaoshan'"),
    ("lead: re, power", "lead: ra, power", "unit 'ra' is not in the file", "a department, community or street"),
    ("lead: re, power", "lead: wuye, power", "'wuye' is a partner, which never leads", "a department"),
    ("lead: re, power", "lead: jian, power", "'jian' has not the power 'heating'", "another lead"),
    ("lead: community,", "lead: street,", "no street has the power 'neighbourhood'", "'street_powers'"),
    ("power: heating, tier", "power: heat, tier", "power 'heat' is not in the file", "a key of 'powers'"),
    ("assist: [community, wuye]", "assist: [community, wuya]", "unit 'wuya' is not in the file", "community or street"),
    ("desk: inspector", "desk: head", "'xiaoshan' has no head", "a role of one of its posts"),
    ("    powers: [building]", "    powers: [bilding]", "power 'bilding' is not in the file", "a key of 'powers'"),
    ("no: 2.3", "no: 1.1", "number 1.1 stands twice", "than 供热/不热"),
    ("deputy_of: xi.yi/handler", "deputy_of: dong.yi/handler", "no other post 'dong.yi/handler' here", "same unit"),
    ("category: 供热/不热, unit", "category: 供热/热, unit", "category '供热/热' is not in the file", "'categories'"),
    ("unit: re, where", "unit: wuye, where", "'wuye' cannot lead", "no partner"),
    ("unit: re, where", "unit: jian, where", "'jian' has not the power 'heating'", "a unit that has it"),
    ("where: dong.yi, valid", "where: dong.san, valid", "'dong.san' is not in the file", "unit or place"),
    ("{post: xiaoshan/leader,", "{post: xiaoshan/duty,", "'xiaoshan/duty' is not a leader's post", "role: leader"),
    ("units: [dong.yi]}", "units: [dong.san]}", "unit 'dong.san' is not in the file", "code of a unit"),
    # duplicates
    ("      dong.er:\n", "      dong.yi:\n", "'dong.yi' stands twice", "one entry, the first is line 24"),
    ("      xi.yi:\n", "      dong.yi:\n", "code 'dong.yi' stands twice", "streets > dong > communities > dong.yi"),
    ("          dong.yi.lu:", "          dong.er:", "code 'dong.er' stands twice", "another code"),
    ("        name: 二社区", "        name: 一社区", "'一社区' stands twice in one parent", "another name"),
    ("name: 一路,", "name: 一园,", "'一园' stands twice in one parent", "another name"),
    (", code: dong.er/handler.second", "", "post 'dong.er/handler' stands twice", "'code:' of its own"),
    ("scene: er", "scene: dong.yi", "scene 'dong.yi' stands twice", "another than"),
    ("  jian:\n", "  community:\n", "'community' cannot be a code", "another word"),
    # settings
    ("事项: thing2", "事情: thing2", "T04 has no field '事情'", "办理单位"),
    ("事项: thing2", "事项: phrase2", "'事项' is 'phrase2'", "a keyword of the type thing"),
    ("事项: thing2", "事项: thing3", "keyword 'thing3' stands twice in T04", "each keyword once"),
    ("  T04:", "  T13:", "'T13' is 'T13'", "text of the form"),
    ("{sign: 2wd, source: own}", "{sign: soon, source: own}", "'soon' is no length", "lengths like 30min"),
    ("answer: 20min,", "answer: at once,", "'at once' is no length", "lengths like 30min"),
    ("{normal: [21:00-08:00]}", "{norml: [21:00-08:00]}", "no quiet hours for 'resident norml'", "a row"),
    ("extra_workdays: [2027-01-02]", "extra_workdays: [2027-01-01]", "2027-01-01 is both", "one of the two lists"),
    ("{name: 查进度, says: 进度}", "{name: 查进度}", "a menu entry does not do one thing", "says, page or items"),
    ("name: 公示栏, page", "name: 公示栏的全部内容, page", "'name' is '公示栏的全部内容'", "at most 7 characters"),
]

NO_YAML = [
    ("people:\n", "people:\n\t- x\n", 1, "is not YAML", "valid YAML"),
    ("  hotline: {name: 热线, phone: 12345}", "  hotline: {name: 热线, phone: 12345", 2, "is not YAML", "valid YAML"),
    ("  b: {name: 乙}", "  b: {name: *nobody}", 0, "is not YAML", "valid YAML"),
    ("  b: {name: 乙}", "  b: &loop {name: *loop}", 0, "an entry contains itself", "a tree without loops"),
    ("  b: {name: 乙}", "  ? [b]\n  : {name: 乙}", 0, "a key is not text", "a word before the colon"),
]


@pytest.mark.parametrize(("old", "new", "what", "expected"), WRONG, ids=[row[2] for row in WRONG])
def test_every_mistake_is_told_in_one_line_with_its_place(
    tmp_path: Path, old: str, new: str, what: str, expected: str
) -> None:
    text, line = changed(old, new)
    error = refusal(tmp_path, text)
    said = str(error)
    assert said.startswith(f"small.yaml:{line}: ")
    assert "\n" not in said
    assert what in said
    assert expected in error.expected


@pytest.mark.parametrize(("old", "new", "below", "what", "expected"), NO_YAML)
def test_what_is_no_yaml_is_told_where_it_stops_making_sense(
    tmp_path: Path, old: str, new: str, below: int, what: str, expected: str
) -> None:
    text, line = changed(old, new)
    error = refusal(tmp_path, text)
    assert (error.line, error.expected) == (line + below, expected)
    assert what in error.what


@pytest.mark.parametrize(
    ("unit", "post", "role"),
    [
        ("  dong:", "      - {role: handler, person: a}\n      - {role: head, person: b}\n      - {role: duty", "head"),
        (
            "      dong.yi:",
            "          - {role: handler, person: c}\n          - {role: head, person: b}\n        pl",
            "handler",
        ),
        ("  jian:", "      - {role: handler, person: a}\n      - {role: head, person: b}\n  re:", "handler"),
        ("district:", "    - {role: inspector, person: c}\n", "inspector"),
        ("district:", "    - {role: dispatcher, person: a}\n", "dispatcher"),
        ("district:", "    - {role: leader, person: b}\n", "leader"),
        ("district:", "    - {role: duty, person: a, phone: 0473-3000001}\n", "duty"),
    ],
)
def test_a_unit_without_a_post_it_needs_is_named_at_its_line(tmp_path: Path, unit: str, post: str, role: str) -> None:
    assert SMALL.count(post) == 1
    kept = "\n".join(line for line in post.split("\n") if f"role: {role}," not in line)
    error = refusal(tmp_path, SMALL.replace(post, kept))
    assert error.line == LINES.index(unit) + 1
    assert f"has no {role}" in error.what
    assert f"role: {role}" in error.expected


def test_a_key_that_is_missing_is_told_at_the_entry_it_belongs_to(tmp_path: Path) -> None:
    text, line = changed("        name: 二社区\n", "")
    error = refusal(tmp_path, text)
    assert (error.line, error.what) == (line - 1, "'name' is missing")


def test_parents_that_run_in_a_circle_are_refused(tmp_path: Path) -> None:
    text, line = changed("    name: 建设局\n", "    name: 建设局\n    parent: re\n")
    error = refusal(tmp_path, text.replace("    kind: utility\n", ""))
    assert error.line == line + 1
    assert "run in a circle" in error.what


def test_a_utility_is_no_parent(tmp_path: Path) -> None:
    posts = "[{role: handler, person: a}, {role: head, person: b}]"
    new = f"  sub:\n    name: 换热站\n    parent: re\n    posts: {posts}\n\npartners:\n"
    text, line = changed("partners:\n", new)
    error = refusal(tmp_path, text)
    assert (error.line, error.what) == (line + 2, "parent 're' is a utility")


def test_of_several_mistakes_the_first_line_is_told(tmp_path: Path) -> None:
    text = SMALL.replace("  c: {name: 丙}", "  c: {nme: 丙}").replace("tier: 3d, poll_wait", "tier: 4d, poll_wait")
    assert refusal(tmp_path, text).line == LINES.index("  c: {name: 丙}") + 1


@pytest.mark.parametrize(
    ("content", "what"), [(b"", "is empty"), (b"# nothing\n", "is empty"), (b"\xff\xfe\x00", "is not UTF-8 text")]
)
def test_a_file_without_a_district_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    with pytest.raises(DistrictFileError, match=rf"bad\.yaml:1: {what}"):
        read_district(path)


def test_a_file_that_is_only_a_word_is_no_district(tmp_path: Path) -> None:
    assert "the file is not a mapping" in refusal(tmp_path, "hello").what


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DistrictFileError, match=r"nowhere\.yaml:1: cannot be read"):
        read_district(tmp_path / "nowhere.yaml")
    with pytest.raises(DistrictFileError, match="cannot be read"):
        read_district(tmp_path)


def test_references_that_multiply_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "has too many entries" in refusal(tmp_path, "\n".join(bomb)).what


def test_a_byte_order_mark_and_windows_lines_are_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read_district(path).code == "XS"


def test_a_phone_and_a_number_stay_text_as_written(tmp_path: Path) -> None:
    district = load(tmp_path, SMALL.replace("phone: 12345", "phone: 0119"))
    assert district.contacts["hotline"] == "0119"


def test_a_vacant_post_is_allowed(tmp_path: Path) -> None:
    text, _ = changed("{role: leader, person: b}", "{role: leader, person: null}")
    assert load(tmp_path, text).posts["xiaoshan/leader"].person is None


def told(folder: Path, text: str) -> DistrictFileError | None:
    """What the reader says about a text, None if it takes it; any other exception fails the test."""
    try:
        load(folder, text)
    except DistrictFileError as error:
        return error
    return None


@pytest.mark.parametrize("number", range(len(LINES)))
def test_a_file_that_lost_any_one_line_is_read_or_refused_with_a_line(tmp_path: Path, number: int) -> None:
    error = told(tmp_path, "\n".join(LINES[:number] + LINES[number + 1 :]))
    assert error is None or (1 <= error.line <= len(LINES) and "\n" not in str(error))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, len(SMALL)), st.text(alphabet=":{}[]-&*!|>'\"\n\t #,?%@`~x1", min_size=1, max_size=4))
def test_a_slip_of_the_keyboard_anywhere_never_breaks_the_reader(tmp_path: Path, at: int, typed: str) -> None:
    error = told(tmp_path, SMALL[:at] + typed + SMALL[at:])
    assert error is None or (1 <= error.line <= len(LINES) + 5 and "\n" not in str(error))
