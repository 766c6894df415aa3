"""Putting the process together: database, registry, WeChat client, routes and the metronome."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Literal

from aiohttp import ClientSession, web

from bot.clock import read_clock, store_clock, stored_clock
from bot.commands.opening import make_registry
from bot.health import health_of
from bot.late import handle_late
from bot.media import MediaStore, erase_given_up, fetch_waiting
from bot.menus import tag_cadres
from bot.sending import Sender
from bot.service import Service
from bot.settings import Settings, SettingsError
from bot.tokens import DatabaseTokenStore
from bot.web.ballots import ballot_routes
from bot.web.board import board_routes
from bot.web.clock import clock_routes
from bot.web.field import field_routes
from bot.web.health import health_routes
from bot.web.orders import order_routes
from bot.web.own_data import own_data_routes
from bot.web.pages import page_routes
from bot.web.slips import CodeFor, slip_routes
from bot.web.stations import station_routes
from bot.web.surveys import survey_routes
from bot.wechat.client import WeChatClient
from bot.wechat.credentials import Credentials
from bot.wechat.webhook import webhook
from handlers.dispatch import FOLLOW
from handlers.services import identity_key
from handlers.services.alarms import raise_alarm
from models.district.load import load, loaded
from models.district.production import check
from models.district.reader import build, read_district
from models.domain.district import District
from models.migrations import HEAD, migrate, revision_of
from models.store.db import Database
from scheduler.metronome import Metronome, beats_of
from scheduler.stepper import advance, next_instant

Role = Literal["all", "web", "worker"]
SERVICE: web.AppKey[Service] = web.AppKey("service", Service)
SENDERS: web.AppKey[list[Sender]] = web.AppKey("senders", list)
CLIENTS: web.AppKey[list[WeChatClient]] = web.AppKey("clients", list)
"""The sender and the WeChat client of this process, once they run."""
log = logging.getLogger("minqing.app")

CLOCK_FOLLOWED_EVERY = 0.5
"""Seconds; only with clock control."""


def open_service(settings: Settings) -> Service:
    """Database, registry and clock, ready to serve.

    An empty SQLite database is migrated and gets the district of the settings; PostgreSQL is prepared by
    `migrate` and `load-district`. Raises SettingsError or DistrictFileError for what is missing or weak.
    """
    problems = settings.problems()
    if problems:
        raise SettingsError("; ".join(problems))
    registry = make_registry(settings)
    database = Database(settings.database_url, follow=FOLLOW, exclusive=True)
    try:
        if database.is_sqlite:
            migrate(database)
        elif revision_of(database) != HEAD:
            raise SettingsError(f"the database is not at schema {HEAD}: run minqing migrate")
        database.read_now(lambda reader: identity_key.check(reader, registry.sealer))
        clock = stored_clock(database)
        if database.read_now(loaded) is None:
            if not database.is_sqlite:
                raise SettingsError("no district is loaded: run minqing load-district FILE")
            file = read_district(settings.district)
            _refuse_unfit(build(file, 0), settings)  # before it is written, so that a mended file is simply loaded
            database.write_now(lambda tx: load(tx, file, clock()))
        _refuse_unfit(database.read_now(registry.world).district, settings)
        database.write_now(lambda tx: identity_key.remember(tx, registry.sealer))
    except BaseException:
        database.close()
        raise
    return Service(settings, database, registry, clock)


def _refuse_unfit(district: District, settings: Settings) -> None:
    refused = check(district, settings.env)
    if refused:
        raise SettingsError("; ".join(refused))


def credentials_of(settings: Settings) -> Credentials:
    """What the account and this service know in common."""
    return Credentials(
        app_id=settings.wechat_app_id,
        token=settings.wechat_token,
        aes_key=settings.wechat_aes_key,
        aes_key_previous=settings.wechat_aes_key_previous,
        app_secret=settings.wechat_app_secret,
        allow_plaintext=settings.wechat_allow_plaintext,
    )


def build_app(service: Service, *, role: Role = "all", clock_control: bool = False) -> web.Application:
    """The application: routes of this role, and what runs beside them while it is up."""
    app = web.Application(client_max_size=12 << 20)
    app[SERVICE] = service
    store = MediaStore(service.settings.data_dir / "media")
    app[SENDERS] = []
    app[CLIENTS] = []
    if role in {"all", "web"}:
        handler = webhook(credentials_of(service.settings), service.answer, service.clock, service.count)
        app.router.add_route("GET", "/wechat", handler)
        app.router.add_route("POST", "/wechat", handler)
        app.add_routes(_pages(service, store, _code_for(app)))
    app.add_routes(health_routes(lambda: health_of(service), lambda: service.counts))
    if clock_control:

        async def move(span: timedelta) -> dict[str, Any]:
            return await advance_clock(app, span)

        async def coming() -> Any:
            return await service.database.read(next_instant)

        app.add_routes(clock_routes(service.clock, coming, move))

    async def run(_app: web.Application) -> AsyncIterator[None]:
        async with ClientSession() as session:
            client = WeChatClient(
                session,
                service.settings.wechat_api_base,
                credentials_of(service.settings),
                DatabaseTokenStore(service.database, service.registry.sealer),
                service.clock,
                lambda code, line: _note_alarm(service, code, line),
            )
            sender = Sender(service, client)
            app[SENDERS].append(sender)
            app[CLIENTS].append(client)
            tasks: list[asyncio.Task[None]] = []
            metronome = None
            if role in {"all", "worker"}:
                metronome = Metronome(
                    beats_of(
                        {
                            "tick": sender.beat_tick,
                            "drain": sender.beat_drain,
                            "late": lambda: handle_late(service),
                            "media": lambda: fetch_waiting(service, client, store),
                            "tags": lambda: tag_cadres(service, client),
                            "sweep": lambda: _sweep(service, sender, store),
                        }
                    )
                )
                metronome.start()
                tasks.append(asyncio.create_task(sender.run_when_woken()))
            if clock_control:
                tasks.append(asyncio.create_task(_follow_clock(service)))
            _settle_memory()
            yield
            if metronome is not None:
                await metronome.stop()
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            await sender.finish()
        service.database.close()

    app.cleanup_ctx.append(run)
    return app


def _settle_memory() -> None:
    """What was built at start stays; what building it needed goes back to the system where its library can do that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # fewer stops on the reply path (measured in the prototypes)
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _pages(service: Service, store: MediaStore, code_for: CodeFor) -> list[web.RouteDef]:
    """Everything a browser may open."""
    database, registry, clock = service.database, service.registry, service.clock
    return [
        *page_routes(database, registry, clock, store),
        *order_routes(database, registry, clock),
        *own_data_routes(database, registry, clock),
        *station_routes(database, registry, clock),
        *board_routes(database, registry, clock, store),
        *ballot_routes(database, registry, clock, secure=service.settings.address.startswith("https")),
        *survey_routes(database, registry, clock),
        *field_routes(database, registry, clock),
        *slip_routes(database, registry, clock, code_for),
    ]


