"""A district in mid-month full of nasty words: everything that papers, ledgers and the board may hold, and must not."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.context import Context
from handlers.services.briefs import papers as briefs
from handlers.services.inspecting import circulars
from models.domain.rulebook import Clause
from models.tables import Case
from tests.cadre.conftest import ACCUSATION, FLYERS, HEAT, LAMP, FileCase, file_case, li, zhao, zhou
from tests.commands.conftest import Run, run
from tests.meetings.conftest import plan, secretary, sun
from tests.time.stories import shanghai
from tests.town import Person, Town

__all__ = ["Run", "file_case", "li", "run", "secretary", "sun", "zhao", "zhou"]

NAMES = ("王桂芳", "欧阳翠花", "刘强", "赵铁柱", "孙大圣")
PHONES = ("13904730001", "13800000000", "15247300002")
ROOMS = ("501室", "1203室", "4号楼3单元702")
NASTY = (
    *NAMES,
    *PHONES,
    *ROOMS,
    "150302197001011234",
    "蒙C12345",
    "wang_guifang",
    "guifang@example.com",
)
WORDS = (
    "=1+1 我叫王桂芳，电话13904730001，住4号楼3单元702，身份证150302197001011234，楼道灯坏了",
    "@SUM(A1) 我是欧阳翠花，一三八零零零零零零零零 联系我，1203室，暖气不热，微信wang_guifang",
    "+刘强，车牌蒙C12345 停了三天，邮箱guifang@example.com，墙上全是小广告 13800000000",
    "-1 我叫赵铁柱 501室 楼道灯坏了\x0b<script>alert(1)</script>",
)
LEADER = "wuda/leader"


@pytest.fixture
def district(
    town: Town, li: Person, secretary: Person, zhou: Person, sun: Person, file_case: FileCase
) -> dict[str, Case]:
    """The story up to 2026-12-02: solved, late, supervised, promised, met about, accused, kept off the board."""
    town.do(briefs.ensure)
    plan(town)
    cases = {
        "solved": file_case("王桂芳", LAMP, words=WORDS[0], phone=PHONES[0]),
        "heat": file_case("欧阳翠花", HEAT, words=WORDS[1], phone=PHONES[1]),
        "flyers": file_case("刘强", FLYERS, words=WORDS[2], phone=PHONES[2]),
        "accused": file_case("孙大圣", ACCUSATION, words="我叫孙大圣，李晓态度恶劣，电话13904730001"),
        "unlisted": file_case("赵铁柱", LAMP, words=WORDS[3], phone=PHONES[0]),
        "private": file_case("刘强", "社会治安/家庭暴力", words="我叫刘强，电话13800000000"),
    }
    town.person("赵铁柱").says(f"不公开 {cases['unlisted'].running}")
    first = cases["solved"]
    li.says(f"签收 {first.number}")
    li.sends_photo()
    li.says("1")
    li.says(f"办结 {first.number} 给王大妈家换了灯泡，电话13904730001核过")
    town.advance(days=1, hours=3)
    town.person("王桂芳").says("评价")
    town.person("王桂芳").says("解决了")
    boss = town.bind("高建国", LEADER)
    boss.says(f"督办 {cases['heat'].number} 三天内让欧阳大妈家18度，打13800000000 11月27日")
    town.person("王桂芳").says("代办 老人社保认证，我叫王桂芳，电话13904730001，4号楼3单元702")
    town.person("王桂芳").says("滨海社区")
    li.says("代办登记 1；身份证、社保卡")
    li.says("代办办结 1 给王大妈办好了，回执打13904730001来取")
    town.do(notice_of_inspectors)
    town.advance(until=shanghai(11, 30, 15))
    secretary.says("开会")
    secretary.says(f"承诺 {cases['flyers'].running} =清掉小广告，刷墙；12月4日；李晓13904730001")
    secretary.says("1")
    secretary.says(f"承诺 {cases['unlisted'].running} +换灯；12月6日；李晓")
    secretary.says("1")
    secretary.says("散会")
    town.advance(until=shanghai(12, 2, 10))
    secretary.says("确认专报")
    zhou.says("确认专报")
    return cases


def notice_of_inspectors(ctx: Context) -> None:
    """A 通报 whose finding repeats what it should not."""
    post = ctx.district.posts["wuda/inspector"]
    clause = Clause("style", "2", "作风", "机关作风纪律暂行规定", "承诺牌上墙，窗口不空岗。")
    found = "承诺牌没有挂，王大妈（13904730001）两次没找到人"
    circulars.issue(ctx, post, "binhai.binhai", clause, found, date(2026, 12, 10))
