"""The command line: `minqing` or `python -m bot`. 0 = done, 2 = bad input with one clear line, 1 = failure."""

from __future__ import annotations

import argparse
import errno
import importlib
import socket
import sys
from collections.abc import Sequence
from typing import NoReturn

from sqlalchemy.exc import OperationalError

from bot.commands import learning
from bot.menus import MenuRefusedError
from bot.settings import SettingsError
from handlers.context import NoDistrictError
from models.district.errors import DistrictFileError
from models.district.load import WrongDistrictError
from models.store.locks import FileBusyError

MODULES = (
    "serving",
    "demonstration",
    "database",
    "invites",
    "exports",
    "understanding",
    "learning",
    "clustering",
    "account",
    "codes",
    "hotline",
    "reports",
)
BAD_INPUT = (
    SettingsError,
    DistrictFileError,
    WrongDistrictError,
    NoDistrictError,
    FileBusyError,
    MenuRefusedError,
    *learning.BAD_INPUT,
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; how it is meant is what --help is for."""

    def error(self, message: str) -> NoReturn:
        print(f"minqing: {message} (see {self.prog} --help)", file=sys.stderr)
        sys.exit(2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = _Parser(prog="minqing", description="a WeChat complaint service for a district")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in MODULES:
        importlib.import_module(f"bot.commands.{name}").register(commands)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except BAD_INPUT as error:
        print(f"minqing: {error}", file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(f"minqing: there is no file {error.filename}" if error.filename else f"minqing: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        print(f"minqing: {f'the port is in use: {error.strerror}' if taken else error}", file=sys.stderr)
        return 2 if taken or isinstance(error, socket.gaierror) else 1
    except OperationalError as error:
        print(f"minqing: the database: {str(error.orig).splitlines()[0]}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
