"""What the pages say is what the code does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.settings import Settings
from bot.wechat.errcodes import ERRCODES
from handlers.grammar import parse
from handlers.grammar.verbs import Side
from models.domain.tiers import TIERS
from tests.docs.markdown import cell, replace_block, table
from tests.docs.pages import DOCS, PAGES, ROOT, subcommands, targets

WRITTEN = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "districts").glob("*.md")])


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name: str) -> None:
    path = ROOT / name
    assert path.read_text(encoding="utf-8") == PAGES[name](), f"{name} is old: run make docs"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    lost = [
        link
        for link in links
        if not link.startswith(("http://", "https://", "#"))
        and not (path.parent / unquote(link.split("#")[0])).exists()
    ]
    assert lost == []


def test_every_page_can_be_reached_from_the_readmes() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        for link in re.findall(r"\]\(([^)\s#]+)", path.read_text(encoding="utf-8")):
            target = (path.parent / link).resolve()
            if target.is_file():
                waiting.append(target)
    assert [path for path in DOCS.rglob("*.md") if path not in reached] == []


def test_the_table_of_settings_names_every_setting_and_its_default() -> None:
    written = dict(rows(DOCS / "operations.md", "| 名称 | 默认 | 说明 |"))
    settings = {name.upper(): str(field.default) for name, field in Settings.model_fields.items()}
    told = {name.strip("`"): default.strip("`").replace("空", "") for name, default in written.items()}
    assert {name: default.lower() for name, default in told.items()} == {
        name: default.lower() for name, default in settings.items()
    }


def test_every_error_code_of_the_manual_is_one_we_know() -> None:
    codes = [code for first, _ in rows(DOCS / "operations.md", "| 错误码 |") for code in re.findall(r"\d{5}", first)]
    assert len(codes) > 15
    assert [code for code in codes if int(code) not in ERRCODES] == []


def test_errors_that_stop_the_whole_account_are_in_the_manual() -> None:
    told = {int(code) for code in re.findall(r"\d{5}", (DOCS / "operations.md").read_text(encoding="utf-8"))}
    stopping = {code for code, verdict in ERRCODES.items() if verdict.action == "alarm"}
    assert stopping - told <= {40002, 41002, 41004}, "those three are mistakes of our own code, not of an operator"


def test_commands_in_the_manuals_exist() -> None:
    known, made = subcommands(), targets()
    for path in WRITTEN:
        words = path.read_text(encoding="utf-8")
        used = re.findall(r"minqing ([a-z][a-z-]+)", "\n".join(code_of(words)))
        assert [name for name in used if name not in known] == [], path
        used = re.findall(r"make ([a-z]+)", "\n".join(code_of(words)))
        assert [name for name in used if name not in made] == [], path


@pytest.mark.parametrize("reader", ["community", "street", "desk", "inspector"])
def test_what_the_guides_of_the_offices_show_is_understood(reader: str) -> None:
    """Every line that is shown as sent."""
    told = re.findall(r"^> (.+)$", (DOCS / f"guide-{reader}.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert told
    for words in told:
        command = parse(words, "cadre")
        assert command is not None, words


@pytest.mark.parametrize(("page", "side"), [("guide-cadres.md", "cadre"), ("guide-residents.md", "resident")])
def test_what_the_guides_tell_people_to_write_is_understood(page: str, side: Side) -> None:
    pattern, head = (r"`([^`]+)`", "| 想做 | 发 |") if side == "cadre" else (r"\*\*([^*]+)\*\*", "| 想 | 就发 |")
    told = [words for _, second in rows(DOCS / page, head) for words in re.findall(pattern, second)]
    verbs = [words for words in told if not words.isdigit()]
    assert len(verbs) > 10
    for words in verbs:
        command = parse(words, side)
        assert command is not None, words


def test_the_limits_told_to_cadres_are_the_tables() -> None:
    told = dict(rows(DOCS / "guide-cadres.md", "| 档 | 例子 |", values=slice(1, None)))
    spoken = {"2h": "2 小时", "24h": "24 小时", "3d": "3 个工作日", "7d": "7 个工作日", "15d": "15 个工作日"}
    assert list(told) == list(spoken.values())
    for code, tier in TIERS.items():
        number = re.match(r"\d+", tier.due["first"])
        assert number is not None
        assert re.search(rf"(?<!\d){number[0]} ?(?:小时|个工作日)", told[spoken[code]]), (code, told[spoken[code]])
        signs = re.match(r"(\d+)(min|dh|wh|wd)", tier.sign)
        assert signs is not None
        unit = {"min": "分钟", "dh": "小时", "wh": "个工作小时", "wd": "个工作日"}[signs[2]]
        told_signing = told[spoken[code]].split("|")[1].strip()
        assert told_signing.startswith((f"{signs[1]} {unit}", "下一个工作日中午")), (code, told_signing)


def test_a_table_refuses_rows_that_do_not_fit_and_cells_stay_whole() -> None:
    assert table(("a", "b"), [("x|y", "1\n2")])[-1] == "| x\\|y | 1<br>2 |"
    assert cell("") == "–"
    with pytest.raises(ValueError, match="1 cells under 2"):
        table(("a", "b"), [("x",)])


def test_a_block_is_replaced_and_its_surroundings_stay() -> None:
    page = "before\n<!-- x -->\nold\n<!-- /x -->\nafter\n"
    assert replace_block(page, "x", ["new"]) == "before\n<!-- x -->\nnew\n<!-- /x -->\nafter\n"
    with pytest.raises(ValueError, match="no block y"):
        replace_block(page, "y", ["new"])


def rows(path: Path, head: str, *, values: slice = slice(1, 2)) -> Iterator[tuple[str, str]]:
    """(first cell, other cells) of the rows of the table whose head begins so."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(head)) + 2
    for line in lines[start:]:
        if not line.startswith("|"):
            return
        cells = [one.strip() for one in re.split(r"(?<!\\)\|", line)[1:-1]]
        yield cells[0], "|".join(cells[values])


def code_of(words: str) -> list[str]:
    """Code blocks and inline code of a page."""
    return re.findall(r"```\w*\n(.*?)```", words, re.DOTALL) + re.findall(r"`([^`\n]+)`", words)
