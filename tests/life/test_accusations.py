"""Accusations of conduct (dialogue (m)): who hears of them, the code word, what the phone shows, what is asked."""

from __future__ import annotations

import re

import pytest

from handlers.services import exports
from models.domain import code_words
from models.tables import Case, Look, Statement
from scheduler.parcels import CardBody
from tests.town import Person, Town

STORY = "社区办低保那个人说话难听，还让我给他捎烟"
INSPECTOR = "wuda/inspector"


def code_in(said: str) -> str:
    """The code word a reply names."""
    named = code_words.find(said.partition("暗号")[2])
    assert named is not None, said
    return named.code


@pytest.fixture
def wang(town: Town) -> Person:
    return town.person("王桂芳")


@pytest.fixture
def zeng(town: Town) -> Person:
    """曾丽娟, 区督查组."""
    return town.bind("曾丽娟", INSPECTOR)


def accuse(wang: Person, words: str = STORY, answer: str = "1") -> str:
    """Told and sent; returns the code word."""
    assert "只给区督查组" in wang.says(words)
    return code_in(wang.says(answer))


def texts_to(town: Town, person: Person) -> list[str]:
    """What reached a phone unasked, oldest first."""
    return town.courier.texts(person.openid)


def test_it_is_asked_first_and_filed_with_a_code_word_and_a_date(town: Town, wang: Person) -> None:
    asked = wang.says(STORY)
    assert asked.startswith("这种事不会给社区，也不会给他的领导，只给区督查组。")
    assert "1 要，就在这里回　2 不用回，只是反映" in asked
    said = wang.says("1")
    assert re.search(r"暗号 [\u4e00-\u9fff]-\d{4}", said)
    assert "WD261123-001" in said
    assert "5个工作日内，11月30日（周一）前给您第一次回话" in said
    case = town.case(1)
    assert (case.unit, case.rung, case.code_word) == ("wuda", "inspector", code_in(said))
    assert {row.post for row in town.outbox() if row.post} == {INSPECTOR}


def test_without_a_yes_nothing_is_sent_and_no_lock_screen_says_a_word(town: Town, wang: Person) -> None:
    wang.says(STORY)
    town.advance(hours=3)
    assert town.cases() == []
    assert [row.kind for row in wang.pushes()] == []
    assert "没有送出去" in wang.says("滨海社区3号楼2单元楼道灯不亮")


def test_no_list_no_number_and_no_page_shows_it_only_the_code_word_does(town: Town, wang: Person) -> None:
    code = accuse(wang)
    assert wang.says("进度") == "您现在没有在办的事。有事直接说就行。"
    assert "没找到" in wang.says("进度 1")
    assert code not in wang.says("1")
    shown = wang.says(f"暗号 {code}")
    assert shown.startswith(f"暗号 {code}（11月23日")
    assert "还没看，11月30日（周一）18:00前给您第一次回话" in shown
    assert wang.says(code.replace("-", " ")).startswith(f"暗号 {code}")
    assert "WD261123" not in shown


def test_an_overheard_code_word_opens_nothing_from_another_phone(town: Town, wang: Person) -> None:
    code = accuse(wang)
    thief = town.person("小偷")
    assert thief.says(f"暗号 {code}").startswith("没找到这个暗号。")
    assert thief.says(f"暗号 {code}") == thief.says("暗号 梅-0000")
    li = town.bind("李晓", "binhai.binhai/handler")
    assert li.says(f"问 {code} 谁说的") == li.says("问 梅-0000 谁说的")


def test_the_inspector_asks_by_code_word_and_the_answer_comes_back_unnamed(
    town: Town, wang: Person, zeng: Person
) -> None:
    code = accuse(wang)
    town.advance(minutes=1)
    bell = texts_to(town, zeng)[-1]  # she has not written yet: a card, which says nothing
    assert "有新来件" in bell
    assert not any(word in bell for word in ("举报", "作风", code))
    assert f"新举报 {code}" in zeng.says("在")
    assert "收下了" in zeng.says(f"签收 {code}")
    assert zeng.says(f"问 {code} 大概哪天的事？").startswith("问出去了")
    town.advance(minutes=1)
    heard = texts_to(town, wang)[-1]
    assert heard == '督查组问您："大概哪天的事？"\n不想说可以不说。直接回我就行。'
    assert wang.says("上周三下午") == "记下了，转给督查组了。"
    town.advance(minutes=1)
    assert any(f'举报 {code}，对方又说："上周三下午"' in text for text in texts_to(town, zeng))
    assert "王桂芳" not in "".join(texts_to(town, zeng))
    assert "匿名" in zeng.says(f"查看 {code} 想联系")


