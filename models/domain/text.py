"""Text as it arrives, made fit for reading: width kept, traditional characters simplified, invisible ones gone."""

from __future__ import annotations

import re
import unicodedata

from models.domain.traditional import simplified

_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
)
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")


def clean(text: str) -> str:
    """The text without control, zero-width and direction characters, blanks run together, ends stripped.

    What was written stays, sealed, as it came (the inbox); from here on it is read and shown in simplified characters.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return _BLANKS.sub(" ", _INVISIBLE.sub("", simplified(unicodedata.normalize("NFC", text)))).strip()
