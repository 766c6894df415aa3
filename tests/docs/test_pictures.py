"""The pictures of the manual can be taken: a case is told, done and asked about in the demo, in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from tests.docs.pages import DOCS, ROOT
from tests.docs.screenshots import find_chromium, take_pictures

SHOWN = {"overview.png": (1440, 900)} | dict.fromkeys(
    ("phone.png", "case-cadre.png", "case-resident.png", "question.png"), (780, 1688)
)


@pytest.mark.browser
def test_the_demo_plays_from_the_first_word_to_the_question(tmp_path: Path) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("playwright.sync_api", reason="playwright is not here: make install brings it")
        if find_chromium() is None:
            pytest.skip("Chromium is not here: apt install chromium")
    assert set(take_pictures(tmp_path)) == set(SHOWN)
    for name, size in SHOWN.items():
        with Image.open(tmp_path / name) as picture:
            assert picture.size == size
            assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 50, f"{name} is nearly blank"


def test_every_picture_of_the_readmes_is_one_that_is_made_and_kept() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        words = (ROOT / name).read_text(encoding="utf-8")
        assert all(f"docs/images/{picture}" in words for picture in SHOWN)
    assert {path.name for path in (DOCS / "images").iterdir()} == set(SHOWN)
