from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import models.domain

MODULES = sorted(Path(models.domain.__file__).parent.glob("*.py"))
CLOCKS = {
    "now",
    "utcnow",
    "today",
    "time_ns",
    "monotonic",
    "perf_counter",
    "uuid4",
    "token_hex",
    "token_bytes",
    "urandom",
}


def imports_of(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_rule_imports_only_the_standard_library_and_other_rules(module: Path) -> None:
    for name in imports_of(ast.parse(module.read_text(encoding="utf-8"))):
        root = name.partition(".")[0]
        assert root in sys.stdlib_module_names or name.startswith("models.domain"), name
        assert root not in {"random", "secrets", "uuid", "asyncio", "sqlite3", "socket", "os"}, name


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_rule_reads_no_clock_and_draws_no_chance(module: Path) -> None:
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & CLOCKS
