"""The three shipped districts and their understanders, built once for the area's tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from handlers.understanding import Understander
from models.district.build import build
from models.district.reader import read_district
from models.domain.district import District

ROOT = Path(__file__).resolve().parents[2]
FILES = {"WD": "wuda", "ZL": "zhalainuoer", "DH": "donghe"}


@pytest.fixture(scope="session")
def districts() -> Mapping[str, District]:
    return {code: build(read_district(ROOT / "districts" / f"{name}.yaml"), 1) for code, name in FILES.items()}


@pytest.fixture(scope="session")
def understanders(districts: Mapping[str, District]) -> Mapping[str, Understander]:
    return {code: Understander(district) for code, district in districts.items()}


@pytest.fixture(scope="session")
def wuda(understanders: Mapping[str, Understander]) -> Understander:
    return understanders["WD"]
