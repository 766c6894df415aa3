"""Every kind of push has words that fit: short enough for a phone, no hole in them, the case named."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from handlers.context import Context
from handlers.letters import writing
from handlers.letters.forms import Letter
from handlers.services.notices import push
from models.domain.ladder import PUSHES
from models.domain.templates import TEMPLATE_ROLES
from models.tables import Assignment, Case, Commitment, Pause, Request, RoutingDecision, SpotCheck, Supervision
from tests.time.stories import file_case, finish
from tests.town import Town

LONG_WORDS = "孩子晚上放学看不见路，等不了那么久，" * 10
INSTANT = "2026-11-26T10:00:00+00:00"
PARAMS: dict[str, dict[str, Any]] = {
    "triage": {"due": INSTANT},
    "reminder": {"stage": "T-1"},
    "unsigned": {"stage": "twice"},
    "climbed": {"from": "binhai.binhai", "reason": "climbed"},
    "reopened": {"words": "还是不亮", "from": "binhai.binhai"},
    "demoted": {"to": "binhai", "reason": "climbed"},
    "handed_down": {"from": "binhai"},
    "transferred": {"from": "binhai"},
    "objection_granted": {"decision": "在主路上", "unit": "chengguan"},
    "objection_refused": {"decision": "在单元门内"},
    "extension_granted": {"due": INSTANT},
    "extension_refused": {"decision": "市里有现货"},
    "urge": {"count": 2},
    "urge_head": {"count": 3},
    "supplement": {"statement": "是两盏，3楼的也不亮"},
    "promise_missed": {"date": "2026-11-24"},
    "promise_kept": {"date": "2026-11-24"},
    "emergency": {"kind": "gas"},
    "accepted": {"post": "binhai.binhai/handler"},
    "progress": {"statement": "今天去看了，要换声控开关", "promised": "2026-11-24"},
    "result": {"statement": "灯泡和声控开关都换了", "poll_at": INSTANT},
    "poll": {"stage": "ask3", "voice": 1},
    "promise_check": {"date": "2026-11-24", "statement": None},
    "danger": {"kind": "gas"},
    "apology": {"climbs": INSTANT},
    "climbed_to": {"from": "binhai.binhai", "reason": "climbed"},
    "unit_changed": {"from": "binhai.binhai"},
    "extended": {"old": INSTANT, "reason": "开关缺货", "by": "binhai"},
    "dispatch_late": {"until": INSTANT},
    "desk_reply": {"statement": "已经问过物业"},
    "commitment_due": {"stage": "T-3"},
    "commitment_moved": {"old": INSTANT, "reason": "材料没到货，厂家下周才发", "by": "binhai"},
    "commitment_part": {"done": 4, "amount": 6, "noun": "所"},
    "commitment_refused": {"decision": "太晚了", "of": "commitment_move"},
    "pause_refused": {"decision": "市里有人能办"},
    "paused": {"old": INSTANT, "by": "binhai"},
    "pause_stands": {"reason": "还在下雪", "by": "binhai"},
    "resumed": {"how": "home"},
    "resumed_early": {"how": "contested", "old": INSTANT},
    "date_contested": {"words": LONG_WORDS},
}
PARAMS |= {
    "first_told": {"unit": "chengguan", "statement": "灯泡和声控开关都换了"},
    "review": {"words": LONG_WORDS},
    "finding_agreed": {"result": "redo"},
    "finding_refused": {"decision": "只看了白天"},
    "statutory_refused": {"decision": "灯是公共的，社区能换"},
    "statutory_closed": {"statement": LONG_WORDS},
    "review_result": {"result": "impossible", "statement": LONG_WORDS},
    "reviewed_redo": {"statement": LONG_WORDS},
}
REASONS = {"statutory": "court", "finding": "impossible", "exclusion": "unfounded", "appeal": "excluded"}
"""Reason of a request where it is not the one of a 退单."""
ENDED = {*REASONS, "statutory_agreed", "statutory_closed", "plan_given", "spot_due", "spot_question"}
ENDED |= {"excluded", "appeal_rejected"}
STOPPED = {"pause", "contest", "pause_approved", "paused", "pause_stands"}
SUPERVISED = {"supervised", "supervision_due", "supervision_missed", "unsupervised"}
CALLED_IN = {"called_in", "called_off", "help_heard", "help_done", "help_due", "help_late", "help_unheard"}
LONG = "楼道灯坏了一个多星期了，晚上老人下楼看不见，" * 20


def say(town: Town, kind: str, *, resident: bool) -> Letter | None:
    def work(ctx: Context) -> Letter | None:
        case = ctx.tx.find(Case, order="id")[0]
        case = ctx.tx.update(case, text=LONG)
        params = dict(PARAMS.get(kind, {}))
        params |= promised(ctx, case, kind) if kind.startswith("commitment") else {}
        params |= stopped(ctx, case) if kind in STOPPED else {}
        params |= ended(ctx, case, kind) if kind in ENDED else {}
        params |= supervised(ctx, case) if kind in SUPERVISED else {}
        params |= called_in(ctx, case) if kind in CALLED_IN else {}
        params |= ruled(ctx) if kind == "arbitrated" else {}
        if kind in {"objection", "arbitration", "extension", "commitment", "commitment_move", "pause", "contest"}:
            request = ctx.tx.insert(
                Request,
                case_id=case.id,
                kind=kind,
                unit="binhai.binhai",
                post="binhai.binhai/handler",
                to_unit="wuda",
                to_role="dispatcher",
                reason="weather" if kind in STOPPED else "power",
                words=LONG,
                asked_due_at=ctx.now,
                asked_unit="chengguan",
                asked_at=ctx.now,
                limit_at=ctx.now,
            )
            params["request"] = request.id
        whom: dict[str, Any] = (
            {"account_id": town.person("王桂芳").key} if resident else {"post": "binhai.binhai/handler"}
        )
        return writing.letter_of(ctx, [push(ctx, kind, params, key="x", case=case, **whom)])

    letter: Letter | None = town.do(work)
    return letter


def promised(ctx: Context, case: Case, kind: str) -> dict[str, Any]:
    """A commitment as the letter of this kind finds it."""
    status = {"commitment": "proposed", "commitment_missed": "missed"}.get(kind, "open")
    row = ctx.tx.insert(
        Commitment,
        case_id=case.id,
        unit="binhai.binhai",
        person="李晓",
        measure="更换楼道声控开关和灯泡，" * 20,
        post="binhai.binhai/handler",
        proposed_at=ctx.now,
        confirmed_at=ctx.now,
        status=status,
        first_on=date(2026, 12, 4),
        due_on=date(2026, 12, 11),
        due_at=ctx.now,
        moves=1,
        amount=6,
        done=4,
        noun="所",
    )
    return {"commitment": row.id}


def supervised(ctx: Context, case: Case) -> dict[str, Any]:
    """A leader's mark as its letters find it."""
    row = ctx.tx.insert(
        Supervision,
        case_id=case.id,
        post="wuda/leader",
        set_by="wuda/leader",
        unit="binhai.binhai",
        demand=LONG,
        due_on=date(2026, 12, 11),
        due_at=ctx.now,
        set_at=ctx.now,
    )
    return {"supervision": row.id}


