"""Projects: stages, quantities in whole thousandths, and the cases that caused them, read from both sides."""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services.notices import push, voices_of
from handlers.services.stations import book
from models.domain.district import Post
from models.domain.errors import WrongMoment
from models.domain.redact import redact
from models.domain.stations import projects as rules
from models.domain.stations.amounts import Quantity
from models.domain.stations.projects import Stage
from models.tables import Case, Outbox, Project, ProjectAmount, ProjectLink


def open_one(ctx: Context, post: Post, name: str, unit: str, place: str = "", kind: str = "build") -> Project:
    """A project is begun on paper."""
    row = ctx.tx.insert(
        Project,
        number=ctx.tx.count("project"),
        name=redact(name).text[:40],
        unit=unit,
        kind=kind,
        place=place,
        stage="planned",
        opened_at=ctx.now,
        stage_at=ctx.now,
    )
    book.write(ctx, "project", row.id, "project_opened", place or unit, post=post.code, sort=kind)
    return row


def reach(ctx: Context, row: Project, post: Post, stage: Stage) -> Project:
    """A stage is reached; those whose complaints caused it hear it once. Raises WrongMoment for a step back."""
    if not rules.is_later(stage, row.stage):
        raise WrongMoment(what="project", number=row.number, state=row.stage)
    row = ctx.tx.update(row, stage=stage, stage_at=ctx.now)
    book.write(ctx, "project", row.id, "project_stage", row.place or row.unit, post=post.code, stage=stage)
    if stage in rules.TOLD:
        for case in cases_of(ctx, row):
            _tell(ctx, row, case)
    return row


def measure(ctx: Context, row: Project, post: Post, what: str, amount: Quantity) -> ProjectAmount:
    """How much of what: a later word about the same replaces the earlier one, and both stand in the book."""
    known = ctx.tx.find(ProjectAmount, project_id=row.id, what=what, unit=amount.unit)
    before = known[0].milli if known else 0
    found = (
        ctx.tx.update(known[0], milli=amount.milli)
        if known
        else ctx.tx.insert(ProjectAmount, project_id=row.id, what=what, milli=amount.milli, unit=amount.unit)
    )
    added = amount.milli - before
    where = row.place or row.unit
    book.write(ctx, "project", row.id, "project_amount", where, post=post.code, of=what, milli=added, per=amount.unit)
    return found


def link(ctx: Context, row: Project, case: Case, post: Post) -> bool:
    """The case caused it; whether that is new. Its people hear of the stage that is reached already."""
    if is_confidential(case) or ctx.tx.find(ProjectLink, project_id=row.id, case_id=case.id):
        return False
    ctx.tx.insert(ProjectLink, project_id=row.id, case_id=case.id, post=post.code, at=ctx.now)
    book.write(ctx, "project", row.id, "project_linked", row.place or row.unit, post=post.code, case=case.number)
    if row.stage in rules.TOLD:
        _tell(ctx, row, case)
    return True


def cases_of(ctx: Context, row: Project) -> list[Case]:
    """The cases that caused a project."""
    ids = tuple(one.case_id for one in ctx.tx.find(ProjectLink, project_id=row.id))
    return ctx.tx.find(Case, id=ids, order="filed_at") if ids else []


def of_case(ctx: Context, case: Case) -> list[Project]:
    """The projects a case caused."""
    ids = tuple(one.project_id for one in ctx.tx.find(ProjectLink, case_id=case.id))
    return ctx.tx.find(Project, id=ids, order="opened_at") if ids else []


def amounts_of(ctx: Context, row: Project) -> list[ProjectAmount]:
    """Its quantities by name."""
    return ctx.tx.find(ProjectAmount, project_id=row.id, order="what")


def named(ctx: Context, number: int) -> Project | None:
    """The project of a number."""
    found = ctx.tx.find(Project, number=number, order="-opened_at")
    return found[0] if found else None


def _tell(ctx: Context, row: Project, case: Case) -> None:
    """Once a person, a project and a stage, however many of his cases caused it."""
    for voice in voices_of(ctx, case):
        key = f"{row.id}:{row.stage}"
        recipient = f"project_reached:{key}:account:{voice.account_id}"
        if not _said(ctx, recipient):
            params = {"project": row.id, "stage": row.stage, "case": case.id}
            push(ctx, "project_reached", params, key=key, account_id=voice.account_id)


def _said(ctx: Context, key: str) -> bool:
    return bool(ctx.tx.find(Outbox, dedupe_key=key))
