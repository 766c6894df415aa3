"""What stands on the slip of somebody without WeChat: number, 校验码, who has it, until when. No name, no flat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from handlers.pages.visits import POST_HOLDER
from handlers.services import households
from handlers.services.case_facts import Facts
from handlers.texts import households as texts
from models.domain.errors import NotFound
from models.domain.links import Link
from models.tables import Case, Household


@dataclass(frozen=True, slots=True)
class Slip:
    """The lines of a slip; `rows` are (name, value)."""

    household: int
    title: str
    service: str
    number: str
    code: str
    rows: tuple[tuple[str, str], ...]
    how: str
    after: str
    hint: str
    scene: str
    scene_url: str
    scene_until: datetime | None
    labels: tuple[str, str] = (texts.SLIP_NUMBER, texts.SLIP_CODE)


def slip(ctx: Context, link: Link) -> Slip:
    """The slip a link leads to. Raises NotFound unless the link belongs to the post that filed and still exists."""
    household = ctx.tx.get(Household, link.subject)
    case = ctx.tx.get(Case, household.case_id) if household is not None else None
    post = ctx.district.posts.get(link.holder.removeprefix(POST_HOLDER))
    if household is None or case is None or post is None or post.closed or post.code != household.post:
        raise NotFound(number="")
    facts = Facts(ctx, case)
    code = households.code_of(ctx, household)
    service = ctx.district.service_name
    how = (
        texts.SLIP_HOW(code=code)
        if household.scene_url
        else texts.SLIP_HOW_WORDS(service=service, n=case.running, code=code)
    )
    rows = (
        (texts.SLIP_MATTER, case.title),
        (texts.SLIP_OWNER, facts.owner),
        (texts.SLIP_DUE, facts.due),
        (texts.SLIP_PHONE, ctx.district.contacts.get("hotline", "12345")),
        (texts.SLIP_FILER, f"{ctx.district.name_of(post.unit)} {ctx.district.person_of(post.code)}".strip()),
    )
    return Slip(
        household=household.id,
        title=texts.SLIP_TITLE(),
        service=service,
        number=case.number,
        code=code,
        rows=tuple((name, value) for name, value in rows if value),
        how=how,
        after=texts.SLIP_AFTER(),
        hint=texts.SLIP_PRINT,
        scene=households.scene_of(household),
        scene_url=household.scene_url,
        scene_until=household.scene_until,
    )