def called_in(ctx: Context, case: Case) -> dict[str, Any]:
    """A unit that was called in beside the one that leads."""
    row = ctx.tx.insert(
        Assignment,
        case_id=case.id,
        unit="chengguan",
        kind="assist",
        help="problem",
        called_by="binhai.binhai/handler",
        given_at=ctx.now,
        due_at=ctx.now,
    )
    return {"assignment": row.id}


def ruled(ctx: Context) -> dict[str, Any]:
    """A decision of the desk that became a rule."""
    rule = ctx.tx.insert(
        RoutingDecision,
        category="路灯照明/楼道灯",
        unit="chengguan",
        source="arbitration:1",
        valid_from=date(2026, 11, 24),
        decided_by="wuda/dispatcher",
        basis=LONG,
    )
    return {"rule": rule.id}


def ended(ctx: Context, case: Case, kind: str) -> dict[str, Any]:
    """What letters about the end of a case find: a request, a plan, a second call."""
    if kind == "plan_given":
        return promised(ctx, case, kind)
    if kind.startswith("spot"):
        check = ctx.tx.insert(
            SpotCheck, case_id=case.id, unit="binhai.binhai", month="2026-11", drawn_at=ctx.now, due_at=ctx.now,
            until=ctx.now, status="asked",
        )  # fmt: skip
        return {"check": check.id}
    if kind == "excluded":
        ctx.tx.update(case, closed_at=ctx.now)
    request = ctx.tx.insert(
        Request,
        case_id=case.id,
        kind={"excluded": "exclusion", "appeal_rejected": "appeal"}.get(kind, kind.partition("_")[0]),
        unit="binhai.binhai",
        post="binhai.binhai/handler",
        to_unit="wuda",
        to_role="inspector",
        reason=REASONS.get(kind, "unfounded" if kind == "excluded" else "court"),
        words=LONG,
        asked_at=ctx.now,
        limit_at=ctx.now,
        decided_at=ctx.now,
        decided_by="wuda/inspector",
        decision=LONG,
        status="open" if kind in REASONS else "granted",
    )
    return {"request": request.id}


