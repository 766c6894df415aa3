"""The year 2026 against lists worked out by hand from the State Council's notice, not by our code.

Days off: 1-3 January, 15-23 February, 4-6 April, 1-5 May, 19-21 June, 25-27 September, 1-7 October. Worked weekends:
4 January (Sunday), 14 and 28 February (Saturdays), 9 May (Saturday), 20 September (Sunday), 10 October (Saturday).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from handlers.context import Context
from handlers.services.ballots import rounds
from handlers.services.briefs import papers
from handlers.services.meetings import counting, planning
from models.domain.ballots import terms
from models.domain.meetings.counting import fewer, same_day_before
from models.domain.working_time import SHANGHAI, shanghai_day
from models.store.tx import Reader
from models.tables import Meeting, Timer
from tests.town import Town

DISTRICT = {
    "held": "1-26 2-25 3-25 4-27 5-25 6-25 7-27 8-25 9-28 10-26 11-25 12-25",
    "notice": "1-23 2-22 3-22 4-24 5-22 6-22 7-24 8-22 9-25 10-23 11-22 12-22",
    "drafts": "1-19 2-11 3-18 4-20 5-18 6-17 7-20 8-18 9-20 10-19 11-18 12-18",
}
STREET = {
    "held": "1-4 1-16 2-2 2-24 3-2 3-16 4-1 4-16 5-6 5-18 6-1 6-16 7-1 7-16 8-3 8-17 9-1 9-16 10-8 10-16 11-2 11-16 "
    "12-1 12-16",
    "notice": "1-1 1-13 1-30 2-21 2-27 3-13 3-29 4-13 5-3 5-15 5-29 6-13 6-28 7-13 7-31 8-14 8-29 9-13 10-5 10-13 "
    "10-30 11-13 11-28 12-13",
}
COMMUNITY = {
    "held": "1-5 1-12 1-19 1-26 2-2 2-9 2-24 3-2 3-9 3-16 3-23 3-30 4-7 4-13 4-20 4-27 5-6 5-11 5-18 5-25 6-1 6-8 6-15 "
    "6-22 6-29 7-6 7-13 7-20 7-27 8-3 8-10 8-17 8-24 8-31 9-7 9-14 9-21 9-28 10-8 10-12 10-19 10-26 11-2 11-9 11-16 "
    "11-23 11-30 12-7 12-14 12-21 12-28",
    "notice": "1-2 1-9 1-16 1-23 1-30 2-6 2-21 2-27 3-6 3-13 3-20 3-27 4-4 4-10 4-17 4-24 5-3 5-8 5-15 5-22 5-29 6-5 "
    "6-12 6-19 6-26 7-3 7-10 7-17 7-24 7-31 8-7 8-14 8-21 8-28 9-4 9-11 9-18 9-25 10-5 10-9 10-16 10-23 10-30 11-6 "
    "11-13 11-20 11-27 12-4 12-11 12-18 12-25",
}
BY_HAND = {"wuda": (DISTRICT, "09:30"), "binhai": (STREET, "15:00"), "binhai.binhai": (COMMUNITY, "15:00")}
PAPERS = "1-4 2-2 3-2 4-1 5-6 6-1 7-1 8-3 9-1 10-8 11-2 12-1"


def days(text: str) -> list[date]:
    return [date(2026, *map(int, one.split("-"))) for one in text.split()]


def test_every_meeting_notice_and_call_for_drafts_of_the_year(town: Town) -> None:
    """Planned by the service itself, a month ahead, through the whole year."""
    town.clock.now = datetime(2025, 12, 18, 6, tzinfo=SHANGHAI)
    while town.clock.now < datetime(2026, 12, 31, tzinfo=SHANGHAI):
        town.do(planning.plan_ahead)
        town.clock.now += timedelta(days=14)

    def look(reader: Reader) -> tuple[list[Meeting], dict[tuple[int, str], datetime]]:
        timers = reader.find(Timer, subject="meeting")
        return reader.find(Meeting, order="starts_at"), {(one.subject_id, one.kind): one.due_at for one in timers}

    found, due = town.database.read_now(look)
    for unit, (by_hand, hour) in BY_HAND.items():
        own = [one for one in found if one.unit == unit and shanghai_day(one.starts_at).year == 2026]
        assert [shanghai_day(one.starts_at) for one in own] == days(by_hand["held"]), unit
        assert {f"{one.starts_at.astimezone(SHANGHAI):%H:%M}" for one in own} == {hour}
        notices = [due[one.id, "notice"] for one in own]
        assert [shanghai_day(at) for at in notices] == days(by_hand["notice"]), unit
        assert {f"{at.astimezone(SHANGHAI):%H:%M}" for at in notices} == {"09:00"}
        if "drafts" in by_hand:
            assert [shanghai_day(due[one.id, "invite"]) for one in own] == days(by_hand["drafts"]), unit
        assert len({one.nominal_on for one in own}) == len(own), "one a cadence"


def test_ballots_and_monthly_papers_of_the_year(town: Town) -> None:
    def look(ctx: Context) -> tuple[list[tuple[date, date]], list[date]]:
        opened = terms(rounds.settings(ctx.district), 2026)
        at, found = datetime(2025, 12, 31, 12, tzinfo=SHANGHAI), []
        while True:
            at = papers.next_at(ctx, at)
            if shanghai_day(at).year > 2026:
                break
            found.append(shanghai_day(at))
        return [(shanghai_day(one.opens_at), shanghai_day(one.closes_at)) for one in opened], found

    ballots, made = town.do(look)
    assert ballots == [(date(2026, 6, 15), date(2026, 6, 28)), (date(2026, 12, 15), date(2026, 12, 28))]
    assert made == days(PAPERS)


@pytest.mark.parametrize(
    ("before", "now", "said"), [(92, 61, 33.7), (10, 10, 0.0), (10, 13, -30.0), (0, 5, None), (4, 0, 100.0)]
)
def test_fewer_meetings_are_counted_by_the_formula_of_the_bulletin(before: int, now: int, said: float | None) -> None:
    assert fewer(before, now) == said


def test_only_meetings_that_sat_by_the_same_day_are_counted(town: Town) -> None:
    def hold(ctx: Context) -> None:
        for year, month, day, sat in (
            (2025, 3, 3, True), (2025, 11, 3, True), (2025, 11, 17, True), (2025, 12, 8, True), (2026, 3, 2, True),
            (2026, 11, 2, True), (2026, 11, 9, False),
        ):  # fmt: skip
            at = datetime(year, month, day, 15, tzinfo=SHANGHAI)
            ctx.tx.insert(
                Meeting,
                unit="binhai.binhai",
                level="community",
                nominal_on=date(year, month, day),
                starts_at=at,
                host="binhai.binhai",
                opened_at=at if sat else None,
                status="closed" if sat else "empty",
            )

    town.do(hold)
    today = date(2026, 11, 23)

    def count(unit: str) -> tuple[int, int, float | None]:
        found = town.do(lambda ctx: counting.year_on_year(ctx.tx, ctx.district, unit, today))
        return found.before, found.now, found.fewer

    assert count("binhai.binhai") == count("binhai") == count("wuda") == (3, 2, 33.3)
    assert count("sandaokan") == (0, 0, None)
    said = town.do(lambda ctx: counting.line(ctx.tx, ctx.district, "wuda", today))
    assert said.startswith("今年到11月23日（周一）开了2次会，去年同期3次，少33.3%。")
    assert town.do(lambda ctx: counting.line(ctx.tx, ctx.district, "sandaokan", today)) == ""
    assert same_day_before(date(2028, 2, 29)) == date(2027, 2, 28)
