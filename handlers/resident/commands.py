"""Words residents may send: 进度 催办 补充 撤回 评价 匿名 实名 举报 谁看过 户号 转人工, 改, 又坏了, 还要办."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from handlers.context import Talk
from handlers.grammar import Command, names, parse, verbs_for
from handlers.resident import (
    accusing,
    balloting,
    cases,
    code_words,
    contacting,
    drafting,
    homes,
    kin,
    neighbours,
    objecting,
    own_data,
    people,
    poll_answers,
    postings,
    progress,
    reopening,
    revising,
)
from handlers.resident.stations import errands as station_errands
from handlers.resident.stations import fridays, services
from handlers.services import board, conduct, drafts, voting, wishes
from handlers.shared import asking, clauses
from handlers.texts import board as board_texts
from handlers.texts import choices, lists, naming, resident, votes
from models.domain.errors import NotFound, TooLate
from models.domain.states import CaseState
from models.domain.words import normalise
from models.tables import Case

Run = Callable[[Talk, Case, str], str]
HEADS = frozenset(said[0] for verb in verbs_for("resident") for said in (*verb.names, *verb.phrases)) | {names.ORDINAL}
"""What a message with a verb can begin with, beside digits and Latin letters."""
LONGEST = 400
"""A verb stands at the beginning of a short message; longer ones are told as they are."""


def answer(talk: Talk) -> str | None:
    """A resident's verb, None for everything else."""
    text = talk.text
    if not text or talk.message.menu_id is not None:
        return None
    if len(text) <= 12:
        flat = normalise(text)
        if flat == normalise(votes.CHANGE_VERB):
            return revising.change(talk)
        if flat in lists.BROKEN_AGAIN:
            return revising.broken(talk, text)
    if text.isdigit() or len(text) > LONGEST or (lists.CHINESE.match(text) and text[0] not in HEADS):
        return None  # most messages: nothing a verb begins with, so the parser is not asked
    command = parse(text, "resident")
    if command is None:
        return None
    whole = WHOLE.get(command.verb.name)
    if whole is not None:
        return whole(talk, command)
    if command.verb.name in RUNS:
        return pick(talk, command)
    return None


def pick(talk: Talk, command: Command) -> str | None:
    """Which of the person's cases the verb is for: the number that was said, else the only one that fits."""
    name = command.verb.name
    fits = FITS[name]
    rest = command.rest
    if command.reference is not None:
        try:
            found = cases.named(talk, command.reference, fits)
        except NotFound:
            if command.sure or "text" not in command.verb.parts:
                raise
            found, rest = [case for case in cases.open_cases(talk) if fits(case)], command.whole
    else:
        mine = cases.own_cases(talk)
        found = [case for case in reversed(mine) if cases.is_open(case) and fits(case)]
        found = found or [case for case in cases.recent(talk, mine) if fits(case)]
        if name == names.RESTORE:
            found = [case for case in mine if fits(case) and wishes.may_restore(talk.ctx, case)]
        if name == names.RATE:
            asked = [case for case in found if case.state == CaseState.CONFIRMING]
            found = asked or found
    if not found:
        return NONE[name]()
    if len(found) > 1:
        return cases.ask_which(talk, found, name, rest)
    return RUNS[name](talk, found[0], rest)


def run(talk: Talk, verb: str, case: Case, rest: str) -> str:
    """Do a verb to a case that was chosen."""
    return RUNS[verb](talk, case, rest)


def show_progress(talk: Talk, command: Command) -> str | None:
    """进度, 进度 7, 进度 2页"""
    if command.reference is None:
        if command.rest and (service := services.look_up(talk, command.rest)) is not None:
            return service
        page = command.rest.rstrip(f"{lists.PAGE} ")
        if command.rest.endswith(lists.PAGE) and page.isdigit():
            return progress.answer(talk, max(1, int(page)))
        return progress.answer(talk)
    found = cases.named(talk, command.reference)
    return cases.ask_which(talk, found, names.PROGRESS) if len(found) > 1 else progress.one(talk, found[0])


def urge(talk: Talk, case: Case, _rest: str) -> str:
    """催办: counted always, pushed once a day, the third in three days to the head."""
    voice = cases.voice_in(talk, case)
    if case.state == CaseState.CONFIRMING:
        return poll_answers.ask_solved(talk, case, voice, resident.URGED_CONFIRMING(label=naming.label(case)))
    done = wishes.urge(talk.ctx, case, voice)
    case = done.case
    if not case.unit:
        return resident.URGED_DESK(count=done.count, label=naming.label(case))
    due = resident.URGED_DUE(due=naming.due(case.due_at, talk.now)) if case.due_at else ""
    if case.due_at is not None and case.due_at <= talk.now:
        due = progress.due_line(talk, case)
    who = people.person_or_unit(talk.ctx, case)
    if done.head:
        head = people.person_at(talk.ctx, people.unit_rung(case.unit, "head", "middle"))
        told = f"{talk.ctx.district.name_of(case.unit)}{head}"
        return resident.URGED_HEAD(count=done.count, head=told, due=due)
    if done.reminded:
        told = resident.URGED_TOLD(who=who)
        if not done.heard:
            told = resident.URGED_UNHEARD(unit=talk.ctx.district.name_of(case.unit))
        elif done.leaves_at > talk.now:
            told = resident.URGED_LATER(who=who, at=naming.at(done.leaves_at, talk.now))
        state = progress.state_line(case)
        return resident.URGED(count=done.count, told=told, number=case.running, state=state, due=due)
    reminded = resident.URGED_ONCE_A_DAY(when=naming.moment(done.reminded_at), due=due)
    return resident.URGED_AGAIN(count=done.count, who=who, reminded=reminded)


