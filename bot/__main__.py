"""The command line: `minqing` or `python -m bot`. 0 = done, 2 = bad input with one clear line, 1 = failure."""

from __future__ import annotations

import argparse
import errno
import importlib
import sys
from collections.abc import Sequence

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
    FileNotFoundError,
    MenuRefusedError,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="minqing", description="a WeChat complaint service for a district")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in MODULES:
        importlib.import_module(f"bot.commands.{name}").register(commands)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except BAD_INPUT as error:
        print(f"minqing: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(f"minqing: the port is in use by another program: {error.strerror}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
