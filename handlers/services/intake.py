"""Filing for somebody without WeChat: 代报, telephone, walk-in, and orders of another hotline."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.services import emergencies, filing, households, prospects
from handlers.services.filing import Filing
from models.domain import slips
from models.domain.district import Post
from models.domain.reading import Reading
from models.tables import Account, Case, Household


@dataclass(frozen=True, slots=True)
class Intake:
    """What somebody tells for a person without WeChat."""

    words: str
    reading: Reading
    channel: str
    """proxy | phone | walk_in | 12345"""
    way: str
    """Who can say whether it is solved: family | phone | visit"""
    phone: str = ""
    post: Post | None = None
    filer: str = ""
    community: str = ""
    """Where it is if the words do not say."""
    external_ref: str = ""


def file_for(ctx: Context, intake: Intake) -> tuple[list[Case], Household]:
    """File for a person without WeChat; returns the cases and the household of the first.

    The order shows neither name nor flat; the telephone stays with who calls back and is never shown to the filer or
    the handler. A danger calls everybody like any other.
    """
    account = ctx.tx.insert(
        Account,
        id=slips.PAPER + ctx.registry.random(12).hex(),
        first_seen_at=ctx.now,
        follows=False,
        unit=intake.community,
    )
    if intake.reading.emergency:
        cases = [emergencies.file_emergency(ctx, account, intake.words, intake.reading)]
    else:
        cases = [_file(ctx, account, intake, one) for one in prospects.plan_matters(ctx, account, intake.reading)]
    post = intake.post.code if intake.post is not None else ""
    made = [
        households.found(
            ctx, case, channel=intake.channel, way=intake.way, phone=intake.phone, post=post, filer=intake.filer
        )
        for case in cases
    ]
    return [ctx.tx.get(Case, case.id) or case for case in cases], made[0]


def _file(ctx: Context, account: Account, intake: Intake, one: prospects.Planning) -> Case:
    place, reading = intake.reading.place, intake.reading
    category = ctx.district.categories.get(one.matter.category)
    return filing.file_case(
        ctx,
        Filing(
            account=account,
            words=intake.words,
            category=one.matter.category,
            title=one.matter.title or (category.title if category else ""),
            place=place.place,
            community=place.unit,
            detail=place.detail,
            tier=one.tier,
            vulnerable=reading.vulnerable,
            route=one.route,
            decision={"reasons": list(reading.reasons), "confidence": round(reading.confidence, 3)},
            external_ref=intake.external_ref,
        ),
    )
