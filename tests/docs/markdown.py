"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOTICE = "<!-- made by `make docs` from {source}; change it there -->"


def notice(source: str) -> str:
    """The line that says where a generated page comes from."""
    return NOTICE.format(source=source)


def cell(text: str) -> str:
    """Text that stays within one cell of a table."""
    return text.replace("|", "\\|").replace("\n", "<br>") or "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table; every row has as many cells as the head (ValueError)."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for row in rows:
        if len(row) != len(head):
            raise ValueError(f"{len(row)} cells under {len(head)} heads: {row!r}")
        lines.append(f"| {' | '.join(map(cell, row))} |")
    return lines


def replace_block(page: str, name: str, lines: Iterable[str]) -> str:
    """The page with what lies between `<!-- name -->` and `<!-- /name -->` replaced. ValueError without that block."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, found, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"no block {name}")
    return before + begin + "\n".join(lines).rstrip("\n") + "\n" + end + after