def stopped(ctx: Context, case: Case) -> dict[str, Any]:
    """A pause as the letters find it."""
    asked = ctx.tx.insert(
        Request,
        case_id=case.id,
        kind="pause",
        unit="binhai.binhai",
        post="binhai.binhai/handler",
        to_unit="binhai",
        to_role="duty",
        reason="weather",
        words=LONG,
        asked_at=ctx.now,
        limit_at=ctx.now,
    )
    row = ctx.tx.insert(
        Pause,
        case_id=case.id,
        request_id=asked.id,
        unit="binhai.binhai",
        reason="weather",
        words=LONG,
        until_on=date(2026, 12, 4),
        since=ctx.now,
        approved_by="binhai/duty",
    )
    return {"pause": row.id}


def without_links(text: str) -> str:
    return re.sub(r"<a [^>]*>|</a>|https?://\S+", "", text)


@pytest.mark.parametrize("kind", sorted(writing.to_cadres.KINDS))
def test_letters_to_cadres_are_short_and_name_the_case(town: Town, kind: str) -> None:
    file_case(town)
    letter = say(town, kind, resident=False)
    assert letter is not None
    text = without_links(letter.plain(digits=True))
    assert len(text) <= 250, text
    assert text.count("\n") < 10, text
    assert "1号件" in text
    assert "{" not in text
    assert len(letter.plain(digits=True).encode()) <= 2048


@pytest.mark.parametrize("kind", sorted(writing.to_residents.KINDS))
def test_letters_to_residents_are_shorter_still(town: Town, kind: str) -> None:
    case = file_case(town)
    finish(town, case)
    letter = say(town, kind, resident=True)
    assert letter is not None
    text = without_links(letter.plain(digits=True))
    assert len(text) <= 130, (len(text), text)
    assert text.count("\n") < 6, text
    assert "1号件" in text
    assert "!" not in text
    assert "！" not in text


def test_every_kind_has_a_row_in_the_ladder() -> None:
    kinds = {*writing.ABOUT_CASES, *writing.SERVICE_KINDS}
    assert {writing.push_class(kind) for kind in kinds} <= set(PUSHES)
    assert set(writing.PUSH_CLASS) <= kinds


@pytest.mark.parametrize("kind", sorted(writing.ABOUT_CASES))
def test_a_card_has_the_role_of_its_class_and_every_field(town: Town, kind: str) -> None:
    case = file_case(town)
    finish(town, case)
    letter = say(town, kind, resident=kind in writing.to_residents.KINDS)
    assert letter is not None
    if letter.card is None:
        return
    assert letter.card.role == PUSHES[writing.push_class(kind)].role
    assert tuple(letter.card.values) == TEMPLATE_ROLES[letter.card.role].names
    said = "".join(letter.card.values.values())
    assert "老人下楼" not in said, "a card never carries words of a person"
    assert "单元" not in said
