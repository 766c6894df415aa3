"""督办: who may mark and lift, who hears it, its date, what every list and page shows, the leader's weekly card."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handlers.context import Context
from handlers.pages import of_post, of_resident, visits
from handlers.policies.permissions import actor_for
from handlers.services import exports
from handlers.services.records import history
from handlers.services.supervising import marks, weekly
from models.district.load import load
from models.district.reader import read_district
from models.domain import supervision as rules
from models.domain.errors import BadDate, CaseError
from models.domain.states import Act, CaseState
from models.domain.working_time import calendar_of
from models.tables import Case, Event, Supervision
from tests.cadre.conftest import ACCUSATION, LI, ZHOU, FileCase
from tests.time.stories import hears, shanghai
from tests.town import DISTRICTS, Person, Town

LEADER, SECOND, DEPUTY = "wuda/leader", "wuda/leader.second", "wuda/deputy"
HEAD, DUTY, DESK = "binhai.binhai/head", "binhai/duty", "wuda/dispatcher"


@pytest.fixture
def chen(town: Town) -> Person:
    """陈远, 区委常委, linked with 滨海社区."""
    return town.bind("陈远", LEADER)


@pytest.fixture
def he(town: Town) -> Person:
    """何思源, 副区长."""
    return town.bind("何思源", SECOND)


def rewritten(town: Town, tmp_path: Path, **pairs: tuple[str, str]) -> None:
    """The district changes its file: each text is put before the one it names."""
    written = (DISTRICTS / "wuda.yaml").read_text(encoding="utf-8")
    for what, before in pairs.values():
        assert before in written
        written = written.replace(before, what + before, 1)
    path = tmp_path / "wuda.yaml"
    path.write_text(written, encoding="utf-8")
    file = read_district(path)
    town.do(lambda ctx: load(ctx.tx, file, ctx.now))


@pytest.fixture
def wei(town: Town, tmp_path: Path) -> Person:
    """魏平, who speaks for 陈远: a deputy that the district has just written into its file."""
    post = f"    - {{role: deputy, person: wei_ping, title: 区委办, deputy_of: {LEADER}}}\n"
    rewritten(
        town,
        tmp_path,
        post=(post, "    - {role: leader, person: chen_yuan"),
        person=("  wei_ping: {name: 魏平, invented: true}\n", "  li_xiao: {name: 李晓"),
    )
    return town.bind("魏平", DEPUTY)


def in_force(town: Town) -> list[Supervision]:
    found: list[Supervision] = town.database.read_now(lambda reader: reader.find(Supervision, lifted_at=None))
    return found


def texts_to(town: Town, who: str) -> list[str]:
    return [one.text for one in town.courier.delivered if one.openid == who]


def test_a_leader_marks_a_case_and_the_unit_and_its_head_hear_it(
    town: Town, li: Person, chen: Person, file_case: FileCase
) -> None:
    file_case()
    head = town.bind("书记", HEAD)
    li.says("签收 1")
    head.says("待办")
    reply = chen.says("督办 1 每天报一次 11月30日")
    assert reply.startswith("1号件加了督办：每天报一次，11月30日（周一）18:00前。已告诉滨海社区和负责人。")
    assert "解除发：督办 1 解除" in reply
    mark = in_force(town)[0]
    assert (mark.post, mark.unit, mark.demand, mark.due_on) == (
        LEADER, "binhai.binhai", "每天报一次", date(2026, 11, 30)
    )  # fmt: skip
    assert {row.post for row in town.outbox(kind="supervised")} == {LI, HEAD}
    town.advance(minutes=1)
    for who in ("李晓", "书记"):
        assert "区委常委陈远督办。\n要求：每天报一次" in texts_to(town, who)[-1]
    case = town.case(1)
    assert (case.state, case.due_at) == (CaseState.WORKING, shanghai(11, 26, 18)), "no promise moves by it"


def test_date_and_demand_stand_in_any_order_and_what_is_missing_is_asked_for(
    town: Town, chen: Person, file_case: FileCase
) -> None:
    file_case()
    for said in ("督办 1", "督办 1 盯住", "督办 1 11月30日", "督办 1 尽快办好"):
        reply = chen.says(said)
        assert "没改" in reply, said
    assert "已经过了" in chen.says("督办 1 修好 11月20日") or "没改" in chen.says("督办 1 修好 11月20日")
    assert in_force(town) == []
    assert "修好，11月30日（周一）" in chen.says("督办 1 11月30日 修好")
    assert "（那天是休息日。）" in chen.says("督办 1 修好；11月28日")
    assert [one.demand for one in in_force(town)] == ["修好"], "a new demand of the same leader replaces the old"


@pytest.mark.parametrize(
    ("text", "demand", "day"),
    [
        ("每天报一次 11月30日", "每天报一次", date(2026, 11, 30)),
        ("11月30日 每天报一次", "每天报一次", date(2026, 11, 30)),
        ("3天内换好灯，12.5", "3天内换好灯", date(2026, 12, 5)),
        ("下周五前换好灯", "换好灯", date(2026, 12, 4)),
        ("明天换好", "换好", date(2026, 11, 24)),
        ("请于11月30日前办好", "请于办好", date(2026, 11, 30)),
        ("盯住", "盯住", None),
    ],
)
def test_the_parts_of_a_mark_are_found_in_free_words(town: Town, text: str, demand: str, day: date | None) -> None:
    district = town.database.read_now(town.registry.world).district
    found, until = rules.split(text, date(2026, 11, 23), calendar_of(district))
    assert (found, until.day if until else None) == (demand, day)


def test_a_past_date_is_refused(town: Town) -> None:
    district = town.database.read_now(town.registry.world).district
    with pytest.raises(BadDate):
        rules.split("换好灯 11月20日", date(2026, 11, 23), calendar_of(district))


def test_only_leaders_deputies_and_inspectors_mark_and_others_hear_who_may(
    town: Town, li: Person, zhao: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    for cadre in (li, zhao, zhou):
        reply = cadre.says("督办 1 换好 11月30日")
        assert reply.startswith("督办由区领导和督查组下。您可以：上报 1 理由。"), reply
        assert "没改" in reply
    stranger = town.bind("王强", "chengguan/handler")
    assert "不在您" in stranger.says("督办 1 换好 11月30日")
    assert in_force(town) == []


def test_the_policy_lets_exactly_the_leading_posts_mark(town: Town, wei: Person, file_case: FileCase) -> None:
    case = file_case()

    def work(ctx: Context) -> set[str]:
        able = set()
        for post in ctx.district.posts.values():
            try:
                actor_for(ctx, case, post, Act.SUPERVISE)
            except CaseError:
                continue
            able.add(post.code)
        return able

    assert town.do(work) == {LEADER, SECOND, DEPUTY, "wuda/inspector"}


def test_only_whose_mark_it_is_or_the_deputy_lifts_it(
    town: Town, li: Person, chen: Person, he: Person, wei: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("签收 1")
    chen.says("督办 1 换好 11月30日")
    town.advance(minutes=1)
    assert "没找到" in he.says("督办 2 解除")
    for other in (he, town.bind("督查", "wuda/inspector")):
        reply = other.says("督办 1 解除")
        assert reply == "1号件的督办不是您下的，只有下督办的领导或他的副职能解除。什么都没改。"
    assert "督办由区领导和督查组下" in li.says("督办 1 解除")
    assert len(in_force(town)) == 1
    assert wei.says("解除督办 1").startswith("1号件的督办解除了，已告诉滨海社区")
    assert in_force(town) == []
    assert "没有督办" in chen.says("督办 1 解除")
    town.advance(minutes=1)
    assert "区委常委陈远解除了督办" in texts_to(town, "李晓")[-1]


def test_a_deputy_marks_in_the_name_of_the_leader(town: Town, chen: Person, wei: Person, file_case: FileCase) -> None:
    file_case()
    wei.says("督办 1 换好 11月30日")
    mark = in_force(town)[0]
    assert (mark.post, mark.set_by) == (LEADER, DEPUTY)
    assert "解除了" in chen.says("督办 1 解除")


def test_two_leaders_may_follow_one_case_each_with_his_own_mark(
    town: Town, chen: Person, he: Person, file_case: FileCase
) -> None:
    file_case()
    chen.says("督办 1 换好 11月30日")
    he.says("督办 1 查清楚为什么坏 11月27日")
    assert len(in_force(town)) == 2
    he.says("督办 1 解除")
    assert [one.post for one in in_force(town)] == [LEADER]


def test_closing_does_not_lift_it_and_the_leader_is_told_that_he_may(
    town: Town, li: Person, chen: Person, file_case: FileCase
) -> None:
    file_case()
    chen.says("督办 1 换好 11月30日")
    li.sends_photo()
    li.says("1")
    li.says("办结 1 换了灯泡")
    hears(town, "王桂芳")
    town.advance(until=shanghai(11, 23, 19, 5))
    town.person("王桂芳").says("解决了")
    assert town.case(1).state == CaseState.CLOSED
    assert len(in_force(town)) == 1
    town.advance(until=shanghai(12, 3, 12))
    assert town.outbox(kind="supervision_due") == [], "nobody owes anything any more"
    assert "办完等您解除督办：1" in chen.says("周卡")
    assert "解除了" in chen.says("督办 1 解除")
    assert "办完等您解除" not in chen.says("周卡")


def test_its_date_is_reminded_and_after_it_every_working_morning_unit_and_head(
    town: Town, li: Person, chen: Person, file_case: FileCase
) -> None:
    file_case(category="道路设施/路面破损")
    owner = town.case(1).unit
    chen.says("督办 1 补好 11月30日")
    town.advance(until=shanghai(12, 2, 12))
    rows = town.outbox(kind="supervision_due", post=f"{owner}/handler")
    assert [row.params["stage"] for row in rows] == ["T-3", "T-1", "T", "late", "late"]
    assert len(town.outbox(kind="supervision_due", post=f"{owner}/head")) == 2, "the head once it is late"
    events = town.do(lambda ctx: [one.kind for one in marks_events(ctx, town.case(1))])
    assert events.count("supervision_overdue") == 1
    assert not [row for row in town.outbox(post=LEADER) if row.kind == "supervision_due"], "no machine rings a leader"


def marks_events(ctx: Context, case: Case) -> list[Event]:

    return history(ctx, case)


def test_the_next_unit_reads_the_mark_with_the_order_and_is_reminded(
    town: Town, li: Person, zhao: Person, chen: Person, file_case: FileCase
) -> None:
    file_case()
    chen.says("督办 1 换好 11月30日")
    li.says("上报 1 物业已撤，没人换灯")
    hears(town, "赵敏")
    town.advance(minutes=1)
    assert "督办：区委常委陈远，换好，11月30日（周一）18:00前" in texts_to(town, "赵敏")[-1]
    town.advance(until=shanghai(11, 26, 10))
    assert [row.params["stage"] for row in town.outbox(kind="supervision_due", post=DUTY)] == ["T-3"]
    town.advance(until=shanghai(11, 30, 10))
    assert town.case(1).unit == "wuda"
    assert [row.params["stage"] for row in town.outbox(kind="supervision_due", post=DESK)] == ["T"]


def test_a_merged_case_brings_its_mark_along(
    town: Town, li: Person, zhou: Person, chen: Person, file_case: FileCase
) -> None:
    file_case()
    file_case(who="赵大爷")
    chen.says("督办 2 换好 11月30日")
    zhou.says("合并 1 2")
    assert town.case(2).state == CaseState.MERGED
    assert "督办到" in li.says("待办")
    assert "解除了" in chen.says("督办 1 解除") or "解除了" in chen.says("督办 2 解除")
    assert in_force(town) == []


def test_lists_orders_pages_progress_and_export_show_it_and_the_resident_reads_no_name(
    town: Town, li: Person, chen: Person, file_case: FileCase
) -> None:
    case = file_case()
    li.says("签收 1")
    chen.says("督办 1 每天报一次 11月30日")
    assert "督办到30日18:00" in li.says("待办")
    assert "督办到30日18:00" in chen.says("待办"), "what he follows is on his own list"
    assert "督办到30日18:00" in li.says("1")
    progress = town.person("王桂芳").says("进度")
    assert "区领导在督办，要求11月30日（周一）18:00前有结果。" in progress
    assert "陈远" not in progress
    assert "每天报" not in progress

    def pages(ctx: Context) -> tuple[tuple[str, ...], str, str, list[str]]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        by_post = of_post.page(ctx, visits.enter(ctx, newest, li.key))
        mine = of_resident.page(ctx, visits.enter(ctx, newest, town.person("王桂芳").key))
        return by_post.marks, by_post.demand, mine.followed, [line.what for line in mine.story]

    seen, demand, followed, story = town.do(pages)
    assert "督办到30日18:00" in seen
    assert demand.startswith("区委常委陈远，每天报一次")
    assert followed.startswith("区领导在督办")
    assert any("督办" in line for line in story)
    district = town.database.read_now(town.registry.world).district
    rows = town.database.read_now(lambda reader: list(exports.EXPORTS["cases"].rows(reader, district)))
    assert [row["supervised_until"] for row in rows] == ["2026-11-30"]
    assert set(rows[0]) == set(exports.EXPORTS["cases"].columns)


def test_the_resident_reads_that_the_date_has_passed(town: Town, chen: Person, file_case: FileCase) -> None:
    file_case(category="道路设施/路面破损")
    chen.says("督办 1 补好 11月25日")
    town.advance(until=shanghai(11, 26, 10))
    assert "区领导在督办，要求的11月25日（周三）已过，还没办好。" in town.person("王桂芳").says("进度")


def test_no_leader_may_mark_or_learn_of_an_accusation(town: Town, chen: Person, file_case: FileCase) -> None:
    case = file_case(category=ACCUSATION)
    assert "没找到" in chen.says(f"督办 {case.running} 查清 11月30日")
    assert in_force(town) == []
    assert "滨海社区：没有在办的" in chen.says("周卡")


def test_monday_at_nine_every_leader_reads_the_linked_communities(
    town: Town, li: Person, chen: Person, he: Person, file_case: FileCase
) -> None:
    file_case()
    file_case(who="赵大爷", category="环境卫生/小广告", words="墙上全是小广告，楼道里也有")
    chen.says("督办 2 清完 11月27日")
    town.do(weekly.ensure)
    town.advance(until=shanghai(11, 27, 12))
    assert town.outbox(kind="leader_card") == []
    town.advance(until=shanghai(11, 30, 8))
    hears(town, "陈远")
    town.advance(until=shanghai(11, 30, 9, 1))
    assert {row.post for row in town.outbox(kind="leader_card")} == {LEADER, SECOND}
    card = texts_to(town, "陈远")[-1]
    assert card.startswith("11月30日（周一），您联系的5个社区：")
    assert "滨海社区：在办2，七天里过期2，督办1（2），过期1" in card
    assert "富强社区：没有在办的" in card
    town.advance(until=shanghai(12, 7, 9, 1))
    assert len(town.outbox(kind="leader_card", post=LEADER)) == 2


def test_a_monday_off_moves_the_card_to_the_first_working_day(town: Town) -> None:
    town.clock.at(9, 28, 12, year=2026)
    found = town.do(lambda ctx: weekly.next_card(ctx, shanghai(10, 2, 12)))
    assert found == shanghai(10, 8, 9), "5 October 2026 is a holiday, the 8th the first working day of that week"


def test_communities_without_a_leader_are_listed_to_the_desk(
    town: Town, zhou: Person, chen: Person, li: Person
) -> None:
    town.do(weekly.ensure)
    town.advance(until=shanghai(11, 30, 8))
    hears(town, "周航")
    town.advance(until=shanghai(11, 30, 9, 1))
    assert {row.post for row in town.outbox(kind="unlinked")} == {ZHOU}
    said = texts_to(town, "周航")[-1]
    assert said.startswith("没有领导联系的社区11个：")
    assert zhou.says("周卡").startswith("没有领导联系的社区11个：")
    assert "周卡给区领导和区民情办看" in li.says("周卡")

    def work(ctx: Context) -> tuple[set[str], set[str]]:
        every = {one.code for one in ctx.district.units.values() if one.level == "community"}
        taken = {code for codes in weekly.linked(ctx.district).values() for code in codes}
        return every, taken | set(weekly.unlinked(ctx.district))

    every, covered = town.do(work)
    assert every == covered


def test_marks_of_a_case_are_kept_in_its_history_and_add_up_to_its_state(
    town: Town, chen: Person, file_case: FileCase
) -> None:
    case = file_case()
    chen.says("督办 1 换好 11月30日")
    chen.says("督办 1 解除")
    kinds = town.do(lambda ctx: [one.kind for one in marks_events(ctx, ctx.tx.get(Case, case.id))])
    assert kinds[-2:] == ["supervise", "lift"]
    assert town.do(lambda ctx: marks.of_case(ctx.tx, case)) == []


def test_a_leader_outside_the_district_desk_marks_only_what_he_is_linked_with(
    town: Town, tmp_path: Path, file_case: FileCase
) -> None:
    link = "    - {post: binhai/leader, units: [binhai.binhai]}\n"
    rewritten(
        town,
        tmp_path,
        post=(
            "      - {role: leader, person: wei_ping, title: 街道包联领导}\n",
            "      - {role: handler, person: zhao_min",
        ),
        person=("  wei_ping: {name: 魏平, invented: true}\n", "  li_xiao: {name: 李晓"),
        link=(link, "    - {post: wuda/leader, units:"),
    )
    leader = town.bind("魏平", "binhai/leader")
    file_case()
    file_case(who="钱", community="binhai.shengli", category="环境卫生/小广告", words="墙上全是小广告")
    assert "加了督办" in leader.says("督办 1 换好 11月30日")
    assert "不在您" in leader.says("督办 2 清完 11月30日")
    assert "滨海社区：在办1" in leader.says("周卡")
    assert [one.post for one in in_force(town)] == ["binhai/leader"]
