"""What a message costs inside one process: thread CPU time beside a fixed piece of work, whatever else runs.

`python -m tests.bench.inside` runs gate, understanding, writer (batch by batch, in this thread) and drain in turns with
the piece of work and prints medians: microseconds of this thread, and how many hundred pieces of work they are. The
second number is the one to compare between two versions of the code. `--profile STEP` prints where its time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import credentials_of, open_service
from bot.service import Service
from bot.settings import Settings
from bot.wechat.gate import Delivery, Gate
from bot.wechat.reply import render_encrypted, render_text
from handlers.dispatch import FOLLOW, handle, wants
from models.domain.reading import Reading
from models.domain.text import clean
from models.store.db import Lane, _Unit
from models.store.engines import open_engine, port_for
from scheduler import outbox
from tests.bench.deliveries import APP_ID, PLAIN, SAFE, TOKEN, Mode, text_request
from tests.bench.rounds import told
from tests.bench.servers import DISTRICT

BATCH = 24
"""Messages that form a batch at 64 connections."""
SPELL = 2000
"""Turns of the piece of work: long enough to be timed, short against a batch."""


def piece() -> int:
    """The fixed piece of work: what Python code of ours mostly does."""
    total, known = 0, {}
    for at in range(SPELL):
        key = (at & 63, "name")
        known[key] = known.get(key, 0) + len(str(at))
        total += known[key]
    return total


class Measures:
    """Thread CPU time by step, each with the piece of work beside it."""

    def __init__(self) -> None:
        self.micros: dict[str, list[float]] = {}
        self.pieces: dict[str, list[float]] = {}

    def take(self, step: str, count: int, work: Callable[[], Any], profile: cProfile.Profile | None = None) -> Any:
        """Run `work`, which handles `count` messages."""
        before = _cpu(piece)
        if profile is not None:
            profile.enable()
        started = time.thread_time()
        result = work()
        spent = time.thread_time() - started
        if profile is not None:
            profile.disable()
        beside = (before + _cpu(piece)) / 2
        self.micros.setdefault(step, []).append(1e6 * spent / count)
        self.pieces.setdefault(step, []).append(100 * spent / count / beside)
        return result


def _cpu(work: Callable[[], Any]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


class Inside:
    """A service without its threads and its HTTP."""

    def __init__(self, folder: str, mode: Mode, url: str = "") -> None:
        self._settings = Settings(
            env="development",
            database_url=url or f"sqlite:///{Path(folder) / 'minqing.db'}",
            data_dir=Path(folder),
            district=DISTRICT,
            secret_key="bench-secret-key-of-forty-characters-long",
            identity_key="bench-identity-key-of-forty-characters-lg",
            wechat_app_id=APP_ID,
            wechat_app_secret="bench",
            wechat_token=TOKEN,
            wechat_aes_key=mode.aes_key,
        )
        service = open_service(self._settings)
        service.database.close()
        self.service: Service = service
        self.registry = service.registry
        self.mode = mode
        self.gate = Gate(credentials_of(self._settings), lambda: datetime.now(UTC))
        engine = open_engine(self._settings.database_url)
        self.lane = Lane("inside", port_for(engine), FOLLOW)
        world = self.registry.latest
        assert world is not None
        self.world = world

    def open(self, requests: Sequence[bytes]) -> list[Delivery]:
        """What the edge does before."""
        found = []
        for request in requests:
            head, _, body = request.partition(b"\r\n\r\n")
            query = dict(part.split("=", 1) for part in head.split(b" ")[1].decode().partition("?")[2].split("&"))
            found.append(self.gate.open(query, body))
        return found

    def understand(self, deliveries: Sequence[Delivery]) -> list[Reading | None]:
        """What is read before the writer."""
        read = self.world.understander.read
        return [read(clean(one.message.text)) if len(one.message.text) > 2 else None for one in deliveries]

    def write(self, deliveries: Sequence[Delivery], readings: Sequence[Reading | None]) -> list[Any]:
        """One batch."""
        now, registry = datetime.now(UTC), self.registry

        def unit(one: Delivery, reading: Reading | None) -> _Unit:
            return _Unit(
                lambda tx: handle(tx, registry, one.message, one.xml, now, reading), wants(registry, one.message), None
            )

        batch = [unit(one, reading) for one, reading in zip(deliveries, readings, strict=True)]
        self.lane._handle(batch)
        return [one.future.result() for one in batch]

    def drain(self) -> int:
        """One lease."""
        now = datetime.now(UTC)
        unit = _Unit(lambda tx: outbox.lease(tx, self.registry, now, 50), (), None)
        self.lane._handle([unit])
        return len(unit.future.result())

    def render(self, deliveries: Sequence[Delivery], replies: Sequence[str]) -> None:
        """What the edge does behind."""
        now = datetime.now(UTC)
        for one, words in zip(deliveries, replies, strict=True):
            reply = render_text(one.message.sender, one.message.account, words, now)
            if one.cipher is not None:
                render_encrypted(reply, one.cipher, TOKEN, now)


STEPS = ("gate", "understand", "words", "files", "drain", "progress", "render")


def run(inside: Inside, rounds: int, profiled: str) -> tuple[Measures, cProfile.Profile]:
    """Words, `1` and 进度 of a batch of people, again and again."""
    measures, profile = Measures(), cProfile.Profile()

    def take(step: str, work: Callable[[], Any]) -> Any:
        return measures.take(step, BATCH, work, profile if step == profiled and at >= 3 else None)

    for at in range(rounds):
        people = [f"o{at}p{number:05d}" for number in range(BATCH)]
        requests = told(inside.mode, people)
        words = take("gate", lambda: inside.open(requests))  # noqa: B023
        readings = take("understand", lambda: inside.understand(words))  # noqa: B023
        replies = take("words", lambda: inside.write(words, readings))  # noqa: B023
        yes = inside.open([text_request(inside.mode, one, "1") for one in people])
        answers = take("files", lambda: inside.write(yes, [None] * BATCH))  # noqa: B023
        assert all("WD2" in one for one in answers), answers
        take("drain", inside.drain)
        asked = inside.open([text_request(inside.mode, one, "进度") for one in people])
        told_ = take("progress", lambda: inside.write(asked, [None] * BATCH))  # noqa: B023
        assert all("最晚" in one for one in told_), told_
        take("render", lambda: inside.render(words, replies))  # noqa: B023
        if at == 2:
            measures = Measures()
            gc.collect()
            gc.freeze()
            gc.set_threshold(50_000, 20, 50)
    return measures, profile


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--safe", action="store_true", help="safe mode")
    parser.add_argument("--url", default="", help="a migrated PostgreSQL instead of a new SQLite file")
    parser.add_argument("--profile", default="", choices=("", *STEPS))
    parser.add_argument("--sort", default="tottime")
    parser.add_argument("--lines", type=int, default=60)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="minqing-inside-") as folder:
        inside = Inside(folder, SAFE if args.safe else PLAIN, args.url)
        measures, profile = run(inside, args.rounds, args.profile)
    print(f"{'step':<12}{'us':>8}{'pieces/100':>12}")
    for step in STEPS:
        print(f"{step:<12}{statistics.median(measures.micros[step]):>8.0f}", end="")
        print(f"{statistics.median(measures.pieces[step]):>12.1f}")
    if args.profile:
        pstats.Stats(profile).sort_stats(args.sort).print_stats(args.lines)


if __name__ == "__main__":
    main()
