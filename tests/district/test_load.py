"""Loading into a database: once, again, with changes, and with units that leave and come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.district.load import WrongDistrictError, load, loaded
from models.district.reader import read_district
from models.district.schema import DistrictFile
from models.domain.district import District
from models.store.db import Database
from models.tables import DistrictVersion, PostHolding

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
VILLAGE = SMALL[SMALL.index("      dong.er:") : SMALL.index("  xi:\n")]
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def file_of(folder: Path, *replacements: tuple[str, str]) -> DistrictFile:
    text = SMALL
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "small.yaml").write_text(text, encoding="utf-8")
    return read_district(folder / "small.yaml")


def put(database: Database, file: DistrictFile, days: int = 0) -> list[str]:
    return [one.line for one in database.write_now(lambda tx: load(tx, file, NOW + timedelta(days=days)))]


def in_force(database: Database) -> District:
    district = database.read_now(loaded)
    assert district is not None
    return district


def test_the_same_file_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    assert database.read_now(loaded) is None
    assert put(database, file_of(tmp_path))
    assert put(database, file_of(tmp_path), days=1) == []
    assert len(database.read_now(lambda reader: reader.find(DistrictVersion))) == 1


def test_a_unit_that_leaves_is_closed_still_has_its_name_and_opens_again(database: Database, tmp_path: Path) -> None:
    put(database, file_of(tmp_path))
    gone = put(database, file_of(tmp_path, (VILLAGE, "")), days=1)
    assert any(line.startswith("- unit dong.er") for line in gone)
    district = in_force(database)
    assert district.version == 2
    assert district.units["dong.er"].closed
    assert district.name_of("dong.er") == "二社区"
    assert "dong.er" not in district.children["dong"]
    assert district.posts_of("dong.er") == ()
    assert district.person_of("dong.er/head") == "乙"
    assert not any("dong.er" in line for line in put(database, file_of(tmp_path, (VILLAGE, ""), ("12345", "12346")), 2))
    back = put(database, file_of(tmp_path), days=3)
    assert any("unit dong.er" in line and line.startswith("~") for line in back)
    assert not in_force(database).units["dong.er"].closed


def test_who_held_a_post_when_is_kept(database: Database, tmp_path: Path) -> None:
    put(database, file_of(tmp_path))
    put(database, file_of(tmp_path, ("role: inspector, person: c", "role: inspector, person: a")), days=1)
    held = database.read_now(lambda reader: reader.find(PostHolding, post="xiaoshan/inspector", order="id"))
    assert [(row.person, row.valid_to is None) for row in held] == [("c", False), ("a", True)]


def test_another_district_is_refused(database: Database, tmp_path: Path) -> None:
    put(database, file_of(tmp_path))
    other = file_of(tmp_path).model_copy(update={"code": "ZZ"})
    with pytest.raises(WrongDistrictError):
        put(database, other)
