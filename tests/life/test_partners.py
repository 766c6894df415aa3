"""求助单位: a 驻区 or 包联 unit of the place is asked to help, with a date, and reads the redacted order alone."""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import may_look
from handlers.services.meetings import agendas, telling
from models.tables import Assignment, Case, Meeting
from tests.cadre.conftest import FileCase
from tests.meetings.conftest import plan
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

PARTNER = "redian/handler"


def test_a_partner_of_the_place_is_asked_with_a_date_and_answers(town: Town, li: Person, file_case: FileCase) -> None:
    qin = town.bind("秦致远", PARTNER)
    file_case(words="我叫王桂芳，门口的雪没人扫，电话13800000000", phone="13800000000")
    li.says("签收 1")
    listed = li.says("求助单位 1")
    assert "热电厂党委（包联共建）" in listed
    assert "银行支部（驻区）" in listed
    assert "还差一句要帮什么" in li.says("求助单位 1 热电厂党委")
    assert "不是1号件这儿的驻区、包联单位" in li.says("求助单位 1 城管局 扫雪")
    hears(town, qin.openid)
    said = li.says("求助单位 1 热电厂党委 出几个人扫楼前的雪")
    assert "热电厂党委：明天11月24日（周二）18:00前应一声，11月30日（周一）18:00前报完" in said
    (part,) = town.database.read_now(lambda reader: reader.find(Assignment, kind="assist", help="partner"))
    assert (part.unit, part.due_at) == ("redian", shanghai(11, 30, 18))
    town.advance(minutes=1)
    (letter,) = [one.text for one in town.courier.delivered if one.openid == qin.openid]
    assert letter.startswith("吹哨（求助）1号件")
    assert "要您办的：出几个人扫楼前的雪" in letter
    for private in ("王桂芳", "13800000000", "501"):
        assert private not in letter
        assert private not in qin.says("1")
    assert "13800000000" not in qin.says("查看 1 想打电话")

    def looks(ctx: Context) -> bool:
        case = ctx.tx.get(Case, part.case_id)
        assert case is not None
        return may_look(ctx, case, ctx.district.posts[PARTNER])

    assert town.do(looks) is False
    assert "应下了（求助）" in qin.says("签收 1")
    assert "报完了，按时" in qin.says("办结 1 去了六个人，楼前扫净了")
    assert town.case(1).unit == "binhai.binhai", "the resident's matter stays where it was"


def test_a_partner_of_another_community_cannot_be_asked(town: Town, file_case: FileCase) -> None:
    other = town.bind("马满仓", "binhai.tuanjiebeilu/handler")
    file_case(community="binhai.tuanjiebeilu")
    other.says("签收 1")
    assert "不是1号件这儿的" in other.says("求助单位 1 热电厂党委 扫雪")
    assert "吹哨了（求助）" in other.says("求助单位 1 银行支部 扫雪"), "it serves the whole street"


def test_partners_come_to_the_streets_meeting_where_something_is_joint(town: Town, file_case: FileCase) -> None:
    case = file_case()
    plan(town)

    def work(ctx: Context) -> tuple[str, ...]:
        (meeting,) = ctx.tx.find(Meeting, unit="binhai", status="planned", order="starts_at")[:1]

        item = agendas.add(ctx, meeting, ctx.tx.get(Case, case.id) or case, ctx.district.posts["binhai/head"])
        return telling.attendees(ctx, meeting, [item])

    assert {"redian", "yinhang"} <= set(town.do(work))
