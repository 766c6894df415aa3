"""民意专报: made by itself, confirmed by the head, never changed by hand, corrected beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from handlers.services import reports
from handlers.services.briefs import figures, papers
from models.domain.states import CaseState
from models.tables import Brief, BriefErratum
from tests.cadre.conftest import ACCUSATION, FLYERS, LAMP, FileCase
from tests.commands.conftest import Run, run
from tests.life.stories import words_to
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

__all__ = ["run"]
COMMUNITY = "binhai.binhai"


def briefs(town: Town, **equals: object) -> dict[str, Brief]:
    rows = town.database.read_now(lambda reader: reader.find(Brief, order="id", **equals))
    return {row.unit: row for row in rows}


def solve(town: Town, li: Person, case_number: str, who: str) -> None:
    li.says(f"签收 {case_number}")
    li.sends_photo()
    li.says("1")
    li.says(f"办结 {case_number} 换了灯泡和声控开关")
    town.advance(days=1, hours=3)
    town.person(who).says("评价")
    town.person(who).says("解决了")


def test_papers_come_on_the_first_working_day_and_add_up(
    town: Town, li: Person, secretary: Person, file_case: FileCase
) -> None:
    town.do(papers.ensure)
    first = file_case()
    solve(town, li, first.number, "王桂芳")
    assert town.case(1).state == CaseState.CLOSED
    file_case("刘强", FLYERS)
    file_case("赵大爷", ACCUSATION)
    file_case("孙大妈", LAMP, community="xinda.xindajiayuan")
    town.advance(until=shanghai(12, 1, 8))
    assert briefs(town) == {}
    hears(town, "邓建军")
    town.advance(until=shanghai(12, 1, 9, 5))
    found = briefs(town)
    assert len(found) == 1 + 8 + 22
    own, street, district = found[COMMUNITY].document, found["binhai"].document, found["wuda"].document
    assert (own["received"], own["solved"], own["open"]) == (2, 1, 1)
    assert own["solved_by_level"] == {"community": 1, "street": 0, "district": 0}
    assert (street["received"], district["received"]) == (2, 3), "an accusation is in no paper"
    assert all(figures.adds_up(one.document) for one in found.values())
    assert "王桂芳" not in json.dumps([one.document for one in found.values()], ensure_ascii=False)
    told = [one for one in words_to(town, "邓建军") if "专报" in one][-1]
    assert told.startswith("11月滨海社区：收到2件，居民说解决1件（社区1、街道0、区级0）")
    assert "和上级合计对得上" in told
    assert len(told) <= 250


def test_the_head_confirms_or_doubts_and_nobody_else_and_no_number_moves(
    town: Town, li: Person, secretary: Person, zhou: Person, file_case: FileCase
) -> None:
    town.do(papers.ensure)
    file_case()
    town.advance(until=shanghai(12, 1, 10))
    assert "没有等您确认" in li.says("确认专报")
    assert "没改" in secretary.says("专报有误")
    hears(town, "周航")
    assert "转给区民情办查" in secretary.says("专报有误 超期应该是0件")
    town.advance(minutes=2)
    assert "滨海社区对11月专报有疑问：超期应该是0件" in words_to(town, "周航")[-1]
    assert briefs(town)[COMMUNITY].status == "made"
    before = briefs(town)[COMMUNITY].document
    assert secretary.says("确认专报") == "11月滨海社区专报确认了，已报上级、上公示栏。"
    row = briefs(town)[COMMUNITY]
    assert (row.status, row.confirmed_by, row.document) == ("confirmed", "binhai.binhai/head", before)
    assert "没改" in secretary.says("确认专报")


def test_a_late_answer_is_an_erratum_and_not_an_edit(town: Town, li: Person, file_case: FileCase) -> None:
    first = file_case()
    solve(town, li, first.number, "王桂芳")
    town.advance(until=shanghai(12, 1, 10))
    town.do(lambda ctx: papers.make(ctx, "2026-11"))
    before = briefs(town)[COMMUNITY].document
    town.advance(until=shanghai(12, 10))
    town.person("王桂芳").says("又坏了")
    said = town.person("王桂芳").says("1")
    assert town.case(1).state == CaseState.DISPATCHED, said
    town.advance(until=shanghai(1, 5, year=2027))
    assert town.do(papers.recount) > 0
    corrected = town.database.read_now(
        lambda reader: reader.find(BriefErratum, brief_id=briefs(town)[COMMUNITY].id, order="id")
    )
    assert ("solved", 1, 0) in [(one.field, one.old, one.new) for one in corrected]
    assert briefs(town)[COMMUNITY].document == before
    assert town.do(papers.recount) == 0, "said once"


def test_the_figures_equal_a_recount_of_the_rows(
    town: Town, run: Run, li: Person, file_case: FileCase, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for n in range(4):
        file_case(f"r{n}", LAMP)
    file_case("x", FLYERS, community="xinda.xindajiayuan")
    town.advance(until=shanghai(12, 3))
    assert run("report", "brief", "2026-11", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    cases = town.cases()
    assert document["received"] == len(cases)
    assert document["by_class"] == {"环境卫生": 1, "路灯照明": 4}
    assert document["open"] == sum(case.closed_at is None for case in cases)
    plain = town.database.read_now(
        lambda reader: reports.monthly(
            reader, town.database.read_now(town.registry.world).district, "2026-11", town.clock.now, trend=False
        )
    )
    assert plain["cases"]["filed"] == document["received"]
    assert run("report", "brief", "2026-11", "--unit", "滨海街道") == 0
    assert "滨海社区：收到4" in capsys.readouterr().out
    assert run("report", "brief", "nonsense") == 2
    assert run("report", "brief", "2026-11", "--docx", tmp_path / "brief.docx") == 0
    paper = Document(str(tmp_path / "brief.docx"))
    said = [one.text for one in paper.paragraphs]
    assert said[0] == "民意专报"
    assert "乌达区2026年11月民意专报" in said
    assert "收到群众意见5条。" in said
    section = paper.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(getattr(section, f"{side}_margin").mm) for side in ("top", "left", "right", "bottom")] == [
        37,
        28,
        26,
        35,
    ]
    assert run("report", "brief", "2026-11", "--docx", tmp_path / "no" / "brief.docx") == 2
