"""The cast of the model dialogues for the whole life of a case."""

from __future__ import annotations

from tests.cadre.conftest import file_case, li, zhao, zhou

__all__ = ["file_case", "li", "zhao", "zhou"]
