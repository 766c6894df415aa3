"""What an outbox row says: one table of kinds, folding of several rows into one message, and the question it puts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers.context import Context
from handlers.letters import (
    cards,
    of_ballots,
    of_briefs,
    of_circulars,
    of_inspection,
    of_leaves,
    of_meetings,
    of_neighbours,
    of_omissions,
    of_pledges,
    of_protection,
    of_stations,
    of_supervision,
    of_topics,
    of_works,
    to_cadres,
    to_residents,
)
from handlers.letters.forms import Asking, Letter, asking
from handlers.policies.permissions import is_confidential
from handlers.services import answers, bells, drafts, questions, transcripts
from handlers.services.case_facts import Facts, clip
from handlers.texts import general, naming
from handlers.texts import letters as texts
from models.domain.working_time import shanghai_day
from models.tables import Case, Draft, Inbox, Outbox, Question

ABOUT_CASES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    **to_cadres.KINDS,
    **to_residents.KINDS,
    **of_protection.KINDS,
    **of_neighbours.KINDS,
    **of_meetings.ABOUT_CASES,
}
"""Kinds that speak of one case."""

PUSH_CLASS: Mapping[str, str] = {
    **dict.fromkeys(("order", "handed_down", "transferred", "triage"), "order"),
    **dict.fromkeys(("reminder", "overdue", "urge", "urge_head"), "reminder"),
    **dict.fromkeys(("climbed", "reopened", "objection", "extension", "unsigned"), "raised"),
    **dict.fromkeys(("accepted", "progress", "dispatched", "climbed_to", "unit_changed"), "progress"),
    **dict.fromkeys(("merged", "split"), "progress"),
    **dict.fromkeys(("dispatch_late", "desk_reply"), "progress"),
    "result": "result",
    **dict.fromkeys(("poll", "promise_check", "danger", "review_result", "spot_question"), "poll"),
    "spot_due": "duty",
    **dict.fromkeys(("reviewed", "reviewed_redo", "review_apology", "appeal_upheld"), "progress"),
    "review_due": "reminder",
    "plan_given": "commitment",
    **dict.fromkeys(("apology", "extended", "commitment_moved", "commitment_missed"), "change"),
    **dict.fromkeys(("commitment", "commitment_move", "pause", "contest", "date_contested", "statutory"), "raised"),
    **dict.fromkeys(("review", "finding", "exclusion", "appeal"), "raised"),
    **dict.fromkeys(("paused", "pause_stands", "resumed_early"), "change"),
    **dict.fromkeys(
        ("commitment_made", "commitment_part", "statutory_closed", "excluded", "appeal_rejected"), "result"
    ),
    "commitment_due": "commitment",
    "supervised": "raised",
    "called_in": "order",
    "help_late": "raised",
    "arbitration": "raised",
    "help_due": "reminder",
    "supervision_due": "reminder",
    **dict.fromkeys(("leader_card", "unlinked", "leave_asked", "standing_in", "meeting_missed"), "todo"),
    **dict.fromkeys(("meeting_called", "meeting_moved"), "meeting"),
    **dict.fromkeys(("brief_ready", "ballot_reminder", "ballot_news"), "todo"),
    **dict.fromkeys(("visits_owed", "topics_proposed"), "todo"),
    **dict.fromkeys((*of_circulars.SERVICE_KINDS, *of_pledges.SERVICE_KINDS), "todo"),
    "brief_ready": "todo",
    **dict.fromkeys(("errand_asked", "errand_denied", "errand_late", "duty_missed", "swap_asked"), "todo"),
    "errand_done": "poll",
    "duty_tomorrow": "duty",
    "posting_objected": "reminder",
    "emergency": "emergency",
    **dict.fromkeys(("draft_nudge", "photo_nudge", "transcript", "media_lost"), "nudge"),
    **dict.fromkeys(("alarm", "digest", "voice_waiting"), "todo"),
    "late_answer": "answer",
}
"""Kind -> class of the delivery ladder; what is not named here are words without a card."""

FOLDED_AS_A_LIST = frozenset({"reminder", "overdue"})
"""Several of these become one line of numbers."""

SAID_OF_ACCUSATIONS = frozenset({"digest", "not_done", "voice_waiting"})
"""Kinds of a cadre's own desk that name a case he has in hand; all others have their own words for accusations."""

