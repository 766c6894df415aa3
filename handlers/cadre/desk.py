"""What the desks do: 转写 what a voice says, 回访 by telephone, 名单 of those no message reached."""

from __future__ import annotations

from handlers.cadre import checking
from handlers.cadre.acting import involved_post, unit_name
from handlers.context import Talk
from handlers.policies.permissions import may_call
from handlers.services import handling, households, not_reached, routing, voting
from handlers.services.closing import spot_checks
from handlers.services.not_reached import PHONE, Call
from handlers.services.notices import voices_of
from handlers.texts import cadre as texts
from handlers.texts import naming
from models.domain.closing import is_explanation
from models.domain.errors import NotYours
from models.domain.states import CaseState
from models.domain.words import Answer, meaning, normalise
from models.tables import Case, Media, Outbox, Voice

PAGE = 5


def transcribe(talk: Talk, case: Case, text: str) -> str:
    """转写 7 文字: the words stand for the voice; what they sound like is proposed, a person dispatches."""
    post = involved_post(talk, case)
    recorded = talk.tx.find(Media, case_id=case.id, kind="voice")
    if case.text and not recorded:
        return texts.TRANSCRIBE_NOTHING(n=case.running)
    handling.transcribe(talk.ctx, case, post, text, talk.account.id)
    case = talk.tx.get(Case, case.id) or case
    hint = ""
    if case.state == CaseState.TRIAGE:
        hint = _hint(talk, case, text)
    return texts.TRANSCRIBED(n=case.running, hint=hint)


def call_back(talk: Talk, case: Case, text: str) -> str:
    """回访 7 没解决 老人说…: the answer is recorded for the complainant, by somebody who did not do the work."""
    post = next((one for one in talk.posts if may_call(talk.ctx, case, one, talk.account.id)), None)
    if post is None:
        involved_post(talk, case)
        raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=True)
    check = spot_checks.running(talk.ctx, case)
    by = checking.maker(talk, case) if check is not None else None
    if check is not None and by is not None:
        return checking.record(talk, case, check, by, text)
    word = normalise(text.strip().split(" ")[0])
    unreached = word in {normalise(one) for one in texts.UNREACHED_WORDS}
    if unreached or word in {normalise(one) for one in texts.REACHED_WORDS}:
        cadres = _rows(talk, case, to_cadres=True)
        if cadres:
            return _called_cadres(talk, case, cadres, reached=not unreached)
    # a later word of somebody without WeChat counts over what the family said, also after the case was closed
    late = case.state == CaseState.CLOSED and households.of_case(talk.ctx, case) is not None
    if case.state != CaseState.CONFIRMING and not late:
        return texts.CALL_NOT_OPEN(n=case.running, state=texts.STATES[case.state])
    rows = _rows(talk, case)
    if unreached:
        for row in rows:
            not_reached.called(talk.ctx, talk.posts, row.id, reached=False)
        return texts.CALLED_UNREACHED(n=case.running)
    answer = meaning("explained" if is_explanation(case.claim) else "solved", text)
    if not isinstance(answer, Answer) or answer.effect not in texts.CALL_ANSWERS:
        return texts.CALL_NEEDS_RESULT(n=case.running)
    voices = voices_of(talk.ctx, case)
    if not voices:
        return texts.CALL_NOT_OPEN(n=case.running, state=texts.STATES[case.state])
    household = households.of_case(talk.ctx, case)
    own = talk.tx.get(Voice, household.voice_id) if household is not None else None
    listed = own.account_id if own is not None else rows[0].account_id if rows else None
    voice = next((one for one in voices if listed in (None, one.account_id)), voices[0])
    for row in rows:  # before the vote: a "no" may bring the case to the caller's own unit
        if row.account_id == voice.account_id:
            not_reached.called(talk.ctx, talk.posts, row.id)
    voice = talk.tx.get(Voice, voice.id) or voice
    outcome = voting.vote(talk.ctx, case, voice, answer.effect, comment=answer.comment)
    handling.log_call(talk.ctx, outcome.case, post, answer.effect)
    return _called(talk, talk.tx.get(Case, case.id) or outcome.case, answer.effect, answer.comment)


def calls(talk: Talk, text: str) -> str:
    """名单, 名单 2: whom these posts may telephone, the most urgent first."""
    if not any(not_reached.is_caller(talk.ctx, post) for post in talk.posts):
        return texts.LIST_NOT_YOURS()
    found = not_reached.calls_for(talk.ctx, talk.posts)
    if not found:
        return texts.LIST_EMPTY()
    page = int(text) if text.strip().isdigit() and int(text) > 0 else 1
    shown = found[(page - 1) * PAGE : page * PAGE] or found[:PAGE]
    left = len(found) - page * PAGE
    more = texts.LIST_MORE(count=left, page=page + 1) if left > 0 else ""
    return texts.LIST(count=len(found), rows="\n".join(_row(talk, call) for call in shown), more=more)


def _row(talk: Talk, call: Call) -> str:
    n = call.case.running if call.case is not None else "—"
    what = texts.LIST_KINDS.get(call.row.kind, texts.LIST_OTHER)
    if call.unit:
        return texts.LIST_ROW_CADRE(n=n, unit=unit_name(talk, call.unit), whom=call.whom, phone=call.phone, what=what)
    return texts.LIST_ROW_RESIDENT(n=n, what=what, how=texts.LIST_LOOK(n=n))


def _called_cadres(talk: Talk, case: Case, rows: list[Outbox], *, reached: bool) -> str:
    """Calls to posts about this case were made: they leave the list."""
    for row in rows:
        not_reached.called(talk.ctx, talk.posts, row.id, reached=reached)
    said = texts.CALLED_CADRES if reached else texts.CALLED_CADRES_UNREACHED
    return said(n=case.running, count=len(rows))


def _rows(talk: Talk, case: Case, *, to_cadres: bool = False) -> list[Outbox]:
    rows = talk.tx.find(Outbox, case_id=case.id, state=PHONE)
    mine = {call.row.id for call in not_reached.calls_for(talk.ctx, talk.posts)}
    return [row for row in rows if row.id in mine and (row.post is not None) == to_cadres]


def _called(talk: Talk, case: Case, effect: str, comment: str) -> str:
    if effect in {"solved", "understood"}:
        after = texts.CALLED_NEXT_SOLVED()
    else:
        said = texts.CALLED_NEXT_PARTIAL if effect in {"partial", "again"} else texts.CALLED_NEXT_UNSOLVED
        after = said(owner=unit_name(talk, case.unit), due=naming.due(case.due_at or talk.now, talk.now))
    words = texts.CALLED_WORDS(words=comment) if comment else ""
    return texts.CALLED(n=case.running, answer=texts.CALL_ANSWERS[effect], words=words, next=after)


def _hint(talk: Talk, case: Case, text: str) -> str:
    """What the words sound like and who would get it by the catalogue."""
    reading = talk.ctx.world.understander.read(text, default_unit=case.community)
    category = reading.matters[0].category if reading.matters else ""
    route = routing.route(talk.ctx, category, reading.place.unit or case.community, reading.place.place)
    found = talk.ctx.district.categories.get(category)
    if found is None or not route.unit:
        return texts.TRANSCRIBED_NO_HINT(n=case.running)
    return texts.TRANSCRIBED_HINT(title=found.title, n=case.running, unit=unit_name(talk, route.unit))
