"""Every paper as .docx: measured and read back; what goes up, down and onto the web differs only as the table says."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.papers import layout
from bot.papers.docx import docx
from handlers.services.papers import of_bulletin, shelf
from handlers.services.papers.of_supervision import supervision
from handlers.services.papers.plain import lines
from handlers.texts import papers as texts
from models.domain.papers import (
    AUDIENCES,
    READ_BY,
    Audience,
    Block,
    Column,
    Heading,
    Holds,
    Paper,
    Paragraph,
    Row,
    Table,
    chinese,
    for_audience,
    numbered,
)
from models.domain.publicity import Public
from models.tables import Case
from tests.commands.conftest import Run
from tests.papers.conftest import NASTY
from tests.town import Town

UNITS = ("wuda", "binhai", "binhai.binhai")


def papers_of(town: Town, cases: dict[str, Case]) -> Iterator[tuple[str, Paper]]:
    """Every paper there is, as each audience reads it."""

    def take(ctx: Any) -> list[tuple[str, Paper]]:
        found: list[tuple[str, Paper | None]] = [
            (f"{kind} {unit} {audience}", shelf.take(ctx, kind, unit, audience))
            for unit in UNITS
            for kind in shelf.OF_UNITS
            for audience in AUDIENCES
        ]
        found.append(("supervision", supervision(ctx, town.case(cases["heat"].running))))
        return [(name, paper) for name, paper in found if paper is not None]

    yield from town.do(take)


def test_all_papers_open_in_the_official_layout_and_name_nobody(town: Town, district: dict[str, Case]) -> None:
    found = dict(papers_of(town, district))
    kinds = {name.split()[0] for name in found}
    assert kinds == {*shelf.OF_UNITS, "supervision"} - {"notice"}
    assert "errands wuda web" not in found, "what people needed is never public"
    circular = "\n".join(lines(found["circular wuda web"]))
    assert "1号" in circular
    assert "《机关作风纪律暂行规定》（作风2）：“承诺牌上墙，窗口不空岗。”" in circular
    assert "于2026年12月10日前整改" in circular
    for name, paper in found.items():
        document: Any = Document(io.BytesIO(docx(paper)))
        section = document.sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == layout.PAPER, name
        for side, size in layout.MARGINS.items():
            assert round(getattr(section, f"{side}_margin").mm) == size, (name, side)
        xml = document.element.xml
        used = set(re.findall(r'w:eastAsia="([^"]+)"', xml))
        assert used <= set(texts.FALLBACKS), "only fonts that the standard names"
        text = "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))
        assert [word for word in NASTY if word in text] == [], name
        foot, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
        assert (foot.text, even.text) == ("—  —", "—  —"), "the number between is a field"
        assert (foot.alignment, even.alignment) == (2, 0), "odd to the right, even to the left"
        assert "PAGE" in foot._element.xml
        fonts = next(p.blob for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
        assert all(f'w:name="{one}"'.encode() in fonts for one in texts.FALLBACKS)
        assert b"FangSong" in fonts

    body_is_set_as_the_standard_says(found["minutes binhai.binhai up"])
    three_renderings_differ_only_as_specified(town.do(lambda ctx: of_bulletin.bulletin(ctx, "wuda", "2026-11")))


def body_is_set_as_the_standard_says(paper: Paper) -> None:
    document: Any = Document(io.BytesIO(docx(paper)))
    by_text = {one.text: one for one in document.paragraphs}
    sign = by_text["滨海社区民情分析会纪要"].runs[0]
    assert (sign.font.name, str(sign.font.color.rgb)) == (texts.TITLE_FONT, "FF0000")
    head, item = by_text["一、议定事项"], by_text["1.小广告多（滨海社区）"]
    assert (head.runs[0].font.name, head.runs[0].font.size.pt) == ("黑体", 16)
    assert (item.runs[0].font.name, item.runs[0].font.size.pt) == ("仿宋_GB2312", 16)
    assert item.paragraph_format.first_line_indent.pt == 32
    assert item.paragraph_format.line_spacing.pt == pytest.approx(layout.TYPE_AREA[1] * 72 / 25.4 / layout.LINES, 0.01)
    condensed = int(item.runs[0]._element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    width = layout.TYPE_AREA[0] * 72 / 25.4
    assert layout.CHARACTERS * (16 + condensed) <= width < (layout.CHARACTERS + 1) * (16 + condensed)
    foot = document.tables[-1]
    assert "tblpYSpec" in foot._tbl.xml, "the foot stands at the foot of the page"
    assert foot.rows[-1].cells[0].text.endswith("2026年11月30日印发")


def test_nothing_that_a_person_wrote_becomes_a_part_of_the_file() -> None:
    evil = Public('<w:p/>&\x00\x0b=HYPERLINK("x")')
    column = Column(evil, 1)
    body: tuple[Block, ...] = (Heading(evil), Paragraph(evil), Table(evil, (column,), (Row((evil,)),)))
    paper = Paper("x", "order", evil, evil, date(2026, 11, 25), body, masthead=evil, number=evil, addressee=evil)
    text = Document(io.BytesIO(docx(paper))).element.xml
    assert "&lt;w:p/&gt;" in text
    assert "HYPERLINK" in text


def holds_of(paper: Paper) -> set[Holds]:
    found: set[Holds] = set()
    for one in paper.body:
        found.add(one.holds)
        if isinstance(one, Table):
            found |= {row.holds for row in one.rows} | {column.holds for column in one.columns}
    return found


def parts_of(paper: Paper) -> set[str]:
    """What stands in a paper, piece by piece, without the numbers that follow from what is there."""
    said: set[str] = set()
    for one in paper.body:
        if isinstance(one, Table):
            said |= {column.name for column in one.columns} | {cell for row in one.rows for cell in row.cells}
        else:
            said.add(one.text)
    return said


def three_renderings_differ_only_as_specified(whole: Paper) -> None:
    assert holds_of(whole) == set(READ_BY), "the story holds something of every kind"
    seen: dict[Audience, set[str]] = {one: parts_of(for_audience(whole, one)) for one in AUDIENCES}
    conduct = {one.text for one in whole.body if not isinstance(one, Table) and one.holds == "conduct"}
    left_out = {one.text for one in whole.body if not isinstance(one, Table) and one.holds == "left_out"}
    assert seen["up"] - seen["down"] == conduct
    assert seen["down"] - seen["up"] == set()
    assert seen["web"] - seen["up"] == left_out
    web = "\n".join(seen["web"])
    assert "WD26" not in web, "no number of a case"
    assert "家里打人" in "\n".join(seen["down"])
    assert "家里打人" not in web, "no matter of one household"
    assert "18度" in "\n".join(seen["down"])
    assert "18度" not in web, "no leader's words"
    assert "收到举报1件" in "\n".join(seen["up"])
    assert [for_audience(whole, one).copies for one in AUDIENCES] == [whole.copies] * 3
    kept = [one for one in whole.body if one.holds == "open" and not isinstance(one, Table)]
    assert all(one in for_audience(whole, "web").body for one in kept)


def test_what_is_left_out_leaves_no_gap_in_the_numbers() -> None:
    def head(text: str, level: Any = 1, holds: Holds = "open") -> Heading:
        return Heading(Public(text), level, holds)

    def line(text: str, holds: Holds = "open") -> Paragraph:
        return Paragraph(Public(text), holds)

    body = (
        *(head("a"), line("x"), head("b", holds="conduct"), line("y", "conduct"), head("c"), line("z", "private")),
        *(head("d"), head("d1", 2), head("d2", 2), line("q"), head("i", 3), head("j", 4), head("k", 3)),
    )
    paper = Paper("x", "notice", Public("t"), Public("i"), date(2026, 1, 1), body)
    web = for_audience(paper, "web")
    said = [number + one.text for number, one in numbered(web.body) if not isinstance(one, Table)]
    assert said == ["一、a", "x", "二、d", "（一）d2", "q", "1.i", "（1）j", "2.k"]
    assert [number for number, one in numbered(paper.body) if isinstance(one, Heading) and one.level == 1] == [
        *("一、", "二、", "三、", "四、")
    ]
    assert [chinese(one) for one in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]


@pytest.mark.parametrize(
    ("signature", "day"), [("乌达区", "2026年11月5日"), ("乌海市乌达区人民政府办公室", "2026年1月5日")]
)
def test_signature_and_date_are_centred_on_each_other(signature: str, day: str) -> None:
    of_name, of_day = layout.indents_of_signature(signature, day)
    wide = [sum(0.5 if c.isascii() else 1 for c in text) * 16 for text in (signature, day)]
    assert of_name + wide[0] / 2 == pytest.approx(of_day + wide[1] / 2)
    assert min(of_name, of_day) >= 0


def test_the_command_writes_them(
    town: Town, district: dict[str, Case], run: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.docx"
    assert run("paper", "bulletin", "--to", "web", "--month", "2026-11", "--docx", file, "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["kind"], document["number"]) == ("bulletin", "（2026年第11期）")
    assert Document(str(file)).paragraphs[0].text == "民情简报"
    assert run("paper", "minutes", "--unit", "滨海社区") == 0
    assert "责任单位：滨海街道" in capsys.readouterr().out
    assert run("paper", "supervision", district["heat"].number) == 0
    assert "督办期限　11月27日（周五）前（已超期）" in capsys.readouterr().out
    for wrong in (
        ("paper", "supervision", district["heat"].number, "--to", "web"),
        ("paper", "supervision", district["accused"].number),
        ("paper", "supervision"),
        ("paper", "notice", "--month", "2026-11"),
        ("paper", "bulletin", "--month", "gestern"),
        ("paper", "bulletin", "--month", "2031-01"),
        ("paper", "minutes", "--unit", "没有这个单位"),
        ("paper", "minutes", "--unit", "gongre"),
        ("paper", "minutes", district["heat"].number),
    ):
        assert run(*wrong) == 2, wrong
    assert len(capsys.readouterr().err.strip().splitlines()) == 9

    a_notice_says_when_where_who_and_what(town)


def a_notice_says_when_where_who_and_what(town: Town) -> None:
    town.advance(days=3)

    def take(ctx: Any) -> Paper | None:
        return shelf.take(ctx, "notice", "binhai.binhai", "web")

    paper = town.do(take)
    assert paper is not None
    said = "\n".join(lines(paper))
    assert "时间：12月7日（周一）15:00。地点：社区会议室。主持：滨海社区。" in said
    assert "1.暖气不热（滨海社区）" in said
    assert "家里打人" not in said
    assert "不公开。" in said
    town.clock.at(12, 7, 8)
    read_on_the_day = town.do(take)
    assert read_on_the_day is not None
    assert "时间：12月7日（周一）15:00" in "\n".join(lines(read_on_the_day)), "a sheet on a wall never says 今天"
