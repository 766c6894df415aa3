"""Filing: from what a resident said to a case with a number that somebody must answer for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from handlers.context import Context
from handlers.policies.permissions import NAMED
from handlers.services import dispatching, protection, timers
from handlers.services.notices import posts_for, push_to_posts, urgency_of
from handlers.services.records import SALT_BYTES, act
from handlers.services.routing import Route
from handlers.services.timers import Planned
from models.domain import escalation, limits, redact
from models.domain.numbers import format_number
from models.domain.states import Act, Actor, CaseState
from models.domain.working_time import shanghai_day
from models.tables import Account, Case, Media, Vault, Voice


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything a case is filed from."""

    account: Account
    words: str
    """Original words, kept sealed; the case holds them redacted."""
    category: str = ""
    title: str = ""
    place: str = ""
    community: str = ""
    detail: str = ""
    """Building, unit and room as said; the room goes to the vault."""
    tier: str = "7d"
    urgent: bool = False
    vulnerable: bool = False
    anonymous: bool = False
    phone: str = ""
    phone_in_words: bool = False
    """A number in the words is the filer's own: the order hides it, 查看 shows it. Not so where somebody else files."""
    media: tuple[int, ...] = ()
    route: Route = field(default_factory=Route)
    decision: dict[str, Any] = field(default_factory=dict)
    """Why: reasons of the reading, confidence, model version."""
    actor: Actor = Actor.RESIDENT
    """RESIDENT, or TIMER for a draft that files itself."""
    external_ref: str = ""


def file_case(ctx: Context, filing: Filing) -> Case:
    """File a case: number, case, voice, vault, event; then dispatch it, or hand it to the dispatcher's desk."""
    day = shanghai_day(ctx.now)
    running = ctx.tx.count(f"case:{day.isoformat()}") + _first_number(ctx) - 1
    words = redact.redact(filing.words)
    place = redact.split_detail(filing.detail)
    secret = filing.route.role == "inspector"
    named = protection.named_in(ctx, filing.words)
    if secret:  # what was told in a hall is for nobody of that house, nor of the house above it
        named = tuple(sorted({*named, *protection.people_of(ctx, str(filing.decision.get("hall", "")))}))
    route = filing.route if secret else _around(ctx, filing.route, named)
    decision = {**filing.decision, "rule": route.rule, "district": ctx.district.version}
    if secret:  # reasons would say of whom and where: the inspectors read the words themselves
        decision = {"confidential": True, "rule": route.rule, "district": ctx.district.version}
        decision |= {name: filing.decision[name] for name in ("quiet", "hall") if filing.decision.get(name)}
    if named:
        decision[NAMED] = list(named)
    case = ctx.tx.insert(
        Case,
        number=format_number(ctx.district.code, day, running),
        day=day,
        running=running,
        state=CaseState.DRAFT.value,
        title=filing.title,
        category=filing.category,
        place=filing.place,
        community=filing.community,
        detail=place.public,
        text=words.text,
        tier=filing.tier,
        urgent=filing.urgent,
        vulnerable=filing.vulnerable,
        filed_at=ctx.now,
        decision=decision,
        external_ref=filing.external_ref,
        code_word=protection.new_code_word(ctx) if secret else "",
        salt=ctx.registry.random(SALT_BYTES).hex(),
    )
    ctx.tx.insert(
        Voice,
        case_id=case.id,
        account_id=filing.account.id,
        anonymous=filing.anonymous or secret,
        joined_at=ctx.now,
        detail=place.public,
    )
    keep(ctx, f"case:{case.id}", "words", filing.words)
    if filing.detail and filing.detail != place.public:
        keep(ctx, f"case:{case.id}", "address", filing.detail)
    phone = filing.phone or (_phone_of(words) if filing.phone_in_words else "")
    if phone and not secret:
        keep(ctx, f"case:{case.id}", "phone", phone)
    for media_id in filing.media:
        media = ctx.tx.get(Media, media_id)
        if media is not None:
            ctx.tx.update(media, case_id=case.id)
    matter: dict[str, Any] = {"category": filing.category, "community": filing.community, "place": filing.place}
    facts = {"tier": filing.tier, "rule": route.rule}
    if secret:  # the chain of events is shown to people who may not know of whom it speaks
        matter, facts = {}, {"tier": filing.tier}
    if route.unit:
        rung = dispatching.first_rung(ctx, route)
        owner: dict[str, Any] = {"unit": rung.unit, "rung": rung.role, "column": rung.column, "lead": ""}
        case, _ = act(ctx, case, Act.FILE, filing.actor, data=facts, **matter, **owner)
        return dispatching.dispatch(ctx, case, route, fresh=True)
    case, _ = act(ctx, case, Act.FILE_UNROUTED, filing.actor, data=facts, **matter)
    return await_dispatch(ctx, case)


def _around(ctx: Context, route: Route, named: tuple[str, ...]) -> Route:
    """The route past a unit all of whose handling posts are held by people the complaint names: the level above."""
    if not route.unit or protection.unit_spared(ctx, route.unit, named):
        return route
    above = escalation.next_rung(ctx.district, route.unit, None)
    if above is None:
        return Route(rule="none")
    return replace(route, unit=above.unit, role=above.role, rule="named")


def await_dispatch(ctx: Context, case: Case) -> Case:
    """The case waits for the dispatcher: a limit runs, the desk is told."""
    due_at = limits.dispatch_limit(dispatching.tier_of(case), ctx.now, ctx.calendar, ctx.world.tiers)
    timers.plan(ctx, "case", case.id, [Planned("triage", due_at, rule="dispatch_limit")], fresh=True)
    if case.decision.get("listener") == "dispatcher":
        return case  # who dispatches is asked to listen first: one bell, not two
    desk = posts_for(ctx, ctx.district.root, "dispatcher")
    push_to_posts(
        ctx, desk, "triage", {"due": due_at.isoformat()}, key=f"{case.id}", case=case, urgency=urgency_of(case)
    )
    return case


def keep(ctx: Context, subject: str, name: str, text: str) -> None:
    """Put a personal text into the vault."""
    salt = ctx.registry.random(SALT_BYTES).hex()
    ctx.tx.insert(Vault, subject=subject, field=name, sealed=ctx.sealer.seal(text), salt=salt)


def forget(ctx: Context, subject: str) -> None:
    """Empty what the vault holds about a subject, for good."""
    for row in ctx.tx.find(Vault, subject=subject):
        ctx.tx.update(row, sealed=None, salt="")


def read_vault(ctx: Context, subject: str, name: str) -> str:
    """A personal text again, `` when there is none or it was erased. Whoever calls this logs the look."""
    rows = ctx.tx.find(Vault, subject=subject, field=name)
    return ctx.sealer.open(rows[0].sealed) if rows and rows[0].sealed is not None else ""


def _first_number(ctx: Context) -> int:
    return int(str(ctx.district.settings.get("number_start", 1)))


REOPEN_WINDOW = timedelta(days=30)
"""How long after closing a word of the resident still belongs to the same case."""


def _phone_of(words: redact.Redacted) -> str:
    return next((one.value for one in words.taken if one.kind == "phone"), "")