def test_the_first_words_are_due_in_five_working_days_and_missing_them_is_said(
    town: Town, wang: Person, zeng: Person
) -> None:
    code = accuse(wang)
    town.advance(days=20)
    kinds = {row.kind for row in town.outbox(post=INSPECTOR)}
    assert {"order", "reminder", "overdue"} <= kinds
    assert {row.post for row in town.outbox() if row.post} <= {INSPECTOR, None}
    assert any("说好" in text and "对不住" in text for text in texts_to(town, wang)) or any(
        row.kind == "apology" for row in wang.pushes()
    )
    assert "过了第一次回话的日子" in wang.says(f"暗号 {code}")


def test_who_looked_more_words_and_withdrawing_go_by_the_code_word(town: Town, wang: Person, zeng: Person) -> None:
    code = accuse(wang)
    assert "还没有人看过" in wang.says(f"谁看过 {code}")
    zeng.says("1")
    assert "区督查组" in wang.says(f"谁看过 {code}")
    assert wang.says(f"补充 {code} 还说要两条") == "记下了，转给督查组了。"
    assert wang.says(f"{code} 是周三") == "记下了，转给督查组了。"
    assert town.database.read_now(lambda reader: len(reader.find(Statement, kind="supplement"))) == 2
    assert wang.says(f"撤回 {code}").startswith("撤回了")
    assert wang.says(f"还要办 {code}") == "好，督查组接着查。"
    assert town.case(1).state in {"dispatched", "working"}


def test_it_is_closed_by_asking_whether_it_was_made_clear(town: Town, wang: Person, zeng: Person) -> None:
    code = accuse(wang)
    zeng.says(f"办结 {code} 已约谈当事人，编号督〔2026〕3号，责令当面道歉")
    if town.case(1).state != "confirming":
        zeng.says("1")
    assert town.case(1).state == "confirming"
    town.advance(hours=30)
    assert "说清楚了吗？" in wang.says(f"暗号 {code}")
    assert wang.says("3").startswith("记下了：您不认可。督查组重新查")
    case = town.case(1)
    assert (case.state, case.unit, case.rung, case.round) == ("dispatched", "wuda", "inspector", 2)


def test_who_wants_no_answer_hears_nothing_and_may_still_look(town: Town, wang: Person, zeng: Person) -> None:
    code = accuse(wang, answer="2")
    zeng.says(f"进展 {code} 收到，在核实")
    town.advance(days=12)
    assert [row for row in wang.pushes() if row.state in {"sent", "delivered", "held"}] == []
    assert "收到，在核实" in wang.says(f"暗号 {code}")


def test_cards_on_a_lock_screen_say_nothing_and_lead_nowhere(town: Town, wang: Person, zeng: Person) -> None:
    code = accuse(wang)
    town.advance(days=3)  # the window is closed: a card
    zeng.says(f"问 {code} 大概哪天的事？")
    town.advance(minutes=2)
    row = next(row for row in wang.pushes() if row.kind == "progress")

    assert row.state == "sent"
    shown = texts_to(town, wang)[-1]
    assert "您有一条新回复" in shown
    assert not any(word in shown for word in ("督查", "举报", "作风", "低保", code))
    body = town.courier.to(wang.openid)[-1].parcel.body
    assert isinstance(body, CardBody)
    assert body.url == ""


def test_two_things_said_at_once_are_not_connected(town: Town, wang: Person) -> None:
    asked = wang.says(f"{STORY}，滨海社区3号楼2单元楼道灯也不亮")
    assert "只给区督查组" in asked
    wang.says("1")
    assert [case.rung for case in town.cases()] == ["inspector"]


