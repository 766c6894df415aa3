from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.wechat.token import FORCES_A_DAY, MemoryTokenStore, Token
from tests.wechat.api import Api, Town, error

KEFU = "/cgi-bin/message/custom/send"


async def test_twenty_cold_sends_fetch_one_token(town: Town, api: Api) -> None:
    api.delay = 0.01
    client = town.connect()
    results = await asyncio.gather(*(client.send_text(f"o{number}", "灯") for number in range(20)))
    assert all(result.ok for result in results)
    assert api.fetches == 1
    assert api.sent[0].json == {
        "grant_type": "client_credential",
        "appid": "wx1",
        "secret": "secret-of-wx1",
        "force_refresh": False,
    }


async def test_a_second_process_uses_the_token_of_the_first(town: Town, api: Api) -> None:
    store = MemoryTokenStore()
    for _ in range(2):
        assert (await town.connect(store).send_text("o", "灯")).ok
    assert api.fetches == 1


async def test_a_token_is_fetched_again_shortly_before_its_end(town: Town, api: Api) -> None:
    client = town.connect()
    await client.send_text("o", "灯")
    api.now += timedelta(seconds=7200 - 241)
    await client.send_text("o", "灯")
    assert api.fetches == 1
    api.now += timedelta(seconds=2)
    await client.send_text("o", "灯")
    assert api.fetches == 2


@pytest.mark.parametrize("expires_in", [None, 0, 50])
async def test_odd_lives_do_not_cause_a_fetch_for_every_send(town: Town, api: Api, expires_in: int | None) -> None:
    api.expires_in = expires_in
    client = town.connect()
    for _ in range(5):
        assert (await client.send_text("o", "灯")).ok
    assert api.fetches == 1


async def test_a_refused_token_is_forced_once_and_the_message_goes_out(town: Town, api: Api) -> None:
    client = town.connect()
    await client.send_text("o", "一")
    api.good = set()
    api.delay = 0.01
    results = await asyncio.gather(*(client.send_text("o", str(number)) for number in range(20)))
    assert all(result.ok for result in results)
    assert (api.forced, api.fetches) == (1, 3)
    assert not api.alarms


async def test_a_token_another_process_has_renewed_is_taken_from_the_store(town: Town, api: Api) -> None:
    store = MemoryTokenStore()
    one, other = town.connect(store), town.connect(store)
    await one.send_text("o", "灯")
    await other.send_text("o", "灯")
    api.good = set()
    await one.send_text("o", "灯")
    fetched = api.fetches
    assert (await other.send_text("o", "灯")).ok
    assert api.fetches == fetched


async def test_a_lasting_refusal_opens_the_breaker_and_burns_no_quota(town: Town, api: Api) -> None:
    api.good = set()
    api.forcing_helps = False
    client = town.connect()
    results = [await client.send_text("o", "灯") for _ in range(200)]
    assert {result.errcode for result in results} == {40001}
    assert {result.action for result in results} == {"retry"}
    assert results[-1].not_before == api.now + timedelta(minutes=1)
    assert (api.calls[KEFU], api.fetches, api.forced) == (2, 3, 1)
    assert [errcode for errcode, _ in api.alarms] == [40001]


