"""A paper as plain lines, and the small sentences every rendering shares."""

from __future__ import annotations

from handlers.texts import papers as texts
from models.domain.papers import Copies, Paper, Table, numbered
from models.domain.publicity import Public

CELLS = "　"


def dated(paper: Paper) -> Public:
    """2026年11月25日"""
    return texts.DAY.public(year=paper.dated.year, month=paper.dated.month, day=paper.dated.day)


def copy_line(one: Copies) -> Public:
    """报：乌达区。"""
    return texts.COPY_LINE.public(label=one.label, names=one.names)


def lines(paper: Paper) -> list[str]:
    """The whole paper, for a terminal."""
    said: list[str] = [one for one in (paper.masthead, paper.number, paper.title, paper.addressee) if one]
    for number, block in numbered(paper.body):
        if isinstance(block, Table):
            if not block.form:
                said.append(CELLS.join(column.name for column in block.columns))
            said += [CELLS.join(row.cells) for row in block.rows]
        else:
            said.append(f"{number}{block.text}")
    said += [paper.issuer, dated(paper)]
    return [*said, *(copy_line(one) for one in paper.copies)]
