"""Units as people write them: 城管局, 区城管局, 执法局; the words behind the name are the reason."""

from __future__ import annotations

from collections.abc import Collection

from models.domain.district import District
from models.domain.errors import Ambiguous, UnknownUnit

_SEPARATORS = " ,，。;；:：、\t\n"
_NEAR = 3


def split_unit(district: District, text: str, near_unit: str = "") -> tuple[str, str]:
    """The unit a text begins with and the words behind it; `` when it names none.

    Raises Ambiguous when one name fits several units and none of them is in the line of `near_unit`.
    """
    flat = text.strip()
    names = _names(district)
    best = max((len(name) for name in names if flat.startswith(name)), default=0)
    if not best:
        return "", flat
    units = names[flat[:best]]
    if len(units) > 1:
        line = set(district.line_of(near_unit)) | {
            c for one in district.line_of(near_unit)[:1] for c in _below(district, one)
        }
        units = tuple(unit for unit in units if unit in line) or units
    if len(units) > 1:
        raise Ambiguous(what="unit", said=flat[:best], candidates=tuple(district.units[unit].name for unit in units))
    return units[0], flat[best:].strip(_SEPARATORS)


def find_unit(district: District, text: str, near_unit: str = "") -> tuple[str, str]:
    """As `split_unit`, but a text without a unit is an error. Raises UnknownUnit with names that are near."""
    unit, rest = split_unit(district, text, near_unit)
    if not unit:
        said = text.split(maxsplit=1)[0] if text.split() else ""
        raise UnknownUnit(said=said[:12], near=_near(district, said))
    return unit, rest


def unit_within(district: District, text: str, not_these: Collection[str] = ()) -> str:
    """The first unit named anywhere in a text, `` for none; names that fit several units are passed over."""
    names = {name: codes for name, codes in _names(district).items() if len(codes) == 1 and codes[0] not in not_these}
    found = [(text.find(name), -len(name), codes[0]) for name, codes in names.items() if name in text]
    return min(found)[2] if found else ""


def _names(district: District) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for unit in district.units.values():
        if unit.closed:
            continue
        for name in {unit.name, unit.short, *unit.aliases} - {""}:
            found.setdefault(name, []).append(unit.code)
    return {name: tuple(codes) for name, codes in found.items()}


def _below(district: District, unit: str) -> tuple[str, ...]:
    direct = district.children.get(unit, ())
    return (*direct, *(code for one in direct for code in _below(district, one)))


def _near(district: District, said: str) -> tuple[str, ...]:
    """Names that share most characters with what was said, at least half of them."""
    wanted = set(said)
    if len(wanted) < 2:
        return ()
    scored: dict[str, float] = {}
    for name, codes in _names(district).items():
        shared = len(wanted & set(name)) / len(wanted | set(name))
        for code in codes:
            scored[code] = max(scored.get(code, 0.0), shared)
    ranked = sorted((code for code, score in scored.items() if score >= 0.5), key=lambda code: -scored[code])
    return tuple(district.name_of(code) for code in ranked[:_NEAR])
