"""serve: the service itself."""

from __future__ import annotations

import argparse
import ipaddress
import logging

from aiohttp import web

from bot.app import build_app, open_service
from bot.settings import Settings, SettingsError, load_settings


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("serve", help="answer WeChat and do what is due")
    command.add_argument("--role", choices=("all", "web", "worker"), default="all")
    command.add_argument("--host")
    command.add_argument("--port", type=int)
    command.add_argument("--clock-control", action="store_true", help="let /sim/clock move time (development only)")
    command.set_defaults(run=run_serve)


def run_serve(args: argparse.Namespace) -> int:
    """Serve until told to stop (Ctrl-C or SIGTERM)."""
    given = {name: value for name, value in (("host", args.host), ("port", args.port)) if value is not None}
    settings = load_settings(**given)
    configure_logging(settings)
    if args.clock_control:
        allow_clock_control(settings)
    service = open_service(settings)
    app = build_app(service, role=args.role, clock_control=args.clock_control)
    web.run_app(app, host=settings.host, port=settings.port, access_log=None, print=_announce)
    return 0


def allow_clock_control(settings: Settings) -> None:
    """Raise SettingsError where moving the clock would be dangerous."""
    if settings.is_production:
        raise SettingsError("--clock-control is for MINQING_ENV=development")
    host = "127.0.0.1" if settings.host == "localhost" else settings.host
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise SettingsError(f"--clock-control needs a loopback MINQING_HOST, not {settings.host}")


def configure_logging(settings: Settings) -> None:
    """One line an event on standard error; never a word of a resident."""
    level = logging.getLevelNamesMapping().get(settings.log_level.upper())
    if level is None:
        raise SettingsError(f"MINQING_LOG_LEVEL: {settings.log_level} is not a level")
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(max(level, logging.WARNING))


def _announce(text: str) -> None:
    print(text, flush=True)
