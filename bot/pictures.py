"""Pictures people sent, without anything a camera wrote into them.

Imported where a picture is at hand: a service that was sent none does not carry the library.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST_SIDE = 2000
"""Pixels: more shows nothing a complaint needs."""
MOST_PIXELS = 60_000_000
"""More than any phone's camera; a small file can unfold to far more."""
FORMATS = ("JPEG", "PNG")
"""What a browser may send."""
_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError)


class NotAnImageError(ValueError):
    """The bytes are no picture that can be shown."""


def check_upload(content: bytes) -> None:
    """Raise NotAnImageError for what is no JPEG or PNG of a size that a camera makes; nothing is unpacked for that."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            width, height = opened.size
    except _UNREADABLE as error:
        raise NotAnImageError(NotAnImageError.__doc__) from error
    if width * height > MOST_PIXELS:
        raise NotAnImageError(NotAnImageError.__doc__)


def clean_image(content: bytes) -> bytes:
    """The picture upright, at most LONGEST_SIDE pixels, as JPEG without EXIF: no place, time or camera is kept.

    Raises NotAnImageError.
    """
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except _UNREADABLE as error:
        raise NotAnImageError(NotAnImageError.__doc__) from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
