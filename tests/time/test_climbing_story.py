"""A case that nobody ever answers: every level is reminded, passed, and the resident is told each time."""

from __future__ import annotations

from models.tables import Assignment, Case, Event, Outbox
from tests.time.stories import HEAT, file_case, shanghai
from tests.town import Town


def kinds(town: Town, post: str) -> list[str]:
    return [row.kind for row in town.outbox(post=post)]


def case_now(town: Town, case: Case) -> Case:
    return next(one for one in town.cases() if one.id == case.id)


def stages(town: Town, post: str) -> list[str]:
    return [row.params["stage"] for row in town.outbox(post=post, kind="reminder")]


def test_the_handler_is_reminded_the_working_day_before_and_on_the_day(town: Town) -> None:
    town.bind("李晓", "binhai.binhai/handler")
    file_case(town)
    town.advance(until=shanghai(11, 25, 8, 59))
    assert stages(town, "binhai.binhai/handler") == ["words"], "the first words were owed after a day"
    town.advance(until=shanghai(11, 25, 9, 0))
    assert stages(town, "binhai.binhai/handler") == ["words", "T-1"]
    town.advance(until=shanghai(11, 26, 9, 0))
    assert stages(town, "binhai.binhai/handler") == ["words", "T-1", "T"]


def test_at_the_due_instant_it_is_overdue_and_the_resident_hears_an_apology_once(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 26, 17, 59))
    assert [row.kind for row in town.person("王桂芳").pushes()] == []
    town.advance(until=shanghai(11, 26, 18, 0))
    told = [row for row in town.person("王桂芳").pushes() if row.kind == "apology"]
    assert len(told) == 1
    assert kinds(town, "binhai.binhai/handler").count("overdue") == 1
    assert case_now(town, case).state == "dispatched", "late is a mark, never a state"


def test_it_climbs_the_next_working_morning_with_the_streets_own_time(town: Town) -> None:
    case = file_case(town)
    town.advance(until=shanghai(11, 27, 8, 59))
    assert case_now(town, case).unit == "binhai.binhai"
    town.advance(until=shanghai(11, 27, 9, 0))
    climbed = case_now(town, case)
    assert (climbed.unit, climbed.state, climbed.column) == ("binhai", "dispatched", "middle")
    assert climbed.due_at == shanghai(12, 2, 18)
    assert climbed.first_due_at == shanghai(11, 26, 18), "the first promise never moves"
    assert climbed.first_unit == "binhai.binhai"
    assert "climbed" in kinds(town, "binhai/duty")
    assert "demoted" in kinds(town, "binhai.binhai/handler")
    assert [row.kind for row in town.person("王桂芳").pushes()][-1] == "climbed_to"


def test_each_level_is_passed_once_and_the_ladder_ends_at_the_districts_desk(town: Town) -> None:
    case = file_case(town)
    town.advance(days=60)
    events = town.database.read_now(lambda reader: reader.find(Event, case_id=case.id, order="seq"))
    climbs = [event for event in events if event.kind == "limit_passed"]
    assert [event.data["unit"] for event in climbs] == ["binhai", "wuda"]
    assert [event.kind for event in events].count("overdue") == 3
    assert [event.kind for event in events].count("top_overdue") == 1
    resident = [row.kind for row in town.person("王桂芳").pushes()]
    assert resident == ["apology", "climbed_to", "climbed_to"], "the apology goes out once"
    lead = town.database.read_now(lambda reader: reader.find(Assignment, case_id=case.id, kind="lead", order="id"))
    assert [one.unit for one in lead] == ["binhai.binhai", "binhai", "wuda"]
    assert [one.ended_how for one in lead] == ["climbed", "climbed", ""]


