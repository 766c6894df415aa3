"""People without WeChat once their case is filed: the slip of paper, the family that joins, one vote a household."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.context import Context
from handlers.services import caseload, filing
from handlers.services.records import record
from models.domain import slips
from models.domain.errors import BadSlip, HouseholdAnswered
from models.domain.numbers import Reference
from models.domain.states import CaseState
from models.tables import Account, Binding, Case, Household, Voice

SCENE = "slip."
"""Scenes of printed slips begin so."""
ELDER = "elder"
WRONG_CODES_OF_A_SLIP = 20
"""A slip somebody tries out is dead: whoever filed has to print a new one."""
MOST_KIN = 3
KIN_AFTER_CLOSING = timedelta(days=30)


def found(
    ctx: Context, case: Case, *, channel: str, way: str, phone: str = "", post: str = "", filer: str = ""
) -> Household:
    """Make the household of a case that was just filed for somebody: slip, telephone, and the event that says so."""
    voice = ctx.tx.find(Voice, case_id=case.id)[0]
    household = ctx.tx.insert(
        Household,
        case_id=case.id,
        voice_id=voice.id,
        post=post,
        filer=filer,
        channel=channel,
        way=way,
        made_at=ctx.now,
    )
    ctx.tx.update(ctx.tx.get(Voice, voice.id) or voice, household_id=household.id)
    filing.keep(ctx, _subject(household), "code", slips.code_from(ctx.registry.random(4)))
    if phone:
        filing.keep(ctx, _subject(household), "phone", phone)
    record(
        ctx,
        ctx.tx.get(Case, case.id) or case,
        "filed_for",
        post=post,
        data={"channel": channel, "way": way},
        channel=channel,
        on_behalf_of=post or channel,
    )
    return household


def of_case(ctx: Context, case: Case) -> Household | None:
    """The household a case was filed for, None for a resident's own."""
    found = ctx.tx.find(Household, case_id=case.id) if case.on_behalf_of else []
    return found[0] if found else None


def code_of(ctx: Context, household: Household) -> str:
    """The 校验码 on the slip."""
    return filing.read_vault(ctx, _subject(household), "code")


def phone_of(ctx: Context, household: Household) -> str:
    """The telephone for the callback. Whoever calls this has logged the look."""
    return filing.read_vault(ctx, _subject(household), "phone")


def scene_of(household: Household) -> str:
    """What the printed QR code says to the service when it is scanned."""
    return f"{SCENE}{household.id}"


def of_scene(ctx: Context, scene: str) -> Household | None:
    """The household behind a scanned scene, None for any other scene."""
    number = scene.removeprefix("qrscene_").removeprefix(SCENE)
    if not scene.removeprefix("qrscene_").startswith(SCENE) or not number.isdigit() or len(number) > 18:
        return None
    return ctx.tx.get(Household, int(number))


def named(ctx: Context, reference: Reference) -> list[Household]:
    """Households whose case has this number, newest first: the code decides between them."""
    return [one for case in caseload.named(ctx, reference) if (one := of_case(ctx, case)) is not None]


def join(ctx: Context, account: Account, household: Household, code: str) -> tuple[Case, Voice]:
    """Somebody of the family joins with the code of the slip; joining twice changes nothing.

    Raises BadSlip with reason wrong | dead | filer | full | over. A wrong code counts against the slip and has to be
    committed by the caller (`wrong_code`).
    """
    case = ctx.tx.get(Case, household.case_id)
    if case is None or _over(ctx, case):
        raise BadSlip(reason="over")
    if household.tries >= WRONG_CODES_OF_A_SLIP:
        raise BadSlip(reason="dead")
    if code != code_of(ctx, household):
        raise BadSlip(reason="wrong")
    if _files(ctx, account, household):
        raise BadSlip(reason="filer")
    kin = ctx.tx.find(Voice, household_id=household.id, left_at=None)
    known = next((voice for voice in kin if voice.account_id == account.id), None)
    if known is not None:
        return case, known
    if len(kin) > MOST_KIN:  # the old person's own voice is one of them
        raise BadSlip(reason="full")
    voice = ctx.tx.insert(
        Voice, case_id=case.id, account_id=account.id, joined_at=ctx.now, household_id=household.id, detail=case.detail
    )
    case = record(ctx, case, "kin_joined", data={"voice": voice.id})
    return case, voice


def wrong_code(ctx: Context, household: Household) -> None:
    """Count a wrong code against the slip."""
    newest = ctx.tx.get(Household, household.id) or household
    ctx.tx.update(newest, tries=newest.tries + 1)


def speaker(ctx: Context, case: Case, voice: Voice) -> Voice:
    """The voice an answer counts for: a household has one, the old person's.

    The first of the family who answers a round speaks for it; a later word of the old person always counts. Raises
    HouseholdAnswered for a second one of the family.
    """
    if voice.household_id is None:
        return voice
    household = ctx.tx.get(Household, voice.household_id)
    own = ctx.tx.get(Voice, household.voice_id) if household is not None else None
    if household is None or own is None:
        return voice
    who = ELDER if voice.id == own.id else voice.account_id
    spoken = household.answered_by if household.answered_round == case.round and own.solved is not None else ""
    if who != ELDER and spoken not in {"", who}:
        raise HouseholdAnswered(number=case.running, answer=own.solved, elder=spoken == ELDER)
    ctx.tx.update(household, answered_round=case.round, answered_by=who)
    return own


def has_answered(ctx: Context, voice: Voice) -> bool:
    """Whether this voice, or its household, has said this round what it has to say."""
    if voice.solved is not None or voice.household_id is None:
        return voice.solved is not None
    household = ctx.tx.get(Household, voice.household_id)
    own = ctx.tx.get(Voice, household.voice_id) if household is not None else None
    return own is not None and own.solved is not None


def counted(voices: Iterable[Voice]) -> list[Voice]:
    """One voice a complainant: of a household the old person's own."""
    return [one for one in voices if one.household_id is None or slips.is_paper(one.account_id)]


def kin_of(ctx: Context, voice: Voice) -> list[Voice]:
    """Members of the family with WeChat who are still with the case of a voice on paper."""
    if voice.household_id is None:
        return []
    found = ctx.tx.find(Voice, household_id=voice.household_id, left_at=None)
    return [one for one in found if not slips.is_paper(one.account_id)]


def keep_scene(ctx: Context, household_id: int, url: str, until: datetime) -> None:
    """Keep the address WeChat gave for the printed code."""
    household = ctx.tx.get(Household, household_id)
    if household is not None:
        ctx.tx.update(household, scene_url=url, scene_until=until)


def _files(ctx: Context, account: Account, household: Household) -> bool:
    if account.id == household.filer:
        return True
    return any(one.post == household.post for one in ctx.tx.find(Binding, account_id=account.id, ended_at=None))


def _over(ctx: Context, case: Case) -> bool:
    if case.state == CaseState.WITHDRAWN:
        return True
    return case.closed_at is not None and ctx.now - case.closed_at > KIN_AFTER_CLOSING


def _subject(household: Household) -> str:
    return f"household:{household.id}"
