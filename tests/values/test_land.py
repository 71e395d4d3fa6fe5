from fractions import Fraction
from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point, Polygon, box, shape

from anzhi.values import land
from anzhi.values.exact import MU

ANCHOR = (112.93, 28.23)
"""The example of FACTS 6.2, verified outside anzhi."""


def in_degrees(plane: Polygon) -> dict:
    return land.geojson(land.projected(plane, land.plane_code(38), land.GEOGRAPHIC))


@pytest.mark.parametrize(("code", "east"), [(land.zone_code(38), 38394973.718), (land.plane_code(38), 394973.718)])
def test_the_published_point_lies_where_it_was_published(code, east):
    found = land.projected(Point(ANCHOR), land.GEOGRAPHIC, code)
    assert (round(found.x, 3), round(found.y, 3)) == (east, 3124394.559)


@pytest.mark.parametrize(("longitude", "zone"), [(112.5001, 38), (115.4999, 38), (112.4999, 37), (115.5001, 39)])
def test_a_zone_reaches_one_and_a_half_degrees_to_both_sides(longitude, zone):
    assert land.zone(longitude) == zone


@given(st.integers(1, 100_000), st.integers(1, 100_000))
def test_a_rectangle_of_2000_square_metres_is_three_mu(width, height):
    """Decimetres, so that the expected area is exact."""
    area = land.area(in_degrees(box(395_000, 3_124_000, 395_000 + width / 10, 3_124_000 + height / 10)))
    assert abs(area - Fraction(width * height, 100) * 3 / 2000 * MU) <= 1


@given(st.integers(3, 40), st.floats(100, 3000), st.floats(112.6, 113.2), st.floats(28.0, 28.4))
def test_an_area_is_within_a_thousandth_of_the_one_on_the_ellipsoid(corners, radius, longitude, latitude):
    middle = land.projected(Point(longitude, latitude), land.GEOGRAPHIC, land.plane_code(38))
    angles = [2 * pi * index / corners for index in range(corners)]
    drawn = in_degrees(Polygon([(middle.x + radius * cos(a), middle.y + radius * sin(a)) for a in angles]))
    on_ellipsoid, _ = Geod(ellps="GRS80").geometry_area_perimeter(shape(drawn))
    assert float(land.square_metres(land.area(drawn))) == pytest.approx(on_ellipsoid, rel=1e-3)


def test_half_of_a_parcel_across_a_border_lies_outside():
    around, parcel = box(112.0, 28.0, 113.0, 29.0), box(112.99, 28.1, 113.01, 28.2)
    assert land.outside(land.geojson(parcel), land.geojson(around)) == Fraction(1, 2)


def test_outer_rings_run_counter_clockwise_and_holes_the_other_way():
    drawn = Polygon([(0, 0), (0, 9), (9, 9), (9, 0)], [[(3, 3), (6, 3), (6, 6), (3, 6)]])
    outer, hole = (Polygon(ring).exterior.is_ccw for ring in land.geojson(drawn)["coordinates"])
    assert (outer, hole) == (True, False)