def test_a_department_climbs_to_its_head_and_then_to_the_desk_never_to_a_street(town: Town) -> None:
    case = file_case(town, category=HEAT)
    town.advance(days=10)
    lead = town.database.read_now(lambda reader: reader.find(Assignment, case_id=case.id, kind="lead", order="id"))
    assert [(one.unit, one.rung) for one in lead] == [
        ("gongre", "handler"),
        ("zhujian", "head"),
        ("wuda", "dispatcher"),
    ]
    assert not any(row.kind in {"climbed", "reopened"} for row in town.outbox(post="binhai/duty"))


def test_an_unsigned_order_is_told_to_the_head_and_then_upwards_with_a_call(town: Town) -> None:
    file_case(town)
    town.advance(until=shanghai(11, 24, 12, 0))
    assert kinds(town, "binhai.binhai/head") == ["unsigned"]
    assert "unsigned" not in kinds(town, "binhai/duty")
    town.advance(until=shanghai(11, 25, 12, 0))
    assert kinds(town, "binhai/duty").count("unsigned") == 1
    calls = town.outbox(post="binhai.binhai/handler", kind="unsigned")
    assert [row.state for row in calls] == ["phone"]


def test_a_signed_order_is_not_asked_for_again(town: Town) -> None:
    from handlers.context import Context
    from handlers.services import dispatching
    from handlers.services.records import act
    from models.domain.states import Act, Actor

    case = file_case(town)

    def sign(ctx: Context) -> None:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        newest, _ = act(ctx, newest, Act.ACCEPT, Actor.OWNER, signed_at=ctx.now)
        running = dispatching.current(ctx, newest)
        assert running is not None
        running = ctx.tx.update(running, signed_at=ctx.now)
        dispatching.plan_assignment(ctx, newest, running)

    town.do(sign)
    town.advance(until=shanghai(11, 25, 18, 0))
    assert town.outbox(kind="unsigned") == []


def test_three_days_of_downtime_end_in_one_message_a_person_and_no_stale_reminder(town: Town) -> None:
    town.bind("李晓", "binhai.binhai/handler")
    for n in range(4):
        file_case(town, f"居民{n}")
    town.advance(hours=1)
    before = len(town.courier.to("李晓"))
    town.clock.at(11, 28, 9)  # Saturday: T-1, T, the due instant and the climb were all missed
    town.advance(until=shanghai(11, 30, 9))
    assert stages(town, "binhai.binhai/handler") == [], "what is days old is not said"
    told = town.courier.to("李晓")[before:]
    assert len(told) <= 2, [one.text for one in told]
    for n in range(4):
        mine = [row for row in town.person(f"居民{n}").pushes() if row.kind == "climbed_to"]
        assert len(mine) == 1
        assert not [row for row in town.person(f"居民{n}").pushes() if row.kind == "apology"]


def test_after_a_standstill_everybody_hears_one_message_however_many_cases_there_are(town: Town) -> None:
    for name, post in (("李晓", "binhai.binhai/handler"), ("赵敏", "binhai/duty"), ("邓书记", "binhai.binhai/head")):
        town.bind(name, post)
    for n in range(6):
        file_case(town, f"居民{n % 2}")
    town.advance(hours=1)
    before = len(town.courier.delivered)
    town.clock.at(11, 30, 10)
    town.advance(minutes=5)
    said = town.courier.delivered[before:]
    for who in ("李晓", "赵敏", "邓书记", "居民0", "居民1"):
        assert len([one for one in said if one.openid == who]) <= 1, who
    assert [case.unit for case in town.cases()] == ["binhai"] * 6
    heard = [one.text for one in said if one.openid == "赵敏"]
    assert "已提级" in heard[0]
    assert "还没签收" not in heard[0], "what is his own by now is not complained about to him"


def test_the_resident_is_spared_the_apology_when_somebody_spoke_within_a_day(town: Town) -> None:
    from handlers.context import Context

    case = file_case(town)
    town.advance(until=shanghai(11, 26, 10))

    def speak(ctx: Context) -> None:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        ctx.tx.update(newest, spoken_at=ctx.now, first_words_at=ctx.now)

    town.do(speak)
    town.advance(until=shanghai(11, 26, 19))
    assert town.outbox(kind="apology") == []