POLLS = frozenset({"poll", "promise_check", "danger", "review_result", "spot_question", "errand_done", "service_poll"})
"""Kinds that put a question to a resident: sent at most once, delayed while the person is telling something."""


def push_class(kind: str) -> str:
    """The row of the ladder's table for a kind."""
    return PUSH_CLASS.get(kind, "words")


def letter_of(ctx: Context, rows: Sequence[Outbox]) -> Letter | None:
    """What these rows of one recipient say together; None when there is nothing left to say (the draft was filed)."""
    if len(rows) > 1:
        return _folded(ctx, rows)
    row = rows[0]
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    if case is not None and is_confidential(case) and row.kind not in SAID_OF_ACCUSATIONS:
        letter = of_inspection.letter(Facts(ctx, case), row)
        return letter if letter.text else None
    if row.kind in SERVICE_KINDS:
        return SERVICE_KINDS[row.kind](ctx, row)
    render = ABOUT_CASES.get(row.kind)
    if render is None or case is None:
        return None
    letter = render(Facts(ctx, case), row)
    return letter if letter.text else None


def question_of(ctx: Context, row: Outbox, letter: Letter, asking: Asking, account_id: str) -> Question:
    """The question of a letter, queued until it is shown; an earlier one about the same thing is used again."""
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    purpose = asking.data.get("purpose") or ""
    if case is not None:
        for known in ctx.tx.find(Question, account_id=account_id, case_id=case.id, kind=asking.kind):
            if known.status in {"queued", "live"} and (known.data.get("purpose") or "") == purpose:
                return ctx.tx.update(known, expires_at=ctx.now + timedelta(hours=asking.lives))
    return questions.ask(
        ctx,
        account_id,
        asking.kind,
        asking.options,
        live=False,
        case=case,
        voice_id=asking.voice_id,
        data={"purpose": "", "shown": letter.plain(digits=True), **asking.data},
        expires_at=ctx.now + timedelta(hours=asking.lives),
    )


# -- several rows in one message ------------------------------------------------------------------------------------


def _folded(ctx: Context, rows: Sequence[Outbox]) -> Letter | None:
    mornings = [row for row in rows if row.kind == "digest"]
    if mornings:
        return _morning(ctx, _one_morning(mornings))
    cases = [case for case in (ctx.tx.get(Case, row.case_id) for row in rows if row.case_id is not None) if case]
    cases = list({case.id: case for case in cases}.values())
    if any(is_confidential(case) for case in cases):
        return _one_and_more(ctx, rows)
    if not cases:
        return letter_of(ctx, rows[:1])
    if any(row.kind not in FOLDED_AS_A_LIST for row in rows):
        return _one_and_more(ctx, rows)
    if len(cases) == 1:
        return letter_of(ctx, rows[-1:])
    cases.sort(key=lambda case: (case.due_at or ctx.now, case.id))
    numbers = naming.called(cases)
    first = Facts(ctx, cases[0])
    if all(row.kind == "overdue" for row in rows):
        text = texts.OVERDUES(count=len(cases), numbers=numbers)
    else:
        days = {shanghai_day(case.due_at) for case in cases if case.due_at is not None}
        when = to_cadres.due_in_words(first)
        # one day is named without the hour: the cases may end at different hours
        if len(days) == 1:
            text = texts.REMINDERS(when=when[:-5], count=len(cases), numbers=numbers)
        else:
            text = texts.REMINDERS_MIXED(count=len(cases), when=when, numbers=numbers)
    card = cards.reminder(first, texts.CARD_REMINDERS(count=len(cases), numbers=numbers))
    return Letter(text, card=card)


