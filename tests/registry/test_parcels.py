from datetime import date
from fractions import Fraction

import pytest
from shapely.geometry import box

from anzhi.office.models import Event
from anzhi.registry.actions import parcels
from anzhi.registry.models import Boundary, Parcel
from anzhi.values import land
from anzhi.values.exact import MU
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)
HECTARE_TENTHOUSANDTH = 15


def outline(mu: float = 100, east: float = 0) -> dict:
    """A strip 100 m wide of so many mu, so far to the east."""
    height = float(Fraction(2000, 3)) * mu / 100
    plane = box(395_000 + east, 3_124_000, 395_100 + east, 3_124_000 + height)
    return land.geojson(land.projected(plane, land.plane_code(38), land.GEOGRAPHIC))


def parcel(mu: float = 100, **changes: object) -> Parcel:
    facts = {"number": "1", "geometry": outline(mu), "stated_area": round(mu * MU), "source_file": "a.txt"}
    return Parcel(**(facts | changes))


def in_force(project) -> list[str]:
    return [p.number for p in Parcel.objects.filter(project=project, replaced_on__isnull=True).order_by("number")]


def test_the_area_is_computed_and_never_taken_over(cast):
    [recorded] = parcels.survey(cast.project, [parcel(area=1)], on=DAY, by=cast.officer)
    assert Parcel.objects.get(pk=recorded.pk).area == 100 * MU


def test_a_later_survey_replaces_the_earlier_and_keeps_it(cast):
    [first] = parcels.survey(cast.project, [parcel()], on=DAY, by=cast.officer)
    second = [parcel(60), parcel(40, number="2", geometry=outline(40, east=200))]
    parcels.survey(cast.project, second, on=date(2021, 9, 1), by=cast.officer)
    first.refresh_from_db()
    assert (in_force(cast.project), first.replaced_on) == (["1", "2"], date(2021, 9, 1))


def test_every_parcel_leaves_its_event(cast):
    [first] = parcels.survey(cast.project, [parcel()], on=DAY, by=cast.officer)
    [second] = parcels.survey(cast.project, [parcel()], on=DAY, by=cast.officer)
    told = Event.objects.filter(noun="registry.parcel").order_by("pk").values_list("verb", "key")
    assert list(told) == [("parcel.survey", first.pk), ("parcel.replace", first.pk), ("parcel.survey", second.pk)]


@pytest.mark.parametrize(("gap", "accepted"), [(HECTARE_TENTHOUSANDTH, True), (HECTARE_TENTHOUSANDTH + 1, False)])
def test_a_parcel_may_differ_from_its_file_by_the_last_digit_of_a_hectare(cast, gap, accepted):
    surveyed = [parcel(stated_area=100 * MU - gap)]
    if accepted:
        assert parcels.survey(cast.project, surveyed, on=DAY, by=cast.officer)
    else:
        with pytest.raises(Refused, match=r"文件写明 99\.9984亩，相差 0\.0016亩（允许 0\.0015亩）"):
            parcels.survey(cast.project, surveyed, on=DAY, by=cast.officer)


@pytest.mark.parametrize(("mu", "accepted"), [(100.1, True), (100.11, False), (99.9, True), (99.89, False)])
def test_all_parcels_may_differ_from_the_project_by_a_thousandth(cast, mu, accepted):
    if accepted:
        assert parcels.survey(cast.project, [parcel(mu)], on=DAY, by=cast.officer)
    else:
        with pytest.raises(Refused, match=r"征地面积 100亩，相差 0\.11亩（允许 0\.1亩）"):
            parcels.survey(cast.project, [parcel(mu)], on=DAY, by=cast.officer)


def test_what_was_refused_leaves_the_earlier_survey_in_force(cast):
    [first] = parcels.survey(cast.project, [parcel()], on=DAY, by=cast.officer)
    with pytest.raises(Refused):
        parcels.survey(cast.project, [parcel(50)], on=DAY, by=cast.officer)
    assert list(Parcel.objects.values_list("pk", "replaced_on")) == [(first.pk, None)]


def test_a_reason_lets_a_difference_pass_and_stays_with_the_parcel(cast):
    [recorded] = parcels.survey(cast.project, [parcel(50)], on=DAY, reason="分期", by=cast.officer)
    assert Event.objects.get(noun="registry.parcel", key=recorded.pk).detail["deviation_reason"] == "分期"


def test_a_reason_without_a_difference_is_not_kept(cast):
    [recorded] = parcels.survey(cast.project, [parcel()], on=DAY, reason="分期", by=cast.officer)
    assert recorded.deviation_reason == ""


def test_two_parcels_of_one_number_are_refused_together(cast):
    with pytest.raises(Refused):
        parcels.survey(cast.project, [parcel(50), parcel(50)], on=DAY, by=cast.officer)
    assert in_force(cast.project) == []


def test_a_survey_without_parcels_is_refused(cast):
    with pytest.raises(Refused, match="没有地块"):
        parcels.survey(cast.project, [], on=DAY, by=cast.officer)


@pytest.mark.parametrize(("east", "accepted"), [(0, True), (0.5, True), (60, False)])
def test_a_parcel_outside_its_street_needs_a_reason(cast, east, accepted):
    parcels.draw({cast.street: outline(200, east=east)}, source="b.zip", by=cast.officer)
    if accepted:
        assert parcels.survey(cast.project, [parcel()], on=DAY, by=cast.officer)
    else:
        with pytest.raises(Refused, match=r"地块“1”有 (59\.99|60|60\.01)% 在甲街道以外"):
            parcels.survey(cast.project, [parcel()], on=DAY, by=cast.officer)


def test_a_street_is_drawn_once_and_redrawn_after_that(cast):
    parcels.draw({cast.street: outline(200)}, source="a.zip", by=cast.officer)
    parcels.draw({cast.street: outline(300)}, source="b.zip", by=cast.officer)
    [drawn] = Boundary.objects.all()
    assert (drawn.geometry, drawn.source) == (outline(300), "b.zip")