def test_not_to_let_them_know_is_asked_about(town: Town, wang: Person) -> None:
    asked = wang.says("滨海社区3号楼2单元楼道灯不亮，不要让社区知道")
    assert asked.startswith("先问清楚，好知道给谁")
    assert "谁来办" in wang.says("2")
    wang.says("1")
    case = town.case(1)
    assert case.unit == "binhai.binhai"
    assert not case.code_word


def test_report_words_about_a_thing_are_asked_about_and_may_be_meant(town: Town, wang: Person) -> None:
    assert "先问清楚" in wang.says("举报 滨海社区3号楼垃圾没人清")
    assert "只给区督查组" in wang.says("1")
    wang.says("1")
    assert town.case(1).rung == "inspector"


def test_a_bare_report_asks_what_it_is(town: Town, wang: Person) -> None:
    assert "0473-3000120" in wang.says("举报")
    assert "只给区督查组" in wang.says(STORY)


def test_an_accusation_is_not_put_into_a_case_its_accused_can_read(town: Town, wang: Person) -> None:
    wang.says("滨海社区3号楼2单元楼道灯不亮")
    wang.says("1")
    said = wang.says("补充 1 那个网格员还问我要红包")
    assert "没有放进去" in said
    assert town.database.read_now(lambda reader: reader.find(Statement)) == []


def test_the_inspector_who_is_named_has_no_part_in_it_and_nobody_else_gets_it(town: Town, wang: Person) -> None:
    assert "先问清楚" in wang.says("督查组的曾丽娟收了红包，还骂我")
    said = wang.says("1")
    assert "12388" in said
    assert town.cases() == []


def test_an_inspector_does_not_inspect_what_he_filed(town: Town, zeng: Person) -> None:
    zeng.says(STORY)
    said = zeng.says("1")
    assert "12388" in said
    assert town.cases() == []


def test_a_person_named_in_an_ordinary_matter_does_not_handle_it(town: Town, wang: Person) -> None:
    li = town.bind("李晓", "binhai.binhai/handler")
    town.bind("韩红卫", "binhai.binhai/head")
    wang.says("滨海社区3号楼2单元楼道灯不亮，李晓来过没修好")
    wang.says("1")
    assert town.case(1).decision["named"]
    assert "没找到1号件" in li.says("办结 1 换了灯泡")
    town.advance(minutes=5)
    assert texts_to(town, li) == []
    heads = [row for row in town.outbox(kind="order") if row.account_id == town.person("韩红卫").key]
    assert len(heads) == 1


def test_naming_a_unit_is_no_accusation_but_the_level_above_gets_a_copy(town: Town, wang: Person) -> None:
    wang.says("滨海社区3号楼2单元楼道灯不亮，社区从来不管")
    said = wang.says("1")
    case = town.case(1)
    assert (case.unit, case.code_word) == ("binhai.binhai", "")
    assert "您说他们没管过，滨海街道也同时知道了。" in said
    assert {row.post.partition("/")[0] for row in town.outbox(kind="copied_above") if row.post} == {"binhai"}


def test_exports_say_that_there_is_one_and_nothing_more(town: Town, wang: Person, zeng: Person) -> None:
    accuse(wang)
    town.advance(hours=1)
    rows = town.database.read_now(
        lambda reader: [
            row
            for what, make in exports.EXPORTS.items()
            for row in make.rows(reader, town.registry.world(reader).district)
            if what != "rules" or row["case"] is not None  # the catalogue is the same whatever is told
        ]
    )
    text = repr(rows)
    assert "WD261123-001" in text
    for word in ("作风", "低保", "滨海", "binhai", wang.key, "捎烟", town.case(1).code_word):
        assert word not in text, word


def test_looks_are_written_down_without_what_could_point_at_the_filer(town: Town, wang: Person, zeng: Person) -> None:
    code = accuse(wang)
    zeng.says(f"查看 {code} 打13800000000核实")
    looks = town.database.read_now(lambda reader: reader.find(Look, what="identity"))
    assert [one.purpose for one in looks] == ["打〔电话〕核实"]


def test_case_row_keeps_the_words_redacted(town: Town, wang: Person) -> None:
    accuse(wang, STORY + "，我电话13800000000")
    case: Case = town.case(1)
    assert "13800000000" not in case.text
