"""A paper as .docx for Word and WPS, laid out as GB/T 9704-2012 asks (`bot/papers/layout.py` has the numbers)."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from bot.papers import layout
from handlers.services.papers.plain import copy_line, dated
from handlers.texts import papers as texts
from models.domain.papers import Block, Heading, Paper, Paragraph, Table, numbered

CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
FONTS = {1: texts.HEAD_FONT, 2: texts.SECOND_FONT, 3: texts.BODY_FONT, 4: texts.BODY_FONT}
THICK, THIN = 10, 6
"""Eighths of a point: 0.35 mm and 0.25 mm (7.4.1)."""
RED_THICK = 16
ONE_HEAD = frozenset({"minutes", "form"})
"""Styles whose red head says all that a title would say again."""
SIGNED = frozenset({"order", "notice", "form"})
FOOTED = frozenset({"order", "minutes", "bulletin"})
TO_WRITE_IN = 11
"""Millimetres of a cell that somebody writes in by hand."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def docx(paper: Paper) -> bytes:
    """The file."""
    found = _Sheet()
    found.write(paper)
    out = io.BytesIO()
    found.document.save(out)
    return out.getvalue()


class _Sheet:
    """One document while it is written."""

    def __init__(self) -> None:
        self.document: Any = Document()
        body = self.document.element.body
        for one in list(body):
            if one.tag != qn("w:sectPr"):
                body.remove(one)
        self._page()
        self._defaults()

    def write(self, paper: Paper) -> None:
        """Head, body, foot, in the order of the sheet."""
        self.document.core_properties.title = _ILLEGAL.sub("", paper.title)[:255]
        self.document.core_properties.author = _ILLEGAL.sub("", paper.issuer)[:255]
        self._head(paper)
        for number, block in numbered(paper.body):
            self._block(number, block)
        self._signature(paper)
        if paper.copies or paper.style in FOOTED:
            self._foot(paper)

    # -- the sheet

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = (Mm(one) for one in layout.PAPER)
        for side, size in layout.MARGINS.items():
            setattr(section, f"{side}_margin", Mm(size))
        section.footer_distance = Mm(layout.PAGE_FROM_BOTTOM)
        grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no door to the grid
        if grid is None:
            grid = OxmlElement("w:docGrid")
            section._sectPr.append(grid)  # noqa: SLF001
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), layout.GRID)
        self.document.settings.odd_and_even_pages_header_footer = True
        for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
            footer.is_linked_to_previous = False
            self._page_number(footer.paragraphs[0], align)

    def _page_number(self, paragraph: Any, align: Any) -> None:
        """— 1 —: odd pages to the right, even ones to the left, one character from the edge (7.5)."""
        paragraph.alignment = align
        edge = Pt(layout.FOOT_SIZE)
        paragraph.paragraph_format.right_indent = edge if align == RIGHT else None
        paragraph.paragraph_format.left_indent = edge if align == LEFT else None
        self._run(paragraph, f"{texts.DASH} ", texts.FOOT_FONT, layout.FOOT_SIZE)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = self._run(paragraph, "", texts.FOOT_FONT, layout.FOOT_SIZE)
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = text
            run._element.append(part)  # noqa: SLF001
        self._run(paragraph, f" {texts.DASH}", texts.FOOT_FONT, layout.FOOT_SIZE)

    def _defaults(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = texts.BODY_FONT, Pt(layout.BODY_SIZE)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), texts.BODY_FONT)
        for part in self.document.part.package.iter_parts():
            if str(part.partname) == "/word/fontTable.xml":
                part._blob = _font_table()  # noqa: SLF001 - python-docx has no door to the table of fonts

    # -- its parts

    def _head(self, paper: Paper) -> None:
        if paper.masthead:
            sign = layout.masthead(paper.masthead, low=paper.style == "order", small=paper.style == "form")
            found = self._paragraph(CENTRE, indent=False, exact=False)
            found.paragraph_format.space_before = Pt(sign.before)
            self._run(found, paper.masthead, texts.TITLE_FONT, sign.size, red=True)
            self._number(paper)
        for line in _lines_of_title(paper.title) if paper.style not in ONE_HEAD else ():
            found = self._paragraph(CENTRE, indent=False)
            found.paragraph_format.line_spacing = Pt(layout.LINE * 1.2)
            found.paragraph_format.keep_with_next = True
            self._run(found, line, texts.TITLE_FONT, layout.TITLE_SIZE)
        if paper.style not in ONE_HEAD:
            self._empty()
        if paper.addressee:
            self._run(self._paragraph(LEFT, indent=False), paper.addressee)

    def _number(self, paper: Paper) -> None:
        """发文字号 centred above the red line; minutes and bulletins have their editor and the day beside it."""
        if paper.style in {"order", "form"}:
            self._empty(2 if paper.style == "order" else 0)
            found = self._paragraph(CENTRE, indent=False)
            self._run(found, paper.number)
        else:
            if paper.number:
                self._run(self._paragraph(CENTRE, indent=False), paper.number)
            found = self._paragraph(LEFT, indent=False)
            found.paragraph_format.tab_stops.add_tab_stop(
                Mm(layout.TYPE_AREA[0]) - Pt(layout.BODY_SIZE), WD_TAB_ALIGNMENT.RIGHT
            )
            found.paragraph_format.left_indent = Pt(layout.BODY_SIZE)
            self._run(found, f"{paper.issuer}\t{dated(paper)}")
        _line_below(found, RED_THICK, layout.RED, layout.RED_LINE_BELOW_NUMBER * 72 / 25.4)
        self._empty({"order": 2, "form": 0}.get(paper.style, 1))

    def _block(self, number: str, block: Block) -> None:
        if isinstance(block, Heading):
            found = self._paragraph()
            found.paragraph_format.keep_with_next = block.level < 3
            self._run(found, f"{number}{block.text}", FONTS[block.level])
        elif isinstance(block, Paragraph):
            self._run(self._paragraph(), block.text)
        elif block.rows:
            self._table(block)

    def _table(self, table: Table) -> None:
        rows = len(table.rows) + (not table.form)
        size = layout.TABLE_SIZE if len(table.columns) <= layout.FEW_COLUMNS else layout.SMALL_SIZE
        grid = self.document.add_table(rows=rows, cols=len(table.columns))
        grid.style = self.document.styles["Table Grid"]
        grid.autofit = False
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        whole = sum(one.width for one in table.columns)
        widths = [Mm(layout.TYPE_AREA[0] * one.width / whole) for one in table.columns]
        for at, width in enumerate(widths):
            grid.columns[at].width = width
        at = 0
        if not table.form:
            for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
                self._cell(cell, column.name, texts.HEAD_FONT, size, CENTRE)
            _repeat(grid.rows[0])
            at = 1
        for line, row in zip(grid.rows[at:], table.rows, strict=True):
            _keep_whole(line)
            if table.form and not row.cells[-1]:
                line.height = Mm(TO_WRITE_IN)
            for place, (cell, text) in enumerate(zip(line.cells, row.cells, strict=True)):
                name = table.form and place == 0
                align = CENTRE if name or text.isdecimal() else LEFT
                self._cell(cell, text, texts.HEAD_FONT if name else texts.BODY_FONT, size, align)
        for line in grid.rows:
            for cell, width in zip(line.cells, widths, strict=True):
                cell.width = width
        if not table.form:
            self._empty(size=layout.TABLE_SIZE)

    def _cell(self, cell: Any, text: str, font: str, size: float, align: Any) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = align
        found = paragraph.paragraph_format
        found.space_after = found.space_before = Pt(1)
        found.line_spacing_rule, found.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        self._run(paragraph, text, font, size)

    def _signature(self, paper: Paper) -> None:
        """Who signs and when; minutes and bulletins say it in their head."""
        if paper.style not in SIGNED:
            return
        self._empty(paper.style != "form")
        of_name, of_day = layout.indents_of_signature(paper.issuer, dated(paper))
        for text, indent in ((paper.issuer, of_name), (dated(paper), of_day)):
            found = self._paragraph(RIGHT, indent=False)
            found.paragraph_format.right_indent = Pt(indent)
            found.paragraph_format.keep_with_next = text == paper.issuer
            self._run(found, text)

    def _foot(self, paper: Paper) -> None:
        """版记: to whom, who printed it and when, at the foot of the last page (7.4)."""
        grid = self.document.add_table(rows=len(paper.copies) + 1, cols=1)
        _to_the_foot(grid)
        for line, one in zip(grid.rows, paper.copies, strict=False):
            self._foot_line(line.cells[0], copy_line(one))
        cell = grid.rows[-1].cells[0]
        self._foot_line(cell, f"{paper.issuer}\t{texts.PRINTED_ON(day=dated(paper))}")
        stops = cell.paragraphs[0].paragraph_format.tab_stops
        stops.add_tab_stop(Mm(layout.TYPE_AREA[0]) - Pt(layout.FOOT_SIZE), WD_TAB_ALIGNMENT.RIGHT)
        for at, line in enumerate(grid.rows):
            _rules(line.cells[0], THICK if at == 0 else THIN, THICK if at == len(grid.rows) - 1 else 0)
        tail = self._paragraph(indent=False)
        tail.paragraph_format.line_spacing = Pt(1)

    def _foot_line(self, cell: Any, text: str) -> None:
        paragraph = cell.paragraphs[0]
        found = paragraph.paragraph_format
        found.left_indent = found.right_indent = Pt(layout.FOOT_SIZE)
        found.space_after = Pt(0)
        self._run(paragraph, text, texts.BODY_FONT, layout.FOOT_SIZE)

    # -- the smallest things

    def _paragraph(self, align: Any = None, *, indent: bool = True, exact: bool = True) -> Any:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        found = paragraph.paragraph_format
        found.space_before = found.space_after = Pt(0)
        if exact:
            found.line_spacing_rule, found.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(layout.LINE)
        if indent:
            found.first_line_indent = Pt(2 * layout.BODY_SIZE)
        return paragraph

    def _empty(self, count: int = 1, *, size: float = layout.BODY_SIZE) -> None:
        for _ in range(count):
            self._run(self._paragraph(indent=False), "", size=size)

    def _run(
        self,
        paragraph: Any,
        text: str,
        font: str = texts.BODY_FONT,
        size: float = layout.BODY_SIZE,
        *,
        red: bool = False,
    ) -> Any:
        run = paragraph.add_run(_ILLEGAL.sub("", text))
        run.font.name, run.font.size = font, Pt(size)
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001
        if size == layout.BODY_SIZE:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(layout.CONDENSED))
            run._element.rPr.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")  # noqa: SLF001
        if red:
            run.font.color.rgb = RGBColor.from_string(layout.RED)
        return run


