from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import web

from bot.simulator.api import simulator_app
from bot.simulator.deliver import Courier
from bot.simulator.errors import ApiError
from bot.simulator.snapshot import restore_world, save_world
from bot.simulator.world import create_world
from tests.simulator.conftest import CHEN, LI, WANG, Scene


async def test_a_world_is_taken_up_where_it_was_left(scene: Scene, tmp_path: Path) -> None:
    old = scene.town.world
    await scene.town.phone(CHEN).follows("community-7")
    await scene.town.phone(WANG).says("路灯坏了")
    await scene.town.phone(WANG).sends_photo()
    assert await scene.write(WANG, "收到") == 0
    tag = (await scene.call("/cgi-bin/tags/create", {"tag": {"name": "干部"}}))["tag"]["id"]
    await scene.call("/cgi-bin/tags/members/batchtagging", {"openid_list": [LI], "tagid": tag})
    await scene.call("/cgi-bin/menu/create", {"button": [{"type": "click", "name": "帮助", "key": "HELP"}]})
    own = {"button": [{"type": "click", "name": "待办", "key": "TODO"}], "matchrule": {"tag_id": tag}}
    await scene.call("/cgi-bin/menu/addconditional", own)
    await scene.town.hands.answer_consent(WANG, "demo-subscribe", accept=True)
    code = old.scenes.create(
        {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "door"}}}, old.now()
    )
    save_world(old, tmp_path)

    scene.clock.step(hours=1)
    new = create_world(old.config)
    assert restore_world(new, tmp_path)
    assert [entry.data for entry in new.chats.since(0)] == [entry.data for entry in old.chats.since(0)]
    assert new.people.get(CHEN).info()["qr_scene_str"] == "community-7"
    assert new.menus.seen_by(new.people.get(LI).tags)[0]["key"] == "TODO"
    assert new.tags.create("新的")["id"] == tag + 1
    assert new.scenes.scan(code.ticket, new.now()).scene == "door"
    for _ in range(4):
        new.windows.spend(WANG, new.now())
    with pytest.raises(ApiError):
        new.windows.spend(WANG, new.now())
    new.templates.use_consent(WANG, new.templates.find("demo-subscribe", subscribe=True))
    picture = next(entry for entry in new.chats.since(0) if entry.kind == "image")
    assert new.media.get(picture.data["media_id"], new.now()).content.startswith(b"\xff\xd8\xff")
    assert new.next_id() > old.last_id


async def test_a_world_from_the_future_is_left_alone(scene: Scene, tmp_path: Path) -> None:
    await scene.town.phone(WANG).says("路灯坏了")
    save_world(scene.town.world, tmp_path)
    scene.clock.step(seconds=-1)
    new = create_world(scene.town.world.config)
    assert not restore_world(new, tmp_path)
    assert new.chats.seq == 0
    assert not restore_world(new, tmp_path / "nowhere")


async def test_an_application_keeps_its_world_between_two_runs(scene: Scene, tmp_path: Path) -> None:
    config = scene.town.world.config
    for said in (0, 1):
        world = create_world(config)
        courier = Courier(world, scene.town.courier.callback_url)
        runner = web.AppRunner(simulator_app(world, courier, keep=tmp_path))
        await runner.setup()
        assert world.chats.seq == said
        world.notice(world.people.get(WANG), "记着")
        await runner.cleanup()
        assert world.chats.closed


async def test_a_killed_process_loses_little_because_changes_are_saved_as_they_come(
    scene: Scene, tmp_path: Path
) -> None:
    world = create_world(scene.town.world.config)
    turns: asyncio.Queue[None] = asyncio.Queue()

    async def wait_for_turn(_seconds: float) -> None:
        await turns.get()

    courier = Courier(world, scene.town.courier.callback_url, sleep=wait_for_turn)
    runner = web.AppRunner(simulator_app(world, courier, keep=tmp_path))
    await runner.setup()
    try:
        world.notice(world.people.get(WANG), "记着")
        turns.put_nowait(None)
        for _ in range(5):
            await asyncio.sleep(0)
        again = create_world(world.config)
        assert restore_world(again, tmp_path)
        assert again.chats.seq == 1
    finally:
        await runner.cleanup()
