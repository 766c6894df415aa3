"""A backup as one tar file: the snapshot, the files people sent, and last a manifest with the digest of each.

The manifest comes last, so that a file that was cut off has none and is refused. Beside the archive lies FILE.sha256,
which `sha256sum -c` reads.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from models.domain.errors import BadInputError
from models.store.snapshots import Snapshot, Table

FORM = 1
MANIFEST = "manifest.json"
DATABASE = "database/"
MEDIA = "media/"
NAME = re.compile(r"(database/[\w.]+|media/[0-9a-f]{2}/[0-9a-f]{64}\.\w+)")
"""Nothing else may be in an archive: no name leads out of the folders it is put into."""
BLOCK = 1 << 20

Tell = Callable[[int, int], None]


class DamagedArchiveError(BadInputError):
    """The file is no backup, or not the whole of one."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds."""

    made_at: datetime
    key: str
    """Which IDENTITY_KEY opens what is sealed in it (not the key, a mark of it)."""
    snapshot: Snapshot
    files: dict[str, str]
    """Name -> SHA-256."""

    @property
    def media(self) -> list[str]:
        """Names of the files people sent."""
        return [name for name in self.files if name.startswith(MEDIA)]


def write(target: Path, folder: Path, media: Path, manifest: Manifest, tell: Tell) -> Manifest:
    """Write the archive of a snapshot's folder and the media folder; it has its name only once it is whole."""
    parts = sorted((DATABASE + path.name, path) for path in folder.iterdir())
    parts += sorted(
        (MEDIA + path.relative_to(media).as_posix(), path)
        for path in media.glob("??/*")
        if NAME.fullmatch(MEDIA + path.relative_to(media).as_posix()) and path.suffix != ".part"
    )
    digests: dict[str, str] = {}
    partial = target.with_name(target.name + ".part")
    partial.touch(mode=0o600)
    try:
        with partial.open("wb") as out:
            mode: Any = "w:gz" if target.suffix in {".gz", ".tgz"} else "w"
            with tarfile.open(fileobj=out, mode=mode, format=tarfile.PAX_FORMAT) as archive:
                for done, (name, path) in enumerate(parts):
                    digests[name] = _add(archive, name, path, manifest.made_at)
                    tell(done + 1, len(parts))
                whole = Manifest(manifest.made_at, manifest.key, manifest.snapshot, digests)
                said = json.dumps(_document(whole), ensure_ascii=False, indent=1).encode()
                archive.addfile(_entry(MANIFEST, len(said), manifest.made_at), io.BytesIO(said))
            out.flush()
            os.fsync(out.fileno())
        digest = _digest(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    target.with_name(target.name + ".sha256").write_text(f"{digest}  {target.name}\n", encoding="ascii")
    _sync_folder(target.parent)
    return whole


def verify(source: Path) -> Manifest:
    """The manifest of an archive in which every file is what it should be. Raises DamagedArchiveError."""
    beside = source.with_name(source.name + ".sha256")
    if beside.exists() and beside.read_text(encoding="ascii").split()[:1] != [_digest(source)]:
        raise DamagedArchiveError(f"{source}: its digest is not the one in {beside.name}")
    found: dict[str, str] = {}
    manifest = None
    with _opened(source) as archive:
        for entry, content in _members(archive):
            if entry.name == MANIFEST:
                manifest = _manifest(json.loads(content.read()))
            else:
                found[entry.name] = _digest_of(content)
    if manifest is None:
        raise DamagedArchiveError(f"{source} is not whole: it has no manifest")
    if found != manifest.files:
        odd = sorted(name for name in {*found, *manifest.files} if found.get(name) != manifest.files.get(name))
        raise DamagedArchiveError(f"{source}: {odd[0]} is not what the manifest says ({len(odd)} in all)")
    return manifest


def extract(source: Path, database: Path, media: Path, tell: Tell, total: int) -> None:
    """Put the snapshot's files into one folder and the media into another; a medium that is there already stays."""
    with _opened(source) as archive:
        for done, (entry, content) in enumerate(_members(archive)):
            if entry.name.startswith(DATABASE):
                _write(database / entry.name.removeprefix(DATABASE), content)
            elif entry.name.startswith(MEDIA):
                path = media / entry.name.removeprefix(MEDIA)
                if not path.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    _write(path, content)
            tell(done + 1, total)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source) as archive:
            yield archive
    except (tarfile.TarError, EOFError, ValueError, KeyError) as error:
        if isinstance(error, DamagedArchiveError):
            raise
        raise DamagedArchiveError(f"{source} is not a backup, or not whole: {str(error).splitlines()[0]}") from error


def _members(archive: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    for entry in archive:
        content = archive.extractfile(entry) if entry.isreg() else None
        if content is None or (entry.name != MANIFEST and not NAME.fullmatch(entry.name)):
            raise DamagedArchiveError(f"{entry.name} does not belong into a backup")
        yield entry, content


def _add(archive: tarfile.TarFile, name: str, path: Path, made_at: datetime) -> str:
    with path.open("rb") as source:
        seen = _Hashing(source)
        archive.addfile(_entry(name, path.stat().st_size, made_at), seen)
    return seen.digest.hexdigest()


class _Hashing:
    """A file that is digested while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self._source.read(size)
        self.digest.update(block)
        return block


def _entry(name: str, size: int, made_at: datetime) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(made_at.timestamp())
    return entry


def _document(manifest: Manifest) -> dict[str, Any]:
    return {
        "form": FORM,
        "made_at": manifest.made_at.isoformat(),
        "identity_key": manifest.key,
        "snapshot": asdict(manifest.snapshot),
        "files": manifest.files,
    }


def _manifest(said: dict[str, Any]) -> Manifest:
    if said.get("form") != FORM:
        raise DamagedArchiveError(f"a backup of form {said.get('form')}: this program reads form {FORM}")
    shot = said["snapshot"]
    tables = tuple(Table(one["name"], one["rows"], tuple(one["columns"])) for one in shot["tables"])
    snapshot = Snapshot(shot["kind"], shot["revision"], tables, shot["ids"])
    return Manifest(datetime.fromisoformat(said["made_at"]), said["identity_key"], snapshot, said["files"])


def _write(path: Path, content: IO[bytes]) -> None:
    partial = path.with_name(path.name + ".part")
    with partial.open("wb") as out:
        while block := content.read(BLOCK):
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(path)


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return _digest_of(source)


def _digest_of(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := content.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
