"""The invented map: streets that tile the district, and project land of exactly the stated area inside its street."""

from itertools import combinations

import pytest
import shapely
from shapely.geometry import shape

from anzhi.demo import geography
from anzhi.demo.chance import Chance
from anzhi.demo.steps.land import SOURCE
from anzhi.office.models import Street
from anzhi.registry.models import Boundary, Parcel, Project

in_the_demo = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(scope="module")
def streets():
    return geography.streets()


def test_streets_tile_the_district_without_a_gap_or_an_overlap(streets):
    together = shapely.union_all(list(streets.values()))
    assert (together.geom_type, len(together.interiors)) == ("Polygon", 0)
    assert sum(street.area for street in streets.values()) == pytest.approx(together.area, rel=1e-9)


def test_the_same_seed_draws_the_same_land(streets):
    areas = [200_000, 90_000, 40_000]
    drawn = [geography.parcels(streets["洋湖街道"], areas, Chance(7)) for _ in range(2)]
    assert drawn[0] == drawn[1]


def test_pieces_of_land_stay_apart(streets):
    drawn = geography.parcels(streets["洋湖街道"], [300_000] * 8, Chance(7))
    assert min(one.distance(other) for one, other in combinations(drawn, 2)) >= geography.GAP - 1


def test_land_that_does_not_fit_is_not_drawn_smaller(streets):
    street = streets["望月湖街道"]
    with pytest.raises(ValueError, match="do not fit"):
        geography.parcels(street, [street.area], Chance(7))


class TestDemo:
    pytestmark = in_the_demo

    def test_every_street_has_its_outline(self):
        assert set(Boundary.objects.values_list("street", flat=True)) == set(
            Street.objects.values_list("pk", flat=True)
        )

    def test_every_project_has_land_of_exactly_its_area(self):
        drawn = dict(Parcel.objects.values_list("project", "area"))
        assert drawn == dict(Project.objects.values_list("pk", "area"))

    def test_every_parcel_lies_inside_the_street_of_its_project(self):
        outlines = {street: shape(drawn) for street, drawn in Boundary.objects.values_list("street", "geometry")}
        lying = Parcel.objects.values_list("project__name", "project__street", "geometry")
        assert [name for name, street, drawn in lying if not outlines[street].contains(shape(drawn))] == []

    def test_no_two_parcels_lie_on_each_other(self):
        drawn = [shape(geometry) for geometry in Parcel.objects.values_list("geometry", flat=True)]
        assert [pair for pair in combinations(drawn, 2) if pair[0].intersects(pair[1])] == []

    def test_everything_drawn_says_that_it_is_invented(self):
        sources = {
            *Parcel.objects.values_list("source_file", flat=True),
            *Boundary.objects.values_list("source", flat=True),
        }
        assert sources == {SOURCE}
        assert "虚构" in SOURCE
