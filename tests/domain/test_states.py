from __future__ import annotations

import itertools

import pytest

from models.domain.errors import CaseError, IllegalAct
from models.domain.states import (
    OPEN,
    TRANSITIONS,
    Act,
    Actor,
    CaseState,
    Closure,
    Goal,
    legal_acts,
    mermaid,
    next_state,
)


@pytest.mark.parametrize("state", CaseState)
def test_every_act_and_role_is_either_one_row_of_the_table_or_refused_with_the_legal_acts(state: CaseState) -> None:
    for act, actor in itertools.product(Act, Actor):
        rows = [row for row in TRANSITIONS if state in row.states and act is row.act and actor in row.who]
        if rows:
            assert rows == [next_state(state, act, actor)]
            assert act in legal_acts(state, actor)
        else:
            with pytest.raises(IllegalAct) as refused:
                next_state(state, act, actor)
            assert refused.value.params["legal"] == legal_acts(state, actor)
            assert act not in legal_acts(state, actor)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.act}-{'-'.join(sorted(row.states))}")
def test_every_row_leads_from_each_of_its_states_to_a_state_for_each_of_its_actors(row) -> None:
    for state, actor in itertools.product(row.states, row.who):
        reached = next_state(state, row.act, actor).arrive(state, before=CaseState.WORKING)
        if row.to is Goal.GONE:
            assert reached is None
        elif row.to is Goal.SAME:
            assert reached is state
        elif row.to is Goal.BEFORE:
            assert reached is CaseState.WORKING
        else:
            assert reached is row.to


def test_no_state_and_act_stand_in_two_rows() -> None:
    keys = [(state, row.act) for row in TRANSITIONS for state in row.states]
    assert len(keys) == len(set(keys))


def test_every_act_of_the_list_has_a_row() -> None:
    assert {row.act for row in TRANSITIONS} == set(Act)


@pytest.mark.parametrize("row", [row for row in TRANSITIONS if row.to is CaseState.CLOSED], ids=lambda row: row.act)
def test_whatever_closes_a_case_says_how(row) -> None:
    assert isinstance(row.closure, Closure)


@pytest.mark.parametrize(
    ("state", "act", "actor", "to"),
    [
        ("draft", "file", "resident", "dispatched"),
        ("draft", "file_unrouted", "timer", "triage"),
        ("triage", "assign", "desk", "dispatched"),
        ("triage", "limit_passed", "timer", "triage"),
        ("dispatched", "accept", "owner", "working"),
        ("dispatched", "finish", "owner", "confirming"),
        ("working", "answer", "owner", "confirming"),
        ("working", "object", "owner", "objected"),
        ("objected", "reject", "desk", "working"),
        ("objected", "uphold", "desk", "dispatched"),
        ("objected", "limit_passed", "timer", "dispatched"),
        ("working", "transfer", "lead", "dispatched"),
        ("working", "raise", "owner", "dispatched"),
        ("working", "limit_passed", "timer", "dispatched"),
        ("working", "ask_extension", "owner", "working"),
        ("confirming", "solved", "resident", "closed"),
        ("confirming", "unsolved", "resident", "dispatched"),
        ("confirming", "partial", "resident", "working"),
        ("confirming", "silence", "timer", "closed"),
        ("confirming", "take_back", "owner", "working"),
        ("closed", "reopen", "resident", "dispatched"),
        ("closed", "unsolved", "inspector", "dispatched"),
        ("withdrawn", "restore", "resident", "working"),
        ("planned", "supervise", "leader", "planned"),
        ("closed", "lift", "leader", "closed"),
        ("working", "whistle", "lead", "working"),
        ("paused", "report_in", "assist", "paused"),
        ("working", "finish_part", "assist", "working"),
        ("working", "ask_arbitration", "owner", "working"),
        ("working", "arbitrate", "desk", "dispatched"),
        ("dispatched", "confirm_unit", "desk", "dispatched"),
    ],
)
def test_the_ways_of_the_dialogues_are_legal(state: str, act: str, actor: str, to: str) -> None:
    way = next_state(CaseState(state), Act(act), Actor(actor))
    assert way.arrive(CaseState(state), before=CaseState.WORKING) == to


@pytest.mark.parametrize(
    ("state", "act", "actor"),
    [
        ("confirming", "solved", "owner"),  # no unit answers for the resident
        ("working", "finish", "assist"),  # only the owner reports the end
        ("working", "grant_extension", "owner"),  # nobody approves his own request
        ("objected", "uphold", "owner"),
        ("closed", "finish", "owner"),
        ("triage", "finish", "desk"),
        ("merged", "withdraw", "resident"),
        ("closed", "supervise", "leader"),  # what is over is re-opened by who complains, or by inspection
        ("working", "lift", "owner"),  # nobody who owes something lifts a mark
        ("working", "whistle", "assist"),
        ("confirming", "finish_part", "assist"),
        ("working", "arbitrate", "owner"),
        ("working", "arbitrate", "leader"),  # the desk decides by powers, no leader by hand
    ],
)
def test_what_would_cheat_the_resident_is_refused(state: str, act: str, actor: str) -> None:
    with pytest.raises(IllegalAct):
        next_state(CaseState(state), Act(act), Actor(actor))


def test_a_resident_can_withdraw_from_every_open_state() -> None:
    for state in OPEN:
        assert next_state(state, Act.WITHDRAW, Actor.RESIDENT).arrive(state) is CaseState.WITHDRAWN


def test_going_back_without_knowing_where_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="was not given"):
        next_state(CaseState.WITHDRAWN, Act.RESTORE, Actor.RESIDENT).arrive(CaseState.WITHDRAWN)


def test_the_chart_has_an_arrow_for_every_state_of_every_row() -> None:
    chart = mermaid()
    assert chart.startswith("stateDiagram-v2\n")
    assert chart.count(" --> ") == 1 + sum(len(row.states) for row in TRANSITIONS)
    assert "    confirming --> closed: silence (timer)" in chart


def test_an_error_words_itself_by_its_docstring_and_keeps_its_parameters() -> None:
    error = IllegalAct(state="closed", act="finish")
    assert isinstance(error, CaseError)
    assert str(error).startswith("The act is not possible in this state")
    assert error.params == {"state": "closed", "act": "finish"}


def test_every_error_of_the_family_has_its_own_code() -> None:
    kinds = CaseError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds) >= 11
    assert "case_error" not in {kind.code for kind in kinds}
