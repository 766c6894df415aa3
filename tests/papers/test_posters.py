"""Posters: everything on the sheet, nothing off it, a code that reads as what WeChat gave, both sizes, both forms."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import segno
from lxml import etree
from PIL import Image, ImageDraw

from bot.commands.codes import wanted
from bot.papers.posters import CODE_AT, CODE_SIZE, QUIET, SIZES, Box, Poster, parts, pdf, squares, svg
from handlers.services.inspecting import halls
from handlers.texts import posters as texts
from models.district.reader import build
from models.domain.publicity import Public
from tests.town import district_file

URL = "http://weixin.qq.com/q/02Kx9mJ0wZcVF10000M07Y"


def poster(kind: str = "community", unit: str = "滨海社区") -> Poster:
    return Poster(kind, Public(unit), Public("乌达民情直通"), Public("12345"), URL)


@pytest.mark.parametrize("kind", [*texts.KINDS])
@pytest.mark.parametrize("paper", [*SIZES])
def test_both_forms_hold_every_word_and_have_the_size_of_the_paper(kind: str, paper: str) -> None:
    one = poster(kind, "很长很长的名字" * 6)
    drawn = etree.fromstring(svg(one, paper))  # type: ignore[arg-type]
    said = "".join(drawn.itertext())
    for word in (one.name, one.unit, one.foot, *one.steps, "微信扫一扫", "1", "2", "3"):
        assert word in said
    width, height = SIZES[paper]  # type: ignore[index]
    assert (drawn.get("width"), drawn.get("height")) == (f"{width}mm", f"{height}mm")
    for text in drawn.iter("{*}text"):
        size, at = float(text.get("font-size")), float(text.get("x"))
        wide = sum(0.55 if c.isascii() else 1 for c in text.text) * size
        left = at - wide / 2 if text.get("text-anchor") == "middle" else at
        assert left >= 0, text.text
        assert left + wide <= 210, text.text
    sheet = pdf(one, paper)  # type: ignore[arg-type]
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", sheet)
    assert box is not None
    assert [round(float(side) / 72 * 25.4) for side in box.groups()] == [round(width), round(height)]
    assert b"STSong-Light" in sheet
    assert b"FontFile" not in sheet, "the reader's own font"
    assert sheet == pdf(one, paper), "the same poster is the same file"  # type: ignore[arg-type]


def test_the_code_says_what_wechat_gave_and_has_its_quiet_white_around_it() -> None:
    scale = 10
    picture = Image.new("L", (210 * scale, 297 * scale), 255)
    draw = ImageDraw.Draw(picture)
    for one in parts(poster()):
        if isinstance(one, Box) and one.colour != "#ffffff":
            draw.rectangle([v * scale for v in (one.x, one.y, one.x + one.width, one.y + one.height)], fill=90)
    for x, y, side in squares(URL):
        draw.rectangle((x * scale, y * scale, (x + side) * scale, (y + side) * scale), fill=0)
    modules = segno.make(URL, error="m").matrix
    count = len(modules)
    side = CODE_SIZE / (count + 2 * QUIET)
    read = [
        [
            picture.getpixel(
                (
                    round((CODE_AT[0] + (column - QUIET + 0.5 + QUIET) * side) * scale),
                    round((CODE_AT[1] + (row - QUIET + 0.5 + QUIET) * side) * scale),
                )
            )
            for column in range(count + 2 * QUIET)
        ]
        for row in range(count + 2 * QUIET)
    ]
    inner = [line[QUIET:-QUIET] for line in read[QUIET:-QUIET]]
    assert [[value == 0 for value in line] for line in inner] == [[bool(one) for one in line] for line in modules]
    around = [value for at, line in enumerate(read) if at < QUIET or at >= count + QUIET for value in line]
    assert set(around) == {255}
    assert side > 2, "readable from two metres"


def test_a_font_goes_into_the_pdf_only_when_it_is_given(tmp_path: Path) -> None:
    import reportlab

    font = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    assert b"FontFile2" in pdf(poster(), "A4", font)
    with pytest.raises(ValueError, match="no TrueType font"):
        pdf(poster(), "A4", Path(__file__))


def test_communities_stations_and_halls_get_one_each() -> None:
    district = build(district_file("wuda"), 1)
    scenes = dict(district.settings["scenes"])  # type: ignore[call-overload]
    made = list(wanted(district, scenes))
    assert {one.unit for one in made if one.kind == "community"} == set(scenes.values())
    boxes = [one for one in made if one.kind == "box"]
    assert {one.unit for one in boxes} >= {"binhai", "binhai.binhai"}
    assert all(halls.hall_of(district, f"qrscene_{one.scene}") == one.unit for one in boxes), "the box knows its code"
    stations = {one.unit for one in made if one.kind == "station"}
    assert stations
    assert stations <= set(scenes.values())
    assert len({(one.kind, one.unit) for one in made}) == len(made)
    assert all(len(one.scene) <= 64 for one in made)
    assert io.BytesIO(svg(poster())).read().startswith(b"<svg")
