"""From a point sent in chat to the nearest known place."""

from __future__ import annotations

from math import cos, floor, hypot, radians

from handlers.understanding.gazetteer import Gazetteer
from models.domain.district import Place
from models.domain.reading import PlaceReading

SURE_METRES = 600.0
"""Within this distance the nearest place is taken for the spot; farther it is only offered (own)."""
NEAR_METRES = 2500.0
"""Beyond this distance a point is outside what we know (own)."""
_METRES_A_DEGREE = 111_320.0
_CELL = 0.025
"""Degrees of latitude a cell is high: more than NEAR_METRES, so that the 3 x 5 cells around a point suffice."""
_CHOICES = 3


class Nearby:
    """Places with coordinates (GCJ-02, as WeChat sends them) in a grid of cells."""

    def __init__(self, places: tuple[Place, ...], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cells: dict[tuple[int, int], list[tuple[float, float, Place]]] = {}
        for place in places:
            if place.latitude is not None and place.longitude is not None:
                spot = (place.latitude, place.longitude, place)
                self._cells.setdefault(_cell(place.latitude, place.longitude), []).append(spot)

    def read(self, latitude: float, longitude: float) -> PlaceReading:
        """The nearest place: yes within SURE_METRES, candidates up to NEAR_METRES, no beyond or off the globe."""
        if not (-85 <= latitude <= 85 and -180 <= longitude <= 180):
            return PlaceReading()
        row, column = _cell(latitude, longitude)
        stretch = cos(radians(latitude))
        found = sorted(
            (
                (hypot(lat - latitude, (lon - longitude) * stretch) * _METRES_A_DEGREE, place.code, place)
                for i in (-1, 0, 1)
                for j in (-2, -1, 0, 1, 2)
                for lat, lon, place in self._cells.get((row + i, column + j), ())
            ),
            key=lambda entry: entry[:2],
        )
        near = [(metres, place) for metres, _, place in found if metres <= NEAR_METRES]
        if not near:
            return PlaceReading()
        metres, nearest = near[0]
        if metres <= SURE_METRES:
            return self._gazetteer.at(nearest.code)
        return PlaceReading(given="partial", candidates=tuple(place.code for _, place in near[:_CHOICES]))


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return floor(latitude / _CELL), floor(longitude / _CELL)