def supplement(talk: Talk, case: Case, rest: str) -> str:
    """补充 7 是两盏"""
    if case.state == CaseState.WITHDRAWN:
        return resident.ADD_WITHDRAWN(label=naming.label(case), again=progress.how_to_restore(talk, case))
    if not cases.is_open(case):
        return resident.ADD_CLOSED(label=naming.label(case))
    if not rest:
        return resident.ADDED_HOW(number=case.running)
    if conduct.accuses(talk.ctx, rest):
        return accusing.keep_out(case)
    wishes.supplement(talk.ctx, case, cases.voice_in(talk, case), rest)
    return resident.ADDED(label=naming.label(case), who=people.person_or_unit(talk.ctx, case))


def withdraw(talk: Talk, case: Case, _rest: str) -> str:
    """撤回 7: asked why first."""
    if not cases.is_open(case):
        return resident.WITHDRAW_CLOSED(label=naming.label(case))
    return ask_withdraw(talk, case, resident.ASK_WITHDRAW(label=naming.label(case)))


def ask_withdraw(talk: Talk, case: Case, text: str) -> str:
    """1 修好了 2 不报了 3 继续办"""
    offered = [(effect, votes.LABELS[effect]) for effect in ("self_solved", "withdrawn", "keep")]
    return asking.ask(talk, "withdraw", text, offered, case=case, lives=asking.DRAFT_LIVES)


def rate(talk: Talk, case: Case, _rest: str) -> str:
    """评价 7: also after the fact, up to thirty days."""
    voice = cases.voice_in(talk, case)
    if case.state in {CaseState.CONFIRMING, CaseState.CLOSED}:
        try:
            voting.check(talk.ctx, case, "solved")
        except TooLate:
            return reopening.too_late(talk, case)
        return poll_answers.ask_solved(talk, case, voice)
    due = votes.RATE_DUE(due=naming.due(case.due_at, talk.now)) if case.due_at else ""
    text = votes.RATE_WORKING(label=naming.label(case), due=due)
    return asking.ask(talk, "yesno", text, choices.FINE, purpose="already_fine", case=case)


def looks(talk: Talk, case: Case, _rest: str) -> str:
    """谁看过 7: unit, role, time and purpose; names only for the inspectors."""
    found = wishes.looks(talk.ctx, case)
    district = talk.ctx.district
    dialled = {look.post for look in found if look.what == "identity"}
    read = wishes.readers(talk.ctx, case)
    readers = Counter(unit for post, unit in read.items() if post not in dialled)
    text = "、".join(resident.LOOK_UNIT(unit=district.name_of(unit), count=n) for unit, n in readers.items())
    text = text or resident.LOOK_NOBODY()
    rows = [
        resident.LOOK_ROW(
            when=naming.moment(look.at),
            unit=district.name_of(look.unit),
            title=district.posts[look.post].title if look.post in district.posts else "",
            purpose=resident.LOOK_PURPOSE(purpose=look.purpose) if look.purpose else "",
        )
        for look in found
        if look.what == "identity"
    ]
    if not rows:
        return resident.LOOKS_NONE(number=case.running, text=text)
    return resident.LOOKS(number=case.running, identity="\n".join(rows[-5:]), text=text)


def hide(talk: Talk, command: Command) -> str | None:
    """匿名 and 实名: for the draft that is open, the case that is named or the only one, else for what comes next."""
    anonymous = command.verb.name == names.HIDE
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if draft is not None and command.reference is None:
        draft = talk.tx.update(draft, anonymous=anonymous)
        said = resident.ANONYMOUS_DRAFT() if anonymous else resident.NAMED(what=resident.NAMED_WHAT["draft"])
        ready = draft.words and not draft.memory.get("inquiry")
        return f"{said}\n{drafting.go_on(talk, draft)}" if ready else said
    found = cases.named(talk, command.reference) if command.reference else cases.open_cases(talk)
    if not found:
        talk.account = talk.tx.update(talk.account, anonymous_next=anonymous)
        return resident.ANONYMOUS_NEXT() if anonymous else resident.NAMED(what=resident.NAMED_WHAT["next"])
    if len(found) > 1 and command.reference is not None:
        return cases.ask_which(talk, found, command.verb.name)
    for case in found:
        wishes.hide(talk.ctx, case, cases.voice_in(talk, case), anonymous=anonymous)
    label = naming.label(found[0]) if len(found) == 1 else resident.SEVERAL(numbers=naming.called(found))
    return resident.ANONYMOUS_CASE(label=label) if anonymous else resident.NAMED(what=label)


