"""The district's names, and which place a text means by them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.understanding.names import stem_of, surfaces_of
from models.domain.district import District, Place
from models.domain.reading import PlaceReading

MAX_CANDIDATES = 5
_AREA_KINDS = frozenset({"community", "village"})
_RANK = {"street": 0, "road": 1, "village": 2, "community": 2, "estate": 3, "school": 3, "landmark": 4}
_COMPANY = re.compile(
    r"\s*(?:那|这|附|门口|小区|楼|号|院|片|一带|旁|后面|前面|东门|西门|南门|北门|\d|[一二三四五六七八九十]+[号栋排幢单])"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the gazetteer found in the text: the places it may mean and where it stood."""

    places: tuple[str, ...]
    start: int
    end: int


class Gazetteer:
    """All names of one district, as words for the automaton and as answers to `where`."""

    def __init__(self, district: District) -> None:
        self._places = district.places
        self._lines = {place.code: (place.code, *district.line_of(place.unit)) for place in district.places.values()}
        self._units = district.units
        self._children = district.children
        self._home = {place.unit: place.code for place in district.places.values() if place.code == place.unit}
        for place in district.places.values():
            if place.kind in _AREA_KINDS or place.kind == "street":
                self._home.setdefault(place.unit, place.code)
        self.sure: dict[str, tuple[str, ...]] = {}
        """Word -> codes of the places it names."""
        self.bare: dict[str, tuple[str, ...]] = {}
        """Two-character stem -> codes of the places it may mean; needs company (`团结那边`)."""
        self._collect(district)

    def _collect(self, district: District) -> None:
        sure: dict[str, list[str]] = {}
        bare: dict[str, list[str]] = {}
        own = {stem_of(district.name), district.name, district.name.rstrip("区")}
        stems: list[tuple[str, str]] = []
        for place in district.places.values():
            words, stem = surfaces_of(place)
            for word in words - own:
                sure.setdefault(word, []).append(place.code)
            if stem and stem not in own:
                bare.setdefault(stem, []).append(place.code)
            if place.kind in _AREA_KINDS:
                stems.append((stem_of(place.name), place.code))
        for stem, codes in bare.items():
            # 团结 may be short for 团结北路 as well: the resident is asked which one.
            codes.extend(code for longer, code in stems if longer.startswith(stem) and code not in codes)
        self.sure = {word: tuple(self._most_specific(codes)) for word, codes in sure.items()}
        self.bare = {word: tuple(codes) for word, codes in bare.items() if word not in self.sure}

    def _most_specific(self, codes: list[str]) -> list[str]:
        """Of an estate and a community with one name inside each other, the estate; otherwise all of them."""
        unique = list(dict.fromkeys(codes))
        return [code for code in unique if not any(self._contains(code, other) for other in unique if other != code)]

    def _contains(self, outer: str, inner: str) -> bool:
        """Whether the unit of `outer` (an area) holds the place `inner`."""
        place = self._places[outer]
        if place.kind not in _AREA_KINDS and place.kind != "street":
            return False
        inside = self._places[inner]
        if inside.unit == place.unit:
            return _RANK[inside.kind] > _RANK[place.kind]
        return place.unit in self._lines[inner]

    def _yields(self, code: str, other: str) -> bool:
        """Whether a place says nothing more once `other` is named: it holds it, or a whole street answers for it."""
        unit = self._places[code].unit
        return self._contains(code, other) or (unit != self._places[other].unit and unit in self._lines[other])

    def in_company(self, text: str, start: int, end: int) -> bool:
        """Whether a bare stem stands where a place stands: before 那边, 门口, a number, or all alone."""
        if _COMPANY.match(text, end) is not None:
            return True
        alone = (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum())
        return alone or (start > 0 and text[start - 1] in "在住" and (end == len(text) or not text[end].isalnum()))

    def resolve(self, mentions: list[Mention], text: str, detail: str) -> PlaceReading:
        """One reading of all mentions: the most specific place when they agree, candidates when they do not."""
        if len(mentions) == 1 and len(mentions[0].places) == 1:
            return self.at(mentions[0].places[0], said=text[mentions[0].start : mentions[0].end], detail=detail)
        said = text[min(m.start for m in mentions) : max(m.end for m in mentions)]
        if len(mentions) > 1:
            said = " ".join(text[m.start : m.end] for m in mentions)
        anchors = [m.places[0] for m in mentions if len(m.places) == 1]
        codes: list[str] = []
        for mention in mentions:
            fitting = [c for c in mention.places if self._agrees(c, anchors)] or list(mention.places)
            codes.extend(code for code in fitting if code not in codes)
        codes = [code for code in codes if not any(self._yields(code, other) for other in codes if other != code)]
        units = list(dict.fromkeys(self._places[code].unit for code in codes))
        if len(units) == 1:
            best = max(codes, key=lambda code: _RANK[self._places[code].kind])
            return self.at(best, said=said, detail=detail)
        return PlaceReading(given="partial", candidates=tuple(codes[:MAX_CANDIDATES]), detail=detail, said=said)

    def _agrees(self, code: str, anchors: list[str]) -> bool:
        line = self._lines[code]
        return any(self._places[a].unit in line or self._places[code].unit in self._lines[a] for a in anchors)

    def at(self, code: str, *, said: str = "", detail: str = "") -> PlaceReading:
        """The reading of one place: yes inside a community, partial where only a street answers for it."""
        place = self._places[code]
        unit = self._units.get(place.unit)
        inside = unit is not None and unit.level == "community"
        candidates = () if inside else self._below(place)
        return PlaceReading(
            given="yes" if inside else "partial",
            place=code,
            unit=place.unit,
            candidates=candidates,
            detail=detail,
            said=said,
        )

    def _below(self, place: Place) -> tuple[str, ...]:
        """Communities of a street to choose from, when they are few enough to be asked for."""
        if place.kind != "street":
            return ()
        children = [self._home[unit] for unit in self._children.get(place.unit, ()) if unit in self._home]
        return tuple(children) if len(children) <= MAX_CANDIDATES else ()

    def home_of(self, unit: str) -> str:
        """Code of the place that stands for a unit, `` when the district does not know it."""
        return self._home.get(unit, "")
