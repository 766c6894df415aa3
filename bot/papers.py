"""Papers as .docx in the official layout (GB/T 9704-2012): paper, margins, sizes, fonts by name, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handlers.texts.papers import BODY_FONT, TITLE_FONT

TITLE_SIZE, BODY_SIZE, FOOT_SIZE = 22, 16, 14
"""Points: 二号, 三号, 四号."""
LINE = 28
MARGINS = {"top": 37, "left": 28, "right": 26, "bottom": 35}
PAPER = (210, 297)
"""Millimetres, 版心 156 × 225."""
DASH = "—"


def write_docx(lines: Sequence[str], path: Path) -> None:
    """Write a paper: the first line is its title, every other one a paragraph."""
    from docx import Document  # noqa: PLC0415 - a slow import only this format needs
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    def add(holder, text: str, font: str, size: int) -> None:  # type: ignore[no-untyped-def]
        run = holder.add_run(text)
        run.font.name, run.font.size = font, Pt(size)
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001

    def field(holder) -> None:  # type: ignore[no-untyped-def]
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = holder.add_run()
            run.font.size = Pt(FOOT_SIZE)
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = text
            run._element.append(part)  # noqa: SLF001

    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = (Mm(one) for one in PAPER)
    for side, size in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(size))
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add(title, lines[0], TITLE_FONT, TITLE_SIZE)
    for line in lines[1:]:
        paragraph = paper.add_paragraph()
        layout = paragraph.paragraph_format
        layout.first_line_indent = Pt(2 * BODY_SIZE)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
        layout.space_after = Pt(0)
        add(paragraph, line.strip(), BODY_FONT, BODY_SIZE)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add(foot, f"{DASH} ", BODY_FONT, FOOT_SIZE)
    field(foot)
    add(foot, f" {DASH}", BODY_FONT, FOOT_SIZE)
    paper.save(str(path))
