"""Understanding of residents' words: a pure function of the text and the district."""

from __future__ import annotations

from handlers.understanding.understander import Understander

__all__ = ["Understander"]
