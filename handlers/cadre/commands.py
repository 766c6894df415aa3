"""A cadre's verb: found in the grammar, its case found, done by the one function the table names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from handlers.cadre import (
    briefs,
    checking,
    code_words,
    committing,
    dangers,
    deciding,
    desk,
    doubting,
    excluding,
    forms,
    helping,
    inspecting,
    leaving,
    lists,
    meetings,
    moving,
    omitted,
    pausing,
    pledging,
    posts,
    proxies,
    reporting,
    reviewing,
    ruling,
    stations,
    supervising,
    taking,
    theming,
    uniting,
    visiting,
    works,
)
from handlers.cadre.acting import ask, may
from handlers.cadre.choice import Legal, by_reference, choose
from handlers.context import Talk
from handlers.grammar import Command, Verb, parse, suggest
from handlers.grammar.acts import VERB_OF_ACT
from handlers.grammar.verbs import (
    ACCEPT,
    AGENCY,
    AGENDA,
    ALL,
    ALL_FORMS,
    ANSWERS,
    BEGIN,
    BIND,
    CALLS,
    CAMPAIGN,
    CIRCULAR,
    CLAUSES,
    CLOSE,
    COMMITMENTS,
    CONFIRM_BRIEF,
    DEED,
    DOUBT_BRIEF,
    DOUBTS,
    DRAFT,
    DUTY,
    ENTER,
    ERRAND_CALL,
    ERRAND_DONE,
    ERRAND_IN,
    ERRAND_LEDGER,
    ERRAND_PAPERS,
    FORMS,
    FORUM,
    FUND,
    GATHER,
    HANDLE,
    HELP_SHEET,
    HOST,
    INSPECT,
    LEAVE,
    MEDIATE,
    MY_VISITS,
    OMITTED,
    PARTNER,
    PHONE_IN,
    PLEDGE,
    POST_DAY,
    PROJECT,
    PROVIDERS,
    PROXY,
    RECEIVED,
    RECTIFY,
    RULES,
    SEARCH,
    SECOND_CALLS,
    SERVED,
    SIGN_IN,
    SORT,
    SURVEY,
    SWAP,
    TEAM,
    THEME,
    TIMELY,
    TODO,
    UNBIND,
    UNDO,
    UNVISITED,
    VISIT,
    VISITED,
    WALK_IN,
    WEEK_CARD,
)
from handlers.policies.permissions import may_call, may_decide, roles
from handlers.services.closing import spot_checks
from handlers.shared import asking, clauses
from handlers.texts import cadre as texts
from models.domain.errors import MissingPart, NotBound
from models.domain.states import Act, CaseState
from models.tables import Case, Request


@dataclass(frozen=True, slots=True)
class OnCase:
    """A verb that is about one case."""

    run: Callable[[Talk, Case, str], str]
    legal: Legal
    by_number: bool = False
    """Never without a number, even if only one case fits."""


def _act(act: Act) -> Legal:
    return lambda talk, case: may(talk, case, act)


def _decides(talk: Talk, case: Case) -> bool:
    requests = talk.tx.find(Request, case_id=case.id, status="open")
    return any(may_decide(talk.ctx, one, case, post, talk.account.id) for one in requests for post in talk.posts)


def _has_part(talk: Talk, case: Case) -> bool:
    return any(roles(talk.ctx, case, post, talk.account.id) for post in talk.posts)


def _calls(talk: Talk, case: Case) -> bool:
    waits = case.state == CaseState.CONFIRMING or (case.state == CaseState.CLOSED and case.on_behalf_of != "")
    if spot_checks.running(talk.ctx, case) is not None:
        return checking.maker(talk, case) is not None
    return waits and any(may_call(talk.ctx, case, post, talk.account.id) for post in talk.posts)


def _assigns(talk: Talk, case: Case) -> bool:
    return may(talk, case, Act.ASSIGN) or may(talk, case, Act.UPHOLD)


ON_CASE: Mapping[str, OnCase] = {
    VERB_OF_ACT[code]: row
    for code, row in {
        "accept": OnCase(taking.accept, taking.owes_signature),
        "progress": OnCase(reporting.progress, _act(Act.PROGRESS)),
        "answer": OnCase(helping.answer, helping.may_answer),
        "finish": OnCase(helping.finish, helping.may_answer),
        "object": OnCase(helping.object_to, helping.may_object),
        "transfer": OnCase(moving.transfer, _act(Act.TRANSFER)),
        "raise": OnCase(moving.hand_up, _act(Act.RAISE)),
        "ask_extension": OnCase(deciding.ask_extension, _act(Act.ASK_EXTENSION)),
        "grant_extension": OnCase(deciding.grant, _decides, by_number=True),
        "refuse_extension": OnCase(deciding.refuse, _decides, by_number=True),
        "ask_pause": OnCase(pausing.pause, _act(Act.ASK_PAUSE)),
        "resume": OnCase(pausing.resume, _act(Act.RESUME)),
        "propose": OnCase(committing.commit, _act(Act.PROPOSE)),
        "keep": OnCase(committing.keep, _act(Act.KEEP)),
        "propose_result": OnCase(reviewing.find, _act(Act.PROPOSE_RESULT), by_number=True),
        "ask_exclusion": OnCase(excluding.exclude, _act(Act.ASK_EXCLUSION), by_number=True),
        "doubt": OnCase(doubting.decide, doubting.is_listed, by_number=True),
        "assign": OnCase(moving.assign, _assigns),
        "transcribe": OnCase(desk.transcribe, _has_part, by_number=True),
        "look": OnCase(taking.look, _has_part),
        "call": OnCase(desk.call_back, _calls, by_number=True),
        "remark": OnCase(taking.remark, _has_part),
        "merge": OnCase(uniting.merge, lambda talk, case: may(talk, case, Act.MERGE), by_number=True),
        "split": OnCase(uniting.split, lambda _talk, case: case.state == CaseState.MERGED, by_number=True),
        "arbitrate": OnCase(ruling.decide, ruling.may_decide, by_number=True),
        "whistle": OnCase(helping.call, _act(Act.WHISTLE)),
        "supervise": OnCase(supervising.supervise, supervising.may_supervise, by_number=True),
        "lift": OnCase(supervising.lift, supervising.may_supervise, by_number=True),
        "ask_filer": OnCase(code_words.ask, _act(Act.PROGRESS), by_number=True),
    }.items()
} | {PARTNER: OnCase(helping.ask_partner, _act(Act.WHISTLE))}
WORDS_ONLY = frozenset({VERB_OF_ACT["progress"], VERB_OF_ACT["remark"]})
"""Verbs that only say something: a danger in their words would otherwise be heard by nobody on duty."""
ALONE: Mapping[str, Callable[[Talk, str], str]] = {
    TODO: lists.todo,
    CALLS: desk.calls,
    BIND: posts.bind,
    UNBIND: posts.unbind,
    PROXY: proxies.file_for,
    WALK_IN: proxies.walk_in,
    PHONE_IN: proxies.phone_in,
    COMMITMENTS: committing.book,
    SECOND_CALLS: checking.list_open,
    DOUBTS: doubting.list_open,
    OMITTED: omitted.show,
    WEEK_CARD: supervising.card,
    DUTY: leaving.roster,
    RULES: ruling.show,
    HELP_SHEET: helping.sheet,
    MY_VISITS: visiting.standing.mine,
    UNVISITED: visiting.standing.unvisited,
    POST_DAY: visiting.standing.post_day,
    CAMPAIGN: visiting.campaigning.answer,
    FORUM: visiting.forums.answer,
    GATHER: visiting.gathering.answer,
    SURVEY: visiting.surveying.answer,
    ENTER: visiting.surveying.enter,
    CLAUSES: clauses.show,
    FORMS: forms.show,
    THEME: theming.theme,
    TIMELY: theming.four,
}
OF_MEETINGS: Mapping[str, Callable[[Talk, Command], str]] = {
    AGENDA: meetings.agenda.answer,
    DRAFT: meetings.drafting.answer,
    BEGIN: meetings.holding.begin,
    CLOSE: meetings.holding.close,
    HOST: meetings.turns.answer,
    SEARCH: meetings.searching.answer,
    CONFIRM_BRIEF: briefs.confirm,
    DOUBT_BRIEF: briefs.doubt,
    VISIT: visiting.walking.answer,
    INSPECT: inspecting.inspect,
    CIRCULAR: inspecting.circular,
    RECTIFY: inspecting.answer,
    PLEDGE: pledging.answer,
}
"""Verbs about a meeting, a paper or an institution; a case they name is found on the agenda."""
"""Verbs about a meeting, a paper or a visit; a case they name is found on the agenda."""
OF_STATIONS: Mapping[str, Callable[[Talk, str], str]] = {
    SORT: stations.lists.triage,
    AGENCY: stations.lists.agency,
    HANDLE: stations.lists.deadlines,
    TEAM: stations.lists.team,
    ERRAND_IN: stations.errands.register,
    ERRAND_DONE: stations.errands.finish,
    ERRAND_PAPERS: stations.papers.answer,
    ERRAND_CALL: stations.errands.call,
    ERRAND_LEDGER: stations.lists.ledger,
    SIGN_IN: stations.duty.sign_in,
    SWAP: stations.duty.swap,
    DEED: works.deeds.deed,
    SERVED: works.deeds.service,
    VISITED: works.deeds.visit,
    FUND: works.deeds.fund,
    MEDIATE: works.conflicts.answer,
    PROJECT: works.projects.answer,
    PROVIDERS: works.providers.answer,
}
"""Verbs of 代办站 and the five teams; numbers in them are those of errands."""


def answer(talk: Talk) -> str | None:
    """Route of the cadre verbs (dialogues 2.3, row 3)."""
    if talk.message.kind != "text" or talk.notes.get("resident"):
        return None
    if not talk.posts:
        return _unbound(talk)
    command = parse(talk.text, "cadre")
    if command is None:
        return _slip(talk)
    own = command.verb.side == "cadre" or command.verb.name in {BIND, CLAUSES} or command.said == SURVEY
    if not own:
        return None
    if command.said == RECEIVED and command.reference is None and command.rest != ALL:
        return None
    if command.said in ANSWERS and not command.rest and _answers_live(talk, command):
        return None
    return execute(talk, command)


def execute(talk: Talk, command: Command) -> str:
    """Do a command of somebody who fills a post."""
    verb = command.verb
    if verb.name == LEAVE:
        return leaving.leave(talk, command.said, command.rest)
    if (answered := leaving.answer(talk, verb.name, command)) is not None:
        return answered
    if (swapped := stations.duty.answer(talk, verb.name, command)) is not None:
        return swapped
    if verb.name in OF_STATIONS:
        return OF_STATIONS[verb.name](talk, command.rest)
    if verb.name in ALONE and (command.reference is None or verb.name not in ON_CASE):
        return ALONE[verb.name](talk, command.rest)
    if verb.name in OF_MEETINGS:
        return OF_MEETINGS[verb.name](talk, command)
    if verb.name == UNDO:
        return _undo(talk, command)
    if verb.name == ACCEPT and command.reference is None:
        return _accept(talk, command)
    row = ON_CASE[verb.name]
    if row.by_number and command.reference is None:
        raise MissingPart(verb=verb.name, number=None, parts=("number",))
    if not command.sure:
        command = _settle_number(talk, command, row)
    case = choose(talk, command, row.legal)
    return case if isinstance(case, str) else on_case(talk, verb.name, case, command.rest)


def on_case(talk: Talk, verb: str, case: Case, words: str) -> str:
    """Do a verb on the case that was chosen."""
    reply = ON_CASE[verb].run(talk, case, words)
    return dangers.ask_below(talk, case, words, reply) if verb in WORDS_ONLY else reply


def _accept(talk: Talk, command: Command) -> str:
    if command.rest == ALL or command.said in ALL_FORMS:
        return taking.accept_all(talk)
    if command.rest:
        raise MissingPart(verb=ACCEPT, number=None, parts=("number",))
    waiting = taking.unsigned(talk)
    if not waiting:
        danger = taking.called(talk)
        return taking.accept(talk, danger) if danger is not None else texts.ACCEPT_NONE()
    return taking.accept(talk, waiting[0]) if len(waiting) == 1 else taking.many_unsigned(waiting)


def _undo(talk: Talk, command: Command) -> str:
    if command.reference is None:
        return taking.undo(talk, None)
    case = choose(talk, command, lambda held, one: held.conversation.memory.get("step") == one.id)
    return case if isinstance(case, str) else taking.undo(talk, case)


def _settle_number(talk: Talk, command: Command, row: OnCase) -> Command:
    """A number at the end belongs to the words unless it is one of his cases (换好了 7)."""
    if command.reference is not None:
        found = by_reference(talk, command.reference, row.legal)
        if any(row.legal(talk, case) for case in found):
            return command
    return replace(command, reference=None, rest=command.whole)


def _answers_live(talk: Talk, command: Command) -> bool:
    question = asking.live(talk)
    if question is None or command.reference is None:
        return False
    return any(option["digit"] == str(command.reference.number) for option in question.options)


def _slip(talk: Talk) -> str | None:
    found = suggest(talk.text, "cadre")
    if found is None or found[1].verb.side != "cadre":
        return None
    corrected, _ = found
    return ask(
        talk, "slip", texts.ASK_SLIP(command=corrected), texts.SLIP_OPTIONS, kind="yesno", words=corrected, quotes=True
    )


def _unbound(talk: Talk) -> str | None:
    command = parse(talk.text, "cadre")
    if command is None:
        return None
    verb: Verb = command.verb
    if verb.name == BIND:
        return posts.bind(talk, command.rest)
    if verb.side != "cadre" or command.said == RECEIVED:
        return None
    # a resident's 退单 or 办结 without a case's number is content, as is a verb that only begins a sentence
    numbered = command.reference is not None and command.sure
    if numbered or talk.text.strip() in ALONE:
        raise NotBound(verb=verb.name)
    return None