def _one_and_more(ctx: Context, rows: Sequence[Outbox]) -> Letter | None:
    """What gathered in quiet hours: for a cadre the first in full and how many more, for a resident two at most."""
    letters = [(row, letter) for row in rows if (letter := letter_of(ctx, [row])) is not None]
    if not letters:
        return None
    if rows[0].post is not None:
        # an order is read before what reminds of it; further letters about the same case add nothing
        letters.sort(key=lambda one: one[0].kind not in bells.BELLS)
        (row, first), cases = letters[0], {one.case_id or one.id for one, _ in letters}
        others_of = len(cases - {row.case_id or row.id})
        return replace(first, text=f"{first.text}\n{texts.MORE_WAITING(count=others_of)}") if others_of else first
    (_, first), others = letters[0], letters[1:]
    if not others:
        return first
    if first.asking is None:
        # a question is the last line
        second = others[0][1]
        more = texts.MORE_OF_YOURS(count=len(others) - 1) if len(others) > 1 else ""
        parts = [part for part in (first.text, more, second.text) if part]
        return replace(second, text="\n\n".join(parts), card=first.card)
    return first


# -- kinds that speak of no case ------------------------------------------------------------------------------------


def _alarm(ctx: Context, row: Outbox) -> Letter:
    code = str(row.params.get("code", ""))
    what = texts.ALARM_WHAT[code]() if code in texts.ALARM_WHAT else texts.ALARM_OTHER(code=code)
    facts = "，".join(str(value) for name, value in sorted(row.params.items()) if name != "code" and value)
    detail = texts.ALARM_DETAIL(detail=clip(facts, 60)) if facts else ""
    text = texts.ALARM(what=what, detail=detail)
    return Letter(text, card=cards.todo(texts.CARD_ALARM(), what, ctx.now + timedelta(hours=1)))


def _draft_of(ctx: Context, row: Outbox) -> Draft | None:
    draft = ctx.tx.get(Draft, int(row.params["draft"])) if row.params.get("draft") is not None else None
    return draft if draft is not None and draft.status == "open" else None


def _draft_nudge(ctx: Context, row: Outbox) -> Letter | None:
    draft = _draft_of(ctx, row)
    if draft is None:
        return None
    matters = drafts.understood(draft).matters
    title = (matters[0].title if matters else "") or texts.DRAFT_UNTITLED()
    asked = ctx.tx.find(Question, draft_id=draft.id, account_id=draft.account_id, status="live", order="-id")
    shown = str(asked[0].data.get("shown", "")) if asked and asked[0].kind != "draft" else ""
    if shown:  # 1 is an answer to this question here, never a yes to a card that was not shown
        return Letter(texts.DRAFT_NUDGE_ASKS(title=title, question=shown))
    return Letter(texts.DRAFT_NUDGE(title=title))


def _photo_nudge(ctx: Context, row: Outbox) -> Letter | None:
    return Letter(texts.PHOTO_NUDGE()) if _draft_of(ctx, row) is not None else None


def _transcript(ctx: Context, row: Outbox) -> Letter | None:
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    if case is not None:
        return _transcript_of_case(ctx, case, row)
    draft = _draft_of(ctx, row)
    if draft is None:
        return None
    said = drafts.said(ctx, draft)
    return Letter(texts.TRANSCRIPT(words=clip(said[-1] if said else "", 60)))


def _transcript_of_case(ctx: Context, case: Case, row: Outbox) -> Letter | None:
    facts = Facts(ctx, case)
    words = clip(facts.statement(row.params.get("statement")), 40)
    unit = transcripts.destination(ctx, case).unit
    if case.state != "triage" or not words:
        return None
    if not unit:
        return Letter(texts.TRANSCRIPT_DESK(label=facts.label, words=words))
    text = texts.TRANSCRIPT_CASE(label=facts.label, words=words, place=facts.place, unit=facts.name_of(unit))
    return Letter(text, asking("yesno", hours=48.0, data={"purpose": "transcript"}, voice_id=row.params.get("voice")))


def _media_lost(ctx: Context, row: Outbox) -> Letter:
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    what = texts.MEDIA_WORDS[str(row.params["kind"])]()
    if case is None:
        return Letter(texts.MEDIA_LOST(what=what))
    return Letter(texts.MEDIA_LOST_OF(label=Facts(ctx, case).label, what=what))


