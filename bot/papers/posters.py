"""Posters with a QR code, A4 or A3, as SVG and as PDF: a name, three steps, the code, large type.

The PDF names a font that Chinese viewers and printers bring (STSong-Light) and holds none; a print shop that wants one
inside gives a TrueType file. The code is drawn as squares, so it is sharp at any size.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape

import segno

from handlers.texts import posters as texts
from models.domain.publicity import Public

Paper = Literal["A4", "A3"]
SIZES: dict[Paper, tuple[float, float]] = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
"""Millimetres."""
POINTS = 72 / 25.4
DEEP, INK, WHITE, WASH = "#145c52", "#1d2a2a", "#ffffff", "#e5f0ec"
FACES = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',SimHei,sans-serif"
NAMESPACE = "http://www.w3.org/2000/svg"
CID_FONT = "STSong-Light"
QUIET = 4
"""Modules of white around the code that readers need."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on one."""

    kind: str
    unit: Public
    service: Public
    hotline: Public
    url: str
    """What the code says: the address WeChat gave for a scene."""

    @property
    def name(self) -> Public:
        return texts.KINDS[self.kind]

    @property
    def steps(self) -> tuple[Public, ...]:
        return texts.STEPS[self.kind]

    @property
    def foot(self) -> Public:
        return texts.FOOT.public(service=self.service, hotline=self.hotline)


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; millimetres of A4 from the upper left."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    round: float = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `y` is its base line, `size` the height of a character, `most` the widest it may be."""

    x: float
    y: float
    size: float
    text: str
    colour: str = INK
    middle: bool = True
    most: float = 186
    bold: bool = False


def parts(poster: Poster) -> Iterator[Box | Words]:
    """The whole poster but for the code, in millimetres of A4."""
    yield Box(0, 0, 210, 62, DEEP)
    yield Words(105, 32, 25, poster.name, WHITE, bold=True)
    yield Words(105, 52, 12, poster.unit, WHITE)
    for at, step in enumerate(poster.steps, start=1):
        y = 78 + (at - 1) * 25
        yield Box(14, y - 2, 19, 19, DEEP, round=9.5)
        yield Words(23.5, y + 12, 13, str(at), WHITE, bold=True)
        yield Words(39, y + 12, 13, step, middle=False, most=159, bold=True)
    yield Box(*CODE_AT, *(CODE_SIZE,) * 2, WHITE)
    yield Words(105, 265, 9, texts.SCAN, bold=True)
    yield Box(0, 274, 210, 23, WASH)
    yield Words(105, 288, 8, poster.foot)


CODE_AT, CODE_SIZE = (53.0, 151.0), 104.0


def svg(poster: Poster, paper: Paper = "A4") -> bytes:
    """The poster for a browser or a print shop that takes SVG."""
    width, height = SIZES[paper]
    said = [
        f'<svg xmlns="{NAMESPACE}" width="{width}mm" height="{height}mm" viewBox="0 0 210 297" role="img">',
        f"<title>{escape(texts.SUBJECT(name=poster.name, unit=poster.unit))}</title>",
        f'<rect width="210" height="297" fill="{WHITE}"/>',
    ]
    for one in parts(poster):
        if isinstance(one, Box):
            said.append(
                f'<rect x="{one.x}" y="{one.y}" width="{one.width}" height="{one.height}" rx="{one.round}" '
                f'fill="{one.colour}"/>'
            )
        else:
            size = _fit(one, lambda text: sum(0.55 if c.isascii() else 1.0 for c in text))
            said.append(
                f'<text x="{one.x}" y="{one.y}" font-size="{size:.2f}" font-family="{FACES}" fill="{one.colour}" '
                f'font-weight="{700 if one.bold else 400}" text-anchor="{"middle" if one.middle else "start"}">'
                f"{escape(one.text)}</text>"
            )
    path = "".join(f"M{x:.3f} {y:.3f}h{side:.3f}v{side:.3f}h-{side:.3f}z" for x, y, side in squares(poster.url))
    said.append(f'<path fill="#000" d="{path}"/></svg>')
    return "\n".join(said).encode()


def pdf(poster: Poster, paper: Paper = "A4", font: Path | None = None) -> bytes:
    """The poster for a printer. Raises ValueError for a font file that is no TrueType font."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only for who asks for a PDF

    width, height = SIZES[paper]
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=(width * POINTS, height * POINTS), pageCompression=1, invariant=1)
    sheet.setTitle(texts.SUBJECT(name=poster.name, unit=poster.unit))
    face, measure = _face(font)
    scale = width / 210 * POINTS
    sheet.scale(scale, scale)
    for one in parts(poster):
        sheet.setFillColor(one.colour)
        if isinstance(one, Box):
            sheet.roundRect(one.x, 297 - one.y - one.height, one.width, one.height, one.round, stroke=0, fill=1)
        else:
            _write(sheet, one, face, measure)
    sheet.setFillColor("#000000")
    code = sheet.beginPath()
    for x, y, side in squares(poster.url):
        code.rect(x, 297 - y - side, side, side)
    sheet.drawPath(code, stroke=0, fill=1)
    sheet.showPage()
    sheet.save()
    return out.getvalue()


def squares(url: str) -> Iterator[tuple[float, float, float]]:
    """The dark modules of the code, where they stand on A4: (x, y, side), upper left corners in millimetres."""
    modules = list(segno.make(url, error="m").matrix)
    side = CODE_SIZE / (len(modules) + 2 * QUIET)
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                yield CODE_AT[0] + (column + QUIET) * side, CODE_AT[1] + (row + QUIET) * side, side


def _face(font: Path | None) -> tuple[str, Callable[[str], float]]:
    """The name of a font that is known now, and how wide a text of size one is in it."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFError, TTFont  # noqa: PLC0415

    if font is None:
        name, made = CID_FONT, UnicodeCIDFont(CID_FONT)
    else:
        try:
            name, made = font.stem, TTFont(font.stem, str(font))
        except TTFError as error:
            raise ValueError(f"{font} is no TrueType font: {error}") from error
    pdfmetrics.registerFont(made)
    return name, lambda text: float(pdfmetrics.stringWidth(text, name, 1))


def _write(sheet: Any, one: Words, face: str, measure: Callable[[str], float]) -> None:
    size = _fit(one, measure)
    line = sheet.beginText()
    line.setFont(face, size)
    line.setTextOrigin(one.x - (measure(one.text) * size / 2 if one.middle else 0), 297 - one.y)
    line.setTextRenderMode(2 if one.bold else 0)
    if one.bold:  # the font has one weight: its outline is drawn as well
        sheet.setStrokeColor(one.colour)
        sheet.setLineWidth(size / 28)
    line.textLine(one.text)
    sheet.drawText(line)


def _fit(one: Words, measure: Callable[[str], float]) -> float:
    """The size of a line that would be too wide is made smaller."""
    wide = measure(one.text)
    return min(one.size, one.most / wide) if wide else one.size
