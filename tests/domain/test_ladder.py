from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.ladder import PUSHES, Reach, grant_at, plan_delivery

NOW = datetime(2026, 11, 24, 7, 20, tzinfo=UTC)
HOURS, SECONDS, MINUTES = timedelta(hours=1), timedelta(seconds=1), timedelta(minutes=1)
WROTE = Reach(last_message_at=NOW - HOURS, template=True, phone=True)
SILENT = Reach(template=True, phone=True)


@pytest.mark.parametrize("push", PUSHES)
def test_every_push_has_a_way_even_to_somebody_who_never_wrote(push: str) -> None:
    assert plan_delivery(push, SILENT, NOW).rungs


@pytest.mark.parametrize("push", PUSHES)
def test_every_rung_is_either_tried_or_skipped_with_a_reason(push: str) -> None:
    plan = plan_delivery(push, WROTE, NOW)
    assert {*plan.rungs, *dict(plan.skipped)} == {"passive", "kefu", "template", "subscribe", "held", "phone"}
    assert not set(plan.rungs) & set(dict(plan.skipped))
    assert {rung for rung, why in plan.skipped if why == "not_for_this_push"}.isdisjoint(PUSHES[push].rungs)


def test_within_the_window_a_message_goes_first_and_the_template_stands_behind() -> None:
    plan = plan_delivery("order", WROTE, NOW)
    assert plan.rungs == ("kefu", "template", "held", "phone")
    assert plan.not_before == NOW


def test_the_message_window_is_thought_to_close_a_little_before_48_hours() -> None:
    start = NOW - 48 * HOURS
    assert grant_at(Reach(last_message_at=start + 4 * MINUTES), NOW) == "message"
    assert grant_at(Reach(last_message_at=start + 2 * MINUTES), NOW) is None
    assert plan_delivery("order", Reach(last_message_at=start), NOW).why_not("kefu") == "window_closed"
    assert plan_delivery("order", SILENT, NOW).why_not("kefu") == "never_wrote"


def test_the_window_of_a_tap_lasts_59_seconds_and_three_messages() -> None:
    assert grant_at(Reach(tapped_at=NOW - 59 * SECONDS), NOW) == "tap"
    assert grant_at(Reach(tapped_at=NOW - 60 * SECONDS), NOW) is None
    assert grant_at(Reach(tapped_at=NOW, taps_used=2), NOW) == "tap"
    assert grant_at(Reach(tapped_at=NOW, taps_used=3), NOW) is None


def test_what_ends_sooner_is_used_first() -> None:
    both = replace(WROTE, tapped_at=NOW)
    assert grant_at(both, NOW) == "tap"
    assert grant_at(replace(both, taps_used=3), NOW) == "message"


def test_the_sixth_message_of_a_window_is_never_tried() -> None:
    for used in range(5):
        assert grant_at(replace(WROTE, messages_used=used), NOW) == "message"
    assert plan_delivery("result", replace(WROTE, messages_used=5), NOW).why_not("kefu") == "quota_used"


def test_the_last_slot_of_a_resident_is_kept_for_the_result_and_its_question() -> None:
    resident = replace(WROTE, messages_used=4, reserve=True)
    assert plan_delivery("words", resident, NOW).why_not("kefu") == "slot_reserved"
    assert plan_delivery("words", replace(resident, messages_used=3), NOW).rungs[0] == "kefu"
    assert plan_delivery("result", resident, NOW).rungs[0] == "kefu"
    assert plan_delivery("poll", resident, NOW).rungs[0] == "kefu"
    assert plan_delivery("words", replace(resident, reserve=False), NOW).rungs[0] == "kefu"


def test_a_tap_is_not_reserved_for_anything() -> None:
    resident = replace(WROTE, messages_used=4, reserve=True, tapped_at=NOW)
    assert plan_delivery("words", resident, NOW).rungs[0] == "kefu"


def test_outside_the_window_the_template_rings_and_then_a_subscribe_message() -> None:
    assert plan_delivery("poll", SILENT, NOW).rungs == ("template", "held", "phone")
    agreed = replace(SILENT, template=False, consents=1)
    plan = plan_delivery("poll", agreed, NOW)
    assert plan.rungs == ("subscribe", "held", "phone")
    assert plan.why_not("template") == "no_template"
    refused = plan_delivery("poll", replace(SILENT, template_refused=True), NOW)
    assert refused.rungs == ("held", "phone")
    assert (refused.why_not("template"), refused.why_not("subscribe")) == ("template_refused", "no_consent")


def test_without_a_number_nobody_is_put_on_the_list_of_calls() -> None:
    assert plan_delivery("order", replace(SILENT, phone=False), NOW).why_not("phone") == "no_phone"


def test_an_emergency_is_sent_twice_and_called_but_never_held() -> None:
    plan = plan_delivery("emergency", WROTE, NOW)
    assert plan.rungs == ("kefu", "template", "phone")
    assert plan.both
    alone = plan_delivery("emergency", SILENT, NOW)
    assert alone.rungs == ("template", "phone")
    assert not alone.both
    assert not plan_delivery("order", WROTE, NOW).both


def test_who_unsubscribed_hears_only_answers_and_the_end_of_an_own_emergency() -> None:
    gone = replace(WROTE, unsubscribed=True)
    for push in PUSHES:
        plan = plan_delivery(push, gone, NOW)
        if PUSHES[push].despite_unsubscribed:
            assert plan.rungs[0] == "kefu"
        else:
            assert plan.rungs == ()
            assert plan.why_not("kefu") == "unsubscribed"


def test_who_unfollowed_can_only_be_told_on_return_or_by_phone() -> None:
    plan = plan_delivery("poll", replace(WROTE, following=False, consents=1), NOW)
    assert plan.rungs == ("held", "phone")
    assert {plan.why_not(rung) for rung in ("kefu", "template", "subscribe")} == {"unfollowed"}


def test_in_quiet_hours_the_window_is_judged_for_the_morning() -> None:
    morning = NOW + 10 * HOURS
    closing = Reach(last_message_at=NOW - 40 * HOURS, template=True)
    assert plan_delivery("result", closing, NOW).rungs[0] == "kefu"
    plan = plan_delivery("result", closing, NOW, quiet_until=morning)
    assert plan.not_before == morning
    assert plan.why_not("kefu") == "window_closed"
    assert plan.rungs[0] == "template"
    assert plan_delivery("result", closing, NOW, quiet_until=NOW - HOURS).not_before == NOW


def test_an_open_passive_reply_comes_first_and_at_any_hour() -> None:
    plan = plan_delivery("order", replace(WROTE, reply_open=True), NOW, quiet_until=NOW + 10 * HOURS)
    assert plan.rungs[0] == "passive"
    assert plan.not_before == NOW


def test_a_class_nobody_knows_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        plan_delivery("gossip", WROTE, NOW)


@given(st.sampled_from(list(PUSHES)), st.integers(0, 6), st.integers(0, 4), st.data())
def test_a_message_is_only_tried_where_wechat_itself_would_take_it(push, used, taps, data) -> None:
    wrote_ago, tap_ago = data.draw(st.integers(0, 200_000)), data.draw(st.integers(0, 90))
    reach = Reach(
        last_message_at=NOW - wrote_ago * SECONDS,
        messages_used=used,
        tapped_at=NOW - tap_ago * SECONDS,
        taps_used=taps,
        reserve=data.draw(st.booleans()),
    )
    if "kefu" in plan_delivery(push, reach, NOW).rungs:
        assert (wrote_ago < 48 * 3600 and used < 5) or (tap_ago < 60 and taps < 3)
