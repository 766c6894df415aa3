"""Asking whether it is solved: when, how often, and how it ends when nobody answers."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.context import Context
from handlers.services import polling
from models.tables import Case, Event, Outbox, Question, Timer
from scheduler.parcels import MenuBody
from tests.time.stories import conversation_of, file_case, finish, hears, shanghai, voice_of
from tests.town import Town


def polls(town: Town, case: Case) -> list[Outbox]:
    return town.outbox(case_id=case.id, kind="poll")


def newest(town: Town, case: Case) -> Case:
    return next(one for one in town.cases() if one.id == case.id)


def test_a_lamp_is_asked_about_the_same_evening_with_options_to_tap(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    at = finish(town, case)
    assert at == shanghai(11, 24, 19)
    town.advance(until=shanghai(11, 24, 18, 59))
    assert polls(town, case) == []
    town.advance(until=shanghai(11, 24, 19, 0))
    asked = town.courier.to("王桂芳", "kefu")[-1]
    assert "解决了吗" in asked.text
    body = asked.parcel.body
    assert isinstance(body, MenuBody)
    assert [label.split(" ")[-1] for _, label in body.options] == ["解决了", "没解决", "好一些，没全好"]
    assert "1 解决了　2 没解决" in body.fallback, "an account without menus gets digits"
    question = town.database.read_now(lambda reader: reader.find(Question, case_id=case.id, kind="solved"))[0]
    assert question.status == "live"
    assert conversation_of(town, "王桂芳").question_id == question.id


def test_the_result_names_the_hour_of_the_question(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(minutes=1)
    told = town.courier.to("王桂芳", "kefu")[-1].text
    assert "灯泡和声控开关都换了" in told
    assert "19:00" in told


def test_outside_the_window_the_question_goes_as_a_card_that_shows_no_words_of_the_complaint(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 26, 15))
    finish(town, case)
    town.advance(until=shanghai(11, 26, 19, 1))
    cards = town.courier.to("王桂芳", "template")
    assert [one.parcel.body.role for one in cards if hasattr(one.parcel.body, "role")][-2:] == ["T05", "T06"]
    assert all("看不见" not in one.text and "3号楼" not in one.text for one in cards)
    assert "灯泡和声控开关都换了" in cards[-2].text
    assert voice_of(town, case).delivered == 1


def test_silence_is_asked_three_times_and_closed_as_unconfirmed_on_day_seven(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(until=shanghai(12, 1, 23, 59))
    assert [row.params["stage"] for row in polls(town, case)] == ["ask1", "ask2", "ask3"]
    assert newest(town, case).state == "confirming"
    town.advance(until=shanghai(12, 2, 0, 0))
    closed = newest(town, case)
    assert (closed.state, closed.closure) == ("closed", "unconfirmed")
    assert closed.closed_at == shanghai(12, 2, 0)
    assert closed.solved is None


def test_the_last_question_says_what_silence_means(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(until=shanghai(11, 30, 18))
    hears(town, "王桂芳")
    town.advance(until=shanghai(11, 30, 19, 1))
    assert "没等到您的话" in town.courier.texts("王桂芳")[-1]


def test_who_could_never_be_asked_is_counted_as_not_reached(town: Town) -> None:
    case = file_case(town)
    town.courier.unapproved = {"T05", "T06"}
    town.advance(until=shanghai(11, 27, 8))
    finish(town, case)
    town.advance(days=9)
    closed = newest(town, case)
    assert (closed.state, closed.closure) == ("closed", "unreached")
    rows = polls(town, case)
    assert len(rows) == 3, "asks that no rung could carry count and say why"
    assert {row.state for row in rows} == {"expired"}
    assert voice_of(town, case).asks == 3


def test_an_answer_ends_the_asking(town: Town) -> None:
    from handlers.services.records import act
    from models.domain.states import Act, Actor

    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(until=shanghai(11, 24, 19, 5))

    def vote(ctx: Context) -> None:
        row = ctx.tx.get(Case, case.id)
        assert row is not None
        act(ctx, row, Act.SOLVED, Actor.RESIDENT, closed_at=ctx.now, solved=True)
        polling.stop(ctx, row)

    town.do(vote)
    town.advance(days=12)
    assert len(polls(town, case)) == 1
    assert newest(town, case).closure == "solved"


def test_a_service_that_slept_for_a_week_asks_anew_instead_of_closing(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.clock.at(12, 3, 3)
    town.advance(hours=1)
    assert newest(town, case).state == "confirming"
    assert polls(town, case) == []
    town.advance(days=3)
    assert len(polls(town, case)) == 1
    town.advance(days=12)
    assert newest(town, case).state == "closed"
    assert voice_of(town, case).asks >= 2


def test_while_a_draft_is_open_the_question_waits(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(until=shanghai(11, 24, 18, 50))

    def open_draft(ctx: Context) -> None:
        from models.tables import Conversation, Draft

        key = town.person("王桂芳").key
        draft = ctx.tx.insert(Draft, account_id=key, opened_at=ctx.now, touched_at=ctx.now)
        conversation = ctx.tx.get(Conversation, key)
        assert conversation is not None
        ctx.tx.update(conversation, draft_id=draft.id)

    town.do(open_draft)
    town.advance(until=shanghai(11, 24, 19, 15))
    assert not [one for one in town.courier.texts("王桂芳") if "解决了吗" in one]

    def drop_draft(ctx: Context) -> None:
        from models.tables import Conversation

        conversation = ctx.tx.get(Conversation, town.person("王桂芳").key)
        assert conversation is not None
        ctx.tx.update(conversation, draft_id=None)

    town.do(drop_draft)
    town.advance(until=shanghai(11, 24, 19, 31))
    assert [one for one in town.courier.texts("王桂芳") if "解决了吗" in one]


def test_a_promise_made_in_passing_is_asked_about_the_morning_after(town: Town) -> None:
    case = file_case(town)

    def promise(ctx: Context) -> None:
        row = ctx.tx.get(Case, case.id)
        assert row is not None
        polling.plan_promise(ctx, row, date(2026, 11, 24))

    town.do(promise)
    town.advance(until=shanghai(11, 25, 9, 5))
    hears(town, "王桂芳")
    town.advance(until=shanghai(11, 25, 10, 1))
    assert "说好" in town.courier.texts("王桂芳")[-1]
    assert newest(town, case).state == "dispatched", "it neither closes nor re-opens"
    question = town.database.read_now(lambda reader: reader.find(Question, case_id=case.id, kind="solved"))[-1]
    assert question.data["purpose"] == "promise"


def test_a_new_date_replaces_the_one_before(town: Town) -> None:
    case = file_case(town)

    def promise(ctx: Context, day: date) -> None:
        row = ctx.tx.get(Case, case.id)
        assert row is not None
        polling.plan_promise(ctx, row, day)

    town.do(lambda ctx: promise(ctx, date(2026, 11, 24)))
    town.do(lambda ctx: promise(ctx, date(2026, 11, 25)))
    timers = town.database.read_now(lambda reader: reader.find(Timer, subject="case", kind="promise", status="pending"))
    assert [timer.stage for timer in timers] == ["2026-11-25"]


def test_where_no_card_exists_the_question_comes_at_once_while_the_window_is_open(town: Town) -> None:
    from models.tables import Setting

    case = file_case(town)
    template = "demo-wd-t06"
    town.do(
        lambda ctx: ctx.tx.insert(
            Setting, key="template:refused:T06", value={"template_id": template, "errcode": 40037}
        )
    )
    town.advance(until=shanghai(11, 25, 8, 55))
    at = finish(town, case)  # the lamp's evening lies outside the window that closes at 09:10
    assert at == town.clock.now
    town.advance(minutes=1)
    assert "解决了吗" in town.courier.texts("王桂芳")[-1]
    town.advance(until=shanghai(11, 25, 19, 30))
    assert len(polls(town, case)) == 1, "the evening's turn was taken by the early question"


def test_events_of_a_poll_hold_no_words(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(days=9)
    events = town.database.read_now(lambda reader: reader.find(Event, case_id=case.id, order="seq"))
    assert events[-1].kind == "silence"
    assert set(events[-1].data) == {"from", "to", "closure", "asks", "claim", "silent", "unreached", "set"}


def test_the_poll_keeps_one_question_for_all_its_repetitions(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 24, 15, 20))
    finish(town, case)
    town.advance(days=5)
    questions = town.database.read_now(lambda reader: reader.find(Question, case_id=case.id, kind="solved"))
    assert len(questions) == 1
    assert questions[0].expires_at > town.clock.now + timedelta(days=1)
