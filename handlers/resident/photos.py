"""Photos, recordings and locations as content: into the draft, to an open case, or the beginning of a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.context import Talk
from handlers.resident import accusing, cases, drafting, informing, people, receipts
from handlers.services import drafts, filing, wishes
from handlers.services.filing import Filing
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.routing import Route
from handlers.shared import asking
from handlers.texts import choices, general, naming, resident
from models.domain.district import Role
from models.domain.reading import PlaceReading, Reading
from models.domain.working_time import SHANGHAI
from models.tables import Case, Draft, Media, Question

QUICK = timedelta(seconds=60)
"""A second and third photo within a minute is not answered: they were sent as one."""
PLACE_QUESTIONS = frozenset({("place", "place"), ("yesno", "default_place"), ("place_text", "")})
"""What a location answers."""
NIGHT_BEGINS, NIGHT_ENDS = 22, 7


def answer(talk: Talk) -> str:
    """A message without words that no question waited for."""
    kind, waiting = talk.message.kind, asking.live(talk)
    if waiting is not None and asking.purpose_of(waiting) == "accuse":
        return accusing.words_first(talk)
    if kind == "location":
        return _location(talk)
    media: Media | None = talk.notes.get("media")
    if media is None:
        return ""
    if kind == "voice":
        return _voice(talk, media)
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    question = asking.live(talk)
    if draft is not None and draft.memory.get("inquiry") and (question is None or question.draft_id != draft.id):
        drafts.drop(talk.ctx, draft)  # nobody asked to pass it on, and its time is over
        asking.renew(talk)
        draft = None
    if draft is None:
        if question is not None and asking.purpose_of(question) == "photo_for_case":
            return _one_more(talk, question, media.id)
        found = cases.open_cases(talk)
        if found:
            return ask_whose(talk, found, [media.id])
        draft = drafts.begin(talk.ctx, talk.account, talk.conversation, media=(media.id,))
        asking.renew(talk)
        said = general.VIDEO_RECEIVED() if kind == "video" else resident.PHOTO_GOT()
        return informing.inform(talk, said)
    quick = bool(draft.media) and talk.now - draft.touched_at < QUICK
    draft = drafts.touch(talk.ctx, draft, media=(media.id,))
    if quick:
        return ""
    return _say_again(talk, draft)


def ask_whose(talk: Talk, found: list[Case], files: list[int]) -> str:
    """Which case is a photo for? With one open case yes or no, with several their numbers or 新."""
    if len(found) == 1:
        text = resident.PHOTO_FOR_CASE(label=naming.label(found[0]))
        return asking.ask(talk, "yesno", text, choices.PHOTO, purpose="photo_for_case", case=found[0], media=files)
    rows, digits = cases.listed(found)
    found = found[: cases.MOST_ROWS]
    offered = [(str(case.id), naming.label(case)) for case in found]
    if digits is None:
        text = resident.PHOTO_FOR_WHICH_DATED(rows=rows)
    else:
        text = resident.PHOTO_FOR_WHICH(numbers=naming.listing(digits))
    return asking.ask(talk, "which", text, offered, digits=digits, purpose="photo_for_case", media=files)


def add_to(talk: Talk, case: Case, files: list[int]) -> str:
    """The photos belong to this case."""
    wishes.add_media(talk.ctx, case, files)
    return resident.PHOTO_ADDED(label=naming.label(case), who=people.person_or_unit(talk.ctx, case))


def begin_with(talk: Talk, files: list[int]) -> str:
    """The photos are about something new."""
    drafts.begin(talk.ctx, talk.account, talk.conversation, media=tuple(files))
    asking.renew(talk)
    return resident.NEW_MATTER()


def _one_more(talk: Talk, question: Question, media_id: int) -> str:
    files = [*question.data.get("media", ()), media_id]
    quick = question.shown_at is not None and talk.now - question.shown_at < QUICK
    talk.tx.update(question, data={**question.data, "media": files})
    return "" if quick else asking.shown(question)


def _say_again(talk: Talk, draft: Draft) -> str:
    """After a photo: the open question again, or the first question of the draft."""
    question = asking.live(talk)
    if question is not None and question.draft_id == draft.id:
        if question.kind == "draft":
            return drafting.go_on(talk, draft)
        return f"{resident.MORE_PHOTOS(count=len(draft.media))}\n{asking.shown(question)}"
    if not draft.words:
        return resident.PHOTO_GOT()
    return drafting.go_on(talk, draft)


def _location(talk: Talk) -> str:
    message = talk.message
    place = PlaceReading()
    if message.latitude is not None and message.longitude is not None:
        place = talk.ctx.world.understander.place_near(message.latitude, message.longitude)
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    question = asking.live(talk)
    if question is not None and (question.kind, asking.purpose_of(question)) in PLACE_QUESTIONS:
        asking.settle(talk, question, "location")
    reading = drafts.understood(draft) if draft is not None else Reading(intent="complaint")
    if place.given != "no":
        kept = reading.place.detail
        reading = replace(reading, place=replace(place, detail=place.detail or kept))
    label = message.label.strip()[:60]
    if draft is None:
        draft = drafts.begin(talk.ctx, talk.account, talk.conversation, words=label, reading=reading)
        asking.renew(talk)
    else:
        draft = drafts.touch(talk.ctx, draft, words=label, reading=reading)
    if not reading.matters:
        where = naming.place(talk.ctx.district, place.unit, place.place, "")
        said = resident.LOCATION_GOT(place=where) if place.given == "yes" else resident.LOCATION_UNKNOWN()
        asking.ask(talk, "matter_text", said, draft_id=draft.id)
        return informing.inform(talk, said)
    return drafting.go_on(talk, draft)


def _voice(talk: Talk, media: Media) -> str:
    """Nobody here understands speech: a person listens within two hours and writes one line."""
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if draft is not None and draft.words:
        drafts.touch(talk.ctx, draft, media=(media.id,))
        return resident.VOICE_DRAFT()
    found = cases.open_cases(talk)
    if draft is None and len(found) == 1:
        wishes.add_media(talk.ctx, found[0], [media.id])
        _call_listener(talk, found[0], media)
        return resident.VOICE_ADDED(label=naming.label(found[0]))
    files = (*draft.media, media.id) if draft is not None else (media.id,)
    if draft is not None:
        drafts.drop(talk.ctx, draft)
        asking.renew(talk)
    case = filing.file_case(
        talk.ctx,
        Filing(
            account=talk.account,
            words=resident.VOICE_WORDS(),
            title=resident.VOICE_TITLE(),
            community=talk.account.unit,
            anonymous=talk.account.anonymous_next,
            media=tuple(files),
            route=Route(rule="none"),
            decision={"voice": True, "listener": _listener(talk)},
        ),
    )
    _call_listener(talk, case, media)
    said = resident.VOICE_GOT(
        number=case.running,
        full=case.number,
        until=receipts.desk_until(talk.ctx, case),
        hotline=talk.ctx.district.contacts.get("hotline", "12345"),
    )
    return informing.inform(talk, said)


def _listener(talk: Talk) -> Role:
    hour = talk.now.astimezone(SHANGHAI).hour
    return "duty" if hour >= NIGHT_BEGINS or hour < NIGHT_ENDS else "dispatcher"


def _call_listener(talk: Talk, case: Case, media: Media) -> None:
    ctx = talk.ctx
    listener = _listener(talk)
    night = listener == "duty"
    posts = posts_for(ctx, ctx.district.root, listener)
    params = {"media": media.id, "draft": None}
    # what is said in a recording at night nobody can know: the duty telephone rings
    urgency = "2h" if night else "normal"
    push_to_posts(ctx, posts, "voice_waiting", params, key=f"{media.id}", case=case, urgency=urgency)
