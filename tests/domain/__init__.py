"""Pure rules, each against the dates and words of the model dialogues."""

from __future__ import annotations
