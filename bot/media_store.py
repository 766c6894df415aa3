"""Files people sent, kept below one folder."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "audio/amr": ".amr", "video/mp4": ".mp4", "audio/mpeg": ".mp3"}


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it was kept."""

    path: str
    mime: str
    size: int
    digest: str


class MediaStore:
    """Files below one folder, named by their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes, mime: str) -> Stored:
        """Write the bytes; the same content is one file."""
        digest = hashlib.sha256(content).hexdigest()
        name = f"{digest[:2]}/{digest}{SUFFIXES.get(mime, '.bin')}"
        target = self._folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            # a name of its own: two people may send the same picture at the same moment
            with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as partial:
                partial.write(content)
                partial.flush()
                os.fsync(partial.fileno())
            Path(partial.name).replace(target)
        return Stored(name, mime, len(content), digest)

    def path(self, name: str) -> Path:
        """Where a kept file is. Raises ValueError for a name that leads out of the folder."""
        target = (self._folder / name).resolve()
        if not target.is_relative_to(self._folder.resolve()):
            raise ValueError("outside the media folder")
        return target
