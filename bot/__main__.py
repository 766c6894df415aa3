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

from models.domain.errors import BadInputError

COMMANDS = {
    "serve": "serving",
    "demo": "demonstration",
    "migrate": "database",
    "load-district": "database",
    "verify-log": "database",
    "backup": "backups",
    "restore": "backups",
    "identity-lost": "keys",
    "invite": "invites",
    "export": "exports",
    "understand": "understanding",
    "train": "learning",
    "eval": "learning",
    "cluster": "clustering",
    "gather": "visiting",
    "households": "visiting",
    "publish-menu": "account",
    "check": "account",
    "codes": "codes",
    "import-orders": "hotline",
    "export-orders": "hotline",
    "report": "reports",
    "replay": "replaying",
    "paper": "papers",
    "simulate": "simulating",
}
"""Command -> module of `bot.commands`; only the one that is asked for is imported, so that each starts fast."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; how it is meant is what --help is for."""

    def error(self, message: str) -> NoReturn:
        print(f"minqing: {message} (see {self.prog} --help)", file=sys.stderr)
        sys.exit(2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = _Parser(prog="minqing", description="a WeChat complaint service for a district")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    words = sys.argv[1:] if argv is None else list(argv)
    wanted = COMMANDS.get(words[0] if words else "")
    for module in (wanted,) if wanted else dict.fromkeys(COMMANDS.values()):
        importlib.import_module(f"bot.commands.{module}").register(commands)
    args = parser.parse_args(words)
    try:
        return int(args.run(args))
    except BadInputError as error:
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
