"""QR codes on pages."""

from __future__ import annotations

import io


def svg(address: str, *, scale: int) -> bytes:
    """An address as a QR code, SVG; `scale` pixels a module."""
    import segno  # noqa: PLC0415 - few pages have one

    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=scale, border=2, xmldecl=False)
    return drawn.getvalue()
