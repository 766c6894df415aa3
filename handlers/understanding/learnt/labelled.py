"""Files of labelled messages: CSV with columns by name, also compressed, in the encodings offices really send."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from handlers.understanding.issues import Opinion
from handlers.understanding.learnt.examples import Example
from models.domain.errors import BadInputError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "标题", "留言主题", "主题"),
    "detail": ("detail", "text", "content", "内容", "详情", "留言详情", "诉求内容", "工单内容"),
    "label": ("label", "category", "类别", "分类", "一级标签", "问题分类", "诉求类别"),
    "unit": ("unit", "承办单位", "办理单位", "主办单位", "单位"),
    "time": ("time", "时间", "留言时间", "受理时间", "登记时间"),
    "id": ("id", "编号", "留言编号", "工单编号"),
}
"""Column -> headings it is known by, in capitals or not."""
_DIGITS = re.compile(r"\d+")
_ENCODINGS = ("utf-8-sig", "gb18030")


class LabelledFileError(BadInputError):
    """The file cannot be read as labelled messages; the words say the file, the line and what is expected."""


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, known columns) of every row that is not empty. Raises LabelledFileError, or FileNotFoundError."""
    csv.field_size_limit(1 << 22)
    lines = csv.reader(io.StringIO(_text(path), newline=""), strict=False)
    try:
        heading = next(lines, None)
        if not heading:
            raise LabelledFileError(f"{path}: the file is empty; a first line with column names is expected")
        known = _known(heading)
        for row in lines:
            if any(cell.strip() for cell in row):
                yield (
                    lines.line_num,
                    {name: row[at].strip() if at < len(row) else "" for name, at in known.items()},
                )
    except csv.Error as error:
        raise LabelledFileError(f"{path}:{lines.line_num}: {error}") from error


def read_labelled(path: Path) -> list[Example]:
    """Every labelled message of a file, rows without words or label left out.

    Raises LabelledFileError when a column is missing or nothing is left, FileNotFoundError without the file.
    """
    found, first = [], True
    for _, row in read_rows(path):
        if first:
            _demand(path, row)
            first = False
        title, detail = row.get("title", ""), row.get("detail", "")
        if not title:
            title, detail = detail, ""
        if title and row["label"]:
            found.append(Example(row["label"], title, detail, row.get("unit", ""), row.get("time", "")))
    if not found:
        raise LabelledFileError(f"{path}: no row has both words and a label")
    return found


def read_opinions(path: Path) -> list[Opinion]:
    """Every message of a file that is to be grouped; without an id the number of its line stands for it.

    Raises LabelledFileError when there is no column of words or no row, FileNotFoundError without the file.
    """
    found = []
    for line, row in read_rows(path):
        if "title" not in row and "detail" not in row:
            raise LabelledFileError(f"{path}:1: a column title, detail or text is expected; found: {', '.join(row)}")
        found.append(
            Opinion(
                row.get("id") or str(line), row.get("title", ""), row.get("detail", ""), moment_of(row.get("time", ""))
            )
        )
    if not found:
        raise LabelledFileError(f"{path}: no row with words")
    return found


def moment_of(text: str) -> datetime | None:
    """The time a file gives, in any of the ways offices write it; None when it says none."""
    numbers = [int(part) for part in _DIGITS.findall(text)][:6]
    if len(numbers) < 3:
        return None
    try:
        return datetime(*[*numbers, 0, 0, 0][:6])  # type: ignore[arg-type]  # noqa: DTZ001 - files name no zone
    except ValueError:
        return None


def _demand(path: Path, row: Mapping[str, str]) -> None:
    seen = ", ".join(row) or "none that is known"
    if "title" not in row and "detail" not in row:
        raise LabelledFileError(f"{path}:1: a column title, detail or text is expected; found: {seen}")
    if "label" not in row:
        raise LabelledFileError(f"{path}:1: a column label or category is expected; found: {seen}")


def _known(heading: list[str]) -> dict[str, int]:
    places = {name.strip().lower(): at for at, name in reversed(list(enumerate(heading)))}
    found = {}
    for column, names in COLUMNS.items():
        at = next((places[name] for name in names if name in places), None)
        if at is not None:
            found[column] = at
    return found


def _text(path: Path) -> str:
    if path.is_dir():
        raise LabelledFileError(f"{path} is a folder; a CSV file is expected")
    held = path.read_bytes()
    if held[:2] == b"\x1f\x8b":
        try:
            held = gzip.decompress(held)
        except (OSError, EOFError, zlib.error) as error:
            raise LabelledFileError(f"{path}: the compressed file is damaged: {error}") from error
    if b"\x00" in held[:4096]:
        raise LabelledFileError(f"{path}: this is no CSV file; a workbook can be saved as CSV (UTF-8)")
    for encoding in _ENCODINGS:
        try:
            return held.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LabelledFileError(f"{path}: neither UTF-8 nor GB18030; save it as CSV (UTF-8)")