async def test_the_breaker_waits_longer_each_time_and_closes_after_a_success(town: Town, api: Api) -> None:
    api.good = set()
    api.forcing_helps = False
    client = town.connect()
    pauses = []
    for _ in range(6):
        result = await client.send_text("o", "灯")
        assert result.not_before is not None
        pauses.append((result.not_before - api.now) // timedelta(minutes=1))
        api.now = result.not_before
    assert pauses == [1, 2, 4, 8, 15, 15]
    api.forcing_helps = True
    assert (await client.send_text("o", "灯")).ok
    api.good = set()
    api.forcing_helps = False
    api.now += timedelta(minutes=1)
    again = await client.send_text("o", "灯")
    assert again.not_before == api.now + timedelta(minutes=1)


async def test_many_sends_under_way_lengthen_the_pause_once(town: Town, api: Api) -> None:
    api.good = set()
    api.forcing_helps = False
    api.delay = 0.01
    client = town.connect()
    results = await asyncio.gather(*(client.send_text("o", "灯") for _ in range(20)))
    assert {result.not_before for result in results} == {api.now + timedelta(minutes=1)}
    assert api.forced == 1


async def test_forcing_keeps_thirty_seconds_and_twenty_a_day_over_all_processes(town: Town, api: Api) -> None:
    store = MemoryTokenStore()
    api.good = set()
    api.forcing_helps = False
    for _ in range(3):
        await town.connect(store).send_text("o", "灯")
    assert api.forced == 1
    for _ in range(100):
        api.now += timedelta(seconds=31)
        await town.connect(store).send_text("o", "灯")
    assert api.forced == FORCES_A_DAY
    api.now += timedelta(days=1)
    await town.connect(store).send_text("o", "灯")
    assert api.forced == FORCES_A_DAY + 1


async def test_a_server_off_the_whitelist_raises_one_alarm_with_its_address(town: Town, api: Api) -> None:
    words = "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 6-1-1"
    api.token_plan = [error(40164, words) for _ in range(500)]
    client = town.connect()
    results = [await client.send_text("o", "灯") for _ in range(50)]
    assert {(result.errcode, result.action) for result in results} == {(40164, "alarm")}
    assert api.fetches == 1
    assert len(api.alarms) == 1
    assert "203.0.113.7" in api.alarms[0][1]
    api.now += timedelta(minutes=1)
    await client.send_text("o", "灯")
    assert (api.fetches, len(api.alarms)) == (2, 1)
    api.now += timedelta(hours=1)
    await client.send_text("o", "灯")
    assert len(api.alarms) == 2
    api.token_plan = []
    api.now += timedelta(minutes=1)
    assert not (await client.send_text("o", "灯")).ok, "each failure doubles the pause"
    api.now += timedelta(minutes=9)
    assert (await client.send_text("o", "灯")).ok


@pytest.mark.parametrize("errcode", [40013, 40125, 40243, 40002])
async def test_a_wrong_secret_is_an_alarm(town: Town, api: Api, errcode: int) -> None:
    api.token_plan = [error(errcode)]
    result = await town.connect().send_text("o", "灯")
    assert (result.ok, result.action) == (False, "alarm")
    assert api.alarms[0][0] == errcode


async def test_a_busy_token_server_is_asked_again_after_a_second(town: Town, api: Api) -> None:
    api.token_plan = [error(-1)]
    client = town.connect()
    first, second = await client.send_text("o", "灯"), await client.send_text("o", "灯")
    assert first.action == second.action == "retry"
    assert api.fetches == 1
    api.now += timedelta(seconds=1)
    assert (await client.send_text("o", "灯")).ok


@pytest.mark.parametrize("answer", [{"errcode": 0}, {"access_token": ""}, {"access_token": 7}, [], "x"])
async def test_an_answer_without_a_token_is_a_failed_call(town: Town, api: Api, answer: object) -> None:
    api.token_plan = [answer]
    result = await town.connect().send_text("o", "灯")
    assert (result.ok, result.action) == (False, "retry")
    assert api.calls[KEFU] == 0


async def test_neither_token_nor_secret_is_ever_shown(town: Town, api: Api) -> None:
    store = MemoryTokenStore()
    client = town.connect(store)
    result = await client.send_text("o", "灯")
    assert "token-1" not in repr(await store.load())
    assert "token-1" not in repr(result)


class BrokenStore:
    """A store whose database is away."""

    async def load(self) -> Token | None:
        raise OSError("database away")

    async def save(self, token: Token) -> None:
        raise OSError("database away")


async def test_a_store_that_is_away_costs_a_fetch_and_not_the_message(town: Town, api: Api) -> None:
    client = town.connect(BrokenStore())
    for _ in range(3):
        assert (await client.send_text("o", "灯")).ok
    assert api.fetches == 1
    api.good = set()
    api.forcing_helps = False
    for _ in range(50):
        await client.send_text("o", "灯")
    assert api.forced == 1
