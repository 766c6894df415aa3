"""At a meeting: no earlier than its notice allows, every item in four parts, the resident hears, the rest is named."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.services import commitments
from handlers.services.meetings import database as book_of_meetings
from handlers.services.meetings import sitting
from handlers.services.records import history
from models.domain.errors import MeetingNotReady
from models.domain.states import CaseState
from models.tables import Case, Commitment, Meeting, MeetingRecord
from tests.cadre.conftest import HEAT, LAMP, FileCase
from tests.life.stories import words_to
from tests.meetings.conftest import meetings, plan
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

COMMUNITY = "binhai.binhai"


def meeting_of(town: Town) -> Meeting:
    return meetings(town, unit=COMMUNITY)[0]


def commitments_of(town: Town) -> list[Commitment]:
    found: list[Commitment] = town.database.read_now(lambda reader: reader.find(Commitment, order="id"))
    return found


@pytest.fixture
def monday(town: Town, secretary: Person, sun: Person, file_case: FileCase) -> Town:
    """30 November, 15:00: a lamp of the community and a cold flat of the company are on the agenda."""
    file_case()
    file_case("刘强", HEAT)
    plan(town)
    town.advance(until=shanghai(11, 30, 14))
    sun.says("拟办 2 停暖后整体换管，先加压保温")
    town.advance(until=shanghai(11, 30, 15))
    hears(town, "王桂芳")
    hears(town, "刘强")
    return town


def test_a_meeting_begins_on_its_day_with_an_old_enough_notice(
    town: Town, secretary: Person, file_case: FileCase
) -> None:
    file_case()
    plan(town)
    assert "11月30日（周一）15:00" in secretary.says("开会")
    assert "没改" in secretary.says("开会")
    town.advance(until=shanghai(11, 30, 15))
    assert secretary.says("开会").startswith("开会了：滨海社区民情分析会，1个议题。")
    assert "已经开着" in secretary.says("开会")


def test_a_young_notice_holds_it_up_unless_it_is_urgent_with_a_reason(
    town: Town, secretary: Person, file_case: FileCase
) -> None:
    file_case()
    plan(town)
    town.advance(until=shanghai(11, 30, 14))
    town.do(lambda ctx: ctx.tx.update(ctx.tx.get(Meeting, meeting_of(town).id), noticed_at=shanghai(11, 28, 9)))
    said = secretary.says("开会")
    assert "不满3天（自然日" in said
    assert "12月1日（周二）09:00起才能开，没改" in said
    assert "要写理由" in secretary.says("开会 紧急")
    assert secretary.says("开会 紧急 换热站停了，等不了三天").startswith("开会了：滨海社区民情分析会，1个议题（急会")
    meeting = meeting_of(town)
    assert (meeting.urgent, meeting.reason) == (True, "换热站停了，等不了三天")


def test_the_rule_is_the_services_own_and_not_only_the_chats(
    town: Town, secretary: Person, file_case: FileCase
) -> None:
    file_case()
    plan(town)
    town.advance(until=shanghai(11, 28))
    for urgent, reason in ((None, "day"), ("", "reason")):
        with pytest.raises(MeetingNotReady) as refused:
            town.do(
                lambda ctx, urgent=urgent: sitting.begin(
                    ctx, ctx.tx.get(Meeting, meeting_of(town).id), ctx.district.posts["binhai.binhai/head"], urgent
                )
            )
        assert refused.value.params["reason"] == reason


def test_every_item_gets_its_four_parts_and_the_resident_hears_at_once(
    monday: Town, secretary: Person, sun: Person, li: Person
) -> None:
    said = secretary.says("开会")
    assert '2号件·暖气不热　供热公司："停暖后整体换管，先加压保温"' in said
    assert "1号件·楼道灯不亮" in said
    echo = secretary.says("承诺 2 更换二次网；2027年5月31日；孙工")
    assert "单位：供热公司" in echo or "单位：区住建局" in echo or "单位：区民情办" in echo
    made = secretary.says("1")
    assert "2号件的承诺定了" in made
    assert "还有1个议题没定：1。" in made
    assert monday.case(2).state == CaseState.PLANNED
    monday.advance(minutes=1)
    told = words_to(monday, "刘强")[-1]
    assert told.startswith("11月30日（周一）滨海社区民情分析会上，2号件·暖气不热，")
    assert "2027年5月31日" in told or "5月31日" in told
    commitment = commitments_of(monday)[-1]
    assert (commitment.status, commitment.person, commitment.meeting_id) == ("open", "孙工", meeting_of(monday).id)
    secretary.says("承诺 1 换声控开关；12月4日；李晓")
    assert "议题都定了" in secretary.says("1")
    assert secretary.says("散会") == "散会，纪要写好了：2个议题都齐全，已上公示栏。"


def test_what_lacks_a_part_is_named_and_completed_later(monday: Town, secretary: Person) -> None:
    secretary.says("开会")
    secretary.says("承诺 2 更换二次网；2027年5月31日；孙工；区供热公司")
    secretary.says("1")
    assert "谁负责" in secretary.says("承诺 1 换声控开关；12月4日")
    secretary.says("取消")
    said = secretary.says("散会")
    assert said == ("散会，纪要写好了。2个议题里1个齐全；1号件缺责任人，补上才能公布：承诺 1 责任人 姓名。")
    assert meeting_of(monday).status == "closed"
    monday.advance(days=1)
    assert "责任人：李晓" in secretary.says("承诺 1 责任人 李晓")
    done = secretary.says("1")
    assert "议题都齐了，可以公布" in done
    stages = [
        (one.stage, one.kind)
        for one in monday.database.read_now(
            lambda reader: reader.find(MeetingRecord, meeting_id=meeting_of(monday).id, order="id")
        )
    ]
    assert stages[-1] == ("after", "decided")
    assert {stage for stage, _ in stages} == {"before", "during", "after"}


def test_only_who_leads_decides_and_only_while_it_sits(
    monday: Town, secretary: Person, sun: Person, zhou: Person, file_case: FileCase
) -> None:
    assert "不在您" in secretary.says("承诺 2 更换二次网；2027年5月31日；孙工"), "before the meeting it is not his"
    stranger = monday.bind("王强", "chengguan/handler")
    assert "没改" in stranger.says("开会")
    secretary.says("开会")
    assert "没改" in stranger.says("承诺 2 更换二次网；2027年5月31日；孙工")
    assert "没改" in stranger.says("散会")
    secretary.says("承诺 1 换声控开关；12月4日；李晓")
    secretary.says("1")
    secretary.says("承诺 2 更换二次网；2027年5月31日；孙工")
    secretary.says("1")
    secretary.says("散会")
    later = file_case("赵大爷", HEAT)
    assert "没改" in secretary.says(f"承诺 {later.running} 换管；2027年5月31日；孙工")


def test_the_day_of_a_promise_must_be_a_day_to_come(monday: Town, secretary: Person) -> None:
    secretary.says("开会")
    for wrong in ("尽快", "11月1日"):
        assert "没改" in secretary.says(f"承诺 1 换声控开关；{wrong}；李晓")
    assert commitments_of(monday) == []


def test_the_case_tells_the_meeting_by_its_events_alone(monday: Town, secretary: Person) -> None:
    secretary.says("开会")
    secretary.says("承诺 1 换声控开关；12月4日；李晓")
    secretary.says("1")
    events = monday.do(lambda ctx: history(ctx, ctx.tx.get(Case, monday.case(1).id)))
    kinds = [one.kind for one in events]
    assert kinds[-3:] == ["meeting_begun", "propose", "commit"]
    assert events[-2].data["meeting"] == meeting_of(monday).id
    live = monday.do(lambda ctx: commitments.live(ctx, ctx.tx.get(Case, monday.case(1).id)))
    assert live.meeting_id == meeting_of(monday).id


def test_a_meeting_left_open_is_closed_the_next_working_evening(monday: Town, secretary: Person) -> None:
    secretary.says("开会")
    monday.advance(until=shanghai(12, 1, 19))
    meeting = meeting_of(monday)
    assert (meeting.status, meeting.closed_by) == ("closed", "")


def test_an_item_added_while_it_sits_can_be_settled(monday: Town, secretary: Person, file_case: FileCase) -> None:
    secretary.says("开会")
    more = file_case("赵大爷", LAMP)
    assert "现在3个议题" in secretary.says(f"议题 加 {more.number}")
    echo = secretary.says(f"承诺 {more.number} 换灯；12月4日；李晓")
    assert "要公开的承诺" in echo, echo
    assert "承诺定了" in secretary.says("1")


def test_the_book_of_meetings_is_searched_by_matter_place_and_period(monday: Town, secretary: Person) -> None:
    secretary.says("开会")
    secretary.says("承诺 2 更换二次网；2027年5月31日；孙工")
    secretary.says("1")
    secretary.says("散会")
    district = monday.database.read_now(monday.registry.world).district

    def found(**wanted: object) -> list[tuple[str, list[str]]]:
        rows = monday.database.read_now(
            lambda reader: list(book_of_meetings.rows(reader, district, book_of_meetings.Wanted(**wanted)))  # type: ignore[arg-type]
        )
        assert all(set(row) == set(book_of_meetings.COLUMNS) for row in rows)
        return [
            (row["title"], row["missing"]) for row in rows if row["unit"] == "滨海社区" and row["status"] == "closed"
        ]

    assert found() == [("楼道灯不亮", ["measure", "day", "person"]), ("暖气不热", [])] or found() == [
        ("暖气不热", []),
        ("楼道灯不亮", ["measure", "day", "person"]),
    ]
    assert found(category="供热") == found(category=HEAT) == [("暖气不热", [])]
    assert len(found(place="binhai")) == 2
    assert found(place="xinda") == []
    assert len(found(first=date(2026, 11, 30), last=date(2026, 11, 30))) == 2
    assert found(first=date(2026, 12, 1)) == []