def _lines_of_title(title: str) -> list[str]:
    """A title of more than one line is broken near its middle (7.3.1: words whole, lines alike)."""
    longest = int(layout.TYPE_AREA[0] * 72 / 25.4 / layout.TITLE_SIZE)
    if len(title) <= longest:
        return [title]
    middle = len(title) // 2
    breaks = [found.end() for found in re.finditer(texts.TITLE_BREAKS, title) if found.end() < len(title)]
    at = min(breaks, key=lambda one: abs(one - middle), default=middle)
    return [title[:at], title[at:]]


def _line_below(paragraph: Any, eighths: int, colour: str, points: float) -> None:
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="{eighths}" w:space="{round(points)}" '
        f'w:color="{colour}"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - python-docx knows no borders
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _rules(cell: Any, top: int, bottom: int) -> None:
    parts = "".join(
        f'<w:{side} w:val="{"single" if size else "nil"}" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", top), ("bottom", bottom))
    )
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{parts}</w:tcBorders>"))  # noqa: SLF001


def _to_the_foot(table: Any) -> None:
    """A table that stands at the lower edge of the type area, wherever the text ends."""
    properties = table._tbl.tblPr  # noqa: SLF001
    place = parse_xml(
        f'<w:tblpPr {nsdecls("w")} w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center" '
        'w:tblpYSpec="bottom"/>'
    )
    properties.insert_element_before(place, "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize", "w:tblW")
    width = Mm(layout.TYPE_AREA[0])
    table.autofit = False
    table.columns[0].width = width
    for row in table.rows:
        row.cells[0].width = width


def _repeat(row: Any) -> None:
    """The heads of a table stand on every page of it."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def _font_table() -> bytes:
    """Every font with what stands in for it where a computer has not got it."""
    fonts = "".join(
        f'<w:font w:name="{escape(name)}"><w:altName w:val="{escape(",".join(others))}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in texts.FALLBACKS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
