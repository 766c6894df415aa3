"""Loading a district file into the database: idempotent, with what changed, nothing referenced ever deleted."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from typing import cast

from models.district.build import build
from models.district.changes import Change, diff
from models.district.schema import DistrictFile
from models.domain.district import District, Level, Person, Post, Role, Unit, UnitKind
from models.domain.errors import BadInputError
from models.store.tx import Reader, Tx
from models.tables import DistrictVersion, PostHolding, Setting, UnitHistory

IN_FORCE = "district"
"""Setting row that names the version in force: {"version": n}."""


class WrongDistrictError(BadInputError):
    """This database belongs to another district: one district per database."""


def loaded(reader: Reader) -> District | None:
    """The district in force, or None before the first load."""
    setting = reader.get(Setting, IN_FORCE)
    row = reader.get(DistrictVersion, int(setting.value["version"])) if setting else None
    if row is None:
        return None
    return _with_closed(reader, build(DistrictFile.model_validate(row.document), row.version))


def _with_closed(reader: Reader, district: District) -> District:
    """Units, posts and people that left the file are kept, closed: old cases still name them."""
    units = {
        row.code: Unit(
            row.code, row.name, cast("UnitKind", row.kind), cast("Level", row.level), row.parent, row.name, closed=True
        )
        for row in reader.find(UnitHistory)
        if row.code not in district.units
    }
    gone = [row for row in reader.find(PostHolding, order="id") if row.post not in district.posts]
    posts = {row.post: Post(row.post, row.unit, cast("Role", row.role), row.person, closed=True) for row in gone}
    persons = {row.person: Person(row.person, row.name) for row in gone if row.person is not None}
    return replace(
        district,
        units={**district.units, **units},
        posts={**district.posts, **posts},
        persons={**persons, **district.persons},
    )


def load(tx: Tx, file: DistrictFile, now: datetime) -> list[Change]:
    """Put a checked district file in force and return what it changed; the same content again changes nothing.

    Raises WrongDistrictError when the database holds another district.
    """
    document = file.model_dump(mode="json")
    digest = hashlib.sha256(json.dumps(document, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    old = loaded(tx)
    if old is not None and old.code != file.code:
        raise WrongDistrictError(f"the database holds {old.code}, the file is {file.code}")
    if old is not None:
        before = tx.get(DistrictVersion, old.version)
        if before is not None and before.digest == digest:
            return []
    version = old.version + 1 if old else 1
    new = build(file, version)
    tx.insert(DistrictVersion, version=version, code=file.code, digest=digest, loaded_at=now, document=document)
    setting = tx.get(Setting, IN_FORCE)
    if setting is None:
        tx.insert(Setting, key=IN_FORCE, value={"version": version})
    else:
        tx.update(setting, value={"version": version})
    _keep_history(tx, new, now)
    return diff(old, new)


def _keep_history(tx: Tx, new: District, now: datetime) -> None:
    """Since when units exist and who holds which post; what is gone is ended, not deleted."""
    known = {row.code: row for row in tx.query(UnitHistory)}
    for unit in new.units.values():
        row = known.pop(unit.code, None)
        facts = {"name": unit.name, "kind": unit.kind, "level": unit.level, "parent": unit.parent}
        if row is None:
            tx.insert(UnitHistory, code=unit.code, valid_from=now, **facts)
        else:
            tx.update(row, valid_to=None, **facts)
    for row in known.values():
        if row.valid_to is None:
            tx.update(row, valid_to=now)
    held = {row.post: row for row in tx.find(PostHolding, valid_to=None)}
    for post in new.posts.values():
        holding = held.pop(post.code, None)
        if holding is not None and holding.person == post.person:
            continue
        if holding is not None:
            tx.update(holding, valid_to=now)
        tx.insert(PostHolding, post=post.code, unit=post.unit, role=post.role, person=post.person, valid_from=now)
    for holding in held.values():
        tx.update(holding, valid_to=now)
