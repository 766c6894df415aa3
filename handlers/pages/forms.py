"""A form of a page that was sent: once each, by the same services as the chat."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.context import Context
from handlers.pages import acts_of_post, acts_of_resident, visits
from handlers.pages.uploads import Upload
from handlers.pages.visits import Visit
from handlers.texts import inspection, naming
from handlers.texts import pages as texts
from handlers.texts.cadre import STATES
from handlers.texts.resident import CLOSURES
from models.domain.errors import BadDate, CaseError, MissingPart, NotFound
from models.domain.links import Link
from models.tables import Inbox

ONCE = re.compile(r"[0-9a-f]{8,64}")
"""What makes a form one form, however often it arrives."""
LONGEST = 1000
"""Characters of one field."""
PRIVATE = frozenset({"look"})
"""Forms after which the page may show phone and address."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent."""

    name: str
    once: str
    fields: Mapping[str, str] = field(default_factory=dict)
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What a form did, now or when it arrived first."""

    words: str
    form: str


def submit(ctx: Context, link: Link, form: Form) -> Done:
    """Do what the form says; the same form again changes nothing and gets the first answer.

    Raises CaseError (nothing was changed), NotFound for a visitor who may not or a form that is not on the page.
    """
    known = done(ctx, link, form.once)
    if known is not None:
        return known
    seen_by = visits.visit(ctx, link)
    table = acts_of_resident.FORMS if seen_by.voice is not None else acts_of_post.FORMS
    handle = table.get(form.name)
    if handle is None or not ONCE.fullmatch(form.once):
        raise NotFound(number=str(seen_by.case.running))
    words = handle(ctx, seen_by, form.fields, form.uploads)
    if ctx.kept_apart:
        words = f"{words}\n{inspection.LEFT_OUT()}"
    ctx.tx.insert(
        Inbox,
        key=_key(link, form.once),
        account_id=link.holder,
        kind=f"page:{form.name}",
        sent_at=ctx.now,
        received_at=ctx.now,
        reply=words,
    )
    return Done(words, form.name)


def done(ctx: Context, link: Link, once: str) -> Done | None:
    """What this form did when it arrived, None when it never did."""
    if not ONCE.fullmatch(once):
        return None
    row = ctx.tx.get(Inbox, _key(link, once))
    return Done(row.reply or "", row.kind.removeprefix("page:")) if row is not None else None


def explain(ctx: Context, seen_by: Visit, error: CaseError) -> str:
    """Why nothing changed, in words."""
    said = {name: value for name, value in error.params.items() if isinstance(value, str | int)}
    n = seen_by.case.running
    if isinstance(error, BadDate):
        at = error.params.get("until")
        until = naming.due(at, ctx.now) if at is not None else ""  # type: ignore[arg-type]
        return texts.BAD_DATES.get(str(error.params.get("reason")), texts.BAD_DATES["unreadable"])(until=until)
    if isinstance(error, MissingPart):
        parts = error.params.get("parts")
        names = [texts.PARTS.get(str(part), str(part)) for part in parts] if isinstance(parts, tuple | list) else []
        return texts.PROBLEMS["missing_part"](parts="、".join(names))
    text = texts.PROBLEMS.get(error.code, texts.PROBLEM)
    unit = ctx.district.name_of(str(said.get("unit") or "")) or texts.DESK()
    return text(n=n, unit=unit, state=_state(ctx, seen_by))


def _state(ctx: Context, seen_by: Visit) -> str:
    case = seen_by.case
    if seen_by.post is not None:
        return STATES[case.state]
    unit = ctx.district.name_of(case.unit) if case.unit else texts.DESK()
    return texts.STATES[case.state](unit=unit, closure=CLOSURES.get(case.closure or "", ""))


def _key(link: Link, once: str) -> str:
    # the holder is in the key: another person's form can neither be read nor be taken
    owner = f"{link.purpose}:{link.subject}:{link.holder}"
    return f"page:{hashlib.sha256(owner.encode()).hexdigest()[:24]}:{once}"
