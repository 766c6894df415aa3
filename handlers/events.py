"""Following, leaving, scanning, menu keys, reports of delivery: what WeChat tells beside messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.cadre.stations import duty as station_duty
from handlers.context import Talk
from handlers.policies.permissions import is_confidential
from handlers.resident import accusing, informing, kin, poll_answers, polled
from handlers.router import answer as answer_words
from handlers.services import accounts, delivery, voting
from handlers.services.case_facts import Facts, clip
from handlers.services.inspecting import halls
from handlers.services.notices import own_voices, posts_for, push_to_posts
from handlers.shared import asking
from handlers.texts import general, naming
from models.domain.errors import TooLate
from models.domain.states import OPEN, CaseState
from models.domain.text import clean
from models.tables import Case, Draft, Voice


def answer(talk: Talk) -> str | None:
    """The passive reply to an event, None for silence; unknown events are silent."""
    handler = HANDLERS.get(talk.message.event)
    return None if handler is None else handler(talk)


def follow(talk: Talk) -> str | None:
    """Somebody follows, perhaps by a community's code, perhaps again."""
    known = talk.account.first_seen_at < talk.now
    district = talk.ctx.district
    unit = _unit_of(talk)
    changes: dict[str, object] = {"follows": True}
    if unit:
        changes["unit"] = unit
    talk.account = talk.tx.update(talk.account, **changes)
    slip = kin.scanned(talk)
    if slip is not None:
        return informing.inform(talk, slip)
    hall = halls.hall_of(district, talk.message.event_key)
    if hall:
        return informing.inform(talk, accusing.at_box(talk, hall))
    if known:
        returned = _returned(talk)
        if returned is not None:
            return returned
    if talk.message.event_key.removeprefix("qrscene_").startswith(OFFICE_SCENE):
        return general.GREETING_OFFICE(service=district.service_name)
    return informing.inform(talk, general.GREETING(service=district.service_name))


def scan(talk: Talk) -> str | None:
    """A follower scans a community's code: that is where the person is from now on."""
    slip = kin.scanned(talk)
    if slip is not None:
        return slip
    hall = halls.hall_of(talk.ctx.district, talk.message.event_key)
    if hall:
        return informing.inform(talk, accusing.at_box(talk, hall))
    unit = _unit_of(talk)
    if not unit:
        return general.HELLO()
    arrived = station_duty.scanned(talk, unit)
    if arrived is not None:
        return arrived
    talk.account = talk.tx.update(talk.account, unit=unit)
    return informing.inform(talk, general.SCANNED(community=talk.ctx.district.name_of(unit)))


def leave(talk: Talk) -> str | None:
    """Contact data is erased, cases stay; who has them hears that nobody can be reached. Repeats are harmless."""
    gone = not talk.account.follows
    talk.account = accounts.leave(talk.ctx, talk.account)
    if gone:
        return None
    if talk.conversation.draft_id is not None:
        draft = talk.tx.get(Draft, talk.conversation.draft_id)
        if draft is not None and draft.status == "open" and not draft.words:
            talk.tx.update(draft, status="dropped", phone=None)
    # nothing of the talk is kept: a question cannot be put to somebody who left
    question = asking.live(talk)
    if question is not None and question.kind not in {"solved", "explained"}:
        asking.settle(talk, question, "", status="dropped")
    for case, voice in _open_cases(talk):
        posts = posts_for(talk.ctx, case.unit) if case.unit else ()
        push_to_posts(talk.ctx, posts, "left", {}, key=f"{case.id}:{voice.id}:{talk.message.dedupe_key}", case=case)
    return None


def click(talk: Talk) -> str | None:
    """A menu key stands for the word it says: it is answered as if the word had been written."""
    talk.text = clean(talk.message.event_key)
    talk.message = replace(talk.message, kind="text", text=talk.text)
    return answer_words(talk) if talk.text else None


def report(talk: Talk) -> str | None:
    """WeChat reports what became of a template message."""
    delivery.report(talk.ctx, talk.message.result_id, talk.message.result)
    return None


def _returned(talk: Talk) -> str | None:
    """您回来了: the question that could not be put, else what is still open."""
    mine = _open_cases(talk)
    waiting = [(case, voice) for case, voice in mine if case.state == CaseState.CONFIRMING]
    unreached = _unreached(talk)
    for case, voice in [*waiting, *unreached]:
        return poll_answers.ask_solved(talk, case, voice, _what_was_done(talk, case))
    if mine:
        return general.RETURNED_OPEN(label=naming.label(mine[-1][0]))
    return None


def _what_was_done(talk: Talk, case: Case) -> str:
    """What the person missed: when it was reported done, and in which words."""
    facts = Facts(talk.ctx, case)
    said = facts.last_statement("answer", "done")
    words = general.RETURNED_WORDS(words=clip(said.words, polled.QUOTE)) if said is not None else ""
    day = naming.day(case.done_at or case.closed_at or talk.now)
    return general.RETURNED_WITH_QUESTION(label=facts.label, day=day, words=words)


def _unreached(talk: Talk) -> list[tuple[Case, Voice]]:
    found = []
    for case, voice in _cases(talk):
        if case.state == CaseState.CLOSED and case.closure in {"unreached", "unconfirmed"}:
            try:
                voting.check(talk.ctx, case, "solved")
            except TooLate:
                continue
            found.append((case, voice))
    return found


def _open_cases(talk: Talk) -> list[tuple[Case, Voice]]:
    return [(case, voice) for case, voice in _cases(talk) if case.state in OPEN]


def _cases(talk: Talk) -> list[tuple[Case, Voice]]:
    """The person's cases but for accusations, which nobody may see who has taken up the phone."""
    voices = {voice.case_id: voice for voice in own_voices(talk.ctx, talk.account.id)}
    cases = talk.tx.find(Case, id=tuple(voices), order="filed_at") if voices else []
    return [(case, voices[case.id]) for case in cases if not is_confidential(case)]


def _unit_of(talk: Talk) -> str:
    """The community a scene stands for, `` for any other scene; letters count alike in both cases."""
    scenes = talk.ctx.district.settings.get("scenes")
    scene = talk.message.event_key.removeprefix("qrscene_")
    if not scene or not isinstance(scenes, dict):
        return ""
    by_scene = {str(name).lower(): str(unit) for name, unit in scenes.items()}
    unit = by_scene.get(scene.lower(), "")
    return unit if unit in talk.ctx.district.units else ""


OFFICE_SCENE = "office"
"""Scenes of office codes begin so: cadres are told how to bind."""

HANDLERS: Mapping[str, Callable[[Talk], str | None]] = {
    "subscribe": follow,
    "unsubscribe": leave,
    "scan": scan,
    "click": click,
    "templatesendjobfinish": report,
}
