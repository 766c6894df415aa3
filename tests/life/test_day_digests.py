"""A digest of every day, published; a case as a file that anybody can check without us."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handlers.context import Context
from handlers.services import board, reports
from handlers.services.rights import day_roots
from handlers.services.rights.own_data import collect
from handlers.services.rights.proofs import case_file
from models.domain.chain import canonical_json, event_hash, merkle_path, merkle_root, root_of_path, short
from models.tables import Account, Case, DayRoot, Event, Statement
from tests.resident.stories import LAMP
from tests.town import Town

SCRIPT = Path(__file__).parents[2] / "docs" / "verify" / "check_case.py"
DAYS = ["2026-11-23", "2026-11-24", "2026-11-25"]
Document = dict[str, Any]
Tamper = Callable[[Document], object]


@pytest.fixture
def lived(town: Town) -> Town:
    """Two cases over three days, all of which were closed."""
    wang, li = town.person("王桂芳"), town.bind("李晓", "binhai.binhai/handler")
    wang.says(LAMP)
    wang.says("1")
    liu = town.person("刘强")
    liu.says("滨海社区5号楼下水堵了往外冒")
    liu.says("1")
    town.advance(days=1)
    wang.says("补充 1 三楼的也不亮")
    li.says("进展 1 今天去看了，要换声控开关")
    town.advance(days=1)
    li.says("答复 1 换了灯泡和声控开关，都亮了")
    town.advance(days=2)
    assert town.do(day_roots.close) == len(DAYS)
    return town


def proof(town: Town, number: str = "WD261123-001") -> Document:
    """What `export case` writes."""

    def work(ctx: Context) -> Document:
        case = ctx.tx.find(Case, number=number)[0]
        return case_file(ctx.tx, case, ctx.tx.find(Statement, case_id=case.id, order="id"))

    found: Document = json.loads(json.dumps(town.do(work), ensure_ascii=False))
    return found


def checked(folder: Path, document: Document, *more: str) -> tuple[int, str]:
    """What the script says about it, in a process that knows nothing of us."""
    path = folder / "case.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-I", str(SCRIPT), str(path), *more]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout


def test_every_day_has_one_digest_on_the_board_and_in_the_report(lived: Town) -> None:
    shown = lived.do(board.board).digests
    assert [line[:10] for line in shown] == DAYS[::-1]
    report = lived.do(lambda ctx: reports.monthly(ctx.tx, ctx.district, "2026-11", ctx.now))
    assert [one["day"] for one in report["digests"]] == DAYS
    assert all(one["digest"] in "".join(shown) for one in report["digests"])
    assert lived.do(day_roots.close) == 0
    assert lived.do(lambda ctx: board.board(ctx, "binhai")).digests == ()


def test_today_has_none_yet_and_comes_after_one_in_the_night(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    wang.says("1")
    town.clock.at(11, 24, 0, 59)
    assert town.do(day_roots.close) == 0
    town.clock.at(11, 24, 1, 1)
    assert town.do(day_roots.close) == 1


def test_whoever_holds_the_database_cannot_change_the_past_unseen(lived: Town) -> None:
    """With every hash of the case made anew, the day's root says otherwise; with new roots, the board does."""
    published = lived.do(lambda ctx: {row.day: short(row.chained) for row in ctx.tx.find(DayRoot)})

    def forge(ctx: Context) -> None:
        case, previous = ctx.tx.find(Case, number="WD261123-001")[0], "0" * 64
        for event in ctx.tx.find(Event, case_id=case.id, order="seq"):
            data = {**event.data, "urged": 9} if event.seq == 1 else event.data
            facts = {name: getattr(event, name) for name in ("seq", "kind", "version", "at", "post")}
            digest = event_hash(case=case.number, data=canonical_json(data), previous=previous, **facts)
            ctx.tx.update(event, data=data, previous=previous, hash=digest)
            previous = digest
        ctx.tx.update(case, head=previous)

    lived.do(forge)
    assert lived.do(lambda ctx: day_roots.wrong_days(ctx.tx)) != []

    def forge_roots(ctx: Context) -> None:
        for row in ctx.tx.find(DayRoot):
            ctx.tx.delete(row)

    lived.do(forge_roots)
    lived.do(day_roots.close)
    assert lived.do(lambda ctx: day_roots.wrong_days(ctx.tx)) == []
    anew = lived.do(lambda ctx: {row.day: short(row.chained) for row in ctx.tx.find(DayRoot)})
    assert all(anew[day] != published[day] for day in published)  # every later day gives it away


@pytest.mark.parametrize("tamper", ["remove", "add", "move", "root", "count"])
def test_events_and_roots_that_do_not_fit_are_named_by_day(lived: Town, tamper: str) -> None:
    def work(ctx: Context) -> None:
        events = ctx.tx.find(Event, order="at")
        root = ctx.tx.find(DayRoot, order="day")[1]
        if tamper == "remove":
            ctx.tx.delete(events[-1])
        elif tamper == "add":
            copied = dict(zip(events[0]._fields, events[0], strict=True))  # type: ignore[attr-defined]
            ctx.tx.insert(Event, **{**copied, "seq": 99})
        elif tamper == "move":
            ctx.tx.update(events[0], at=events[-1].at)
        elif tamper == "root":
            ctx.tx.update(root, root="0" * 64)
        else:
            ctx.tx.delete(root)

    lived.do(work)
    assert lived.do(lambda ctx: day_roots.wrong_days(ctx.tx)) != []


