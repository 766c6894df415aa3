"""From a cadre's talk to a resident's: the words he wrote go on as content, as if he had never had a post."""

from __future__ import annotations

from handlers.context import Talk

RESIDENT = "resident"
"""Note on a talk: from here on this message is a resident's; cadre routes leave it alone."""
TURNED = "turned"
"""Note on a talk: the person has just said that it is his own home; the answer begins with it."""

ASKS_PROGRESS = "asks_progress"
"""Note on a talk: the words handed over ask how far a case of the person's own is."""


def to_resident(talk: Talk, words: str) -> None:
    """Let the later routes answer these words as a resident's. Always None: this room has no answer."""
    talk.notes[RESIDENT] = True
    talk.notes[TURNED] = True
    talk.notes.pop("tap", None)
    talk.text = words
    talk._reading = None  # noqa: SLF001 - the reading belonged to the digit that was sent
