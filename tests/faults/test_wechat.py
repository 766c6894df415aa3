"""One row a fault: what WeChat does, the rule for it, and what must be so afterwards.

The rules are those of the failure table the service was built to (numbers D1 to D34 there); every row names its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import credentials_of
from bot.wechat.client import WeChatClient
from bot.wechat.token import MemoryTokenStore
from models.tables import Media
from tests.faults.misbehaving import KEFU, MEDIA, TEMPLATE, TOKEN, misbehaving

NEVER = datetime.max.replace(tzinfo=UTC)
FETCHES_AN_HOUR = 16
"""Of the token, by one process, whatever is refused and however much waits."""


@dataclass(frozen=True)
class Row:
    """A fault, what it is planned with, and what is so in the end."""

    name: str
    rule: str
    faults: tuple[dict[str, Any], ...]
    ends: dict[str, Any]
    """Of the order's row: state, rung."""
    window: bool = True
    """Whether the handler wrote within the last 48 hours."""
    reception: str = "open"
    lasts: dict[str, float] = field(default_factory=dict)
    """Time that passes until the end; nothing: it ends at once."""
    mended_after: dict[str, float] = field(default_factory=dict)
    heard: tuple[int, int] = (1, 1)
    """How often the order reaches the phone: at least, at most."""
    calls: tuple[str, int] = ("", 0)
    """A path and how often it may be called at most."""
    alarm: str = ""
    errcodes: tuple[int, ...] = ()
    """That the row's attempts name."""


def fault(on: str, do: str, times: int = 1, **more: Any) -> dict[str, Any]:
    """One planned fault."""
    return {"on": on, "do": do, "times": times, **more}


SENT = {"state": "sent", "rung": "kefu"}
CARD = {"state": "delivered", "rung": "template"}
HELD = {"state": "held", "rung": "held"}

