"""A snapshot is the facts and nothing else: one change of one fact changes it, and it reads back to the very case."""

from datetime import date

import pytest

from anzhi.casework import facts, snapshots
from anzhi.registry.actions import household_corrections, projects
from anzhi.registry.models import HOUSEHOLD_FACTS, MEMBER_FACTS, PROJECT_FACTS, STRUCTURE_FACTS, Household, Notice
from anzhi.rules.engine import case
from anzhi.rules.facts import CASE
from anzhi.values import canonical
from anzhi.values.exact import SQUARE_METRE
from anzhi.values.refusal import Refused
from tests.casework.office import DAY

pytestmark = pytest.mark.django_db

OTHER = {
    "household_kind": "non_farm", "chosen_option": "cash", "becomes_non_farm": True, "has_certified_half": True,
    "farmland_per_head_after": 7, "standing": "student", "was_member_before": True, "is_agricultural": True,
    "share": 5, "only_child_share": 10, "months_without_work": 3, "had_pension_paid": True, "zone": "2",
    "farmland_per_head": 9, "is_redevelopment_site": False, "use": "production", "lower_area": 100 * SQUARE_METRE,
    "upper_area": 1, "built_on": DAY, "was_rebuilt": True, "rebuilt_on": DAY, "has_certificate": True,
    "certified_on": DAY, "has_building_approval": True, "is_on_farmland": True, "has_township_approval": True,
    "has_district_approval": True, "is_temporary": True, "temporary_until": DAY, "is_substandard": True,
}  # fmt: skip
"""Another value of every fact that the survey finds."""
TOGETHER = {
    "rebuilt_on": {"was_rebuilt": True},
    "certified_on": {"has_certificate": True},
    "temporary_until": {"is_temporary": True},
    "lower_area": {"upper_area": 20 * SQUARE_METRE},
    "upper_area": {"lower_area": 120 * SQUARE_METRE - 1},
}
"""What has to be entered with a fact."""


def frozen(household, on=DAY):
    return snapshots.freeze(Household.objects.get(pk=household.pk), on)


def test_the_bytes_of_a_case_are_written_down_here():
    structure = {"key": "4", "construction": "brick_timber", "lower_area": "120.5", "is_on_farmland": False}
    household = {
        "key": "7", "kind": "farm", "crops": [], "structures": [structure],
        "persons": [{"share": "0.5", "key": "3", "born_on": "1980-01-01"}],
    }  # fmt: skip
    written = {"version": snapshots.VERSION, "of": "household"}
    content = canonical.encode(written | {"case": {"project": {"key": "1", "zone": "1"}, "household": household}})

    assert content == (
        b"m3:t4:casem2:t9:householdm5:t5:cropsl0:t3:keyt1:7t4:kindt4:farmt7:personsl1:m3:t7:born_ont10:1980-01-01"
        b"t3:keyt1:3t5:sharet3:0.5t10:structuresl1:m4:t12:constructiont12:brick_timbert14:is_on_farmlandn"
        b"t3:keyt1:4t10:lower_areat5:120.5t7:projectm2:t3:keyt1:1t4:zonet1:1t2:oft9:householdt7:versiont1:1"
    )
    assert snapshots.thaw(content).facts["kind"] == "farm"


def test_it_reads_back_to_the_case_of_the_records(office):
    household = office.household()
    row = snapshots.thaw(frozen(household))

    again = case.read(CASE, facts.of_household(household, DAY), of="household")
    assert case.write(CASE, row) == case.write(CASE, again)
    assert row.facts["persons"] == 3


def test_it_is_the_same_bytes_however_the_records_are_read(office):
    household = office.household()
    fetched = facts.with_facts(Household.objects.filter(pk=household.pk)).get()

    assert snapshots.freeze(fetched, DAY) == frozen(household)


def correct(office, name, value):
    """Enter a fact where it belongs."""
    household = Household.objects.get()
    values, by = {name: value} | TOGETHER.get(name, {}), office.cast.officer
    if name in HOUSEHOLD_FACTS:
        household_corrections.correct(household, values, by=by)
    elif name in MEMBER_FACTS:
        household_corrections.correct_member(household.memberships.first(), values, by=by)
    elif name in STRUCTURE_FACTS:
        household_corrections.correct_structure(household.structures.get(), values, by=by)
    else:
        projects.correct(household.project, values, by=by)


@pytest.mark.parametrize("name", [*HOUSEHOLD_FACTS, *MEMBER_FACTS, *STRUCTURE_FACTS, *PROJECT_FACTS])
def test_another_value_of_any_fact_gives_another_snapshot(office, name):
    household = office.household()
    before = frozen(household)
    correct(office, name, OTHER[name])

    after = frozen(household)
    assert after != before
    told = {change.fact for change in snapshots.changes(before, after)}
    own = {"household_kind": "kind", "chosen_option": "option"}.get(name, name)
    assert own in told <= {own, *TOGETHER.get(name, {})}


def test_what_is_no_fact_of_the_case_does_not_change_it(office):
    household = office.household()
    before = frozen(household)
    household_corrections.correct(household, {"hold_out_reason": "甲", "address": "二组"}, by=office.cast.officer)
    projects.start_signing({household.project: date(2021, 2, 2)}, by=office.cast.officer)

    assert frozen(household) == before


def test_a_change_says_what_it_was_and_what_it_is_as_people_read_it(office):
    household = office.household()
    before = frozen(household)
    correct(office, "lower_area", 100 * SQUARE_METRE)

    [lower, _] = snapshots.changes(before, frozen(household))
    assert (lower.label, lower.before, lower.after) == ("房屋·一、二层建筑面积", "120平方米", "100平方米")


def test_a_row_that_is_new_or_gone_is_told_as_one_change(office):
    household = office.household()
    before = frozen(household)
    structure = household.structures.get()
    household.structures.model.objects.filter(pk=structure.pk)._raw_delete("default")

    [change] = snapshots.changes(before, frozen(household))
    assert (change.entity, change.fact, change.before, change.after) == ("structure", "", "房屋", "")


def test_a_notice_that_is_published_later_changes_it(office):
    household = office.household()
    before = frozen(household)
    notice = Notice(project=household.project, kind=Notice.Kind.DECLARATION, published_on=DAY)
    projects.publish([notice], by=office.cast.officer)

    assert [change.fact for change in snapshots.changes(before, frozen(household))] == ["declared_on"]


def content(**household):
    rows = {"key": "7", "persons": [], "structures": [], "crops": []} | household
    written = {"version": snapshots.VERSION, "of": "household"}
    return canonical.encode(written | {"case": {"project": {"key": "1"}, "household": rows}})


@pytest.mark.parametrize(
    ("before", "after", "labels"),
    [
        ({"kind": "farm"}, {"kind": "farm"}, []),
        ({"kind": "gone_word"}, {"kind": "farm"}, ["户·户别"]),
        ({"gone_fact": "1", "kind": "farm"}, {"kind": "farm"}, ["快照格式"]),
    ],
)
def test_different_bytes_are_never_without_a_difference_whatever_the_schema_has_become(before, after, labels):
    assert [change.label for change in snapshots.changes(content(**before), content(**after))] == labels


UNREADABLE = [b"", canonical.encode({"version": "9", "case": {}}), canonical.encode([])]


@pytest.mark.parametrize("content", UNREADABLE, ids=str)
def test_what_is_no_snapshot_is_refused(content):
    with pytest.raises(Refused, match=r"规范字节|快照"):
        snapshots.thaw(content)
