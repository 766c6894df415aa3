"""督办单: one leader's mark on one case, as a form the unit signs and sends back."""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services.case_facts import Facts
from handlers.services.notices import voice_count
from handlers.services.papers import parts
from handlers.services.supervising import dates
from handlers.texts import papers as texts
from handlers.texts.cadre import STATES
from models.domain.papers import Paper, Paragraph, Row, Table
from models.domain.publicity import Public, of_office, of_people
from models.domain.working_time import shanghai_day
from models.tables import Case, Supervision

WIDTHS = (26, 74)
SAID = ("progress", "answer", "done")
TO_FILL = ("result", "head", "sign")
"""Rows that people fill in by hand."""


def supervision(ctx: Context, case: Case) -> Paper | None:
    """The nearest mark in force on a case, None where nobody demands anything; accusations have no sheet."""
    if is_confidential(case):
        return None
    found = [
        one
        for one in ctx.tx.find(Supervision, lifted_at=None, order="due_at")
        if (it := dates.target(ctx, one)) and it.id == case.id
    ]
    return supervision_of(ctx, found[0], case) if found else None


def supervision_of(ctx: Context, mark: Supervision, case: Case) -> Paper:
    """The sheet of one mark."""
    district, on = ctx.district, shanghai_day(mark.set_at)
    facts = Facts(ctx, case)
    post = district.posts.get(mark.post)
    leader = texts.LEADER.public(
        title=of_office(post.title if post is not None else ""), person=of_office(district.person_of(mark.post))
    )
    last = facts.last_statement(*SAID)
    late = mark.due_at < ctx.now and case.state in dates.IN_HAND
    count = voice_count(ctx, case)
    title = parts.title(case)
    values = {
        "number": parts.number(case),
        "what": title if count < 2 else texts.VOICES.public(title=title, count=count),
        "place": of_people(facts.building),
        "unit": parts.unit(ctx, case.unit),
        "leader": leader,
        "demand": of_people(mark.demand),
        "due": (texts.LATE_MARK if late else texts.ON_TIME).public(day=parts.day(mark.due_on)),
        "first": texts.ON_TIME.public(day=parts.day(case.first_due_at)) if case.first_due_at else Public("—"),
        "state": of_office(STATES[case.state]),
        "words": of_people(last.words) if last is not None else texts.NO_WORDS,
    }
    rows = [Row((texts.SUPERVISION_ROWS[name], value)) for name, value in values.items()]
    rows += [Row((texts.SUPERVISION_ROWS[name], Public(""))) for name in TO_FILL]
    return Paper(
        kind="supervision",
        style="form",
        masthead=texts.SUPERVISION_MASTHEAD.public(district=of_office(district.name)),
        number=texts.SUPERVISION_NUMBER.public(year=on.year, number=mark.id),
        title=texts.SUPERVISION_TITLE.public(n=case.running),
        issuer=parts.whole_name(ctx, district.root),
        dated=on,
        body=(
            Paragraph(texts.SUPERVISION_LEAD.public(leader=leader)),
            Table(
                caption=texts.SUPERVISION_TITLE.public(n=case.running),
                columns=tuple(parts.column("", width) for width in WIDTHS),
                rows=tuple(rows),
                form=True,
            ),
        ),
    )
