"""地块 Land as polygons: longitude and latitude of CGCS2000 outside, the plane of a 3-degree zone for areas.

A geometry is a GeoJSON mapping, Polygon or MultiPolygon, in EPSG:4490 with longitude first.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry import mapping, shape

from anzhi.values.exact import MU, SQUARE_METRES_A_MU, half_up
from anzhi.values.unit import Unit

GEOGRAPHIC = 4490
"""EPSG code of CGCS2000 in degrees."""
FIRST_ZONE, LAST_ZONE = 25, 45
"""3-degree zones of China; zone 38 runs from 112°30'E to 115°30'E (FACTS 6.2)."""
EXACT_MU = Unit("亩", Fraction(MU), places=4, trim=True)
"""A surveyed area, to the last recorded digit."""


def zone(longitude: float) -> int:
    """The 3-degree zone that a longitude lies in."""
    return round(longitude / 3)


def zone_code(number: int) -> int:
    """EPSG code of a 3-degree zone whose eastings carry the zone's number: zone 38 is EPSG:4526."""
    return 4488 + number


def plane_code(number: int) -> int:
    """EPSG code of the same zone without the number in its eastings: zone 38 is EPSG:4547."""
    return 4509 + number


def projected(geometry: shapely.Geometry, source: object, target: object) -> shapely.Geometry:
    """A geometry in another coordinate system, x being east and y being north in both."""
    return shapely.transform(geometry, _transformer(source, target).transform, interleaved=False)


def area(geometry: Mapping[str, Any]) -> int:
    """Area in 0.0001 mu, measured in the plane of the zone that its middle lies in, as a boundary survey does."""
    drawn = shape(geometry)
    plane = projected(drawn, GEOGRAPHIC, plane_code(zone(drawn.centroid.x)))
    return half_up(Fraction(plane.area) / SQUARE_METRES_A_MU * MU)


def outside(geometry: Mapping[str, Any], around: Mapping[str, Any]) -> Fraction:
    """Share of a geometry's area that lies outside another one, to a ten-thousandth."""
    drawn = shape(geometry)
    return Fraction(half_up(Fraction(drawn.difference(shape(around)).area / drawn.area) * 10_000), 10_000)


def geojson(geometry: shapely.Geometry) -> dict[str, Any]:
    """A polygon or multipolygon as a GeoJSON mapping, outer rings counter-clockwise (RFC 7946)."""
    plain: dict[str, Any] = _plain(mapping(shapely.orient_polygons(geometry)))
    return plain


def square_metres(area_in_mu: int) -> Fraction:
    """An area in 0.0001 mu as square metres."""
    return Fraction(area_in_mu, MU) * SQUARE_METRES_A_MU


def _plain(value: Any) -> Any:
    """Tuples as lists, so that a geometry reads the same before and after it was stored."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple | list) else value


@lru_cache(maxsize=64)
def _transformer(source: object, target: object) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)
