"""What a complainant can send from the page: answers, words and photos, urging, taking back."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.context import Context
from handlers.pages import ballots, holds
from handlers.pages.fields import Fields, Handle, Uploads
from handlers.pages.uploads import keep
from handlers.pages.visits import Visit
from handlers.services import emergencies, merging, pausing, questions, voting, wishes
from handlers.services.case_facts import Facts
from handlers.services.closing import appeals
from handlers.texts import exclusion, naming, neighbours, pauses
from handlers.texts import pages as texts
from models.domain.errors import IllegalAct, MissingPart, NotFound, TooLate
from models.domain.states import OPEN, Act, Actor, CaseState
from models.domain.wordlists import STANDARD_OPTIONS
from models.tables import Case, Voice

EMERGENCY_PHONE = "119"


def vote(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """Solved or not, or clear or not. A vote may be changed for a day; the same answer again is not counted again."""
    case, voice, answer = seen_by.case, _voice(seen_by), fields.get("answer", "")
    if answer not in {*STANDARD_OPTIONS["solved"], *STANDARD_OPTIONS["explained"]}:
        raise MissingPart(verb="vote", number=case.running, parts=("text",))
    if voice.solved is not None and voting.STORED[answer] == voice.solved:
        return texts.VOTED_TWICE(answer=texts.LABELS[ballots.SAID_AS[voice.solved]])
    result = voting.vote(ctx, case, voice, answer, comment=fields.get("comment", ""))
    facts = Facts(ctx, result.case)
    said = _noted(facts, result.effect)
    if not result.before:
        return said
    changed = texts.VOTED_CHANGED(before=texts.LABELS[result.before], after=texts.LABELS[result.effect])
    return f"{changed}\n{said}"


def satisfy(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """How pleased the person is, once."""
    case, voice, answer = seen_by.case, _voice(seen_by), fields.get("answer", "")
    if answer not in STANDARD_OPTIONS["satisfied"] or voice.solved is None:
        raise MissingPart(verb="vote", number=case.running, parts=("text",))
    if voice.satisfied is not None:
        return texts.VOTED_TWICE(answer=texts.LABELS[ballots.PLEASED_AS[voice.satisfied]])
    voting.satisfy(ctx, case, voice, answer, comment=fields.get("comment", ""))
    questions.drop(ctx, case=case, kinds=("satisfied",))
    return texts.SATISFIED(answer=texts.LABELS[answer])


def later(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """Somebody wants to look first: asked again in three days, once."""
    case = seen_by.case
    if _voice(seen_by).solved is not None or not ballots.may_wait(ctx, case):
        raise TooLate(act="later", number=case.running)
    at = voting.postpone(ctx, case)
    questions.drop(ctx, case=case, kinds=("solved", "explained"))
    return texts.LATER(at=naming.at(at, ctx.now) if at else "")


def promise(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """Whether what was promised for a day was done; only while that question waits."""
    case, question, answer = seen_by.case, seen_by.question, fields.get("answer", "")
    asked = ballots.ballot(ctx, seen_by)
    if asked is None or asked.kind != "promise" or question is None or answer not in dict(asked.options):
        raise NotFound(number=str(case.running))
    kept = answer == "kept"
    case = voting.answer_promise(ctx, case, _voice(seen_by), kept=kept, day=str(question.data["date"])[:10])
    questions.settle(ctx, question, "solved" if kept else "unsolved")
    facts = Facts(ctx, case)
    return texts.PROMISE_KEPT() if kept else texts.PROMISE_MISSED(unit=facts.unit, due=facts.due)


def danger(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """Whether the danger is over; if not, everybody who can come is called again."""
    case, question, answer = seen_by.case, seen_by.question, fields.get("answer", "")
    asked = ballots.ballot(ctx, seen_by)
    if asked is None or asked.kind != "danger" or question is None or answer not in dict(asked.options):
        raise NotFound(number=str(case.running))
    questions.settle(ctx, question, answer)
    voice, label = _voice(seen_by), dict(asked.options)[answer]
    phone = ctx.district.contacts.get("gas", "") or EMERGENCY_PHONE
    if answer == "gone":
        if case.state == CaseState.CONFIRMING:
            voting.vote(ctx, case, voice, "solved")
        else:
            voting.add_comment(ctx, case, voice, label)
        return texts.DANGER_GONE(phone=phone)
    if case.state in {CaseState.CONFIRMING, CaseState.CLOSED}:
        case = voting.vote(ctx, case, voice, "unsolved", comment=label).case
    emergencies.call(ctx, ctx.tx.get(Case, case.id) or case, str(case.decision.get("kind", "")))
    return texts.DANGER_STILL(phone=phone)


def add(ctx: Context, seen_by: Visit, fields: Fields, uploads: Uploads) -> str:
    """More words, photos, or both, to an open case."""
    case, voice, words = seen_by.case, _voice(seen_by), fields.get("text", "")
    _must_be_open(case)
    if not words and not uploads:
        raise MissingPart(verb="supplement", number=case.running, parts=("words_or_photo",))
    who = Facts(ctx, case).owner
    if uploads:
        files = keep(ctx, voice.account_id, uploads, case=None, purpose="complaint")
        wishes.add_media(ctx, case, files)
    if words:
        wishes.supplement(ctx, ctx.tx.get(Case, case.id) or case, voice, words)
    return (texts.ADDED_WORDS if words else texts.ADDED_PHOTOS)(n=case.running, who=who)


def urge(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """Count an urging; it never moves a date."""
    case = seen_by.case
    if case.state not in {CaseState.TRIAGE, CaseState.DISPATCHED, CaseState.WORKING, CaseState.OBJECTED}:
        raise IllegalAct(state=CaseState(case.state), act=Act.PROGRESS, actor=Actor.RESIDENT, legal=())
    done = wishes.urge(ctx, case, _voice(seen_by))
    facts = Facts(ctx, done.case)
    if done.head:
        return texts.REMINDED_HEAD(count=done.count, unit=facts.unit, due=facts.due)
    text = texts.REMINDED if done.reminded else texts.REMINDED_BEFORE
    return text(count=done.count, who=facts.owner, due=facts.due if case.due_at else texts.NO_DUE())


def broken(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """又坏了: the same case, a new round at the level above."""
    case = voting.reopen(ctx, seen_by.case, _voice(seen_by), comment=fields.get("text", ""))
    facts = Facts(ctx, case)
    return texts.REOPENED(n=case.running, round=case.round, owner=facts.owner, due=facts.due)


def withdraw(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """Take it back: solved by itself, or not wanted any more."""
    case, answer = seen_by.case, fields.get("answer", "")
    if answer not in {"self_solved", "withdrawn"}:
        raise MissingPart(verb="withdraw", number=case.running, parts=("reason",))
    solved = answer == "self_solved"
    left = wishes.withdraw(ctx, case, _voice(seen_by), solved=solved)
    if left is None:
        return texts.LEFT_OTHERS()
    return (texts.SELF_SOLVED if solved else texts.WITHDRAWN)(n=case.running)


def restore(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """Go on with what was taken back."""
    return texts.RESTORED(n=wishes.restore(ctx, seen_by.case).running)


def hide(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """匿名 from now on."""
    _must_be_open(seen_by.case)
    wishes.hide(ctx, seen_by.case, _voice(seen_by), anonymous=True)
    return texts.HIDDEN(n=seen_by.case.running)


def name(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """实名 again."""
    _must_be_open(seen_by.case)
    wishes.hide(ctx, seen_by.case, _voice(seen_by), anonymous=False)
    return texts.NAMED()


def part(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """分开: the visitor's matter stands alone again."""
    case, voice = seen_by.case, _voice(seen_by)
    if not merging.may_part(ctx, case, voice):
        raise IllegalAct(state=CaseState(case.state), act=Act.SPLIT, actor=Actor.RESIDENT, legal=())
    own = merging.part(ctx, case, voice)
    facts = Facts(ctx, own)
    if not own.unit or own.due_at is None:
        return neighbours.PARTED_DESK(number=own.running, full=own.number)
    return neighbours.PARTED(number=own.running, full=own.number, who=facts.owner, due=facts.due)


