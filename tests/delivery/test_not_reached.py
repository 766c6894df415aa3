"""名单: whom no message reached, and who may telephone."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.services import not_reached
from models.domain.errors import CaseError
from tests.time.stories import HEAT, file_case, finish, voice_of
from tests.town import Town


def calls(town: Town, post: str) -> list[not_reached.Call]:
    found: list[not_reached.Call] = town.do(lambda ctx: not_reached.calls_for(ctx, [ctx.district.posts[post]]))
    return found


def poll_by_phone(town: Town) -> int:
    """A case of the 24 h tier whose resident no message reaches; returns the row of the question."""
    town.courier.unapproved = {"T05", "T06"}
    case = file_case(town, category=HEAT)
    town.advance(hours=12)
    finish(town, case)
    town.clock.now = town.clock.now.replace(day=town.clock.now.day + 4)
    town.advance(hours=1)
    town.advance(days=4)
    rows = town.outbox(kind="poll", state="phone")
    assert rows, [(row.kind, row.state, row.error) for row in town.outbox(kind="poll")]
    return rows[0].id


def test_the_district_sees_all_calls_and_a_street_its_own(town: Town) -> None:
    file_case(town)
    file_case(town, "李四", community="sandaokan.fuqiang")
    town.advance(minutes=1)
    assert {call.unit for call in calls(town, "wuda/dispatcher")} >= {"binhai.binhai", "sandaokan.fuqiang"}
    assert {call.unit for call in calls(town, "binhai/handler")} == {"binhai.binhai"}
    assert {call.unit for call in calls(town, "sandaokan/duty")} == {"sandaokan.fuqiang"}


def test_a_handler_never_telephones(town: Town) -> None:
    file_case(town)
    town.advance(minutes=1)
    assert calls(town, "binhai.binhai/handler") == []
    assert calls(town, "gongre/handler") == []


def test_a_call_names_the_person_and_the_number(town: Town) -> None:
    file_case(town)
    town.advance(minutes=1)
    call = next(one for one in calls(town, "wuda/duty") if one.unit == "binhai.binhai")
    assert call.whom == "网格员 李晓"
    assert call.phone == "0473-3000001"


def test_who_was_called_leaves_the_list(town: Town) -> None:
    file_case(town)
    town.advance(minutes=1)
    row = calls(town, "binhai/handler")[0].row

    def done(ctx: Context) -> None:
        not_reached.called(ctx, [ctx.district.posts["binhai/handler"]], row.id)

    town.do(done)
    assert row.id not in [call.row.id for call in calls(town, "binhai/handler")]
    assert town.outbox(id=row.id)[0].state == "delivered"


def test_another_streets_call_is_refused(town: Town) -> None:
    file_case(town)
    town.advance(minutes=1)
    row = calls(town, "binhai/handler")[0].row

    def wrong(ctx: Context) -> None:
        not_reached.called(ctx, [ctx.district.posts["sandaokan/handler"]], row.id)

    with pytest.raises(CaseError):
        town.do(wrong)
    assert town.outbox(id=row.id)[0].state == "phone"


def test_a_resident_who_was_called_about_the_poll_was_reached(town: Town) -> None:
    row = poll_by_phone(town)
    found = [call.row.id for call in calls(town, "binhai/handler")]
    assert row in found
    town.do(lambda ctx: not_reached.called(ctx, [ctx.district.posts["binhai/handler"]], row))
    case = town.cases()[0]
    assert voice_of(town, case).delivered == 1
