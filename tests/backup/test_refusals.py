"""What restore refuses, in one line each, with the database untouched."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import ANY

import pytest
from sqlalchemy.engine import make_url

from bot.__main__ import main
from models.district.load import load
from models.store.db import Database
from models.tables import Setting
from tests.town import DISTRICTS, MONDAY, district_file

Minqing = Callable[..., tuple[int, str, str]]


@pytest.fixture
def minqing(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Minqing:
    """`minqing` on a database with a district."""
    database = Database(database_url, lanes=1)
    database.write_now(lambda tx: load(tx, district_file("wuda"), MONDAY))
    database.close()
    settings = {"ENV": "development", "SECRET_KEY": "s" * 40, "IDENTITY_KEY": "i" * 40}
    settings |= {"DISTRICT": str(DISTRICTS / "wuda.yaml"), "DATA_DIR": str(tmp_path), "DATABASE_URL": database_url}
    for name, value in settings.items():
        monkeypatch.setenv(f"MINQING_{name}", value)

    def run(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_full_database_is_replaced_only_by_force(minqing: Minqing, database_url: str, tmp_path: Path) -> None:
    archive = tmp_path / "b.tar.gz"
    assert minqing("backup", archive)[0] == 0
    _note(database_url, "later")
    status, _, said = minqing("restore", archive)
    assert status == 2
    assert "--force" in said
    assert _noted(database_url) == "later"
    assert minqing("restore", archive, "--force") == (0, ANY, "")
    assert _noted(database_url) is None
    assert minqing("verify-log")[0] == 0


def test_a_served_database_is_never_replaced(minqing: Minqing, database_url: str, tmp_path: Path) -> None:
    archive = tmp_path / "b.tar"
    assert minqing("backup", archive)[0] == 0
    serving = Database(database_url, exclusive=True)
    try:
        status, _, said = minqing("restore", archive, "--force")
    finally:
        serving.close()
    assert status == 2
    assert "serves" in said or "stop the service" in said
    assert minqing("restore", archive, "--force") == (0, ANY, "")


@pytest.mark.parametrize("harm", ["cut", "bit", "stranger", "renamed", "no tar"])
def test_a_damaged_archive_is_refused_before_anything_is_touched(
    minqing: Minqing, database_url: str, tmp_path: Path, harm: str
) -> None:
    archive = tmp_path / "b.tar"
    assert minqing("backup", archive)[0] == 0
    _note(database_url, "kept")
    _harm(archive, harm)
    status, _, said = minqing("restore", archive, "--force")
    assert status == 2, harm
    assert said.count("\n") == 1
    assert _noted(database_url) == "kept"


def test_the_digest_beside_the_archive_is_checked(minqing: Minqing, tmp_path: Path) -> None:
    archive = tmp_path / "b.tar"
    assert minqing("backup", archive)[0] == 0
    archive.with_name("b.tar.sha256").write_text("0" * 64 + "  b.tar\n")
    assert minqing("restore", archive, "--force")[0] == 2


def test_another_kind_and_a_newer_schema_are_refused(minqing: Minqing, tmp_path: Path) -> None:
    archive = tmp_path / "b.tar"
    assert minqing("backup", archive)[0] == 0
    for key, value in (("kind", "oracle"), ("revision", "9999")):
        changed = tmp_path / f"{key}.tar"
        _rewrite(archive, changed, key, value)
        status, _, said = minqing("restore", changed, "--force")
        assert status == 2
        assert value in said


def test_an_empty_database_has_no_backup(
    minqing: Minqing, elsewhere_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINQING_DATABASE_URL", elsewhere_url)
    assert minqing("backup", tmp_path / "b.tar")[0] == 2
    assert not (tmp_path / "b.tar").exists()


def test_a_broken_file_is_replaced_by_force(minqing: Minqing, database_url: str, tmp_path: Path) -> None:
    archive = tmp_path / "b.tar"
    assert minqing("backup", archive)[0] == 0
    if make_url(database_url).get_backend_name() == "sqlite":
        Path(str(make_url(database_url).database)).write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert minqing("restore", archive, "--force") == (0, ANY, "")
    assert minqing("verify-log")[0] == 0


def _harm(archive: Path, harm: str) -> None:
    archive.with_name(archive.name + ".sha256").unlink()
    content = archive.read_bytes()
    if harm == "cut":
        archive.write_bytes(content[: len(content) // 2])
    elif harm == "bit":
        at = content.index(b"binhai")
        archive.write_bytes(content[:at] + b"B" + content[at + 1 :])
    elif harm == "no tar":
        archive.write_bytes(b"nothing of the kind")
    else:
        with tarfile.open(archive, "a") as changed:
            entry = tarfile.TarInfo("../../evil" if harm == "stranger" else "media/ab/" + "a" * 64 + ".jpg")
            entry.size = 4
            changed.addfile(entry, io.BytesIO(b"evil"))


def _rewrite(source: Path, target: Path, key: str, value: str) -> None:
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for entry in old:
            content = old.extractfile(entry)
            assert content is not None
            body = content.read()
            if entry.name == "manifest.json":
                said = json.loads(body)
                said["snapshot"][key] = value
                body = json.dumps(said).encode()
                entry.size = len(body)
            new.addfile(entry, io.BytesIO(body))


def _note(url: str, word: str) -> None:
    database = Database(url, lanes=1)
    database.write_now(lambda tx: tx.insert(Setting, key="test", value={"word": word}))
    database.close()


def _noted(url: str) -> str | None:
    database = Database(url, lanes=1)
    try:
        row = database.read_now(lambda reader: reader.get(Setting, "test"))
    finally:
        database.close()
    return None if row is None else str(row.value["word"])
