"""Speed of reading beside jieba, in one run: `python -m tests.understanding.bench`. Prints figures, asserts none."""

from __future__ import annotations

import logging
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import jieba

from handlers.understanding import Understander
from models.district.build import build
from models.district.reader import read_district
from models.domain.district import District, Place
from tests.understanding.measuring import SETS, messages

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 20
MANY = 5000


def grown(district: District) -> District:
    """The district with thousands of further estate names."""
    units = [unit.code for unit in district.units.values() if unit.level == "community"]
    signs = "安宁和顺祥瑞康泰福盈春华秋实金银玉石松柏竹梅兰菊荷桂"
    places = dict(district.places)
    for number in range(MANY):
        a, b, c = number % 24, number // 24 % 24, number // 576 % 24
        name = f"{signs[a]}{signs[b]}{signs[c]}苑"
        code = f"grown.{number}"
        places[code] = Place(code, name, "estate", units[number % len(units)], invented=True)
    return replace(district, places=places)


def microseconds(act: Callable[[str], object], texts: list[str]) -> tuple[float, float]:
    """Median and 95th percentile over the texts, each text at its best of ROUNDS."""
    best: list[float] = []
    for text in texts:
        times: list[float] = []
        for _ in range(ROUNDS):
            start = perf_counter()
            act(text)
            times.append(perf_counter() - start)
        best.append(min(times) * 1e6)
    return statistics.median(best), sorted(best)[int(len(best) * 0.95)]


def main() -> None:
    donghe = build(read_district(ROOT / "districts" / "donghe.yaml"), 1)
    texts = [row["text"] for name in SETS for row in messages(name)]
    built = []
    for label, district in (("donghe", donghe), (f"donghe + {MANY}", grown(donghe))):
        start = perf_counter()
        understander = Understander(district)
        built.append((label, len(district.places), (perf_counter() - start) * 1e3, understander))
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    cut, cut95 = microseconds(jieba.lcut, texts)
    lines = [f"jieba.lcut       {cut:6.1f} us median, {cut95:6.1f} us p95 over {len(texts)} texts"]
    for label, count, milliseconds, understander in built:
        median, p95 = microseconds(understander.read, texts)
        lines.append(
            f"{label:16} {median:6.1f} us median, {p95:6.1f} us p95, {median / cut:4.2f} of jieba; "
            f"{count} places, built in {milliseconds:.0f} ms"
        )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
