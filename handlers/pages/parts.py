"""What both pages of a case show: dates, pictures, and what happened, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from handlers.context import Context
from handlers.pages.visits import Visit, shown
from handlers.services.records import history
from handlers.services.statements import said
from handlers.texts import naming
from handlers.texts import pages as texts
from models.domain.dates import format_day
from models.domain.states import CaseState
from models.domain.working_time import shanghai_day
from models.tables import Case, Event, Media, Statement


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened."""

    when: str
    what: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, recording or film of the case."""

    token: str
    """For /m/, `` while there is nothing to show."""
    kind: str
    """image | voice | video"""
    label: str
    evidence: bool = False
    """It shows the work, not the complaint."""


def until(ctx: Context, at: datetime | None) -> str:
    """A date as it is said, `` when there is none."""
    return naming.due(at, ctx.now) if at is not None else ""


def pictures(ctx: Context, seen_by: Visit) -> list[Picture]:
    """Files of the case this visitor may see, oldest first."""
    found = sorted(ctx.tx.find(Media, case_id=seen_by.case.id), key=lambda one: (one.received_at, one.id))
    return [_picture(ctx, seen_by.holder, media) for media in found if shown(seen_by, media)]


def story_for_voice(ctx: Context, seen_by: Visit) -> list[Line]:
    """What happened in the words of the complainant's page: other complainants do not appear in it."""
    case, voice = seen_by.case, seen_by.voice
    assert voice is not None
    lines: list[tuple[datetime, Line]] = []
    by_id = {one.id: one for one in said(ctx, case)}
    for event in history(ctx, case):
        text = texts.EVENTS.get(event.kind)
        if text is None or (event.data.get("voice") or voice.id) != voice.id:
            continue
        unit = _unit_named(ctx, event)
        if "unit" in text.blanks and not unit:
            continue
        statement = by_id.get(int(event.data.get("statement") or 0))
        words = statement.words if statement is not None and statement.public else ""
        what = text(unit=unit, until=_until_of(ctx, event), by=_unit_of_post(ctx, event.post))
        lines.append((event.at, Line(naming.moment(event.at), what, words)))
    own = (one for one in by_id.values() if one.kind == "comment" and one.voice_id == voice.id)
    lines.extend((one.at, Line(naming.moment(one.at), texts.OWN_COMMENT(), one.words)) for one in own)
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def story_for_post(ctx: Context, case: Case) -> list[Line]:
    """What happened as those who handle the case read it, remarks included.

    What a complainant said to a question is not shown the same day, unless it sent the case on: nobody is coached.
    """
    lines: list[tuple[datetime, Line]] = []
    by_id = {one.id: one for one in said(ctx, case)}
    told = {int(event.data.get("statement") or 0) for event in history(ctx, case)}
    for event in history(ctx, case):
        what = texts.EVENTS_TO_POSTS.get(event.kind)
        if what is None:
            continue
        unit = _unit_of_post(ctx, event.post)
        statement = by_id.get(int(event.data.get("statement") or 0))
        text = texts.BY_UNIT(unit=unit, what=what) if unit else what
        lines.append((event.at, Line(naming.moment(event.at), text, statement.words if statement else "")))
    comments = _unquoted(ctx, case, by_id.values(), told)
    lines.extend((one.at, Line(naming.moment(one.at), texts.COMMENT(), one.words)) for one in comments)
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _unquoted(ctx: Context, case: Case, statements: Iterable[Statement], told: set[int]) -> Iterator[Statement]:
    settled = case.state in {CaseState.CONFIRMING, CaseState.CLOSED}
    for one in statements:
        fresh = shanghai_day(one.at) == shanghai_day(ctx.now)
        if one.kind == "comment" and one.id not in told and not (settled and fresh):
            yield one


def _picture(ctx: Context, holder: str, media: Media) -> Picture:
    evidence = media.purpose == "evidence"
    if media.state != "kept":
        pending = media.state == "pending"
        return Picture("", media.kind, texts.PHOTO_PENDING() if pending else texts.PHOTO_LOST(), evidence)
    labels = {"voice": texts.VOICE, "video": texts.VIDEO}
    own = texts.PHOTO_EVIDENCE if evidence else texts.PHOTO_COMPLAINT
    label = labels.get(media.kind, own)()
    return Picture(ctx.links.token("m", media.id, holder, ctx.now), media.kind, label, evidence)


def _unit_named(ctx: Context, event: Event) -> str:
    """The unit an event speaks of: the one that got the case, else the one that acted."""
    unit = str(event.data.get("unit") or "")
    return ctx.district.name_of(unit) if unit else _unit_of_post(ctx, event.post)


def _unit_of_post(ctx: Context, code: str) -> str:
    post = ctx.district.posts.get(code)
    return ctx.district.name_of(post.unit) if post is not None else ""


def _until_of(ctx: Context, event: Event) -> str:
    """The date an event speaks of: an instant, or a whole day."""
    named = event.data.get("until") or event.data.get("due")
    if not isinstance(named, str):
        return ""
    if len(named) == len(_WHOLE_DAY):
        return format_day(date.fromisoformat(named))
    return until(ctx, datetime.fromisoformat(named))


_WHOLE_DAY = "2026-12-01"
