"""Text as the automaton reads it: one width, lower case, and where its clauses end. Offsets never move."""

from __future__ import annotations

import re

_TABLE: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TABLE |= {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}
_TABLE |= {code: code + 32 for code in range(0x41, 0x5B)}
_TABLE[0x3000] = 0x20

_BREAKS = re.compile(r"[，。！？；、,.!?;\s~…—:：]+")


_FOREIGN = re.compile(r"[A-Z\u3000\uff03\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
"""What has to be mapped; punctuation stays, both widths are known where it matters."""


def normalise(text: str) -> str:
    """Full width to half width and capitals to small letters, character for character."""
    return text if _FOREIGN.search(text) is None else text.translate(_TABLE)


def clause_ends(text: str) -> list[int]:
    """Offsets at which clauses end, ascending; the last is the length of the text.

    Residents write blanks where others write commas, so a blank ends a clause too.
    """
    ends = [found.start() for found in _BREAKS.finditer(text)]
    ends.append(len(text))
    return ends
