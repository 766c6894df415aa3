"""docs/limits.md: every limit of time the service keeps, with its source."""

from __future__ import annotations

from datetime import time

from models.domain import backoff, closing, doubts, exclusion, ladder, polls, spot_checks, supervision
from models.domain.quiet import QUIET, Quiet
from models.domain.tiers import ARBITRATION_LIMIT, COLUMNS, OBJECTION_LIMIT, TIERS, Tier
from models.domain.whistles import NAMES, WHISTLES
from scheduler.caps import PUSHES_A_DAY, QUESTIONS_A_DAY
from tests.docs.markdown import notice, table

LENGTHS = (
    ("30min, 24h", "on the clock, from the instant, day and night"),
    ("2dh", "clock hours that run from 07:00 to 22:00 only, days off too"),
    ("4wh", "working hours: 09:00–18:00 of working days"),
    ("3wd", "until 18:00 of the third working day after the day of receipt"),
    ("1wd@12:00", "until noon of the first working day after the day of receipt"),
    ("T-1, T", "reminder at 09:00 of the working day before, of the day itself"),
)


def limits_page() -> str:
    """The whole page."""
    return "\n".join(
        [
            "# Limits",
            "",
            notice("`models/domain/` (tiers, whistles, quiet, polls, closing, ladder ...), `scheduler/caps.py`"),
            "",
            (
                "Defaults of the service. A district may set its own limits and quiet hours in the district file"
                " (`settings.tiers`, `settings.quiet_hours`); the tier of each matter stands in its catalogue"
                " (`categories`). All of them are to be checked by the district before it goes live: *verified* says"
                " whether somebody has."
            ),
            "",
            "How a length is written:",
            "",
            *table(("written", "means"), LENGTHS),
            "",
            *_tiers(),
            *_whistles(),
            *_quiet(),
            *_polls(),
            *_ends(),
            *_pushes(),
            *_retries(),
        ]
    )


def _tiers() -> list[str]:
    rows = [
        (
            code,
            tier.dispatch,
            tier.sign,
            _first_words(tier),
            " / ".join(tier.due[column] for column in COLUMNS),
            ", ".join(tier.reminders),
            tier.climbs,
            tier.extension or "none",
            tier.progress_every,
        )
        for code, tier in TIERS.items()
    ]
    return [
        "## Tiers",
        "",
        (
            "`due` has a length for the unit that has the case first, for the street or the head of the department, and"
            " for the district's desk. `climbs` runs from the due instant: then the case goes to the level above."
        ),
        "",
        *table(
            (
                "tier",
                "desk dispatches",
                "unit signs",
                "first words to the resident",
                "due",
                "reminders",
                "climbs",
                "longest extension",
                "progress every",
            ),
            rows,
        ),
        "",
        (
            f"A 退单 is decided by the desk within {OBJECTION_LIMIT}, what was sent back twice is arbitrated within"
            f" {ARBITRATION_LIMIT} (own, not verified); the case's own time runs on."
        ),
        "",
        *table(
            ("tier", "source", "verified"),
            [(code, tier.basis.source, "yes" if tier.basis.verified else "no") for code, tier in TIERS.items()],
        ),
        "",
    ]


def _whistles() -> list[str]:
    rows = [
        (f"{NAMES[kind]} `{kind}`", row.answer, row.due, row.basis.source, "yes" if row.basis.verified else "no")
        for kind, row in WHISTLES.items()
    ]
    return [
        "## Units that are called in (吹哨)",
        "",
        (
            "Who is called in has a clock of its own; the lead's date to the resident runs apart. Late ones are told to"
            " the lead, the level above it, the desk and the unit's own head. A district sets its own in"
            " `settings.whistles`."
        ),
        "",
        *table(("kind", "answers within", "does its part within", "source", "verified"), rows),
        "",
        (
            f"A leader's mark (督办) is reminded of at {', '.join(supervision.REMINDERS)}, and after its date every"
            " working morning while the case is in hand."
        ),
        "",
    ]


def _first_words(tier: Tier) -> str:
    if not tier.first_words_vulnerable:
        return tier.first_words
    return f"{tier.first_words}, {tier.first_words_vulnerable} where an old, very young, ill or disabled person waits"


def _quiet() -> list[str]:
    rows = [
        (audience, urgency, _hours(rule), "silent" if rule.working_days_only else "as on other days")
        for (audience, urgency), rule in QUIET.items()
    ]
    return [
        "## Quiet hours",
        "",
        (
            "Nothing is pushed in these hours (Shanghai); what comes due in them is said as one message at their end,"
            " unless it is stale by then. Answers to a person's own message are never held back."
        ),
        "",
        *table(("to", "class", "quiet", "days off"), rows),
        "",
        (
            f"A resident hears at most {PUSHES_A_DAY} pushes and {QUESTIONS_A_DAY} question a day. Cases of the 2h and"
            " 24h tier, the result and its first question, new dates and answers to own words are not counted and not"
            " held back."
        ),
        "",
    ]


