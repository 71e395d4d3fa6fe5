"""Every case of the demo is complete, agrees with what was there, and comes out the same whenever it is asked."""

from datetime import date

import pytest
from django.db.models import F, Sum

from anzhi.casework import facts, queries, results, snapshots, standing
from anzhi.casework.models import Agreement, Determination, Entitlement, Review
from anzhi.registry.models import (
    HOUSEHOLD_FACTS,
    MEMBER_FACTS,
    PROJECT_FACTS,
    Crop,
    Household,
    Membership,
    Project,
    Structure,
)
from anzhi.rules import packs
from anzhi.rules.engine import exact
from anzhi.rules.engine.problems import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
EVERYTHING = {"rebuilt_on": "was_rebuilt", "certified_on": "has_certificate", "temporary_until": "is_temporary"}
"""Days of a building that there are only where there is what they are the days of."""


def sample():
    """Every fortieth household with everything that its case is read from."""
    chosen = list(Household.objects.order_by("pk").values_list("pk", flat=True))[::40]
    return facts.with_facts(Household.objects.filter(pk__in=chosen).order_by("pk"))


def day_of(household):
    return household.signed_on or date(2021, 12, 31)


@pytest.mark.parametrize(
    ("model", "names"),
    [(Project, PROJECT_FACTS), (Household, HOUSEHOLD_FACTS), (Membership, MEMBER_FACTS)],
    ids=["projects", "households", "members"],
)
def test_nothing_that_the_law_asks_is_left_open(model, names):
    assert {name: model.objects.filter(**{f"{name}__isnull": True}).count() for name in names} == dict.fromkeys(
        names, 0
    )


def test_of_a_building_only_days_are_open_that_never_came():
    for name in ("use", "lower_area", "built_on", "has_certificate", "has_building_approval", "is_on_farmland"):
        assert not Structure.objects.filter(**{f"{name}__isnull": True}).exists(), name
    for day, cause in EVERYTHING.items():
        assert not Structure.objects.filter(**{cause: True, f"{day}__isnull": True}).exists(), day


def test_land_by_class_is_exactly_the_land_that_a_project_takes():
    summed = Project.objects.annotate(total=Sum("land_areas__area"))
    assert not summed.exclude(total=F("area")).exists()


def test_a_building_was_built_in_the_year_that_the_survey_says():
    assert not Structure.objects.exclude(built_on__year=F("built_in")).exists()
    assert not Structure.objects.filter(rebuilt_on__lt=F("built_on")).exists()


def test_the_law_finds_of_a_building_what_the_survey_found():
    pack = packs.load("changsha")
    wrong = []
    for household in sample():
        run = exact.Run(pack)
        case = snapshots.thaw(snapshots.freeze(household, day_of(household)))
        surveyed = {str(s.pk): s.legality for s in household.structures.all()}
        for row in case.children["structures"]:
            if (found := run.value("legality", row)) != surveyed[row.key]:
                wrong.append((row.key, surveyed[row.key], found))
    assert wrong == []


def test_extra_quota_that_was_granted_has_its_certificate():
    halves = Entitlement.objects.filter(reason=Entitlement.Reason.HALF_HOUSEHOLD).values("approval__household")
    assert Household.objects.filter(has_certified_half=True).count() == halves.distinct().count()

    granted = Entitlement.objects.filter(reason=Entitlement.Reason.ONLY_CHILD).aggregate(total=Sum("quota"))["total"]
    assert Membership.objects.aggregate(total=Sum("only_child_share"))["total"] == granted


def test_crops_grow_with_farming_households_only():
    assert Crop.objects.exists()
    assert set(Crop.objects.values_list("household__household_kind", flat=True)) == {"farm"}


def test_most_cases_can_be_computed_and_the_others_stop_for_what_the_law_does_not_say():
    pack, computed, stopped = packs.load("changsha"), 0, set()
    for household in sample():
        found = results.compute(pack, snapshots.thaw(snapshots.freeze(household, day_of(household))))
        computed += not found.lacks
        stopped |= {lack.problem.kind for lack in found.lacks}

    assert computed > sample().count() / 2
    assert stopped == {Kind.NO_PARAMETER}


def test_every_determination_of_the_demo_comes_out_the_same_from_its_snapshot():
    found = Determination.objects.select_related("snapshot")
    assert len(found) >= 8
    assert {queries.recomputed(determination) for determination in found} == {queries.Recomputed(True, False)}


def test_determinations_stand_at_every_step():
    assert set(Review.objects.values_list("outcome", flat=True)) >= {"open", "approved", "returned"}
    assert {bool(a.signed_on) for a in Agreement.objects.all()} == {True, False}
    again = Determination.objects.filter(review__outcome="open", household__agreements__signed_on__isnull=False)
    assert queries.determination_page(again.get()).deltas
    assert all(standing.payable(a.determination) == a.amount for a in Agreement.objects.all())
