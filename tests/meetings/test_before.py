"""Before a meeting: it fills itself, units owe drafts, the missing are named, the notice is public in time."""

from __future__ import annotations

from handlers.context import Context
from handlers.services.meetings import agendas, planning, telling
from handlers.services.records import history
from models.tables import AgendaItem, Case, Meeting, MeetingRecord
from tests.cadre.conftest import ACCUSATION, HEAT, LAMP, FileCase
from tests.life.stories import words_to
from tests.meetings.conftest import meetings, plan
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

COMMUNITY = "binhai.binhai"


def items(town: Town, meeting: Meeting) -> dict[int, AgendaItem]:
    """Items on the agenda by running number."""

    def read(reader: object) -> dict[int, AgendaItem]:
        found = reader.find(AgendaItem, meeting_id=meeting.id, dropped_at=None)  # type: ignore[attr-defined]
        return {reader.get(Case, one.case_id).running: one for one in found}  # type: ignore[attr-defined]

    return town.database.read_now(read)  # type: ignore[arg-type]


def of_community(town: Town) -> Meeting:
    return meetings(town, unit=COMMUNITY)[0]


def test_every_level_meets_by_its_rhythm_and_nothing_is_planned_twice(town: Town) -> None:
    plan(town)
    plan(town)
    town.do(planning.plan_ahead)
    assert of_community(town).starts_at == shanghai(11, 30, 15)
    assert meetings(town, unit="binhai")[0].starts_at == shanghai(12, 1, 15)
    # the district's of 25 November can have no notice of three full days any more: it is not promised
    assert [one.starts_at for one in meetings(town, level="district")] == [] or meetings(town, level="district")[
        0
    ].starts_at >= shanghai(11, 27)
    assert len({(one.unit, one.nominal_on) for one in meetings(town)}) == len(meetings(town))
    communities = [one for one in meetings(town, level="community") if one.starts_at == shanghai(11, 30, 15)]
    assert len(communities) == 22


def test_time_goes_on_and_meetings_are_planned_by_themselves(town: Town) -> None:
    plan(town)
    town.advance(until=shanghai(12, 30))
    found = meetings(town, level="district")
    assert [one.starts_at for one in found][:1] == [shanghai(12, 25, 9, 30)]
    assert {one.status for one in meetings(town, unit=COMMUNITY) if one.starts_at < shanghai(12, 28)} == {"empty"}
    assert town.outbox(kind="meeting_missed") == [], "with nothing to talk about no meeting is missed"


def test_the_agenda_fills_itself_units_owe_drafts_and_the_missing_are_named(
    town: Town, secretary: Person, sun: Person, file_case: FileCase
) -> None:
    file_case()
    file_case("刘强", HEAT)
    for who in ("a", "b", "c", "d"):
        file_case(who, LAMP)
    file_case("e", ACCUSATION)
    plan(town)
    hears(town, "孙工")
    hears(town, "邓建军")
    town.advance(until=shanghai(11, 24, 10))
    meeting = of_community(town)
    assert meeting.invited_at is not None, "five working days before"
    assert 2 not in items(town, meeting), "a heating case in time is the company's own matter"
    town.advance(until=shanghai(11, 27, 8))
    # by now the lamp and the heating are late
    said = secretary.says("议题")
    assert said.startswith("滨海社区民情分析会：11月30日（周一）15:00，社区会议室，主持滨海社区")
    assert "2号件" in said
    assert "没交拟办的：供热公司" in said
    assert "预告今天11月27日（周五）09:00上公示栏。" in said
    assert "议题 去" in said
    hears(town, "孙工")
    town.advance(until=shanghai(11, 27, 9, 5))
    assert of_community(town).noticed_at == shanghai(11, 27, 9)
    asked = [one for one in words_to(town, "孙工") if "民情分析会" in one]
    assert len(asked) == 1, "reminded one working day before"
    assert "您单位还差1个拟办意见：2号件暖气不热" in asked[0]
    assert "今天11月27日（周五）18:00前写：拟办 2 文字" in asked[0]
    assert "没改" in sun.says("拟办 2")
    assert sun.says("拟办 2 停暖后整体换管，先加压保温") == "2号件拟办意见收到。您单位的都齐了。"
    assert "没改" in sun.says("拟办 1 换灯"), "not his item"
    assert "没交拟办的：供热公司" not in secretary.says("议题")
    kinds = town.do(lambda ctx: [one.kind for one in history(ctx, ctx.tx.get(Case, town.case(2).id))])
    assert "meeting_draft" in kinds


def test_a_hard_item_calls_the_leader_who_is_linked_with_the_community(town: Town, file_case: FileCase) -> None:
    chen = town.bind("陈远", "wuda/leader")
    chen.says("待办")
    file_case()
    plan(town)
    meeting = of_community(town)

    case = town.case(1)

    def called(ctx: Context) -> list[str]:
        return [one.code for one in telling.leaders(ctx, meeting, agendas.refresh(ctx, meeting))]

    town.do(lambda ctx: agendas.add(ctx, meeting, case, ctx.district.posts["binhai.binhai/head"]))
    assert town.do(called) == [], "nothing hard: no leader is troubled"
    chen.says("督办 1 换好楼道灯 12月1日")
    assert town.do(called) == ["wuda/leader"]
    town.advance(until=shanghai(11, 24, 10))
    assert any("滨海社区民情分析会" in one for one in words_to(town, "陈远"))