def test_a_danger_unsigned_for_five_minutes_is_on_top_of_the_list_and_alarms(town: Town) -> None:
    case = file_case(town, category="道路设施/井盖缺失")
    town.advance(minutes=5)
    calls: list[Outbox] = [row for row in town.outbox(state="phone") if row.case_id == case.id and row.kind == "order"]
    assert calls
    assert min(row.priority for row in calls) == 0
    assert [row.params["code"] for row in town.outbox(kind="alarm")] == ["unsigned_emergency"]


def test_the_desk_that_does_not_dispatch_is_passed_and_the_resident_hears_a_new_hour_once(town: Town) -> None:
    case = file_case(town, routed=False)
    town.advance(until=shanghai(11, 23, 11, 9))
    assert town.outbox(kind="dispatch_late") == []
    town.advance(until=shanghai(11, 23, 20, 0))
    assert len(town.outbox(kind="dispatch_late")) == 1
    assert "triage" in kinds(town, "wuda/duty")
    assert case_now(town, case).state == "triage"


def test_nothing_is_said_about_a_case_that_was_withdrawn(town: Town) -> None:
    from handlers.context import Context
    from handlers.services.records import act
    from models.domain.states import Act, Actor

    case = file_case(town)

    def withdraw(ctx: Context) -> None:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        act(ctx, newest, Act.WITHDRAW, Actor.RESIDENT, closed_at=ctx.now)

    town.do(withdraw)
    town.advance(days=20)
    assert {row.kind for row in town.outbox()} <= {"order", "told"}


def test_in_the_longest_tier_words_are_owed_every_five_working_days(town: Town) -> None:
    from handlers.context import Context
    from handlers.services import dispatching

    case = file_case(town, category="道路设施/路面破损")

    def speak(ctx: Context) -> None:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        newest = ctx.tx.update(newest, spoken_at=ctx.now, first_words_at=newest.first_words_at or ctx.now)
        running = dispatching.current(ctx, newest)
        assert running is not None
        dispatching.plan_assignment(ctx, newest, running)

    town.advance(hours=1)
    town.do(speak)
    town.advance(until=shanghai(11, 30, 17, 59))
    assert "words" not in stages(town, case.unit + "/handler")
    town.advance(until=shanghai(12, 1, 9, 1))
    assert stages(town, case.unit + "/handler").count("words") == 1
    town.do(speak)
    town.advance(until=shanghai(12, 7, 8))
    assert stages(town, case.unit + "/handler").count("words") == 1


def test_a_date_that_was_moved_is_reminded_of_again(town: Town) -> None:
    from handlers.context import Context
    from handlers.services import dispatching

    case = file_case(town)
    town.advance(until=shanghai(11, 26, 10))
    assert stages(town, "binhai.binhai/handler") == ["words", "T-1", "T"]

    def extend(ctx: Context) -> None:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        running = dispatching.current(ctx, newest)
        assert running is not None
        until = shanghai(12, 2, 18)
        running = ctx.tx.update(running, due_at=until)
        newest = ctx.tx.update(newest, due_at=until)
        dispatching.plan_assignment(ctx, newest, running)

    town.do(extend)
    town.advance(until=shanghai(12, 2, 17))
    assert stages(town, "binhai.binhai/handler") == ["words", "T-1", "T", "T-1", "T"]
    assert town.outbox(kind="overdue") == []
    town.advance(until=shanghai(12, 2, 18))
    assert len(town.outbox(kind="overdue")) == 1


def test_a_danger_nobody_signs_for_runs_up_the_whole_ladder_without_a_failed_timer(town: Town) -> None:
    file_case(town, category="道路设施/井盖缺失")
    town.advance(days=2)
    assert "timer_failed" not in {row.params["code"] for row in town.outbox(kind="alarm")}
