"""请假 and 值班: who stands in, what goes to whom, chains that end at the head, leaves that overlap or end early."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.context import Context
from handlers.policies.permissions import Actor, may_look, roles
from handlers.services import accounts
from handlers.services.leaves import acting
from models.domain import leaves as rules
from models.domain.errors import BadDate
from models.domain.states import CaseState
from models.domain.working_time import calendar_of
from models.tables import Case, Leave, Outbox
from scheduler import digests
from tests.cadre.conftest import ACCUSATION, FLYERS, LI, FileCase
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

HEAD, MA = "binhai.binhai/head", "binhai.tuanjiebeilu/handler"


@pytest.fixture
def deng(town: Town) -> Person:
    """邓建军, 滨海社区 书记."""
    return town.bind("邓建军", HEAD)


@pytest.fixture
def ma(town: Town) -> Person:
    """马满仓, 网格员 of the community beside."""
    return town.bind("马满仓", MA)


def rows(town: Town) -> list[Leave]:
    found: list[Leave] = town.database.read_now(lambda reader: reader.find(Leave, order="id"))
    return found


def heard(town: Town, who: str) -> str:
    return "\n".join(one.text for one in town.courier.delivered if one.openid == who)


def to(town: Town, who: Person, kind: str) -> int:
    return len(town.outbox(kind=kind, account_id=who.key))


@pytest.mark.parametrize(
    ("text", "first", "last", "whom"),
    [
        ("11月27日 王强", date(2026, 11, 27), date(2026, 11, 27), "王强"),
        ("11月27日，由王强替班", date(2026, 11, 27), date(2026, 11, 27), "王强"),
        ("11月27日到12月1日 王强", date(2026, 11, 27), date(2026, 12, 1), "王强"),
        ("11月27日-29日 王强", date(2026, 11, 27), date(2026, 11, 29), "王强"),
        ("11月30日至2日 王强", date(2026, 11, 30), date(2026, 12, 2), "王强"),
        ("11.27~11.28 王强", date(2026, 11, 27), date(2026, 11, 28), "王强"),
        ("明天 3天 王强", date(2026, 11, 24), date(2026, 11, 26), "王强"),
        ("两天 王强", date(2026, 11, 23), date(2026, 11, 24), "王强"),
        ("下周一到周三", date(2026, 11, 30), date(2026, 12, 2), ""),
        ("明天", date(2026, 11, 24), date(2026, 11, 24), ""),
    ],
)
def test_days_and_substitute_are_found(town: Town, text: str, first: date, last: date, whom: str) -> None:
    district = town.database.read_now(town.registry.world).district
    found = rules.read(text, date(2026, 11, 23), calendar_of(district))
    assert (found.from_on, found.to_on, found.whom) == (first, last, whom)


@pytest.mark.parametrize("text", ["11月20日 王强", "11月27日到11月25日 王强", "11月27日到2027年12月30日", "尽快 王强"])
def test_days_that_make_no_sense_are_refused(town: Town, text: str) -> None:
    district = town.database.read_now(town.registry.world).district
    with pytest.raises(BadDate):
        rules.read(text, date(2026, 11, 23), calendar_of(district))


def test_who_is_named_is_asked_and_only_his_yes_counts(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    hears(town, "马满仓")
    reply = li.says("请假 11月27日 马满仓")
    assert reply == (
        '11月27日（周五）您的单和值班转给马满仓，已问他，他回"同意 请假"才算。没人替，就转给社区书记邓建军。'
    )
    town.advance(minutes=1)
    assert "李晓（滨海社区网格员）11月27日（周五）请假，请您替班" in heard(town, "马满仓")
    assert ma.says("同意 请假").startswith("记下了：11月27日（周五）您替李晓（滨海社区网格员）。")
    assert [one.status for one in rows(town)] == ["agreed"]
    town.advance(minutes=1)
    assert "马满仓答应了，11月27日（周五）替您" in heard(town, "李晓")
    assert "没有人等您答应替班" in ma.says("同意 请假")


def test_orders_reminders_and_the_right_to_act_go_to_the_substitute_within_the_days(
    town: Town, li: Person, deng: Person, ma: Person, zhao: Person, file_case: FileCase
) -> None:
    case = file_case()
    li.says("签收 1")
    li.says("请假 11月25日-26日 马满仓")
    ma.says("同意 请假")
    assert "不在您" in ma.says("1"), "not before the day"
    town.advance(until=shanghai(11, 25, 7))
    before = to(town, li, "reminder")
    town.advance(until=shanghai(11, 25, 9, 30))
    assert to(town, ma, "standing_in") == 1
    assert to(town, ma, "reminder") == 1
    assert to(town, li, "reminder") == before
    file_case(who="赵大爷", category=FLYERS, words="墙上全是小广告")
    town.advance(minutes=1)
    assert (to(town, ma, "order"), to(town, li, "order")) == (1, 1), "the first order was Monday's"
    assert "替李晓" in ma.says("待办")
    hears(town, "王桂芳")
    assert "转给居民了" in ma.says("进展 1123-1 下午我来换开关")
    town.advance(minutes=1)
    assert "马满仓说——下午我来换开关" in heard(town, "王桂芳")
    assert "马满仓" in town.person("王桂芳").says("进度"), "the resident reads who is there today"

    def look(ctx: Context) -> tuple[frozenset[Actor], bool]:
        newest, post = ctx.tx.get(Case, case.id), ctx.district.posts[LI]
        assert newest is not None
        assert [one.code for one in accounts.posts_of(ctx, ma.key)] == [MA, LI]
        return roles(ctx, newest, post, ma.key), may_look(ctx, newest, post, ma.key)

    held, looks = town.do(look)
    assert Actor.OWNER in held
    assert looks
    ma.sends_photo()
    ma.says("1123-1")
    assert "已报办结" in ma.says("办结 1123-1 换了声控开关")
    town.advance(until=shanghai(11, 27, 8, 5))
    assert "不在您" in ma.says("签收 1125-1")
    assert to(town, li, "leave_back") == 1
    assert to(town, ma, "leave_over") == 1
    assert [one.ended_how for one in rows(town)] == ["over"]


def test_escalations_go_to_who_stands_in_for_the_level_above(
    town: Town, li: Person, zhao: Person, file_case: FileCase
) -> None:
    head = town.bind("吕海燕", "binhai/head")
    file_case()
    assert "吕海燕" in zhao.says("请假 11月27日-12月4日 吕海燕")
    head.says("同意 请假")
    town.advance(until=shanghai(11, 27, 9, 30))
    assert town.case(1).unit == "binhai"
    assert to(town, head, "climbed") == 1
    assert to(town, zhao, "climbed") == 0
    assert "收下了" in head.says("签收 1")


def test_until_somebody_agrees_the_head_answers_and_a_no_is_told(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    li.says("请假 11月24日 马满仓")
    town.advance(until=shanghai(11, 24, 9))
    file_case()
    town.advance(minutes=1)
    assert (to(town, deng, "order"), to(town, ma, "order"), to(town, li, "order")) == (1, 0, 0)
    assert to(town, deng, "standing_in") == 1
    assert ma.says("驳回 请假 我那天也忙").startswith("好，不替。已告诉李晓，11月24日（周二）转给社区书记邓建军。")
    town.advance(minutes=1)
    assert to(town, li, "leave_answered") == 1
    assert "收下了" in deng.says("签收 1")


def test_without_a_name_the_head_answers(town: Town, li: Person, deng: Person, file_case: FileCase) -> None:
    assert li.says("请假 明天").startswith("11月24日（周二）您的单和值班转给社区书记邓建军。")
    town.advance(until=shanghai(11, 24, 9))
    file_case()
    town.advance(minutes=1)
    assert (to(town, deng, "order"), to(town, li, "order")) == (1, 0)


def test_a_substitute_on_leave_too_passes_it_on_and_the_chain_ends_at_the_head(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    feng = town.bind("冯润生", "binhai.shengli/handler")
    li.says("请假 11月24日-26日 马满仓")
    ma.says("同意 请假")
    town.advance(until=shanghai(11, 25, 7))
    ma.says("请假 11月25日 冯润生")
    feng.says("同意 请假")
    town.advance(until=shanghai(11, 25, 9))
    file_case()
    town.advance(minutes=1)
    assert to(town, feng, "order") == 1, "who stands in for the substitute"
    feng.says("请假 今天")
    file_case(who="赵大爷", category=FLYERS, words="墙上全是小广告")
    town.advance(minutes=1)
    assert to(town, deng, "order") == 1, "nobody of the chain is in: the head of the unit"
    assert town.do(lambda ctx: acting.answers_for(ctx, LI)) == HEAD


def test_two_who_stand_in_for_each_other_do_not_go_round_in_circles(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    li.says("请假 11月24日-26日 马满仓")
    ma.says("同意 请假")
    town.advance(until=shanghai(11, 24, 9))
    reply = ma.says("请假 今天 李晓")
    assert "李晓11月24日（周二）到11月26日（周四）自己也请了假，换一个人。" in reply
    ma.says("请假 今天")
    assert town.do(lambda ctx: acting.answers_for(ctx, LI)) == HEAD


def test_a_head_who_is_away_without_anybody_still_gets_his_letters(town: Town, deng: Person) -> None:
    assert "可您单位没有别的人能接，单子还发给您" in deng.says("请假 明天")
    town.advance(until=shanghai(11, 24, 9))
    assert town.do(lambda ctx: acting.accounts_now(ctx, HEAD)) == (deng.key,)


def test_a_head_is_replaced_by_who_agreed_and_never_by_those_he_heads_unasked(
    town: Town, deng: Person, li: Person
) -> None:
    deng.says("请假 明天 李晓")
    li.says("同意 请假")
    town.advance(until=shanghai(11, 24, 9))
    assert town.do(lambda ctx: acting.answers_for(ctx, HEAD)) == LI


def test_overlapping_days_are_refused_and_a_leave_is_taken_back(
    town: Town, li: Person, deng: Person, ma: Person
) -> None:
    li.says("请假 11月25日-27日 马满仓")
    reply = li.says("请假 11月27日 邓建军")
    assert reply == "您11月25日（周三）到11月27日（周五）已经请过假了，和这次重了。要改，先发：请假 取消。什么都没改。"
    assert li.says("请假 11月30日 邓建军").startswith("11月30日（周一）")
    assert "您请了2次假" in li.says("请假 取消")
    assert li.says("请假 取消 11月30日").startswith("11月30日（周一）的请假取消了，单子还发给您。已告诉邓建军。")
    assert li.says("请假 取消").startswith("11月25日（周三）到11月27日（周五）的请假取消了")
    assert "没有人等您答应替班" in ma.says("同意 请假")
    assert "您现在没有请假" in li.says("请假 结束")


def test_a_cadre_who_is_back_early_gets_his_orders_at_once(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    li.says("请假 11月24日-27日 马满仓")
    ma.says("同意 请假")
    town.advance(until=shanghai(11, 25, 9))
    file_case()
    town.advance(minutes=1)
    assert to(town, ma, "order") == 1
    assert li.says("销假").startswith("好，您回来了，从现在起单子发给您。已告诉马满仓。名下现在1件")
    file_case(who="赵大爷", category=FLYERS, words="墙上全是小广告")
    town.advance(minutes=1)
    assert to(town, li, "order") == 1
    assert "不在您" in ma.says("签收 2")
    assert [one.ended_how for one in rows(town)] == ["early"]
    assert to(town, ma, "leave_over") == 1
    town.advance(until=shanghai(11, 28, 9))
    assert to(town, li, "leave_back") == 0, "he knows that he is back"


def test_what_waited_for_the_morning_goes_to_who_is_there_in_the_morning(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    li.says("请假 11月24日 马满仓")
    ma.says("同意 请假")
    town.advance(until=shanghai(11, 23, 21, 30))
    file_case()
    town.advance(until=shanghai(11, 24, 9))
    assert (to(town, ma, "order"), to(town, li, "order")) == (1, 0)


def test_who_may_not_stand_in_is_told_why_and_who_may(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    town.bind("远人", "sandaokan.fuqiang/handler")
    stranger = town.database.read_now(town.registry.world).district.person_of("sandaokan.fuqiang/handler")
    for said, why in (
        ("请假", "请假要写哪天和谁替"),
        ("请假 11月27日 火星人", "没认出替班人“火星人”"),
        (f"请假 11月27日 {stranger}", "替不了您的岗位"),
        ("请假 11月27日 冯润生", "还没绑定"),
        ("请假 11月20日 马满仓", "没改"),
    ):
        reply = li.says(said)
        assert why in reply, (said, reply)
        assert "没改" in reply
    assert "马满仓" in li.says("请假 11月27日 火星人")
    assert rows(town) == []


def test_only_an_inspector_stands_in_for_an_inspector(town: Town, zhou: Person, file_case: FileCase) -> None:
    case = file_case(category=ACCUSATION)
    inspector = town.bind("曾丽娟", "wuda/inspector")
    assert "替不了您的岗位" in inspector.says("请假 明天 周航")
    assert "单子还发给您" in inspector.says("请假 明天")
    town.advance(until=shanghai(11, 24, 9))
    assert "没找到" in zhou.says(f"签收 {case.running}")
    assert "没找到" in zhou.says(f"{case.running}")
    assert town.do(lambda ctx: acting.accounts_now(ctx, "wuda/inspector")) == (inspector.key,)


def test_who_stands_in_has_no_part_in_what_he_filed_himself(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    li.says("请假 11月24日 马满仓")
    ma.says("同意 请假")
    town.advance(until=shanghai(11, 24, 9))
    file_case("马满仓", FLYERS)
    town.advance(minutes=1)
    assert "没找到1号件" in ma.says("签收 1")
    assert to(town, ma, "order") == 0


def test_a_vacant_post_falls_to_the_head(town: Town, deng: Person, file_case: FileCase) -> None:
    file_case()
    town.advance(minutes=1)
    assert to(town, deng, "order") == 1
    assert "收下了" in deng.says("签收 1")
    assert town.case(1).state == CaseState.WORKING
    assert "网格员空岗，邓建军替" in deng.says("值班")


def test_the_roster_says_who_is_in_today(town: Town, li: Person, deng: Person, ma: Person, zhou: Person) -> None:
    assert "滨海社区：李晓（网格员）在 0473-3000001；邓建军（社区书记）在" in li.says("值班")
    assert zhou.says("值班").startswith("今天11月23日（周一），没有人请假。")
    li.says("请假 11月24日-25日 马满仓")
    ma.says("同意 请假")
    town.advance(until=shanghai(11, 24, 9))
    for who in (deng, zhou, ma):
        assert "李晓（网格员）请假到11月25日，马满仓替" in who.says("值班"), who
    assert "李晓（网格员）请假到11月25日，马满仓替" in zhou.says("值班 滨海社区")
    assert "没改" in zhou.says("值班 火星局")


def test_the_call_list_names_who_is_there(
    town: Town, li: Person, deng: Person, ma: Person, zhao: Person, zhou: Person, file_case: FileCase
) -> None:
    li.says("请假 11月24日-27日 马满仓")
    ma.says("同意 请假")
    town.advance(until=shanghai(11, 24, 9))
    file_case(category="道路设施/井盖松动")
    file_case(category=FLYERS, words="墙上全是小广告")
    town.advance(until=shanghai(11, 26, 16))
    listed = zhou.says("名单")
    assert "马满仓" in listed
    assert "李晓" not in listed


def test_somebody_who_stands_in_cannot_give_the_post_away(town: Town, li: Person, deng: Person, ma: Person) -> None:
    li.says("请假 今天 马满仓")
    ma.says("同意 请假")
    asked = ma.says("解绑")
    assert "解绑马满仓 团结北路社区 网格员，新单就不再发给您了" in asked
    assert "滨海社区 网格员" not in asked


def test_one_morning_for_who_stands_in_with_both_desks_in_it(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    li.says("请假 11月25日-26日 马满仓")
    ma.says("同意 请假")
    file_case()
    file_case(who="钱", community="binhai.tuanjiebeilu", category=FLYERS, words="墙上全是小广告")
    town.do(digests.ensure)
    town.advance(until=shanghai(11, 26, 8, 45))
    digest = [row for row in town.outbox(kind="digest") if row.created_at >= shanghai(11, 26, 8)]
    assert [(row.post, sorted(row.params["today"])) for row in digest if row.post in {MA, LI}] == [(MA, ["1", "2"])]


def test_what_is_held_for_a_post_is_said_to_who_answers_for_it_next(
    town: Town, li: Person, deng: Person, ma: Person, file_case: FileCase
) -> None:
    li.says("请假 11月24日 马满仓")
    ma.says("同意 请假")
    town.advance(until=shanghai(11, 24, 9))
    file_case()

    def hold(ctx: Context) -> None:
        for row in ctx.tx.find(Outbox, post=LI, kind="order"):
            ctx.tx.update(row, state="held", account_id=ma.key)

    town.do(hold)
    town.advance(until=shanghai(11, 25, 8, 5))
    assert [row.account_id for row in town.outbox(post=LI, kind="order")] == [None]
    assert "新单" in li.says("在吗")