def _praise(_ctx: Context, row: Outbox) -> Letter:
    return Letter(texts.PRAISE(words=clip(str(row.params.get("words", "")), 100)))


def _not_done(ctx: Context, row: Outbox) -> Letter | None:
    said = texts.NOT_DONE.get(str(row.params.get("reason", "")))
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    if said is None or (case is None and "label" in said.blanks):
        return None
    facts = {"label": naming.label(case), "n": case.running} if case is not None else {}
    return Letter(said(verb=row.params.get("verb", ""), **facts))


def _voice_waiting(ctx: Context, row: Outbox) -> Letter:
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    subject = case.id if case is not None else int(row.params.get("draft") or 0)
    link = ctx.links.url("c" if case is not None else "v", subject, row.account_id or f"post:{row.post}", ctx.now)
    where = texts.VOICE_OF_CASE(n=case.running) + " " if case is not None else ""
    text = texts.VOICE_WAITING(where=where + texts.VOICE_LINK(link=link))
    return Letter(text, card=cards.todo(texts.CARD_TODO(), texts.CARD_VOICE(), ctx.now + timedelta(hours=2)))


def _digest(ctx: Context, row: Outbox) -> Letter | None:
    return _morning(ctx, row.params)


def _morning(ctx: Context, params: Mapping[str, Any]) -> Letter | None:
    said: list[str] = []
    for name, line in (
        ("late", texts.DIGEST_LATE),
        ("today", texts.DIGEST_TODAY),
        ("tomorrow", texts.DIGEST_TOMORROW),
        ("new", texts.DIGEST_NEW),
    ):
        numbers = params.get(name) or []
        if numbers:
            said.append(line(count=len(numbers), numbers=naming.listing(numbers[:8])))
    if params.get("waiting"):
        said.append(texts.DIGEST_WAITING(count=params["waiting"]))
    omitted = of_omissions.lines(params.get("omitted") or ())
    if not said and not omitted:
        return None
    words = texts.DIGEST(day=naming.day(ctx.now), parts="，".join(said)) if said else ""
    short = "，".join(said) or omitted.partition("\n")[0].rstrip("：")
    text = "\n".join(part for part in (words, omitted) if part)
    return Letter(text, card=cards.todo(texts.CARD_TODO(), short, ctx.now + timedelta(hours=10)))


def _one_morning(rows: Sequence[Outbox]) -> dict[str, Any]:
    """What several posts of one person have before them, as one morning: nothing in it twice."""
    params: dict[str, Any] = {}
    for row in rows:
        for name, value in row.params.items():
            if isinstance(value, list):
                held = params.setdefault(name, [])
                held += [one for one in value if one not in held]
            else:
                params[name] = params.get(name, 0) + value
    return params


def _late_answer(ctx: Context, row: Outbox) -> Letter | None:
    kept = [ctx.tx.get(Inbox, key) for key in row.params.get("inbox") or ()]
    words = "\n\n".join(answers.said(ctx.registry, one.reply) or "" for one in kept if one is not None and one.reply)
    return Letter(general.LATE(words=words)) if words else None


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "alarm": _alarm,
    "draft_nudge": _draft_nudge,
    "photo_nudge": _photo_nudge,
    "media_lost": _media_lost,
    "transcript": _transcript,
    "praise": _praise,
    "not_done": _not_done,
    "voice_waiting": _voice_waiting,
    "digest": _digest,
    "late_answer": _late_answer,
    **of_supervision.SERVICE_KINDS,
    **of_leaves.SERVICE_KINDS,
    **of_meetings.SERVICE_KINDS,
    **of_briefs.SERVICE_KINDS,
    **of_ballots.SERVICE_KINDS,
    **of_topics.SERVICE_KINDS,
    **of_circulars.SERVICE_KINDS,
    **of_pledges.SERVICE_KINDS,
    **of_stations.SERVICE_KINDS,
    **of_works.SERVICE_KINDS,
}
