"""走访 in chat: coverage, quotas, reminders, the question to the household, and what the public never sees."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from handlers.context import Context
from handlers.services.board import board
from handlers.services.exports import EXPORTS
from handlers.services.visiting import coverage, homes, quotas, spot
from handlers.services.visiting.coverage import Span
from handlers.services.visiting.homes import BadRegisterError
from handlers.services.works import totals
from models.domain.stations import themes
from models.tables import Home, HomeVisit, Opinion
from tests.commands.conftest import Minqing, minqing
from tests.town import Person, Town
from tests.visiting.conftest import LI, ROWS

__all__ = ["minqing"]

COMMUNITY = "binhai.binhai"


def heard(town: Town, who: str) -> str:
    return "\n".join(one.text for one in town.courier.delivered if one.openid == who)


def opinions(town: Town) -> list[Opinion]:
    found: list[Opinion] = town.database.read_now(lambda reader: reader.find(Opinion, order="id"))
    return found


def test_a_household_counts_once_however_often_it_is_visited(register: Town, li: Person, secretary: Person) -> None:
    reply = secretary.says("大走访 开始 冬季大走访 11月23日 12月31日")
    assert reply.startswith("滨海社区冬季大走访开始了：11月23日（周一）到12月31日（周四）。")
    assert "本月第1户，还差4户。" in li.says("走访 3-2-501 独居老人，想装扶手")
    assert "（这户您本月来过，按一户算。）" in li.says("走访 3号楼2单元501")
    li.says("走访 个别访谈 3-1-101")
    li.says("走访 5-1-101")
    rows = register.do(lambda ctx: coverage.by_community(ctx.tx, Span(), (COMMUNITY,)))
    assert (rows[0].homes, rows[0].visited, rows[0].visits) == (24, 3, 4)
    buildings = register.do(lambda ctx: coverage.by_building(ctx.tx, Span(), COMMUNITY))
    assert [(one.name, one.visited, one.homes) for one in buildings] == [("3", 2, 12), ("5", 1, 12)]
    assert "24户，访到3户（12.5%），走访4次。" in li.says("大走访")
    left = li.says("未访户")
    assert "没访到10户" in left
    assert "3-2-501" not in left
    assert "3-1-102" in left
    assert "11户" in secretary.says("未访户")  # building 5 is nobody's own: it is the secretary's


def test_a_visit_may_be_taken_back_and_a_wrong_code_is_asked_about(register: Town, li: Person) -> None:
    li.says("走访 3-2-501 缺药")
    assert li.says("走访 撤销") == "刚才那次走访不算了。"
    assert opinions(register) == []
    assert li.says("走访 撤销") == "10分钟内没有您记的走访，什么都没改。"
    asked = li.says("走访 3-2-509 缺药")
    assert asked.startswith("3-2-509不在户册里。是哪一户？您写的话先替您留着。")
    assert "3-2-101" in li.says("1")
    assert [one.text for one in opinions(register)] == ["缺药"]
    assert li.says("走访 9-9-999 缺药").startswith("9-9-999不在户册里，没记。")
    assert li.says("走访 张奶奶家 缺药").startswith("户号没认出来，没记。")
    register.advance(minutes=11)
    assert li.says("走访 撤销") == "10分钟内没有您记的走访，什么都没改。"


def test_what_was_heard_may_become_a_case_and_is_an_opinion_once(register: Town, li: Person) -> None:
    reply = li.says("走访 3-2-502 楼道灯不亮，晚上看不见")
    assert "里面说到“楼道灯不亮”，要不要立一件事去办？" in reply
    assert register.cases() == []
    li.says("1")
    li.says("3")
    case = register.case(1)
    assert case.on_behalf_of == LI
    assert [one.case_id for one in opinions(register)] == [case.id]
    li.says("走访 3-2-501 都挺好")
    year = date(2026, 1, 1), date(2026, 12, 31)
    found = register.do(lambda ctx: totals.by_theme(ctx.tx, ctx.district, *year))
    told = themes.theme_of(register.do(lambda ctx: ctx.district.settings), case.category)
    assert (found["visits"][told], sum(found["visits"].values())) == (2 if told == themes.OTHERWISE else 1, 2)
    assert found["all"] == sum(found["total"].values()) == 3


def test_four_are_reminded_and_five_are_not(register: Town, li: Person, secretary: Person) -> None:
    register.do(quotas.ensure)
    for code in ("3-1-101", "3-1-102", "3-1-201", "3-1-202"):
        li.says(f"走访 {code}")
        secretary.says(f"走访 {code.replace('3', '5', 1)}")
    li.says("走访 3-1-101")  # the same once more is no fifth
    secretary.says("走访 5-1-501")
    li.says("责任岗 清雪")
    secretary.says("责任岗")
    assert "走访4户，还差1户；责任岗1天，够了" in li.says("我的走访")
    assert "走访5户，够了；责任岗1天，够了" in secretary.says("我的走访")
    register.advance(days=4)  # Friday the 27th: Thursday and Friday are among the last three working days
    assert "还差走访1户、责任岗0天" in heard(register, li.openid)  # a card: he last wrote on Monday
    assert "走访" not in heard(register, secretary.openid)
    assert [row.kind for row in register.outbox(post=LI, kind="visits_owed")] == ["visits_owed"] * 2
    told = len(register.outbox(post=LI, kind="visits_owed"))
    li.says("走访 3-2-101")
    register.advance(days=4)
    assert len(register.outbox(post=LI, kind="visits_owed")) == told


def test_a_household_joins_with_its_word_alone(register: Town, li: Person) -> None:
    said = li.says("走访 3-2-501 想装扶手")
    word = said.split("户号 3-2-501 ")[1][:6]
    wang, liu = register.person("王桂芳"), register.person("刘强")
    for wrong in ("000000", "111111", "222222", "333333", "444444"):
        assert liu.says(f"户号 3-2-501 {wrong}").startswith("户号和口令对不上。")
    assert liu.says(f"户号 3-2-501 {word}").startswith("今天试得太多了")
    assert wang.says(f"户号 3-2-501 {word}").startswith("好，滨海社区3-2-501走访时说的话")
    assert "户号 3-2-501" not in li.says("走访 3-2-501 还想装门铃")  # somebody of it hears by now
    assert wang.says("户号 退出") == "好，走访的回音不发给您了。"


@pytest.mark.parametrize(
    ("answer", "kept", "thanks"), [("1", "came", "好，记下了"), ("没来过", "not", "只用来核实走访"), ("", "", "")]
)
def test_a_household_is_asked_once_and_may_ignore_it(
    register: Town, li: Person, answer: str, kept: str, thanks: str
) -> None:
    wang = register.person("王桂芳")
    wang.says("你好")

    def joined(ctx: Context) -> None:
        home = ctx.tx.find(Home, community=COMMUNITY, code="3-2-501")[0]
        ctx.tx.update(home, account_id=wang.key, joined_at=ctx.now)

    register.do(joined)
    li.says("走访 3-2-501")
    register.do(lambda ctx: spot.ask(ctx, ctx.tx.find(HomeVisit)[0], wang.key))
    register.advance(hours=25)
    assert "滨海社区李晓说11月23日（周一）去过您家，来过吗？" in heard(register, "王桂芳")
    if answer:
        assert thanks in wang.says(answer)
    register.advance(days=4)
    assert heard(register, "王桂芳").count("来过吗") == 1
    assert register.database.read_now(lambda reader: reader.find(HomeVisit))[0].answer == kept
    share = {"came": 0, "not": 0, "": 100}[kept]
    assert f"没法核实的占{share}%" in li.says("我的走访")


def test_household_codes_stay_with_those_who_visit(register: Town, li: Person, file_case: object) -> None:
    del file_case
    li.says("走访 3-2-501 三号楼的灯不亮，我家3-2-501")

    def public(ctx: Context) -> str:
        rows = [row for ledger in EXPORTS.values() for row in ledger.rows(ctx.tx, ctx.district)]
        return repr(rows) + repr(board(ctx, "")) + repr(board(ctx, COMMUNITY))

    assert "2-501" not in register.do(public)


def test_the_register_is_read_again_and_a_bad_line_changes_nothing(register: Town) -> None:
    again = [row for row in ROWS if row["户号"] != "5-2-502"]
    done = register.do(lambda ctx: homes.read(ctx, again))
    assert (done.rows, done.added, done.changed, done.gone) == (23, 0, 0, 1)
    assert register.do(lambda ctx: homes.read(ctx, ROWS)).changed == 1
    for row in (
        {"社区": "没有的社区", "户号": "1-1-1"},
        {"社区": "滨海社区", "户号": "?"},
        ROWS[0],
        {**ROWS[0], "包户干部": "谁"},
    ):
        with pytest.raises(BadRegisterError, match="line"):
            register.do(lambda ctx, row=row: homes.read(ctx, [ROWS[0], row]))
    assert len(register.database.read_now(lambda reader: reader.find(Home, gone_at=None))) == 24


def test_the_command_reads_a_file(minqing: Minqing, tmp_path: Path) -> None:
    path = tmp_path / "homes.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ("社区", "户号"))
        writer.writeheader()
        writer.writerows({"社区": "滨海社区", "户号": f"1-1-{n}01"} for n in range(1, 7))
    assert minqing("migrate").status == 0
    assert minqing("load-district", "districts/wuda.yaml").status == 0
    assert "6 households: 6 new" in minqing("households", str(path), "--dry-run").out
    assert "6 households: 6 new" in minqing("households", str(path)).out
    assert "0 new, 0 changed" in minqing("households", str(path)).out
    said = minqing("gather")
    assert (said.status, said.out) == (0, "0 opinions, 0 new issues to look at\n")
