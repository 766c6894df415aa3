"""Names of the fonts that the official layout (GB/T 9704) asks for; the reader's own computer has them."""

from __future__ import annotations

TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
