"""What the stories about the end of a case look at."""

from __future__ import annotations

from typing import Any

from handlers.context import Context
from handlers.services import handling, voting
from models.domain.closing import Claim
from models.domain.states import Act
from models.tables import Case, Event
from scheduler import duties
from tests.town import Town


def words_to(town: Town, who: str) -> list[str]:
    """Everything that was really delivered to somebody, oldest first."""
    return [one.text for one in town.courier.delivered if one.openid == who]


def report(town: Town, case: Case, words: str = "灯泡和声控开关都换了", claim: Claim = "solved") -> None:
    """Whoever has the case now reports its end by the service itself."""

    def work(ctx: Context) -> None:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        post = duties.owners(ctx, newest)[0]
        handling.report(ctx, newest, post, words, how=Act.FINISH, claim=claim)

    town.do(work)


def vote(town: Town, case: Case, who: str, effect: str, comment: str = "") -> voting.Outcome:
    """A complainant answers, by the service itself."""

    def work(ctx: Context) -> voting.Outcome:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        voice = voting.voice_of(ctx, newest, ctx.registry.sealer.account_id(who))
        assert voice is not None
        return voting.vote(ctx, newest, voice, effect, comment=comment)

    outcome: voting.Outcome = town.do(work)
    return outcome


def rounds(town: Town, case: Case, who: str, many: int) -> Case:
    """So often it is reported done and contested, a day apart."""
    for _ in range(many):
        report(town, case)
        town.advance(minutes=5)
        vote(town, case, who, "unsolved", "还是不亮")
        town.advance(minutes=5)
    return town.case(case.running)


def facts_of(town: Town, case: Case, kind: str) -> dict[str, Any]:
    """What the newest event of a kind says."""
    events = town.database.read_now(lambda reader: reader.find(Event, case_id=case.id, kind=kind, order="seq"))
    data: dict[str, Any] = events[-1].data
    return data
