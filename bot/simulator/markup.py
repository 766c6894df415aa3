"""Reading XML with the field's usual parser, which refuses entities."""

from __future__ import annotations

from typing import Any

import xmltodict  # type: ignore[import-untyped]


def parse_xml(text: str) -> dict[str, Any]:
    """Promise the elements below the root `xml`, blanks kept; ValueError when it is not such XML."""
    try:
        root = xmltodict.parse(text, strip_whitespace=False)["xml"]
    except Exception as error:
        raise ValueError(f"not the XML of an answer: {error!r}") from error
    if not isinstance(root, dict):
        raise ValueError("an empty answer")
    return root
