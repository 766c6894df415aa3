"""What a cadre is told about words for the resident, and what the resident reads once: dialogues (g), (n), 4."""

from __future__ import annotations

import pytest

from models.tables import Media
from tests.resident.stories import LAMP, file_lamp
from tests.town import Person, Town

HANDLER = "binhai.binhai/handler"


@pytest.fixture
def li(town: Town) -> Person:
    return town.bind("李晓", HANDLER)


def finish(li: Person, words: str = "换了灯泡") -> str:
    li.sends_photo()
    li.says("1")
    return li.says(f"办结 1 {words}")


def test_words_to_somebody_who_unsubscribed_are_not_said_to_have_arrived(town: Town, li: Person) -> None:
    file_lamp(town).says("退订")
    said = li.says("进展 1 明天下午换开关")
    assert said.startswith("记下了。居民退订了，不收消息，查进度时才看得到；")
    assert "11月24日（周二）18:00前" in said
    town.advance(minutes=5)
    assert town.courier.texts("王桂芳") == []
    assert "下一步：明天下午换开关" in town.person("王桂芳").says("进度")
    assert "居民退订了，查进度时才看得到。" in finish(li)


def test_words_that_no_window_carries_wait_for_the_residents_next_word(town: Town, li: Person) -> None:
    wang = file_lamp(town)
    town.advance(days=2, hours=1)
    assert li.says("进展 1 街道去催货了").startswith("记下了。居民两天没说话，微信不许我主动发")
    assert "街道去催货了" in wang.says("进度")


def test_somebody_reachable_is_told(town: Town, li: Person) -> None:
    file_lamp(town)
    assert li.says("进展 1 今天去看").startswith("转给居民了。")


def test_who_comes_back_hears_what_was_done_once(town: Town, li: Person) -> None:
    wang = file_lamp(town)
    wang.unfollows()
    finish(li)
    town.advance(hours=12)
    said = wang.follows()
    assert said.startswith(
        "您回来了。您之前反映的1号件·楼道灯不亮，11月23日（周一）报了办结（换了灯泡），当时没能问到您。"
    )
    assert said.count("换了灯泡") == 1
    assert said.endswith("1 解决了　2 没解决　3 好一些，没全好")
    wang.says("1")
    assert "换了灯泡" not in wang.says("1")


def test_what_is_said_to_somebody_who_came_back_is_not_refused_by_a_window_that_closed_with_leaving(
    town: Town, li: Person
) -> None:
    wang = file_lamp(town)
    wang.unfollows()
    wang.follows()
    town.advance(hours=1)
    li.says("进展 1 明天下午换开关")
    town.advance(minutes=5)
    assert town.courier.refused == []


def test_progress_of_a_reported_case_says_what_was_done(town: Town, li: Person) -> None:
    wang = file_lamp(town)
    finish(li)
    said = wang.says("进度")
    assert said.count("换了灯泡") == 1
    assert "滨海社区 李晓说是办好了" in said


def test_the_list_of_cases_stays_short_after_a_bell(town: Town, li: Person) -> None:
    for at, who in enumerate("王张赵"):
        person = town.person(who)
        person.says(LAMP.replace("3号楼", f"{at + 3}号楼"))
        person.says("1")
        town.advance(minutes=1)
    town.advance(hours=1)
    said = li.says("待办")
    assert said.count("\n") <= 6
    assert "还有" not in said
    assert li.says("。").startswith("新单 3号件")


def test_a_card_of_the_result_says_what_was_done(town: Town, li: Person) -> None:
    file_lamp(town)
    town.advance(days=2, hours=1)
    finish(li, "换了灯泡和声控开关")
    town.advance(minutes=1)
    assert "换了灯泡和声控开关" in town.courier.to("王桂芳", "template")[-1].text


def test_a_card_never_carries_a_door_or_a_name(town: Town, li: Person) -> None:
    file_lamp(town)
    town.advance(days=2, hours=1)
    finish(li, "501室张奶奶家门口的灯换了")
    town.advance(minutes=1)
    card = town.courier.to("王桂芳", "template")[-1].text
    assert "说是办好了" in card
    assert "501" not in card


def test_a_photo_that_was_lost_is_not_offered(town: Town, li: Person) -> None:
    file_lamp(town)
    li.sends_photo()
    li.says("1")

    def lose(ctx) -> None:  # type: ignore[no-untyped-def]
        for one in ctx.tx.find(Media, case_id=town.case(1).id):
            ctx.tx.update(one, state="lost")

    town.do(lose)
    li.says("办结 1 换了灯泡")
    town.advance(minutes=1)
    told = town.courier.texts("王桂芳")[-1]
    assert "换了灯泡" in told
    assert "看照片" not in told
