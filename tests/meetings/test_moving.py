"""One meeting on another day: who may, why, three full days of notice again, everybody told once, never two for one."""

from __future__ import annotations

from handlers.services import board
from models.tables import MeetingRecord
from tests.cadre.conftest import HEAT, FileCase
from tests.meetings.conftest import meetings, plan
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

COMMUNITY = "binhai.binhai"


def notices(town: Town) -> list[str]:
    found: list[str] = town.do(
        lambda ctx: [line for one in board.board(ctx, COMMUNITY).notices for line in (*one.lines, one.foot)]
    )
    return found


def test_it_is_moved_with_a_reason_and_its_notice_begins_anew(
    town: Town, secretary: Person, sun: Person, file_case: FileCase
) -> None:
    file_case()
    file_case("刘强", HEAT)
    plan(town)
    town.advance(until=shanghai(11, 27, 10))
    assert any("11月30日（周一）15:00" in line for line in notices(town))
    hears(town, sun.openid)
    assert "没改" in sun.says("开会 改到 12月2日 没空"), "who only owes a draft moves nothing"
    assert "要写理由" in secretary.says("开会 改到 12月2日")
    early = secretary.says("开会 改到 11月29日 书记外出学习")
    assert "最早11月30日（周一）10:00，没改" in early
    said = secretary.says("开会 改到 12月2日 书记外出学习")
    assert "11月30日（周一）15:00改到12月2日（周三）15:00，原因：书记外出学习" in said
    assert "已经告诉了" in said
    (meeting, *_) = meetings(town, unit=COMMUNITY)
    assert (meeting.starts_at, meeting.noticed_at) == (shanghai(12, 2, 15), None)
    assert notices(town) == [], "the old notice is void at once"
    town.advance(minutes=1)
    told = town.outbox(kind="meeting_moved")
    assert {row.post for row in told} >= {"gongre/handler"}
    assert len({row.post for row in told}) == len(told), "once each"
    assert secretary.key not in {row.account_id for row in told}
    town.advance(until=shanghai(11, 29, 9, 1))
    assert "改期：原定11月30日（周一），原因：书记外出学习" in notices(town)
    town.advance(until=shanghai(11, 30, 20, 30))
    assert meetings(town, unit=COMMUNITY)[0].status == "planned", "the old evening ends nothing"
    town.advance(until=shanghai(12, 2, 15))
    assert secretary.says("开会").startswith("开会了")
    kinds = [one.kind for one in town.database.read_now(lambda reader: reader.find(MeetingRecord, order="at"))]
    assert kinds.count("moved") == 1


def test_a_cadence_holds_one_meeting_whatever_is_moved(town: Town, secretary: Person, file_case: FileCase) -> None:
    file_case()
    plan(town)
    for day in ("12月7日", "12月9日"):
        assert "下一个会是12月7日（周一）15:00" in secretary.says(f"开会 改到 {day} 书记外出学习")
    secretary.says("开会 改到 12月4日 10:00 书记外出学习")
    town.advance(until=shanghai(12, 1, 7))
    found = [one.starts_at for one in meetings(town, unit=COMMUNITY) if one.starts_at < shanghai(12, 12)]
    assert found == [shanghai(12, 4, 10), shanghai(12, 7, 15)], "planning leaves it where it was put"


def test_it_may_be_moved_twice_and_the_first_date_stays_known(
    town: Town, secretary: Person, file_case: FileCase
) -> None:
    file_case()
    plan(town)
    secretary.says("开会 改到 12月2日 书记外出学习")
    secretary.says("开会 改到 12月3日下午4点 会议室要用")
    (meeting, *_) = meetings(town, unit=COMMUNITY)
    assert (meeting.starts_at, meeting.moved_from) == (shanghai(12, 3, 16), shanghai(11, 30, 15))
    assert "本来就是" in secretary.says("开会 改到 12月3日 16:00 再说一遍")
