"""Letters about projects and services: 因您反映而建, and how was it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.context import Context
from handlers.letters.forms import Letter, asking
from handlers.policies.permissions import is_confidential
from handlers.services.works import naming, services
from handlers.texts import works as texts
from models.tables import Case, Outbox, Project, ServiceUse


def reached(ctx: Context, row: Outbox) -> Letter | None:
    """To who complained: because of you it is built."""
    project = ctx.tx.get(Project, int(row.params["project"]))
    case = ctx.tx.get(Case, int(row.params["case"]))
    said = texts.LETTER_PROJECT.get(str(row.params["stage"]))
    if project is None or case is None or said is None or is_confidential(case):
        return None
    amounts = naming.amounts(ctx, project)
    facts = {
        "title": case.title,
        "name": project.name,
        "unit": ctx.district.name_of(project.unit),
        "amounts": texts.LETTER_AMOUNTS(amounts=amounts) if amounts else "",
    }
    return Letter(said(**{name: value for name, value in facts.items() if name in said.blanks}))


def poll(ctx: Context, row: Outbox) -> Letter | None:
    """To who used a service: how was it?"""
    use = ctx.tx.get(ServiceUse, int(row.params["use"]))
    known = {one.code: one for one in ctx.district.directory}
    if use is None or use.provider not in known or use.answer:
        return None
    entry = known[use.provider]
    data = {"purpose": "service_poll", "use": use.id}
    text = texts.SERVICE_POLL(provider=entry.provider, kind=entry.kind)
    labels, effects = texts.SERVICE_ANSWERS, services.ANSWERS
    return Letter(text, asking("which", hours=72.0, labels=labels, effects=effects, data=data))


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "project_reached": reached,
    "service_poll": poll,
}
