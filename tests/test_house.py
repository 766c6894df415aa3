"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "models", "scheduler")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SPOKEN_IN = (
    "handlers/texts/",
    "handlers/understanding/",
    "handlers/grammar/",
    "models/domain/",
    "bot/simulator/",
    "bot/web/templates/",
    "bot/demo_words.py",
    "bot/scenes/",
    "bot/simulation/words.py",
    "bot/replays/zhalainuoer/",
    "bot/wechat/lexicon.py",
    "bot/wechat/templates.py",
)
"""Where Chinese belongs: words to people, the lexicon, the grammar, rules' word lists, the simulated page, a story."""
CLOCK_READS = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}


def modules(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def test_only_the_edge_reads_a_clock() -> None:
    reads = [
        f"{path}:{node.lineno}"
        for path, tree in modules("models", "handlers", "scheduler")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in CLOCK_READS
    ]
    assert reads == []


def test_rules_import_the_standard_library_alone() -> None:
    strangers = [
        f"{path}: {name}"
        for path, tree in modules("models/domain")
        for name in _imported(tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("models.domain")
    ]
    assert strangers == []


def test_words_to_people_are_in_the_catalogue_and_nowhere_else() -> None:
    found = []
    for path, tree in modules(*ROOMS):
        if str(path).startswith(SPOKEN_IN):
            continue
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            f"{path}:{node.lineno} {node.value[:20]!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and CHINESE.search(node.value)
            and id(node) not in docstrings
        ]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    silent = [str(path) for path, tree in modules(*ROOMS) if tree.body and ast.get_docstring(tree) is None]
    assert silent == []


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
