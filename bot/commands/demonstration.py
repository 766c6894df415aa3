"""demo: the service with a simulated WeChat and phones in the browser, in one process, on this machine only."""

from __future__ import annotations

import argparse
import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.app import CLIENTS, advance_clock, build_app, open_service
from bot.clock import Clock, store_clock
from bot.commands.serving import configure_logging
from bot.demo_story import BEGINS, Stage, phones, places, play
from bot.menus import publish
from bot.scenes import shaped
from bot.service import Service
from bot.settings import Settings, load_settings
from bot.simulator.actions import Hands
from bot.simulator.api import attach_world, simulator_routes
from bot.simulator.config import WorldConfig, approve
from bot.simulator.deliver import Courier
from bot.simulator.world import World, create_world
from handlers.services.insight import insight
from models.district.load import load
from models.district.reader import read_district
from models.domain.errors import BadInputError
from models.migrations import migrate
from models.store.db import Database
from models.store.locks import FileBusyError, FileLock

APP_ID, TOKEN = "wxdemo0000000000", "minqingdemo"
FOLDER = Path("data/demo")
DATABASE = "minqing.db"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("demo", help="try the service on phones in the browser")
    command.add_argument("--port", type=int, default=8080)
    command.add_argument("--fresh", action="store_true", help="begin the demo anew")
    command.add_argument("--folder", type=Path, default=FOLDER, help=f"where it is kept (default {FOLDER})")
    command.set_defaults(run=run_demo)


def run_demo(args: argparse.Namespace) -> int:
    """Serve the demo until Ctrl-C; the second start goes on where the first ended."""
    try:
        if args.fresh and args.folder.exists():
            _clear(args.folder)
        settings = demo_settings(args.folder, args.port)
        configure_logging(settings)
        asyncio.run(_serve(settings, args.folder))
    except KeyboardInterrupt:
        pass
    except FileBusyError as error:
        another = f"make demo PORT={args.port + 1} FOLDER={args.folder}2"
        raise BadInputError(
            f"the demo in {args.folder} is running already; stop it, or try another: {another}"
        ) from error
    return 0


def _clear(folder: Path) -> None:
    """Remove what an earlier demo left. Raises FileBusyError while that one still runs."""
    lock = FileLock.of(str(folder / DATABASE))
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    lock.release()


def demo_settings(folder: Path, port: int) -> Settings:
    """Settings of an account that exists only here; the keys are made once and kept beside the database."""
    folder.mkdir(parents=True, exist_ok=True)
    keys = folder / "keys"
    if not keys.exists():
        keys.write_text(f"{secrets.token_urlsafe(36)}\n{secrets.token_urlsafe(36)}\n", encoding="utf-8")
        keys.chmod(0o600)
    secret, identity = keys.read_text(encoding="utf-8").split()
    address = f"http://127.0.0.1:{port}"
    return load_settings(
        env="development",
        database_url=f"sqlite:///{folder}/{DATABASE}",
        district=_district(),
        data_dir=folder,
        host="127.0.0.1",
        port=port,
        public_url=address,
        secret_key=secret,
        identity_key=identity,
        wechat_app_id=APP_ID,
        wechat_app_secret=secrets.token_hex(8),
        wechat_token=TOKEN,
        wechat_aes_key="",
        wechat_aes_key_previous="",
        wechat_api_base=address,
        log_level="WARNING",
    )


def _district() -> Path:
    """The shipped file, wherever the command is called from."""
    here = Path("districts/wuda.yaml")
    return here if here.exists() else Path(__file__).parents[2] / "districts" / "wuda.yaml"


async def _serve(settings: Settings, folder: Path) -> None:
    is_new = not (folder / "ready").exists()
    if is_new:
        _start_clock(settings)
    service = open_service(settings)
    app = build_app(service, clock_control=True)
    district = service.database.read_now(service.registry.world).district
    world = create_world(
        WorldConfig(
            now=service.now,
            app_id=settings.wechat_app_id,
            app_secret=settings.wechat_app_secret,
            token=settings.wechat_token,
            account_name=district.service_name,
            public_url=settings.address,
            phones=phones(),
            places=places(district),
            templates=approve(district.templates),
        )
    )
    courier = Courier(world, f"{settings.address}/wechat")
    app.add_routes(simulator_routes(world, courier, insight=lambda: service.database.read(_insight(service))))
    app.router.add_get("/", _to_phones)
    attach_world(app, world, courier, keep=folder / "wechat")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        if is_new:
            print("preparing the demo town: six cases, a meeting, a commitment, a ballot, a week of theirs", flush=True)
            await _prepare(service, app, world, courier)
            (folder / "ready").write_text(datetime.now(UTC).isoformat(), encoding="utf-8")
        print(f"the phones are at {settings.address}/sim/ (Ctrl-C stops)", flush=True)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def _start_clock(settings: Settings) -> None:
    """A demo lives in its own week: begin its clock there, with the district as its scenes need it."""
    database = Database(settings.database_url, lanes=1)
    try:
        migrate(database)
        file = shaped(read_district(settings.district))
        database.write_now(lambda tx: load(tx, file, BEGINS))
        database.write_now(lambda tx: store_clock(tx, Clock(BEGINS - datetime.now(UTC))))
    finally:
        database.close()


async def _prepare(service: Service, app: web.Application, world: World, courier: Courier) -> None:
    async def advance(span: timedelta) -> object:
        return await advance_clock(app, span)

    world_now = service.registry.latest
    if world_now is not None:
        await publish(app[CLIENTS][-1], world_now.district, service.settings.address)
    await play(Stage(service, Hands(world, courier), advance, courier.settle))


def _insight(service: Service):  # type: ignore[no-untyped-def]
    world = service.registry.latest
    return lambda reader: insight(reader, world.district) if world else []


async def _to_phones(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/sim/")
