"""The commands train and eval as their users run them: files in, files and figures out, one line for what is wrong."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.__main__ import main
from handlers.understanding.learnt import load_model
from handlers.understanding.learnt.examples import Example
from tests.understanding.test_learnt import examples


def as_csv(rows: Sequence[Example], heading: Sequence[str] = ("title", "detail", "label")) -> str:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(heading)
    writer.writerows([one.title, one.detail, one.label] for one in rows)
    return held.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("learning")
    (made / "past.csv.gz").write_bytes(gzip.compress(as_csv(examples()).encode()))
    (made / "new.csv").write_text(as_csv(examples(60, seed=9)), encoding="utf-8")
    assert main(["train", str(made / "past.csv.gz"), "--out", str(made / "m.npz")]) == 0
    return made


def test_train_reports_what_it_is_worth(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(folder / "past.csv.gz"), "--out", str(folder / "again.npz")]) == 0
    said = capsys.readouterr()
    for word in ("macro-F1", "供热", "title only", "confusions", "least sure", "accuracy by coverage"):
        assert word in said.out
    assert said.err == ""
    facts = load_model(folder / "again.npz").facts
    assert facts["messages"] == 240
    assert len(facts["data"]) == 64
    assert facts["data"] == load_model(folder / "m.npz").facts["data"]


def test_eval_prints_one_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(folder / "new.csv"), "--model", str(folder / "m.npz"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"n", "macro_f1", "micro_f1", "per_class", "us_per_message"}
    assert found["n"] == 60
    assert found["macro_f1"] > 0.95
    assert set(found["per_class"]) == {"供热", "供水", "道路"}
    assert found["us_per_message"] > 0


def test_eval_counts_a_label_the_model_never_saw_as_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "strange.csv"
    path.write_text("text,category\n暖气不热没人管,供热\n学校门口太挤,教育\n", encoding="utf-8")
    assert main(["eval", str(path), "--model", str(folder / "m.npz"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["per_class"]["教育"] == 0
    assert found["micro_f1"] == 0.5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_columns_go_by_name_in_any_order_and_encoding(folder: Path, encoding: str) -> None:
    path = folder / "offices.csv"
    lines = as_csv(examples(90), heading=("标题", "内容", "类别"))
    path.write_bytes(lines.encode(encoding))
    assert main(["train", str(path), "--out", str(folder / "offices.npz")]) == 0
    assert load_model(folder / "offices.npz").labels == ("供水", "供热", "道路")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "empty"),
        (b"title,detail\nx,y\n", "label or category"),
        (b"label,time\nx,y\n", "title, detail or text"),
        (b"title,label\n,\n", "no row"),
        (b"title,label\nx,\n,a\n", "no row"),
        (b"title,label\nx,a\ny,a\n", "two labels"),
        (b"PK\x03\x04\x00\x00\x00\x00", "workbook"),
        (b"\x1f\x8b\x08broken", "damaged"),
        (b"title,label\n\xff\xff\xff,a\n", "GB18030"),
    ],
)
def test_bad_files_end_with_two_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, line: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    assert main(["train", str(path), "--out", str(tmp_path / "m.npz")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert line in said.err
    assert said.err.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["bad.csv"]


def test_what_is_not_there_ends_with_two(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = str(folder / "new.csv")
    for words in (
        ["train", str(tmp_path / "no.csv")],
        ["train", str(tmp_path)],
        ["eval", new, "--model", str(tmp_path / "no.npz")],
        ["eval", new, "--model", new],
    ):
        assert main(words) == 2
        assert capsys.readouterr().err.count("\n") == 1