def test_only_who_may_see_it_is_shown_an_agenda(
    town: Town, secretary: Person, sun: Person, zhao: Person, zhou: Person, li: Person, file_case: FileCase
) -> None:
    file_case()
    file_case("刘强", HEAT)
    plan(town)
    town.advance(until=shanghai(11, 27, 10))
    assert "1号件" in secretary.says("议题")
    assert "1号件" in li.says("议题")
    mine = sun.says("议题")
    assert "有您单位1个议题" in mine
    assert "1号件" not in mine
    stranger = town.bind("王强", "chengguan/handler")
    assert stranger.says("议题").startswith("您这儿近期没有会")
    assert "不能加减" in sun.says("议题 加 1")
    assert "没改" in sun.says("议题 去 1 不要")
    # who filed one himself does not read about it as a cadre
    wang = town.bind("王桂芳", "binhai.binhai/handler")
    assert "1号件" not in wang.says("议题")
    assert "1号件" in secretary.says("议题")


def test_items_come_and_go_by_hand_with_a_reason(town: Town, secretary: Person, file_case: FileCase) -> None:
    file_case()
    file_case("刘强", HEAT)
    plan(town)
    assert "2号件" not in secretary.says("议题")
    assert "没改" in secretary.says("议题 加 99")
    assert "没改" in secretary.says("议题 加")
    assert "没改" in secretary.says("议题 什么")
    assert "没改" in secretary.says("议题 加 1")
    assert "没改" in secretary.says("议题 去 1")
    assert "不上11月30日" in secretary.says("议题 去 1 昨天已经修好")
    assert "现在没有议题" in secretary.says("议题")
    town.advance(until=shanghai(11, 25))
    assert "1号件" not in secretary.says("议题"), "what was removed by hand does not come back by itself"
    assert "加进11月30日" in secretary.says("议题 加 1")
    assert "1号件" in secretary.says("议题")


def test_what_is_over_leaves_the_agenda(town: Town, secretary: Person, li: Person, file_case: FileCase) -> None:
    file_case()
    plan(town)
    assert "1号件" in secretary.says("议题")
    town.person("王桂芳").says("撤回 1")
    town.person("王桂芳").says("1")
    assert "现在没有议题" in secretary.says("议题")
    dropped = town.database.read_now(lambda reader: reader.find(AgendaItem, dropped_how="settled"))
    assert len(dropped) == 1


def test_the_district_talks_about_exactly_what_streets_handed_up(
    town: Town, li: Person, zhao: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    file_case("刘强", LAMP)
    file_case("赵大爷", HEAT)
    plan(town)
    town.advance(until=shanghai(11, 28))
    li.says("上报 1 物业已撤，没人换灯")
    li.says("上报 2 物业已撤，没人换灯")
    duty = town.bind("赵敏值班", "binhai/duty")
    duty.says("签收 1")
    duty.says("上报 1 街道没有这笔钱")
    town.advance(until=shanghai(11, 29))
    plan(town)
    said = zhou.says("议题").split("\n\n")[0]  # held letters follow
    assert said.startswith("区级矛盾纠纷排查调处工作协调会：12月25日（周五）09:30")
    assert "1号件" in said
    assert "2号件" not in said, "it is still at the street"
    assert "3号件" not in said, "no street handed it up"
    observer = town.bind("任玉峰", "jiwei/handler")
    assert "1号件" in observer.says("议题")
    assert "不能加减" in observer.says("议题 去 1 不看")


def test_a_meeting_nobody_opened_is_said_to_be_missed(
    town: Town, secretary: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case()
    plan(town)
    town.advance(until=shanghai(12, 1))
    meeting = of_community(town)
    assert meeting.status == "missed"
    assert {row.post for row in town.outbox(kind="meeting_missed")} == {"binhai.binhai/head", "binhai/head"}
    kinds = [
        (one.stage, one.kind)
        for one in town.database.read_now(lambda reader: reader.find(MeetingRecord, meeting_id=meeting.id, order="id"))
    ]
    assert kinds[0] == ("before", "planned")
    assert ("before", "noticed") in kinds
    assert kinds[-1] == ("after", "missed")


def test_hosts_take_turns_and_exchange_them(town: Town, zhou: Person) -> None:
    plan(town)
    town.advance(until=shanghai(11, 26))
    meeting = meetings(town, level="district")[0]
    host = meeting.host
    district = town.database.read_now(town.registry.world).district
    assert district.units[host].level == "street"
    head = town.bind("书记", f"{host}/head")
    stranger = town.bind("别的书记", "binhai/head" if host != "binhai" else "xinda/head")
    assert "12月" in head.says("主持")
    assert "没改" in head.says("主持 换")
    said = head.says("主持 换 书记外出学习")
    assert said.startswith("换好了：12月由")
    assert meetings(town, level="district")[0].host != host
    assert "换过" in stranger.says("主持")
    assert len(town.outbox(kind="host_swapped")) >= 1
