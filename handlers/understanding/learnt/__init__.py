"""Learnt understanding: a linear model over character n-grams; numpy serves it, scikit-learn only trains it."""

from __future__ import annotations

from handlers.understanding.learnt.file import BadModelError, load_model, save_model
from handlers.understanding.learnt.model import Model, Space

__all__ = ["BadModelError", "Model", "Space", "load_model", "save_model"]