def _hours(rule: Quiet) -> str:
    return ", ".join(f"{_clock(begins)}–{_clock(ends)}" for begins, ends in rule.hours) or "never"


def _clock(at: time) -> str:
    return at.strftime("%H:%M")


def _polls() -> list[str]:
    rows = []
    for code, wait in polls.WAITS.items():
        parts = [
            f"{wait.hours} h" if wait.hours else "",
            f"{wait.days} days" if wait.days > 1 else ("one night" if wait.days else ""),
            f"{wait.working_days} working days" if wait.working_days else "",
        ]
        slot = _clock(wait.slot) if wait.slot else " or ".join(map(_clock, polls.SLOTS))
        rows.append((code, " ".join(filter(None, parts)) or "none", slot))
    repeats = " and ".join(str(days) for days in polls.REPEATS)
    return [
        "## Asking whether it is solved",
        "",
        "By `poll_wait` of the matter: how long after the report of the end, then the next slot.",
        "",
        *table(("poll_wait", "wait", "slot"), rows),
        "",
        (
            f"Asked again {repeats} days after the first time; closed as unconfirmed at 24:00 of day"
            f" {polls.CLOSES_AFTER}, a day later for each public holiday in between. Nobody is asked from the eve to"
            " the third day of the Spring Festival."
        ),
        "",
    ]


def _ends() -> list[str]:
    low = f"{doubts.FEWEST} closed cases or more of a unit, at most {doubts.LOW:.0%} confirmed"
    rows = [
        ("rounds before the district's review", str(closing.MOST_ROUNDS)),
        ("the review ends", closing.REVIEW_LIMIT),
        ("the other desk agrees to its result", closing.AGREE_LIMIT),
        ("the desk agrees to a legal route", closing.STATUTORY_LIMIT),
        ("each step of an exclusion", exclusion.AGREE_LIMIT),
        ("exclusions asked for in the life of a case", str(exclusion.MOST_ASKED)),
        ("appeal against an exclusion or a legal route", exclusion.APPEALS_FOR),
        ("inspection judges an appeal, else it is upheld", exclusion.APPEAL_LIMIT),
        (
            "share of confirmed ends that is asked about again",
            f"{spot_checks.SHARE:.0%}, at least one a month and unit",
        ),
        ("second call after closing", f"{spot_checks.AFTER.days} to {spot_checks.WITHIN.days} days"),
        ("a repeat is one within", f"{doubts.WITHIN.days} days"),
        ("silence is a sign in a unit with", low),
    ]
    reasons = [(one.code, one.source, "yes" if one.verified else "no") for one in exclusion.REASONS]
    routes = [(one.code, one.name, one.phone, one.source, "yes" if one.verified else "no") for one in closing.ROUTES]
    excusable = ", ".join(sorted(closing.EXCUSABLE))
    return [
        "## Ends of a case",
        "",
        *table(("what", "limit"), rows),
        "",
        f"A reason may stand for {excusable}, never in the 2 h tier; `excusable` of a category overrules.",
        "",
        "Reasons of an exclusion:",
        "",
        *table(("reason", "source", "verified"), reasons),
        "",
        "Legal routes; a contact of that name in the district file replaces the number:",
        "",
        *table(("route", "name", "phone", "source", "verified"), routes),
        "",
    ]


def _pushes() -> list[str]:
    rows = [
        (
            kind,
            push.role,
            " → ".join(push.rungs),
            ", ".join(
                words
                for words, holds in (
                    ("may use the reserved slot", push.reserved),
                    ("customer-service message and template both", push.double),
                    ("also to who unsubscribed", push.despite_unsubscribed),
                )
                if holds
            ),
        )
        for kind, push in ladder.PUSHES.items()
    ]
    return [
        "## Ways of a push",
        "",
        (
            f"WeChat grants {ladder.MESSAGE_QUOTA} customer-service messages for"
            f" {_span(ladder.MESSAGE_WINDOW.total_seconds())} after a person's own message and {ladder.TAP_QUOTA} for"
            f" {_span(ladder.TAP_WINDOW.total_seconds())} after a tap, a follow or a scan. {ladder.RESERVED} of a"
            " resident's slots is kept for the result of the own case and its question."
        ),
        "",
        *table(("class", "template role", "ways in order", "beside"), rows),
        "",
    ]


def _retries() -> list[str]:
    rows = [
        (
            name,
            ", ".join(_span(step.total_seconds()) for step in steps),
            "goes on with the last" if name in backoff.ENDLESS else "then a person is told",
        )
        for name, steps in backoff.LADDERS.items()
    ]
    return [
        "## Trying again",
        "",
        *table(("what failed", "waits", "after that"), rows),
        "",
    ]


def _span(seconds: float) -> str:
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= size and seconds % size == 0:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
