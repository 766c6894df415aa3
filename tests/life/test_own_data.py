"""我的数据 and 删除我的数据: what is shown, what goes, what stays; and what time erases by itself."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sqlmodel import SQLModel

from handlers.context import Context
from handlers.services import audit
from handlers.services.rights import own_data, retention
from handlers.services.rights.own_data import collect
from models import tables
from models.domain.message import Message
from models.tables import Account, Case, Event, Inbox, Media, Voice
from scheduler import sweeps
from tests.resident.stories import GAS, LAMP, ask_now, file_lamp, finish
from tests.town import Person, Town

PHONE, ROOM, NAME = "13904730001", "1207", "赵铁柱"
TOLD = f"滨海社区3号楼2单元{ROOM}室楼道灯不亮，我叫{NAME}，电话{PHONE}"
WORDS = ("楼道灯不亮，我叫", "三楼的也不亮", "还是不亮", PHONE, ROOM, NAME)


@pytest.fixture
def wang(town: Town) -> Person:
    """She told a lamp with everything of hers, and it lived."""
    person, li = town.person("王桂芳"), town.bind("李晓", "binhai.binhai/handler")
    person.says(TOLD)
    person.says("1")
    person.says("补充 1 三楼的也不亮")
    person.sends_photo()
    person.says("1")
    li.says("进展 1 今天去看了，要换声控开关")
    li.says("查看 1 打电话约上门")
    finish(town)
    ask_now(town)
    person.says("没解决，还是不亮")
    return person


def document(town: Town, person: Person) -> dict[str, Any]:
    """What the page and the file hold."""

    def work(ctx: Context) -> dict[str, Any]:
        account = ctx.tx.get(Account, person.key)
        assert account is not None
        return collect(ctx, account)

    found: dict[str, Any] = town.do(work)
    return found


NOT_IN_THE_DOCUMENT = {
    "draft": "what is not filed yet stands on the phone",
    "home_visit": "of a post",
    "inbox": "deliveries as they came: what they told is in the cases, and they go after ninety days",
    "leave": "of a post",
    "question": "what was asked is in the messages",
}


def test_every_table_that_names_a_person_is_in_the_document_or_says_why_not() -> None:
    naming = {table.name for table in SQLModel.metadata.sorted_tables if "account_id" in table.columns}
    read = {one.__tablename__ for one in vars(own_data).values() if hasattr(one, "__tablename__")}
    assert naming - read == set(NOT_IN_THE_DOCUMENT)


def test_an_errand_and_its_papers_are_in_the_document(town: Town) -> None:
    li = town.bind("李晓", "binhai.binhai/handler")
    person = town.person("王桂芳")
    person.follows("qrscene_binhai.binhai")
    person.says("代办 帮我妈办老年卡")
    person.says("1")
    town.advance(minutes=1)
    del li
    errand = document(town, person)["errands"][0]
    assert (errand["station"], errand["state"], errand["papers"]) == ("滨海社区", "asked", [])
    assert "老年卡" in errand["matter"]


def everything(town: Town) -> str:
    """Every row of every table as text, what is sealed opened; without hashes, which hold every number now and then."""

    def work(ctx: Context) -> str:
        rows = (row for name in tables.__all__ for row in ctx.tx.query(getattr(tables, name)))
        values = (value for row in rows for value in row)
        said = "\n".join(ctx.sealer.open(one) if isinstance(one, bytes) else repr(one) for one in values)
        return re.sub(r"[0-9a-f]{16,}", "", said)

    found: str = town.do(work)
    return found


def sound(town: Town) -> bool:
    """Whether verify-log would find nothing."""

    def look(ctx: Context) -> bool:
        wrong = [*audit.broken_chains(ctx.tx)[1], *audit.changed_states(ctx.tx), *audit.changed_words(ctx.tx)]
        return not wrong

    found: bool = town.do(look)
    return found


def test_my_data_is_whole_and_only_mine(town: Town, wang: Person) -> None:
    said = wang.says("我的数据")
    assert "1件事" in said
    assert "http://127.0.0.1/d/" in said
    case = document(town, wang)["cases"][0]
    assert case["told"] == TOLD
    assert case["number"] == "WD261123-001"
    assert [one["words"] for one in case["said"]] == ["三楼的也不亮", "还是不亮"]
    assert any(one["what"] == "identity" and one["purpose"] == "打电话约上门" for one in case["looks"])
    assert len(case["files"]) == 1
    json.dumps(document(town, wang))
    assert document(town, town.bind("赵敏", "binhai/handler"))["cases"] == []


def test_neighbours_words_and_accusations_are_not_in_it(town: Town, wang: Person) -> None:
    liu = town.person("刘强")
    liu.says("滨海社区3号楼2单元楼道灯不亮，我家老人摔了")
    liu.says("1")
    wang.says("社区办低保那个人说话难听，还让我给他捎烟")
    code = wang.says("1")
    assert "暗号" in code
    text = json.dumps(document(town, wang), ensure_ascii=False)
    assert "捎烟" not in text
    assert "摔了" not in text
    assert TOLD not in json.dumps(document(town, liu), ensure_ascii=False)


def test_erasing_asks_first_and_says_what_becomes_of_open_cases(town: Town, wang: Person) -> None:
    before = everything(town)
    said = wang.says("删除我的数据")
    assert said.startswith("您还有1件没办完。")
    assert "删了谁也找不回来" in said
    assert said.endswith("1 都删，在办的也不办了\n2 先删办完的，在办的办完30天后删\n3 不删了")
    assert wang.says("3") == "好，什么都没删。"
    assert all(word in everything(town) for word in WORDS if word in before)


def test_erased_means_gone_everywhere_while_the_chain_stays(town: Town, wang: Person) -> None:
    assert all(word in everything(town) for word in (PHONE, ROOM, NAME, "三楼的也不亮"))
    events = len(town.do(lambda ctx: ctx.tx.find(Event)))
    wang.says("删除我的数据")
    assert wang.says("1").startswith("删掉了：")
    left = everything(town)
    assert [word for word in (*WORDS, TOLD) if word in left] == []
    assert sound(town)
    assert len(town.do(lambda ctx: ctx.tx.find(Event))) > events
    case = town.case(1)
    assert (case.state, case.text, case.detail, case.salt) == ("withdrawn", "", "", "")
    voice = town.do(lambda ctx: ctx.tx.find(Voice)[0])
    assert voice.account_id == f"gone:{voice.id}"
    account = town.do(lambda ctx: ctx.tx.get(Account, wang.key))
    assert account.openid is None
    assert town.do(lambda ctx: {media.state for media in ctx.tx.find(Media)}) == {"erase"}
    town.advance(days=40)
    assert sound(town)


def test_whoever_comes_back_is_a_stranger(town: Town, wang: Person) -> None:
    wang.says("删除我的数据")
    wang.says("1")
    assert wang.says("进度") == "您现在没有在办的事。有事直接说就行。"
    assert document(town, wang)["cases"] == []
    wang.says(LAMP)
    assert "报上去了" in wang.says("1")


def test_later_means_thirty_days_after_the_end(town: Town, wang: Person) -> None:
    wang.says("删除我的数据")
    assert "在办的1件照办" in wang.says("2")
    assert town.case(1).state == "dispatched"
    assert TOLD in everything(town)
    assert "再过30天自动删" in wang.says("我的数据")
    wang.says("撤回 1")
    wang.says("1")
    town.advance(days=29)
    assert town.do(retention.erase_old) == 0
    town.advance(days=2)
    assert town.do(retention.erase_old) == 1
    assert TOLD not in everything(town)
    assert sound(town)


def test_a_neighbour_goes_on_without_her_words(town: Town, wang: Person) -> None:
    liu = town.person("刘强")
    liu.says("滨海社区3号楼2单元楼道灯不亮，天天摸黑")
    liu.says("1")
    wang.says("删除我的数据")
    wang.says("1")
    case = town.case(1)
    assert case.state == "dispatched"
    assert "摸黑" in everything(town)
    assert TOLD not in everything(town)
    assert "1号件" in liu.says("进度")
    assert sound(town)


def test_an_account_that_holds_a_post_keeps_its_post(town: Town) -> None:
    li = town.bind("李晓", "binhai.binhai/handler")
    li.says("我家楼下井盖翘起来了，滨海社区5号楼")
    li.says("1")
    li.says("1")
    li.says("删除我的数据")
    assert li.says("1").startswith("删掉了：")
    assert town.do(lambda ctx: ctx.tx.get(Account, li.key)).openid is not None
    assert "待办" in li.says("帮助")


def test_what_is_long_over_is_erased_by_itself(town: Town, wang: Person) -> None:
    wang.says("撤回 1")
    wang.says("1")
    for month, erased in ((10, 0), (12, 1)):
        town.clock.at(month, 5, year=2028)
        town.do(sweeps.erase_raw)
        assert town.do(retention.erase_old) >= erased
        assert (TOLD in everything(town)) is (erased == 0)
    assert town.case(1).erased_at is not None
    assert sound(town)
    assert town.do(lambda ctx: [row for row in ctx.tx.find(Inbox) if row.reply]) == []


def test_a_district_sets_its_own_months(town: Town) -> None:
    kept = retention.rules({"retention": {"cases": {"months": 60, "source": "本区档案规定", "verified": True}}})
    assert (kept["cases"].months, kept["cases"].source, kept["talk"].months) == (60, "本区档案规定", 6)
    assert retention.rules(town.do(lambda ctx: ctx.district.settings))["accusations"].months == 36


def test_the_first_notice_is_given_once_and_unsubscribing_stops_pushes_only(town: Town) -> None:
    wang = file_lamp(town)
    first = town.do(lambda ctx: ctx.tx.get(Account, wang.key)).informed_at
    assert first is not None
    assert "您的话加密存着" not in wang.says("进度")
    assert "不主动给您发消息" in wang.says("退订")
    town.advance(days=10)
    assert town.courier.texts(wang.openid) == []
    assert "1号件" in wang.says("进度")
    assert "火" not in wang.says("订阅")
    assert "先离开" in wang.says(GAS)


def test_cases_are_counted_before_and_after_alike(town: Town, wang: Person) -> None:
    """A rate does not change because somebody used a right."""
    from handlers.services import reports

    def counted(ctx: Context) -> Any:
        report = reports.monthly(ctx.tx, ctx.district, "2026-11", ctx.now)
        return [one for one in report["rates"] if one["code"] in {"solved", "satisfied"}]

    before = town.do(counted)
    wang.says("删除我的数据")
    wang.says("2")
    assert town.do(counted) == before
    assert len(town.do(lambda ctx: ctx.tx.find(Case))) == 1


def test_what_a_handler_was_shown_is_sealed_too_and_a_repeat_hears_it_again(town: Town) -> None:
    """The answer to 查看 is kept for WeChat's repeats: it is the one place outside the vault that holds a room."""
    wang, li = town.person("王桂芳"), town.bind("李晓", "binhai.binhai/handler")
    wang.says(TOLD)
    wang.says("1")
    shown = li.says("查看 1 打电话约上门")
    assert ROOM in shown
    rows = town.do(lambda ctx: [row.reply for row in ctx.tx.find(Inbox) if row.account_id == li.key])
    assert not any(ROOM in (reply or "") for reply in rows)
    key = town.do(lambda ctx: ctx.tx.find(Inbox, account_id=li.key, order="-received_at")[0].key)
    number, _, _ = key.partition(":")
    again = Message(
        account="gh_town",
        sender="李晓",
        created_at=town.clock.now,
        dedupe_key=key,
        msg_id=number,
        kind="text",
        text="查看 1 打",
    )
    assert li.deliver(again) == shown
