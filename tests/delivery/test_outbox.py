"""From an outbox row to a phone: rungs, windows, folds, quiet hours, leases and what WeChat answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from handlers.context import Context
from handlers.services import accounts, delivery
from handlers.services.notices import push, push_to_posts
from models.tables import Attempt, Outbox, Setting
from scheduler.outbox import lease
from scheduler.parcels import NO_ANSWER, CardBody, MenuBody, Parcel, SendResult, TextBody
from scheduler.results import record
from tests.time.stories import conversation_of, file_case, finish, hears, shanghai, voice_of
from tests.town import Town

HANDLER = "binhai.binhai/handler"


def attempts(town: Town, row: Outbox) -> list[Attempt]:
    found: list[Attempt] = town.database.read_now(lambda reader: reader.find(Attempt, outbox_id=row.id, order="id"))
    return found


def tell(town: Town, kind: str = "withdrawn", **options: Any) -> Outbox:
    """Something said to the handler about the newest case."""
    case = town.cases()[-1]

    def work(ctx: Context) -> Outbox:
        options.setdefault("key", f"{case.id}:{ctx.now.isoformat()}")
        return push(ctx, kind, options.pop("params", {}), post=HANDLER, case=case, **options)

    row: Outbox = town.do(work)
    return row


def row_now(town: Town, row: Outbox) -> Outbox:
    return town.outbox(id=row.id)[0]


def take(town: Town) -> list[Parcel]:
    parcels: list[Parcel] = town.database.write_now(lambda tx: lease(tx, town.registry, town.clock.now))
    return parcels


def answer(town: Town, parcel: Parcel, result: SendResult) -> None:
    town.database.write_now(lambda tx: record(tx, town.registry, parcel, result, town.clock.now))


def cadre_who_wrote(town: Town, name: str = "李晓", post: str = HANDLER) -> None:
    town.bind(name, post)
    hears(town, name)


# -- which way ------------------------------------------------------------------------------------------------------


def test_an_order_in_an_open_window_is_a_full_order_with_options(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    town.advance(seconds=1)
    told = town.courier.to("李晓", "kefu")[-1]
    assert told.text.startswith("新单 1号件·楼道灯不亮")
    assert "目录2.3" in told.text
    body = told.parcel.body
    assert isinstance(body, MenuBody)
    assert [label.split(" ")[-1] for _, label in body.options] == ["收下", "不归我们"]
    assert conversation_of(town, "李晓").kefu_used == 1


def test_outside_the_window_the_order_is_a_card_and_the_row_says_why(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town)
    town.advance(seconds=1)
    card = town.courier.to("李晓", "template")[-1]
    assert "WD261123-001" in card.text
    assert "滨海社区 3号楼" in card.text
    assert "单元" not in card.text, "a lock screen is public"
    row = town.outbox(kind="order")[0]
    assert (row.state, row.rung) == ("sent", "template")
    assert ("kefu", "skipped", "never_wrote") in [(one.rung, one.result, one.reason) for one in attempts(town, row)]


def test_without_an_approved_template_the_order_is_held_and_the_service_goes_on(town: Town) -> None:
    town.bind("李晓", HANDLER)
    town.courier.unapproved = {"T01"}
    file_case(town)
    town.advance(minutes=1)
    row = town.outbox(kind="order")[0]
    assert (row.state, row.rung) == ("held", "held")
    assert [one.errcode for one in attempts(town, row) if one.result == "refused"] == [40037]
    assert town.outbox(kind="alarm", post="wuda/duty")[0].params["role"] == "T01"
    file_case(town, "张三")
    town.advance(minutes=1)
    assert town.courier.refused.__len__() == 1, "a template that was refused is not tried again"


def test_a_vacant_post_is_answered_for_by_its_head(town: Town) -> None:
    town.bind("邓建军", "binhai.binhai/head")
    file_case(town)
    town.advance(seconds=1)
    assert len(town.courier.to("邓建军")) == 1


def test_a_vacant_duty_post_is_answered_for_by_its_persons_other_post_before_the_head(town: Town) -> None:
    """赵敏 is the street's handler and its duty: whoever bound only the first must not miss the second."""
    town.bind("吕海燕", "binhai/head")
    town.bind("赵敏", "binhai/handler")
    case = file_case(town)
    town.do(lambda ctx: push(ctx, "withdrawn", {}, key="1", post="binhai/duty", case=case))
    town.advance(seconds=1)
    row = town.outbox(kind="withdrawn")[0]
    assert row.account_id == town.person("赵敏").key
    assert town.courier.to("吕海燕") == []