ROWS = (
    Row("slow", "D1 slow is not lost: sent once", (fault(KEFU, "delay", seconds=1.0),), SENT, calls=(KEFU, 1)),
    Row("cut before", "D34 unknown outcome: once more later", (fault(KEFU, "drop"),), SENT, lasts={"seconds": 10}),
    Row(
        "cut after",
        "D34 a text may be said twice rather than never",
        (fault(KEFU, "lose"),),
        SENT,
        lasts={"seconds": 10},
        heard=(1, 2),
    ),
    Row(
        "card cut after",
        "D6, D34 a card carries client_msg_id: WeChat sends it once",
        (fault(TEMPLATE, "lose", 2),),
        CARD,
        window=False,
        lasts={"minutes": 1},
    ),
    Row("busy twice", "A11 -1: again in the same call", (fault(KEFU, "errcode", 2),), SENT, calls=(KEFU, 3)),
    Row(
        "busy for an hour",
        "A11, D9 -1: backoff, then a breaker; nothing is lost",
        (fault(KEFU, "errcode", -1),),
        SENT,
        mended_after={"hours": 1},
        lasts={"minutes": 31},
        calls=(KEFU, 30),
    ),
    Row(
        "daily quota",
        "D11 45009: that API rests till midnight, the queue stays",
        (fault(KEFU, "errcode", -1, errcode=45009),),
        SENT,
        mended_after={"hours": 2},
        lasts={"hours": 24},
        calls=(KEFU, 2),
        alarm="send_stopped:45009",
        errcodes=(45009,),
    ),
    Row(
        "minute quota",
        "D11 45011: next minute",
        (fault(KEFU, "errcode", errcode=45011),),
        SENT,
        lasts={"seconds": 61},
        calls=(KEFU, 2),
        errcodes=(45011,),
    ),
    Row(
        "token refused once",
        "D8 40001: one renewal, then sent",
        (fault(KEFU, "errcode", errcode=40001),),
        SENT,
        calls=(TOKEN, 3),
    ),
    Row(
        "token refused for hours",
        "D9 40001 for ever: breaker and alarm, sends stay queued",
        (fault("/cgi-bin/message/*", "errcode", -1, errcode=40001),),
        SENT,
        mended_after={"hours": 2},
        lasts={"minutes": 16},
        calls=(TOKEN, 45),
        alarm="wechat:40001",
        errcodes=(40001,),
    ),
    Row(
        "wrong address",
        "D10 40164: alarm with the address, queue, no fast retry",
        (fault(TOKEN, "errcode", -1, errcode=40164, detail="1.2.3.4 ipv6 ::ffff:1.2.3.4, not in whitelist"),),
        SENT,
        mended_after={"hours": 2},
        lasts={"minutes": 11},
        calls=(TOKEN, 30),
        alarm="wechat:40164",
        errcodes=(40164,),
    ),
    Row(
        "account limited",
        "A11 50002: alarm, the account rests",
        (fault(KEFU, "errcode", -1, errcode=50002),),
        SENT,
        mended_after={"hours": 1},
        lasts={"minutes": 11},
        calls=(KEFU, 14),
        alarm="send_stopped:50002",
    ),
    Row(
        "window closed after all",
        "D12 45015 although predicted otherwise: the books follow, next rung",
        (fault(KEFU, "errcode", errcode=45015),),
        CARD,
        calls=(KEFU, 1),
        errcodes=(45015,),
    ),
    Row(
        "quota used after all",
        "D13 45047 although predicted otherwise: the books follow, next rung",
        (fault(KEFU, "errcode", errcode=45047),),
        CARD,
        calls=(KEFU, 1),
        errcodes=(45047,),
    ),
    Row(
        "not following",
        "D18 43004: channel closed for this person, next rung, no blind retry",
        (fault(TEMPLATE, "errcode", -1, errcode=43004),),
        HELD,
        window=False,
        calls=(TEMPLATE, 1),
        heard=(0, 0),
        errcodes=(43004,),
    ),
    Row(
        "refused",
        "D18 43101: channel closed for this person, next rung, no blind retry",
        (fault(TEMPLATE, "errcode", -1, errcode=43101),),
        HELD,
        window=False,
        calls=(TEMPLATE, 1),
        heard=(0, 0),
        errcodes=(43101,),
    ),
    Row(
        "value refused once",
        "D17 47003: once more with what cannot be refused",
        (fault(TEMPLATE, "errcode", errcode=47003),),
        CARD,
        window=False,
        calls=(TEMPLATE, 2),
        errcodes=(47003,),
    ),
    Row(
        "value refused for ever",
        "D17 47003: next rung, and somebody hears of the template",
        (fault(TEMPLATE, "errcode", -1, errcode=47003),),
        HELD,
        window=False,
        calls=(TEMPLATE, 2),
        heard=(0, 0),
        alarm="template_refused:T01",
    ),
    Row(
        "no menus",
        "D15 40200: the same as text with digits",
        (fault(KEFU, "errcode", errcode=40200),),
        SENT,
        calls=(KEFU, 2),
    ),
    Row(
        "report failed",
        "D16 errcode 0 is not delivered: failed:user block steps down",
        (),
        HELD,
        window=False,
        reception="blocked",
        heard=(0, 0),
    ),
    Row(
        "report before the answer",
        "D16 the event may come first: matched later",
        (fault(TEMPLATE, "late", seconds=0.5),),
        CARD,
        window=False,
    ),
    Row(
        "report failed before the answer",
        "D16 the event may come first: matched later, then the next rung",
        (fault(TEMPLATE, "late", seconds=0.5),),
        HELD,
        window=False,
        reception="failing",
        heard=(0, 0),
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_each_fault_has_its_right_behaviour(
    row: Row, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with misbehaving(database_url, tmp_path, monkeypatch) as it:
        if not row.window:
            await it.at.until(11, 26, 9, 10)
        it.at.town.world.people.get("o-李晓").reception = row.reception  # type: ignore[assignment]
        before = it.heard("李晓", "滨海社区", "见详情")
        it.calls.clear()
        for one in row.faults:
            its_own = one["times"] > 0 and one["on"] in {KEFU, TEMPLATE}
            it.fails(**one, openid="o-李晓" if its_own else "")
        order = await it.files()
        await it.settled(order)
        alarms: set[str] = set()
        if row.mended_after:
            await it.passes(**row.mended_after)
            assert (await it.row(order)).state == "pending", "it was given up"
            alarms = await it.alarms()
            it.mended()
        if row.lasts:
            await it.passes(**row.lasts)
        now = await it.reaches(order, row.ends["state"])
        assert {name: getattr(now, name) for name in row.ends} == row.ends, row.rule
        heard = it.heard("李晓", "滨海社区", "见详情") - before
        assert row.heard[0] <= heard <= row.heard[1], row.rule
        path, most = row.calls
        assert not path or 0 < it.calls[path] <= most, (row.rule, it.calls)
        alarms |= await it.alarms()
        assert not row.alarm or row.alarm in alarms, alarms
        tried = await it.attempts(order)
        assert set(row.errcodes) <= {one.errcode for one in tried}
        assert len(tried) < 12, "a night of waiting is not a row a minute"


async def test_words_where_a_picture_was_expected_are_no_picture(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D24: media/get answers JSON with HTTP 200: nothing is kept as a picture, the sender is asked again."""
    async with misbehaving(database_url, tmp_path, monkeypatch) as it:
        it.fails(MEDIA, "errcode", -1, errcode=40007)
        order = await it.files()
        await it.at.phone("王桂芳").sends_photo()
        await it.at.phone("王桂芳").sends_photo()
        await it.at.phone("王桂芳").hears("没能从微信取到", within=8)
        media = await it.at.service.database.read(lambda reader: reader.find(Media))
        assert {one.state for one in media} == {"lost"}
        assert not list((tmp_path / "media").rglob("*.jpg"))
        assert it.calls[MEDIA] == 2
        assert (await it.row(order)).state == "sent"


async def test_an_hour_of_refusals_costs_few_tokens_however_much_waits(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D9, D10: the bound on token fetches does not grow with the queue, with processes' restarts or with the hour."""
    async with misbehaving(database_url, tmp_path, monkeypatch) as it:
        await it.at.until(11, 23, 14, 30)  # an afternoon without quiet hours
        for do in ({"on": "/cgi-bin/message/*", "errcode": 40001}, {"on": TOKEN, "errcode": 40164}):
            it.calls.clear()
            it.fails(do.pop("on"), "errcode", -1, **do)
            it.at.town.world.tokens.revoke_all()
            for _ in range(10):
                await it.files()
            spent = []
            for _ in range(2):
                before = it.calls[TOKEN]
                await it.passes(hours=1)
                spent.append(it.calls[TOKEN] - before)
            assert all(0 < one <= FETCHES_AN_HOUR for one in spent), spent
            it.mended()
            await it.passes(minutes=16)
        assert not [row.id for row in await it.rows(kind="order") if row.state == "pending"]
        assert it.heard("李晓", "滨海社区") >= 1


async def test_when_calls_come_back_the_deadline_leaves_before_the_poll(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D11: what waited while calls rested keeps its order: an emergency, an order, then news for residents."""
    async with misbehaving(database_url, tmp_path, monkeypatch) as it:
        world = it.at.town.world
        it.fails(KEFU, "errcode", -1, errcode=45011)
        for who in ("孙工", "周航"):
            await it.at.phone(who).says("你好")
        await it.files()
        await it.at.phone("李晓").says("签收 1")
        await it.at.phone("李晓").says("进展 1 今天去看了，要换声控开关，明天下午来换")
        await it.files("孙工")
        await it.settled((await it.rows(kind="order"))[-1])
        waiting = await it.rows(state="pending")
        assert {"progress", "order"} <= {row.kind for row in waiting}
        it.mended()
        # one call a minute: what is allowed first must be what is most urgent
        monkeypatch.setattr(world.quotas, "_rules", replace(world.rules, minute_limits={KEFU: 1}))
        waited = {row.id: row.priority for row in waiting}
        await it.passes(minutes=10)
        left = sorted(
            (row for row in await it.rows(state="sent") if row.id in waited), key=lambda row: row.sent_at or NEVER
        )
        assert len(left) == len(waited)
        assert [row.priority for row in left] == sorted(waited.values())


async def test_two_processes_that_share_nothing_do_not_knock_each_other_out(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D8: a test system with the same account, and somebody who forces a new token: one renewal each, all is sent."""
    async with misbehaving(database_url, tmp_path, monkeypatch) as it:
        world, session = it.at.town.world, it.at.session
        stranger = WeChatClient(
            session,
            it.at.town.api_base,
            credentials_of(it.at.service.settings),
            MemoryTokenStore(),
            it.at.service.clock,
            lambda code, line: None,
            backoff=(0.0, 0.0),
        )
        for round_ in range(6):
            order = await it.files()
            assert (await stranger.send_text("o-李晓", "试一下")).errcode in {0, 45047}
            assert (await it.settled(order)).state != "pending"
            if round_ % 2:
                world.tokens.issue_stable(world.now(), force=True)
            await it.at.phone("李晓").says("你好")
            await it.passes(seconds=40)
        assert it.calls[TOKEN] <= 14
        assert not {one for one in await it.alarms() if one.startswith("wechat:4")}
