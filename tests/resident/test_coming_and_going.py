"""Following, unsubscribing, leaving, returning: dialogue (n)."""

from __future__ import annotations

from models.tables import Account
from tests.resident.stories import GAS, HANDLER, LAMP, ask_now, file_lamp, finish
from tests.town import Person, Town


def account(town: Town, person: Person) -> Account:
    row = town.database.read_now(lambda reader: reader.get(Account, person.key))
    assert row is not None
    return row


def test_a_new_follower_is_greeted_and_told_what_is_kept(town: Town) -> None:
    said = town.person("李梅").follows()
    assert said.startswith("您好，这里是乌达民情直通。暖气不热、路灯不亮、垃圾没人拉")
    assert "火警119，急救120，报警110。" in said
    assert "加密存着" in said


def test_unsubscribing_names_what_is_still_open_and_is_harmless_twice(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("退订").startswith("好，以后不主动给您发消息了。您还有1件在办（1）")
    assert wang.says("退订！").startswith("早就不主动给您发消息了")
    assert account(town, wang).muted
    assert wang.says("进度").startswith("1号件")
    assert wang.says("订阅").startswith("好，有消息我告诉您")
    assert not account(town, wang).muted


def test_nothing_is_pushed_to_who_unsubscribed(town: Town) -> None:
    wang = file_lamp(town)
    wang.says("退订")
    finish(town)
    town.advance(days=9)
    assert town.courier.to("王桂芳") == []
    assert town.case(1).state == "closed"


def test_wanting_no_messages_in_own_words_is_asked_once(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("能不能把这个消息关了 老响") == "要我以后都不主动给您发消息吗？\n1 是　2 不是"
    assert wang.says("1").startswith("好，以后不主动给您发消息了。")


def test_leaving_erases_contact_data_keeps_the_case_and_tells_the_handler(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.unfollows() == ""
    assert wang.unfollows() == ""
    row = account(town, wang)
    assert (row.openid, row.follows, row.unit) == (None, False, "")
    assert town.case(1).state == "dispatched"
    assert town.pushes_to_post(HANDLER).count("left") == 1


def test_who_returns_is_known_again_and_asked_what_could_not_be_asked(town: Town) -> None:
    wang = file_lamp(town)
    wang.unfollows()
    finish(town)
    town.advance(days=9)
    assert town.case(1).state == "closed"
    said = wang.follows()
    assert said.startswith("您回来了。您之前反映的1号件·楼道灯不亮")
    assert "1 解决了　2 没解决　3 好一些，没全好" in said
    assert "没等到您的话" in wang.says("1")
    assert town.case(1).closure == "solved"


def test_who_returns_with_nothing_pending_is_greeted_like_anybody(town: Town) -> None:
    li = town.person("李梅")
    li.follows()
    li.unfollows()
    town.clock.at(12, 1)
    assert li.follows().startswith("您好，这里是乌达民情直通。")


def test_a_scan_sets_the_community(town: Town) -> None:
    li = town.person("李梅")
    li.follows()
    assert "您在滨海社区" in li.sends(kind="event", event="scan", event_key="binhai.binhai")
    assert account(town, li).unit == "binhai.binhai"


def test_an_unknown_scene_is_an_ordinary_greeting(town: Town) -> None:
    li = town.person("李梅")
    assert li.follows("qrscene_nowhere").startswith("您好")
    assert account(town, li).unit == ""


def test_a_menu_key_stands_for_its_word(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.sends(kind="event", event="click", event_key="进度").startswith("1号件")
    assert wang.sends(kind="event", event="click", event_key="") == ""


def test_unknown_events_are_silent(town: Town) -> None:
    assert town.person("李梅").sends(kind="event", event="location") == ""


def test_an_emergency_of_who_unsubscribed_is_finished(town: Town) -> None:
    town.clock.at(11, 23, 22, 15)
    wang = town.person("王桂芳")
    wang.says("退订")
    assert wang.says(GAS).startswith("先离开！")
    town.advance(hours=11)
    assert any("还有" in text for text in town.courier.texts("王桂芳"))


def test_leaving_in_the_middle_of_a_question_asks_it_again_on_return(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    wang.unfollows()
    town.advance(hours=1)
    assert "现在解决了吗？" in wang.follows()
    wang.says("1")
    assert town.case(1).closure == "solved"
    assert LAMP not in wang.says("进度")
