"""Housekeeping: retention, questions nobody answered, provisional dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.context import Context
from handlers.services import accounts, questions
from handlers.services.alarms import open_alarms, raise_alarm
from models.domain.working_time import build_calendar
from models.tables import Case, Inbox, Invite, Question
from scheduler import sweeps
from tests.time.stories import conversation_of, file_case, shanghai
from tests.town import Town


def test_deliveries_are_erased_after_their_time_and_the_answer_stays(town: Town) -> None:
    def keep(ctx: Context) -> None:
        for key, status in (("a", "handled"), ("b", "failed")):
            raw = ctx.sealer.seal("words")
            ctx.tx.insert(
                Inbox,
                key=key,
                account_id="x",
                kind="text",
                sent_at=ctx.now,
                received_at=ctx.now,
                status=status,
                raw=raw,
                reply="kept",
            )

    town.do(keep)
    town.clock.now += timedelta(days=89)
    assert town.do(sweeps.erase_raw) == 0
    town.clock.now += timedelta(days=2)
    assert town.do(sweeps.erase_raw) == 1
    rows = town.database.read_now(lambda reader: reader.find(Inbox, order="key"))
    assert [(row.raw is None, row.reply) for row in rows] == [(True, "kept"), (False, "kept")]


def test_a_question_whose_time_is_over_is_no_longer_live(town: Town) -> None:
    def ask(ctx: Context) -> None:
        account, _ = accounts.meet(ctx, "王桂芳")
        options: list[questions.Option] = [{"digit": "1", "label": "是", "effect": "yes"}]
        questions.ask(ctx, account.id, "yesno", options)

    town.do(ask)
    town.clock.now += timedelta(hours=1)
    assert town.do(sweeps.expire_questions) == 1
    assert conversation_of(town, "王桂芳").question_id is None
    assert town.database.read_now(lambda reader: reader.find(Question))[0].status == "expired"


def test_codes_that_lapsed_long_ago_are_gone_used_ones_stay(town: Town) -> None:
    town.bind("李晓", "binhai.binhai/handler")
    town.do(lambda ctx: accounts.make_invite(ctx, "binhai/handler"))
    town.clock.now += timedelta(days=40)
    assert town.do(sweeps.forget_invites) == 1
    assert len(town.database.read_now(lambda reader: reader.find(Invite))) == 1


def test_an_alarm_is_told_once_an_hour_counted_and_over_after_a_day(town: Town) -> None:
    for _ in range(3):
        town.do(lambda ctx: raise_alarm(ctx, "send_stopped", key="40164", errcode=40164))
        town.clock.now += timedelta(minutes=10)
    assert len(town.outbox(kind="alarm")) == 1
    town.clock.now += timedelta(hours=1)
    town.do(lambda ctx: raise_alarm(ctx, "send_stopped", key="40164", errcode=40164))
    assert len(town.outbox(kind="alarm")) == 2
    now = town.clock.now
    found = town.database.read_now(lambda reader: open_alarms(reader, now))
    assert [(one.code, one.count) for one in found] == [("send_stopped", 4)]
    assert town.database.read_now(lambda reader: open_alarms(reader, now + timedelta(days=2))) == []


def test_a_date_over_an_unknown_year_is_planned_anew_when_the_year_is_known_and_said(town: Town) -> None:
    town.clock.at(12, 28, 9)
    case = file_case(town, category="道路设施/路面破损")
    assert case.provisional
    town.advance(hours=1)
    world = town.database.read_now(town.registry.world)
    until = date(2027, 12, 31)
    off = [date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 5)]
    town.registry._world = replace(world, calendar=build_calendar(off, [], until))
    before = case.due_at
    assert town.database.write_now(lambda tx: sweeps.replan(tx, town.registry, town.clock.now)) == 1
    planned = town.cases()[0]
    assert not planned.provisional
    assert planned.due_at is not None
    assert before is not None
    assert planned.due_at > before
    assert planned.first_due_at == before, "the first promise stays as it was given"
    told = [row for row in town.outbox(kind="extended") if row.case_id == case.id]
    assert len(told) == 1
    assert town.database.write_now(lambda tx: sweeps.replan(tx, town.registry, town.clock.now)) == 0


def test_an_hourly_sweep_may_run_as_often_as_it_likes(town: Town) -> None:
    file_case(town)
    first = town.database.write_now(lambda tx: sweeps.sweep(tx, town.registry, shanghai(11, 24, 3)))
    again = town.database.write_now(lambda tx: sweeps.sweep(tx, town.registry, shanghai(11, 24, 3)))
    assert set(first) == set(again)
    assert not any(again.values())
    assert [case.state for case in town.database.read_now(lambda reader: reader.find(Case))] == ["dispatched"]


def test_an_unknown_year_is_told_once_a_week(town: Town) -> None:
    for day, hour in ((14, 9), (14, 10), (15, 9)):
        now = shanghai(12, day, hour)
        town.database.write_now(lambda tx, now=now: sweeps.sweep(tx, town.registry, now))
    assert [row.params["code"] for row in town.outbox(kind="alarm")] == ["calendar_unknown"]