def at_home(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """在家: what a pause waited for has come."""
    if "home" not in holds.answers(ctx, seen_by.case):
        raise IllegalAct(state=CaseState(seen_by.case.state), act=Act.RESUME, actor=Actor.RESIDENT, legal=())
    case = pausing.at_home(ctx, seen_by.case, _voice(seen_by))
    return texts.AT_HOME(n=case.running, due=Facts(ctx, case).due)


def contest(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """不同意 to a pause or a later date, once each."""
    if seen_by.case.state == CaseState.CLOSED and appeals.may_appeal(ctx, seen_by.case):
        return _appeal(ctx, seen_by, fields.get("text", ""))
    if seen_by.case.state not in {CaseState.PAUSED, CaseState.DISPATCHED, CaseState.WORKING}:
        raise IllegalAct(state=CaseState(seen_by.case.state), act=Act.CONTEST, actor=Actor.RESIDENT, legal=())
    case, request = pausing.contest(ctx, seen_by.case, _voice(seen_by), fields.get("text", ""))
    label = naming.label(case)
    if request is None:
        return pauses.CONTEST_TWICE(label=label)
    if request.kind == "contest":
        above = ctx.district.name_of(request.to_unit)
        return pauses.CONTEST_HEARD(label=label, above=above, limit=naming.due(request.limit_at, ctx.now))
    unit = ctx.district.name_of(pausing.caller_of(ctx, case))
    return pauses.CONTEST_EXTENSION_HEARD(label=label, unit=unit, due=Facts(ctx, case).due)


def _appeal(ctx: Context, seen_by: Visit, words: str) -> str:
    """不同意 to an end that was decided."""
    case, request = appeals.appeal(ctx, seen_by.case, _voice(seen_by), words)
    if request is None:
        return exclusion.TWICE(label=naming.label(case))
    return exclusion.HEARD(label=naming.label(case), limit=naming.due(request.limit_at, ctx.now))


FORMS: Mapping[str, Handle] = {
    "vote": vote,
    "satisfy": satisfy,
    "later": later,
    "promise": promise,
    "danger": danger,
    "add": add,
    "urge": urge,
    "broken": broken,
    "withdraw": withdraw,
    "restore": restore,
    "hide": hide,
    "name": name,
    "part": part,
    "home": at_home,
    "contest": contest,
}


def _voice(seen_by: Visit) -> Voice:
    assert seen_by.voice is not None
    return seen_by.voice


def _must_be_open(case: Case) -> None:
    if CaseState(case.state) not in OPEN:
        raise IllegalAct(state=CaseState(case.state), act=Act.PROGRESS, actor=Actor.RESIDENT, legal=())


def _noted(facts: Facts, effect: str) -> str:
    if effect == "solved":
        return texts.VOTED_SOLVED(n=facts.n)
    if effect == "understood":
        return texts.VOTED_UNDERSTOOD(n=facts.n)
    said = texts.LABELS[effect]
    if effect in {"partial", "again"}:
        return texts.VOTED_PARTIAL(said=said, unit=facts.unit, due=facts.due)
    return texts.VOTED_UNSOLVED(said=said, n=facts.n, owner=facts.owner, due=facts.due)