def test_the_script_proves_a_case_and_its_words_without_us(lived: Town, tmp_path: Path) -> None:
    status, said = checked(tmp_path, proof(lived))
    assert status == 0, said
    assert "WD261123-001: fits" in said
    published = lived.do(lambda ctx: ctx.tx.get(DayRoot, "2026-11-24"))
    assert short(published.chained) in said
    assert checked(tmp_path, proof(lived), "--board", f"2026-11-24={short(published.chained)}")[0] == 0
    assert checked(tmp_path, proof(lived), "--board", "2026-11-24=0000-0000-0000-0000")[0] == 1


def _shift(document: Document) -> None:
    one, two = document["events"][1:3]
    document["events"][1:3] = [two, one]


def _trade(document: Document) -> None:
    one, two = document["statements"][0], document["statements"][1]
    one["words"], two["words"] = two["words"], one["words"]


def _other_day(document: Document) -> None:
    first = document["days"][0]
    first["root"] = "ab" * 32


TAMPERS: dict[str, Tamper] = {
    "an event is changed": lambda d: d["events"][2].update(post="gongre/handler"),
    "an event is dated otherwise": lambda d: d["events"][2].update(at="2026-11-20T01:10:00.000000+00:00"),
    "an event is taken out": lambda d: d["events"].pop(2),
    "the last event is taken out": lambda d: d["events"].pop(),
    "an event is put in": lambda d: d["events"].insert(2, copy.deepcopy(d["events"][2])),
    "events change places": _shift,
    "a statement is changed": lambda d: d["statements"][0].update(words="没有意见"),
    "a statement is somebody else's": lambda d: d["statements"][0].update(post="wuda/leader"),
    "a statement is put in": lambda d: d["statements"].append({**d["statements"][0], "id": 99}),
    "statements change places": _trade,
    "the text is changed": lambda d: d["text"].update(text="一切都好"),
    "the title is changed": lambda d: d["text"].update(title="小事"),
    "another root": _other_day,
    "another day before": lambda d: d["days"][0].update(before="cd" * 32),
    "a broken path": lambda d: d["events"][0].update(path=d["events"][0]["path"][:-1]),
    "another case": lambda d: d.update(case="WD261123-002"),
    "not whole": lambda d: d["events"][0].pop("hash"),
}


def test_the_script_notices_everything_that_is_changed_in_a_file(lived: Town, tmp_path: Path) -> None:
    for name, tamper in TAMPERS.items():
        document = proof(lived)
        tamper(document)
        status, said = checked(tmp_path, document)
        assert (status, "does NOT fit" in said) == (1, True), (name, said)


def test_what_was_erased_can_no_longer_be_tried_and_still_fits(lived: Town, tmp_path: Path) -> None:
    wang = lived.person("王桂芳")
    wang.says("删除我的数据")
    wang.says("1")
    document = proof(lived)
    assert document["text"] is None
    assert "三楼" not in json.dumps(document, ensure_ascii=False)
    status, said = checked(tmp_path, document)
    assert status == 0, said
    assert "were erased, as the events say" in said


def test_ones_own_data_carries_its_proof_and_not_the_neighbours_words(lived: Town, tmp_path: Path) -> None:
    def work(ctx: Context) -> Document:
        account = ctx.tx.get(Account, lived.person("王桂芳").key)
        assert account is not None
        return collect(ctx, account)

    status, said = checked(tmp_path, lived.do(work))
    assert status == 0, said
    assert "WD261123-001: fits" in said
    assert "WD261123-002" not in said


def test_an_accusation_is_exported_without_a_word(town: Town, tmp_path: Path) -> None:
    wang = town.person("王桂芳")
    wang.says("社区办低保那个人说话难听，还让我给他捎烟")
    wang.says("1")
    document = proof(town, town.case(1).number)
    assert (document["text"], document["statements"]) == (None, [])
    assert "捎烟" not in json.dumps(document, ensure_ascii=False)
    assert checked(tmp_path, document)[0] == 0


def test_paths_lead_to_the_root_for_any_number_of_leaves() -> None:
    for count in range(1, 34):
        heads = [(f"WD261123-{n:03}#000001", f"{n:064x}") for n in range(count)]
        root = merkle_root(heads)
        for head in heads:
            path = merkle_path(heads, head[0])
            assert root_of_path(head, path) == root
            assert root_of_path((head[0], "f" * 64), path) != root


def test_the_script_says_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    for arguments in ([], [str(tmp_path / "bad.json")], [str(tmp_path / "none.json")]):
        done = subprocess.run([sys.executable, "-I", str(SCRIPT), *arguments], capture_output=True, check=False)
        assert done.returncode == 2