def test_a_heads_letter_never_falls_to_those_he_heads(town: Town) -> None:
    town.bind("李晓", HANDLER)
    case = file_case(town)
    town.do(lambda ctx: push(ctx, "unsigned", {"stage": ""}, key="1", post="binhai.binhai/head", case=case))
    town.advance(seconds=1)
    assert town.outbox(kind="unsigned")[0].account_id is None


def test_what_was_sent_says_when_it_fell_due_not_when_its_lease_would_have_ended(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town)
    town.advance(seconds=1)
    row = town.outbox(kind="order")[0]
    assert row.state == "sent"
    assert row.not_before == row.created_at


def test_a_unit_nobody_is_bound_for_is_on_the_list_of_calls(town: Town) -> None:
    file_case(town)
    town.advance(seconds=1)
    row = town.outbox(kind="order")[0]
    assert (row.state, row.error) == ("phone", "vacant")


def test_everybody_who_fills_a_post_is_told_and_each_has_a_row(town: Town) -> None:
    town.bind("李晓", HANDLER)
    town.bind("小王", HANDLER)
    file_case(town)
    town.advance(seconds=1)
    assert len(town.courier.to("李晓")) == len(town.courier.to("小王")) == 1
    assert len(town.outbox(kind="order", state="sent")) == 2


def test_one_person_on_two_posts_is_told_once(town: Town) -> None:
    town.bind("赵敏", "binhai/handler")
    town.bind("赵敏", "binhai/duty")
    case = file_case(town)

    def work(ctx: Context) -> None:
        posts = ctx.district.posts_of("binhai", "handler", "duty")
        push_to_posts(ctx, posts, "withdrawn", {}, key=f"{case.id}:x", case=case)

    town.do(work)
    town.advance(seconds=1)
    assert [one.text for one in town.courier.to("赵敏")].count("1号件·楼道灯不亮，居民撤回了，不用再办。") <= 1
    assert len({row.state for row in town.outbox(kind="withdrawn")}) == 1


def test_a_cadre_never_hears_as_a_cadre_of_what_he_filed_himself(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town, "李晓")
    town.advance(minutes=1)
    assert town.courier.to("李晓") == []


def test_who_unsubscribed_hears_nothing_and_the_row_says_so(town: Town) -> None:
    case = file_case(town)

    def mute(ctx: Context) -> None:
        account, _ = accounts.meet(ctx, "王桂芳")
        ctx.tx.update(account, muted=True)

    town.do(mute)
    finish(town, case)
    town.advance(days=9)
    assert town.courier.to("王桂芳") == []
    assert {row.state for row in town.outbox(kind="poll")} == {"skipped"}
    assert {row.error for row in town.outbox(kind="poll")} == {"unsubscribed"}


def test_who_left_is_not_sent_anything(town: Town) -> None:
    case = file_case(town)

    def leave(ctx: Context) -> None:
        account, _ = accounts.meet(ctx, "王桂芳")
        accounts.leave(ctx, account)

    town.do(leave)
    finish(town, case)
    town.advance(hours=2)
    assert town.courier.to("王桂芳") == []
    assert not [row for row in town.outbox(kind="result") if row.state in {"sent", "failed", "pending"}]


def test_an_emergency_goes_both_ways_at_once(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town, category="道路设施/井盖缺失")
    tell(town, "emergency", params={"kind": "gas"}, urgency="2h", priority=0)
    town.advance(seconds=1)
    rungs = [one.rung for one in town.courier.to("李晓") if "紧急" in one.text]
    assert sorted(rungs) == ["kefu", "template"]
    cards = [one.parcel.body for one in town.courier.to("李晓", "template")]
    assert any(isinstance(body, CardBody) and body.role == "T08" for body in cards)


# -- windows --------------------------------------------------------------------------------------------------------


