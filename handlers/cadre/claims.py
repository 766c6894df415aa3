"""办结 as something else than a repair: explained, planned, a legal route, or not to be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.cadre import committing, reporting
from handlers.cadre.acting import ask, due_of, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.services import evidence, kept_commands
from handlers.services.closing import statutory
from handlers.texts import closing as texts
from handlers.texts import naming
from models.domain.closing import BY_CODE, ROUTES, Claim, Route, route_in
from models.domain.states import Act
from models.tables import Case, Question, Request

BASIS, ROUTE = "claim_basis", "claim_route"
"""Purposes of the questions for what an end of this sort still needs."""


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """The sort of end was chosen."""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    claimed = CLAIMED.get(effect)
    if case is None or claimed is None:
        return None
    return claimed(talk, case, kept_commands.words_of(talk.ctx, question), Act(str(question.data["how"])))


def settle_route(talk: Talk, question: Question, effect: str) -> str | None:
    """The legal route was chosen."""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    if case is None or effect not in BY_CODE:
        return None
    return _submit(talk, case, BY_CODE[effect], kept_commands.words_of(talk.ctx, question))


def answer_basis(talk: Talk, question: Question, case: Case, text: str) -> str:
    """What was missing for an explanation, said behind what was said before."""
    claim: Claim = "impossible" if question.data.get("claim") == "impossible" else "explained"
    before = kept_commands.words_of(talk.ctx, question)
    return _explain(talk, case, texts_joined(before, text), Act(str(question.data["how"])), claim)


def texts_joined(before: str, after: str) -> str:
    """Two sentences as one."""
    return "，".join(part for part in (before.strip().rstrip("。，"), after.strip()) if part)


def granted(talk: Talk, case: Case, request: Request) -> str:
    """What the desk hears who agreed."""
    route = texts.ROUTES[request.reason]()
    return texts.STATUTORY_GRANTED(n=case.running, route=route, phone=statutory.phone_of(talk.ctx, request.reason))


def refused(talk: Talk, case: Case, request: Request) -> str:
    """What the desk hears who did not."""
    return texts.STATUTORY_NOT_GRANTED(n=case.running, unit=unit_name(talk, request.unit), due=due_of(talk, case))


def _solve(talk: Talk, case: Case, text: str, how: Act) -> str:
    return reporting.repaired(talk, case, text, how)


def _explain(talk: Talk, case: Case, text: str, how: Act, claim: Claim = "explained") -> str:
    post = post_for(talk, case, how)
    if evidence.missing(talk.ctx, case, text, claim):
        said = texts.NEEDS_BASIS[claim](n=case.running)
        return ask(
            talk, BASIS, said, (), kind="reason", case=case, post=post, words=text, how=how.value, claim=claim,
            verb=VERB_OF_ACT[how.value],
        )  # fmt: skip
    return reporting.report(talk, case, text, how, claim=claim)


def _plan(talk: Talk, case: Case, text: str, _how: Act) -> str:
    return f"{texts.NEEDS_PLAN(n=case.running)}\n{committing.commit(talk, case, text)}"


def _point(talk: Talk, case: Case, text: str, how: Act) -> str:
    route = route_in(text)
    if route is not None:
        return _submit(talk, case, route, text)
    choices = tuple((one.code, texts.ROUTES[one.code]()) for one in ROUTES)
    said = texts.ASK_ROUTE(n=case.running, options=naming.numbered(choices))
    post = post_for(talk, case, Act.ASK_STATUTORY)
    return ask(talk, ROUTE, said, choices, case=case, post=post, words=text, verb=VERB_OF_ACT[how.value])


def _submit(talk: Talk, case: Case, route: Route, text: str) -> str:
    post = post_for(talk, case, Act.ASK_STATUTORY)
    case, request = statutory.ask(talk.ctx, case, post, route, text, talk.account.id)
    remember_step(talk, case)
    return texts.STATUTORY_ASKED(
        n=case.running,
        route=texts.ROUTES[route.code](),
        above=unit_name(talk, request.to_unit),
        limit=naming.due(request.limit_at, talk.now),
        due=due_of(talk, case),
    )


CLAIMED: Mapping[str, Callable[[Talk, Case, str, Act], str]] = {
    "solved": _solve,
    "explained": _explain,
    "planned": _plan,
    "legal": _point,
    "impossible": lambda talk, case, text, how: _explain(talk, case, text, how, "impossible"),
}
"""By option of the question what sort of end it is."""
