"""Requests nobody decided: an objection goes up with its case, an extension is void at the old date."""

from __future__ import annotations

from handlers.context import Context
from handlers.services import handling_requests
from models.domain.dates import read_date
from models.domain.working_time import shanghai_day
from models.tables import Case, Request
from tests.time.stories import file_case, shanghai
from tests.town import Town

HANDLER = "binhai.binhai/handler"


def case_now(town: Town) -> Case:
    return town.cases()[0]


def request_of(town: Town) -> Request:
    found: Request = town.database.read_now(lambda reader: reader.find(Request))[0]
    return found


def object_to(town: Town) -> None:
    def work(ctx: Context) -> None:
        case = ctx.tx.find(Case)[0]
        handling_requests.object_to(ctx, case, ctx.district.posts[HANDLER], "power", "路灯由城管局管")

    town.do(work)


def ask_extension(town: Town, said: str) -> None:
    def work(ctx: Context) -> None:
        case = ctx.tx.find(Case)[0]
        until = read_date(said, shanghai_day(ctx.now), ctx.calendar)
        handling_requests.ask_extension(ctx, case, ctx.district.posts[HANDLER], until, "开关缺货")

    town.do(work)


def test_an_objection_nobody_decides_goes_up_with_its_case(town: Town) -> None:
    file_case(town)
    object_to(town)
    assert case_now(town).state == "objected"
    limit = request_of(town).limit_at
    assert limit == shanghai(11, 23, 13, 10), "four working hours"
    town.advance(until=limit)
    assert request_of(town).status == "lapsed"
    assert (case_now(town).state, case_now(town).unit) == ("dispatched", "binhai")


def test_the_time_of_the_case_runs_on_while_an_objection_waits(town: Town) -> None:
    file_case(town)
    due = case_now(town).due_at
    object_to(town)
    assert case_now(town).due_at == due


def test_an_extension_nobody_decides_is_void_at_the_old_date_and_said(town: Town) -> None:
    file_case(town)
    town.advance(until=shanghai(11, 26, 10))
    ask_extension(town, "12月1日")
    due = case_now(town).due_at
    town.advance(until=shanghai(11, 26, 18))
    assert request_of(town).status == "lapsed"
    assert case_now(town).due_at == due
    refused = town.outbox(post=HANDLER, kind="extension_refused")
    assert [row.params["decision"] for row in refused] == ["lapsed"]
    assert len(town.outbox(post=HANDLER, kind="overdue")) == 1
    town.advance(until=shanghai(11, 27, 9))
    assert case_now(town).unit == "binhai"


def test_a_request_that_was_decided_in_time_is_left_alone(town: Town) -> None:
    file_case(town)
    object_to(town)

    def refuse(ctx: Context) -> None:
        case = ctx.tx.find(Case)[0]
        handling_requests.refuse(ctx, case, ctx.district.posts["wuda/dispatcher"], "这盏灯在单元门内")

    town.do(refuse)
    town.advance(until=shanghai(11, 23, 20))
    assert request_of(town).status == "refused"
    assert case_now(town).unit == "binhai.binhai"
