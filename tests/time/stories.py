"""Cases for stories about time, filed by the services themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from handlers.context import Context
from handlers.services import accounts, filing, polling, routing
from handlers.services.filing import Filing
from handlers.services.notices import tell_voices
from handlers.services.records import act
from handlers.services.statements import say
from models.domain.states import Act, Actor
from models.domain.working_time import SHANGHAI
from models.tables import Case, Conversation, Voice
from tests.town import Town

LAMP = "路灯照明/楼道灯"
HEAT = "供热/室温不达标"


def shanghai(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    """An instant said in Shanghai time."""
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def file_case(
    town: Town,
    who: str = "王桂芳",
    *,
    category: str = LAMP,
    community: str = "binhai.binhai",
    routed: bool = True,
    vulnerable: bool = False,
) -> Case:
    """A case filed now by somebody who has just written."""

    def work(ctx: Context) -> Case:
        account, conversation = accounts.meet(ctx, who)
        ctx.tx.update(conversation, last_message_at=ctx.now, kefu_used=0)
        found = ctx.district.categories[category]
        return filing.file_case(
            ctx,
            Filing(
                account=account,
                words="楼道灯坏了一个多星期了，晚上老人下楼看不见",
                category=category,
                title=found.title,
                community=community,
                detail="3号楼2单元",
                tier=found.tier,
                vulnerable=vulnerable,
                route=routing.route(ctx, category, community) if routed else routing.Route(rule="none"),
            ),
        )

    hears(town, who)
    case: Case = town.do(work)
    return case


def hears(town: Town, who: str) -> None:
    """The person wrote: the platform opens the window, and our books with it."""
    town.courier.windows.grant(who, "message", town.clock.now)

    def work(ctx: Context) -> None:
        _, conversation = accounts.meet(ctx, who)
        ctx.tx.update(conversation, last_message_at=ctx.now, kefu_used=0)

    town.do(work)


def finish(town: Town, case: Case, words: str = "灯泡和声控开关都换了") -> datetime:
    """The unit reports the end; returns when the resident is asked first."""

    def work(ctx: Context) -> datetime:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        statement = say(ctx, newest, "done", words, post="binhai.binhai/handler")
        newest, _ = act(
            ctx, newest, Act.FINISH, Actor.OWNER, done_at=ctx.now, claim="solved", signed_at=ctx.now, spoken_at=ctx.now
        )
        at = polling.begin(ctx, newest, explained=False)
        params = {"statement": statement.id, "poll_at": at.isoformat()}
        tell_voices(ctx, newest, "result", params, key=f"{newest.id}:{newest.seq}")
        return at

    at: datetime = town.do(work)
    return at


def voice_of(town: Town, case: Case) -> Voice:
    """The first complainant."""
    found: Voice = town.database.read_now(lambda reader: reader.find(Voice, case_id=case.id, order="id"))[0]
    return found


def conversation_of(town: Town, who: str) -> Conversation:
    """Where the talk stands."""
    found = town.person(who).conversation()
    assert found is not None
    return found


def minutes(n: float) -> timedelta:
    """A length of time."""
    return timedelta(minutes=n)