async def _sweep(service: Service, sender: Sender, store: MediaStore) -> None:
    """What the hour brings, and then the files that it gave up."""
    await sender.sweep()
    await erase_given_up(service, store)


def _code_for(app: web.Application) -> CodeFor:
    async def ask(scene: str, seconds: int) -> str:
        """Ask WeChat for the address behind a code, `` when it does not answer."""
        client = app[CLIENTS][-1] if app[CLIENTS] else None
        result = await client.create_code(scene, seconds=seconds) if client is not None else None
        return str(result.data.get("url", "")) if result is not None and result.ok else ""

    return ask


async def advance_clock(app: web.Application, span: timedelta) -> dict[str, Any]:
    """Move the clock from due instant to due instant, doing all due work at each."""
    service, sender = app[SERVICE], app[SENDERS][-1]

    async def tick(_at: datetime) -> int:
        # Kept before anything happens at this instant: killed in the middle, the clock never goes back behind it.
        await service.database.write(lambda tx: store_clock(tx, service.clock))
        return await sender.tick()

    async with sender.stepping():
        done = await advance(
            service.now(),
            service.now() + span,
            move=service.clock.move_to,
            tick_at=tick,
            drain_at=lambda _at: sender.drain(),
            upcoming=lambda: service.database.read(next_instant),
        )
    return {"now": service.now().isoformat(), "fired": done.fired, "sent": done.sent}


async def _follow_clock(service: Service) -> None:
    """Live by the clock that a process beside this one has moved."""
    while True:
        await asyncio.sleep(CLOCK_FOLLOWED_EVERY)
        try:
            service.clock.follow(await service.database.read(read_clock))
        except Exception:
            log.exception("the stored clock could not be read")


def _note_alarm(service: Service, code: int, line: str) -> None:
    """An alarm of the WeChat client becomes a row and a push, outside its call."""
    service.count("alarm")
    log.error("alarm %d: %s", code, line)
    now = service.now()
    service.database.write(
        lambda tx: raise_alarm(service.registry.context(tx, now), "wechat", key=str(code), line=line)
    )
