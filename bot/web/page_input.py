"""What a form brings: short texts, and photos that are checked, cleaned and kept before anything is written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.media_store import MediaStore
from handlers.pages.forms import LONGEST
from handlers.pages.uploads import Upload
from models.domain.text import clean

MOST_PHOTOS = 4
LARGEST_PHOTO = 10 << 20
MOST_FIELDS = 20
_CHUNK = 1 << 16
_UNREADABLE = (
    ValueError,
    KeyError,
    AssertionError,
    ConnectionError,
    web.RequestPayloadError,
    web.HTTPRequestEntityTooLarge,
)
"""What reading a body may raise: not what it says it is, cut off, or more than is taken."""


class BadFormError(ValueError):
    """The form cannot be read."""


class BadPhotoError(ValueError):
    """A photo is too large, of another kind, or one too many."""


@dataclass
class Sent:
    """A form that was read."""

    fields: dict[str, str] = field(default_factory=dict)
    uploads: list[Upload] = field(default_factory=list)
    too_long: bool = False
    """A text had more than LONGEST characters; it is cut."""


async def read_form(request: web.Request, store: MediaStore, cleaning: asyncio.Semaphore) -> Sent:
    """The fields and photos of a POST; `cleaning` says how many photos are unfolded at once.

    Raises BadFormError, BadPhotoError.
    """
    sent = Sent()
    try:
        if request.content_type == "multipart/form-data":
            await _read_parts(request, store, cleaning, sent)
        else:
            form = await request.post()
            for name, value in list(form.items())[:MOST_FIELDS]:
                _take(sent, name, value if isinstance(value, str) else "")
    except (BadFormError, BadPhotoError):
        raise
    except _UNREADABLE as error:
        raise BadFormError(BadFormError.__doc__) from error
    return sent


async def _read_parts(request: web.Request, store: MediaStore, cleaning: asyncio.Semaphore, sent: Sent) -> None:
    reader = await request.multipart()
    count = 0
    while (part := await reader.next()) is not None:
        count += 1
        if not isinstance(part, BodyPartReader) or not part.name or count > MOST_FIELDS:
            raise BadFormError(BadFormError.__doc__)
        if part.filename is None:
            content = await _read(part, LONGEST * 8, BadFormError)
            _take(sent, part.name, content.decode("utf-8", "replace"))
            continue
        content = await _read(part, LARGEST_PHOTO, BadPhotoError)
        if not content:  # a file field that was left empty
            continue
        if len(sent.uploads) == MOST_PHOTOS:
            raise BadPhotoError(BadPhotoError.__doc__)
        async with cleaning:
            sent.uploads.append(await asyncio.to_thread(_keep, store, content))


async def _read(part: BodyPartReader, most: int, error: type[ValueError]) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        content += chunk
        if len(content) > most:
            raise error(error.__doc__)
    return bytes(part.decode(bytes(content)))


def _take(sent: Sent, name: str, value: str) -> None:
    text = clean(value.replace("\r\n", "\n"))
    sent.too_long |= len(text) > LONGEST
    sent.fields.setdefault(name, text[:LONGEST])


def _keep(store: MediaStore, content: bytes) -> Upload:
    from bot.pictures import NotAnImageError, check_upload, clean_image  # noqa: PLC0415 - with the first picture

    try:
        check_upload(content)
        kept = store.keep(clean_image(content), "image/jpeg")
    except (NotAnImageError, OSError) as error:
        raise BadPhotoError(BadPhotoError.__doc__) from error
    return Upload(kept.path, kept.mime, kept.size, kept.digest)