def test_the_last_slot_of_a_resident_is_kept_for_the_result_and_its_question(town: Town) -> None:
    case = file_case(town)
    key = town.person("王桂芳").key
    for n in range(6):
        name = str(n)
        town.do(lambda ctx, name=name: push(ctx, "dispatched", {}, key=name, account_id=key, case=case, urgency="2h"))
        town.advance(seconds=1)
    assert len(town.courier.to("王桂芳", "kefu")) == 4
    finish(town, case)
    town.advance(seconds=1)
    assert len(town.courier.to("王桂芳", "kefu")) == 5
    assert town.courier.refused == [], "our books never ask WeChat for what it would refuse"


def test_books_that_were_wrong_follow_wechat_and_the_next_rung_is_taken(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    town.courier.fails = [45015]
    town.advance(seconds=1)
    row = town.outbox(kind="order")[0]
    assert (row.state, row.rung) == ("sent", "template")
    assert conversation_of(town, "李晓").kefu_used == 5
    town.advance(seconds=1)
    tell(town)
    town.advance(seconds=1)
    assert len([one for one in town.courier.refused if one[1] == 45015]) == 1


def test_a_busy_platform_is_tried_again_and_the_slot_is_not_lost(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    town.courier.fails = [-1, -1]
    town.advance(minutes=2)
    assert [one.rung for one in town.courier.to("李晓")] == ["kefu"]
    assert conversation_of(town, "李晓").kefu_used == 1


def test_an_account_that_may_not_call_keeps_its_queue_and_alarms_once(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    town.courier.fails = [40164, 40164, 40164]
    town.advance(minutes=45)
    assert len(town.courier.to("李晓")) == 1
    assert len([row for row in town.outbox(kind="alarm") if row.params["code"] == "send_stopped"]) == 1


def test_a_message_that_keeps_failing_gives_up_and_somebody_hears(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    town.courier.fails = [-1] * 30
    town.advance(days=1)
    row = town.outbox(kind="order")[0]
    assert row.state == "failed"
    assert [one.params["code"] for one in town.outbox(kind="alarm") if one.params["code"] == "send_gave_up"]


def test_a_refused_value_is_sent_once_more_without_it(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town)
    town.courier.fails = [47003]
    town.advance(seconds=5)
    card = town.courier.to("李晓", "template")[-1]
    assert "见详情" in card.text
    assert town.outbox(kind="order")[0].state == "sent"


# -- leases ---------------------------------------------------------------------------------------------------------


def test_a_leased_row_is_not_taken_twice(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    assert len(take(town)) == 1
    assert take(town) == []


def test_a_lost_lease_comes_back_and_says_so(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    first = take(town)[0]
    town.clock.now += timedelta(minutes=3)
    again = take(town)[0]
    assert again.rows == first.rows
    assert again.lease == first.lease + 1
    answer(town, first, SendResult(True))
    assert row_now(town, town.outbox(kind="order")[0]).state == "pending", "a result of a lost lease changes nothing"
    answer(town, again, SendResult(True))
    row = town.outbox(kind="order")[0]
    assert row.state == "sent"
    assert "lease_lost" in [one.reason for one in attempts(town, row)]


def test_a_poll_whose_lease_was_lost_is_not_sent_again(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(until=shanghai(11, 24, 18, 59))
    town.clock.at(11, 24, 19)
    from scheduler.stepper import tick_sync

    tick_sync(town.database, town.registry, town.clock.now)
    polls = [parcel for parcel in take(town) if isinstance(parcel.body, MenuBody)]
    assert len(polls) == 1
    town.clock.now += timedelta(minutes=5)
    assert [parcel for parcel in take(town) if isinstance(parcel.body, MenuBody)] == []
    row = town.outbox(kind="poll")[0]
    assert row.state == "sent"
    assert [one.result for one in attempts(town, row)] == ["unknown"]


def test_a_poll_of_unknown_outcome_is_not_repeated_but_a_text_is(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(until=shanghai(11, 24, 18, 59))
    town.courier.fails = [NO_ANSWER]
    town.advance(hours=1)
    assert town.outbox(kind="poll")[0].state == "sent"
    assert not [one for one in town.courier.texts("王桂芳") if "解决了吗" in one]
    cadre_who_wrote(town)
    tell(town)
    town.courier.fails = [NO_ANSWER]
    town.advance(until=shanghai(11, 25, 9))
    assert [one for one in town.courier.texts("李晓") if "撤回了" in one]


def test_a_card_carries_an_id_that_makes_a_repeat_harmless(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town)
    first = take(town)[0]
    town.clock.now += timedelta(minutes=3)
    again = take(town)[0]
    assert isinstance(first.body, CardBody)
    assert isinstance(again.body, CardBody)
    assert first.body.client_msg_id == again.body.client_msg_id == str(first.rows[0])


# -- delivery reports -----------------------------------------------------------------------------------------------


def report(town: Town, wechat_id: str, status: str) -> None:
    town.do(lambda ctx: delivery.report(ctx, wechat_id, status))


def test_a_delivery_report_makes_it_delivered(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town)
    town.advance(seconds=1)
    report(town, town.courier.to("李晓")[0].wechat_id, "success")
    assert town.outbox(kind="order")[0].state == "delivered"


def test_a_blocked_card_steps_down_and_no_further_card_is_tried(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town)
    town.advance(seconds=1)
    report(town, town.courier.to("李晓")[0].wechat_id, "failed:user block")
    town.advance(seconds=1)
    assert town.outbox(kind="order")[0].state == "held"
    file_case(town, "张三")
    town.advance(seconds=1)
    assert len(town.courier.to("李晓")) == 1
    row = town.outbox(kind="order")[1]
    assert "template_refused" in [one.reason for one in attempts(town, row)]


def test_a_report_that_comes_before_the_answer_is_not_lost(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town)
    parcel = take(town)[0]
    report(town, "777", "failed:user block")
    answer(town, parcel, SendResult(True, wechat_id="777"))
    assert town.outbox(kind="order")[0].state == "pending", "it goes on to the next rung"
    town.advance(seconds=1)
    assert town.outbox(kind="order")[0].state == "held"


def test_a_report_about_nothing_of_ours_is_forgotten_after_an_hour(town: Town) -> None:
    report(town, "999", "success")
    assert town.database.read_now(lambda reader: reader.get(Setting, "report:999")) is not None
    later = town.clock.now + timedelta(hours=2)
    assert town.database.write_now(lambda tx: delivery.forget_early(tx, later)) == 1


def test_a_poll_that_was_blocked_was_not_delivered(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 26, 15))
    finish(town, case)
    town.advance(until=shanghai(11, 26, 19, 1))
    card = next(one for one in town.courier.to("王桂芳") if getattr(one.parcel.body, "role", "") == "T06")
    assert voice_of(town, case).delivered == 1
    report(town, card.wechat_id, "failed:user block")
    assert voice_of(town, case).delivered == 0


# -- quiet hours and folding ----------------------------------------------------------------------------------------


def test_nothing_normal_is_said_at_night_and_the_morning_says_it_once(town: Town) -> None:
    cadre_who_wrote(town)
    town.clock.at(11, 23, 22)
    hears(town, "李晓")
    for n in range(3):
        file_case(town, f"居民{n}")
    town.advance(until=shanghai(11, 24, 7, 29))
    assert town.courier.to("李晓") == []
    town.advance(until=shanghai(11, 24, 7, 30))
    said = town.courier.texts("李晓")
    assert len(said) == 1
    assert said[0].startswith("新单")
    assert "还有2件新的" in said[0]
    assert len(town.outbox(kind="order", post=HANDLER, state="sent")) == 3, "one row a case"


def test_a_danger_breaks_the_quiet_of_the_night(town: Town) -> None:
    town.bind("管理", "chengguan/handler")
    town.clock.at(11, 24, 3)
    file_case(town, category="道路设施/井盖缺失")
    town.advance(seconds=2)
    assert len(town.courier.to("管理")) >= 1


def test_cases_due_on_one_day_are_one_reminder(town: Town) -> None:
    cadre_who_wrote(town)
    for n in range(3):
        file_case(town, f"居民{n}")
    town.advance(until=shanghai(11, 25, 8, 58))
    hears(town, "李晓")
    town.advance(until=shanghai(11, 25, 9, 1))
    said = [one.text for one in town.courier.to("李晓") if one.at == shanghai(11, 25, 9)]
    assert said == ['明天11月26日（周四）到期3件：1、2、3。发"待办"看。']
    rows = [row for row in town.outbox(kind="reminder", post=HANDLER) if row.params["stage"] == "T-1"]
    assert [row.state for row in rows] == ["sent"] * 3, "one row a case"


def test_a_resident_gets_two_pushes_a_day_and_the_third_the_next_morning(town: Town) -> None:
    case = file_case(town)
    key = town.person("王桂芳").key
    for n in range(3):
        name = str(n)
        town.do(lambda ctx, name=name: push(ctx, "dispatched", {}, key=name, account_id=key, case=case))
        town.advance(minutes=5)
    assert len(town.courier.to("王桂芳")) == 2
    finish(town, case)
    town.advance(minutes=1)
    assert "说办好了" in town.courier.texts("王桂芳")[-1], "the result is outside the cap"
    town.advance(until=shanghai(11, 24, 8, 31))
    assert [row.state for row in town.outbox(kind="dispatched")] == ["sent"] * 3
    assert town.outbox(kind="dispatched")[2].sent_at == shanghai(11, 24, 8, 30)


def test_a_reminder_that_could_not_be_said_that_day_is_not_said_later(town: Town) -> None:
    town.bind("李晓", HANDLER)
    file_case(town)
    town.advance(seconds=1)
    tell(town, "reminder", params={"stage": "T-1"}, expires_at=town.clock.now + timedelta(hours=1))
    town.clock.now += timedelta(hours=3)
    take(town)
    assert town.outbox(kind="reminder")[0].state == "expired"


def test_the_most_urgent_leaves_first(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    tell(town, "withdrawn")
    tell(town, "emergency", params={"kind": "gas"}, urgency="2h", priority=0)
    parcels = take(town)
    assert isinstance(parcels[0].body, TextBody | CardBody)
    first = town.outbox(id=parcels[0].rows[0])[0]
    assert first.kind == "emergency"


@pytest.mark.parametrize("role", ["T01", "T02", "T03", "T05", "T06", "T07"])
def test_every_card_fits_the_platforms_fields(town: Town, role: str) -> None:
    """The courier refuses what WeChat would; nothing may come back as 47003."""
    for post in (HANDLER, "binhai/duty", "binhai.binhai/head", "wuda/dispatcher"):
        town.bind(post, post)
    case = file_case(town)
    town.advance(until=shanghai(11, 27, 10))
    finish(town, next(one for one in town.cases() if one.id == case.id))
    town.advance(days=8)
    assert [code for _, code in town.courier.refused if code == 47003] == []
    assert role in {getattr(one.parcel.body, "role", "") for one in town.courier.delivered}


def test_a_row_that_cannot_be_said_fails_alone_and_alarms(town: Town) -> None:
    town.may_break = True
    cadre_who_wrote(town)
    file_case(town)
    tell(town, "objection", params={"request": "nonsense"})
    tell(town, "withdrawn")
    town.advance(seconds=1)
    assert town.outbox(kind="objection")[0].state == "failed"
    assert town.outbox(kind="withdrawn")[0].state == "sent"
    assert town.outbox(kind="order")[0].state == "sent"
    assert "letter_failed" in {row.params["code"] for row in town.outbox(kind="alarm")}


def test_a_message_whose_result_is_always_lost_is_not_sent_for_ever(town: Town) -> None:
    cadre_who_wrote(town)
    file_case(town)
    for _ in range(10):
        take(town)
        town.clock.now += timedelta(minutes=3)
    assert town.outbox(kind="order")[0].state == "failed"


def test_what_is_said_to_one_person_is_sent_in_order(town: Town) -> None:
    from scheduler.parcels import by_person

    cadre_who_wrote(town)
    case = file_case(town)
    finish(town, case)
    parcels = take(town)
    groups = by_person(parcels)
    assert sorted(parcel.rows for group in groups for parcel in group) == sorted(parcel.rows for parcel in parcels)
    assert all(len({parcel.account_id for parcel in group}) == 1 for group in groups)