def hide_one(talk: Talk, case: Case, _rest: str, *, anonymous: bool = True) -> str:
    """匿名 for a case that was chosen."""
    wishes.hide(talk.ctx, case, cases.voice_in(talk, case), anonymous=anonymous)
    if anonymous:
        return resident.ANONYMOUS_CASE(label=naming.label(case))
    return resident.NAMED(what=naming.label(case))


def unlist(talk: Talk, case: Case, *, hidden: bool) -> str:
    """不公开 7 and 公开 7: whether the case may stand on the public board."""
    board.unlist(talk.ctx, case, cases.voice_in(talk, case), hidden=hidden)
    said = board_texts.HIDDEN if hidden else board_texts.SHOWN
    return said(label=naming.label(case), n=case.running)


def accuse(talk: Talk, command: Command) -> str | None:
    """举报: what is it; with words behind it they go to the inspectors alone, after a confirmation."""
    return accusing.begin(talk, command.rest)


def restore(talk: Talk, case: Case, _rest: str) -> str:
    """还要办 7: up to seven days after 撤回."""
    try:
        case = wishes.restore(talk.ctx, case)
    except (NotFound, TooLate):
        return resident.RESTORE_NOTHING()
    due = resident.PROGRESS_DUE(due=naming.due(case.due_at, talk.now), left="") if case.due_at and case.unit else ""
    return resident.RESTORED(label=naming.label(case), due=due)


WHOLE: Mapping[str, Callable[[Talk, Command], str | None]] = {
    names.OBJECT: postings.answer,
    names.PROGRESS: show_progress,
    names.AT_HOME: objecting.at_home,
    names.DISAGREE: objecting.object_to,
    names.HIDE: hide,
    names.SHOW: hide,
    names.ACCUSE: accuse,
    names.KIN: kin.join,
    names.SEPARATE: neighbours.part,
    names.CODE: lambda _talk, _command: code_words.how(),
    names.HOUSEHOLD: homes.answer,
    names.SURVEY: homes.survey,
    names.MINE: lambda talk, _command: own_data.show(talk),
    names.ERASE: lambda talk, _command: own_data.ask(talk),
    names.BALLOT: lambda talk, _command: balloting.answer(talk),
    names.CLAUSES: lambda talk, command: clauses.show(talk, command.rest),
    names.ERRAND: station_errands.answer,
    names.FRIDAY: fridays.answer,
    names.SERVICES: services.listed,
    names.HUMAN: lambda talk, _command: contacting.who_to_call(talk),
}
RUNS: Mapping[str, Run] = {
    names.PROGRESS: lambda talk, case, _rest: progress.one(talk, case),
    names.URGE: urge,
    names.ADD: supplement,
    names.WITHDRAW: withdraw,
    names.RATE: rate,
    names.LOOKS: looks,
    names.RESTORE: restore,
    names.AT_HOME: objecting.do_at_home,
    names.DISAGREE: objecting.do_object,
    names.HIDE: hide_one,
    names.UNLIST: lambda talk, case, _rest: unlist(talk, case, hidden=True),
    names.LIST: lambda talk, case, _rest: unlist(talk, case, hidden=False),
    names.SHOW: lambda talk, case, rest: hide_one(talk, case, rest, anonymous=False),
}
FITS: Mapping[str, Callable[[Case], bool]] = {
    names.URGE: cases.is_open,
    names.ADD: cases.is_open,
    names.WITHDRAW: cases.is_open,
    names.RATE: lambda case: case.state != CaseState.WITHDRAWN,
    names.LOOKS: lambda _case: True,
    names.UNLIST: lambda case: case.state != CaseState.WITHDRAWN,
    names.LIST: lambda case: case.state != CaseState.WITHDRAWN,
    names.RESTORE: lambda case: case.state == CaseState.WITHDRAWN,
}
NONE: Mapping[str, Callable[[], str]] = {
    names.URGE: resident.NOTHING_OPEN,
    names.ADD: resident.NOTHING_OPEN,
    names.WITHDRAW: resident.WITHDRAW_NOTHING,
    names.RATE: votes.RATE_NOTHING,
    names.LOOKS: resident.NOTHING_OPEN,
    names.UNLIST: board_texts.HIDDEN_NOTHING,
    names.LIST: board_texts.HIDDEN_NOTHING,
    names.RESTORE: resident.RESTORE_NOTHING,
}
