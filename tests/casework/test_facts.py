"""Every fact that the law asks about stands somewhere in the records, or says why it does not."""

from datetime import date

import pytest

from anzhi.casework import facts, results
from anzhi.casework.facts import SOURCES, Nowhere
from anzhi.registry.actions import case_facts, household_corrections, households, land_areas
from anzhi.registry.models import Crop, Household, LandArea, Membership, Project, Structure
from anzhi.rules import packs
from anzhi.rules.engine import case
from anzhi.rules.engine import expression as e
from anzhi.rules.facts import CASE
from anzhi.social_security.actions import batches
from anzhi.social_security.models import Batch, Enrolment
from anzhi.values.refusal import Refused
from tests.casework.office import DAY

FROZEN = {"project", "household", "person", "structure", "crop"}
"""The kinds of rows in a household's case."""


def test_every_fact_of_the_schema_has_a_source_or_a_reason_and_nothing_else_has():
    assert {entity: set(sources) for entity, sources in SOURCES.items()} == {
        entity.name: set(entity.facts) for entity in CASE.entities.values()
    }
    absent = [source for sources in SOURCES.values() for source in sources.values() if isinstance(source, Nowhere)]
    assert [source for source in absent if len(source.reason) < 10] == []


@pytest.mark.parametrize("name", packs.PACKS)
def test_whatever_a_line_of_a_household_rests_on_is_in_its_case(name):
    pack = packs.load(name)
    closure = pack.closure(rule.name for rule in results.lines_of(pack))
    texts = [text.expression for rule in closure for text in pack.compiled[rule].texts]
    asked = {node.entity for text in texts for node in e.walk(text) if isinstance(node, e.FactValue)}
    listed = {n.declared.name for text in texts for n in e.walk(text) if isinstance(n, e.Total)}

    assert asked <= FROZEN
    assert listed <= {"persons", "structures", "crops"}


pytestmark = pytest.mark.django_db


def read(household: Household, on: date = DAY):
    return case.read(CASE, facts.of_household(Household.objects.get(pk=household.pk), on), of="household")


def test_what_nobody_entered_is_not_there_and_nothing_is_zero_for_it(cast):
    row = read(cast.household(2))

    assert "kind" not in row.facts and "option" not in row.facts
    [structure] = row.children["structures"]
    assert structure.facts.keys() == {"construction"}
    assert all("share" not in person.facts for person in row.children["persons"])
    assert (row.facts["persons"], row.facts["crops"]) == (2, 0)


def test_a_no_is_a_fact_and_so_is_nothing(office):
    household = office.household(becomes_non_farm=False, farmland_per_head_after=0)
    row = read(household)

    assert row.facts["becomes_non_farm"] is False
    assert row.facts["farmland_per_head_after"] == 0
    [structure] = row.children["structures"]
    assert structure.facts["upper_area"] == 0


def test_days_of_notices_and_the_day_of_computing_are_the_projects(office):
    project = read(office.household(), date(2021, 5, 6)).above("project")

    assert project.facts["plan_announced_on"] == date(2021, 1, 25)
    assert "declared_on" not in project.facts
    assert (project.facts["computed_on"], project.facts["vacate_by"]) == (date(2021, 5, 6), date(2021, 12, 31))


def test_members_are_those_of_the_day(office):
    household = office.household()
    first, second, _ = household.memberships.order_by("pk")
    households.leave(first, date(2021, 2, 20), by=office.cast.officer)
    households.leave(second, date(2021, 3, 20), by=office.cast.officer)

    keys = [person.key for person in read(household, DAY).children["persons"]]
    assert str(first.pk) not in keys
    assert str(second.pk) in keys


def test_an_approval_says_the_option_and_two_that_differ_leave_it_open(office):
    household = office.household()
    assert read(household).facts["option"] == "housing"

    office.cast.approve(household, option="cash", whole=1)
    assert read(household).facts["option"] == "cash"

    people = office.cast.people(household)
    from anzhi.casework.actions import approvals
    from anzhi.casework.actions.approvals import Grant

    other = Grant(household=household, option="housing", approved_on=DAY, whole=(people[1],))
    approvals.approve([other], by=office.cast.officer)
    assert "option" not in read(household).facts


def test_a_household_is_housed_when_the_last_of_its_persons_is(office):
    from anzhi.housing.actions import allotments
    from anzhi.housing.models import Allotment

    household = office.household()
    approval, estate = office.cast.approve(household, whole=3), office.cast.estate()

    def allot(unit: str, persons: int, on: date) -> None:
        home = Allotment(approval=approval, estate=estate, unit=unit, housed_on=on, persons=persons)
        allotments.allot([home], by=office.cast.officer)

    allot("1", 20, date(2021, 8, 1))
    assert "housed_on" not in read(household).facts

    allot("2", 10, date(2021, 7, 1))
    assert read(household).facts["housed_on"] == date(2021, 8, 1)


def test_a_person_is_enrolled_on_the_day_of_the_batch(office):
    household = office.household()
    person = office.cast.people(household)[0]
    batch = Batch(number="B1", project=office.cast.project, approved_on=DAY)
    batches.approve([(batch, [(person, Enrolment.AgeBand.SECOND)])], by=office.cast.officer)
    assert all("enrolled_on" not in row.facts for row in read(household).children["persons"])

    batches.enrol([batch], date(2021, 6, 1), by=office.cast.officer)
    enrolled = [row.facts.get("enrolled_on") for row in read(household).children["persons"]]
    assert enrolled == [date(2021, 6, 1), None, None]


def test_crops_stand_in_the_case_in_mu(office):
    household = office.household()
    households.add_crops(
        [Crop(household=household, crop_class="paddy", grade="1", area=12_345)], by=office.cast.officer
    )

    [crop] = read(household).children["crops"]
    assert crop.facts == {"crop_class": "paddy", "grade": "1", "area": 12_345}


def test_many_households_are_read_in_few_queries(office, django_assert_max_num_queries):
    for _ in range(4):
        office.household()

    with django_assert_max_num_queries(8):
        for household in facts.with_facts(Household.objects.order_by("pk")):
            facts.of_household(household, DAY)


def test_the_case_of_a_project_is_its_land(office):
    project = office.cast.project
    paddy = LandArea(project=project, land_class="paddy", use="ordinary", area=600_000)
    land_areas.enter([paddy, LandArea(project=project, land_class="forest", area=1)], by=office.cast.officer)

    row = case.read(CASE, facts.of_project(project, DAY), of="project")
    assert [land.facts for land in row.children["land"]] == [
        {"land_class": "paddy", "use": "ordinary", "area": 600_000},
        {"land_class": "forest", "area": 1},
    ]


@pytest.mark.parametrize("way", ["entered", "corrected"])
def test_no_more_land_by_class_than_the_project_takes(office, way):
    project, by = office.cast.project, office.cast.officer
    [row] = land_areas.enter([LandArea(project=project, land_class="paddy", area=600_000)], by=by)

    with pytest.raises(Refused, match=r"合计 100\.0001亩，超过征地面积 100亩"):
        if way == "entered":
            land_areas.enter([LandArea(project=project, land_class="forest", area=400_001)], by=by)
        else:
            land_areas.correct(row, {"area": 1_000_001}, by=by)
    assert project.land_areas.get().area == 600_000


def test_facts_of_many_records_are_entered_at_once_and_nothing_but_facts(office):
    members = list(office.household().memberships.all())
    case_facts.establish({m: {"only_child_share": 5} for m in members}, by=office.cast.officer)
    assert {m.only_child_share for m in members} == {5}

    with pytest.raises(Refused, match="不是个案事实"):
        case_facts.establish({members[0]: {"relation": "子"}}, by=office.cast.officer)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"lower_area": 100}, "面积之和应等于建筑面积"),
        ({"rebuilt_on": DAY}, "没有改建或扩建过"),
        ({"has_certificate": False, "certified_on": DAY}, "没有权属证书"),
        ({"temporary_until": DAY}, "不是经批准的临时建筑"),
    ],
)
def test_facts_of_a_building_that_contradict_each_other_are_refused(office, changed, sentence):
    structure = office.household().structures.get()

    with pytest.raises(Refused, match=sentence):
        household_corrections.correct_structure(structure, changed, by=office.cast.officer)


@pytest.mark.parametrize("share", [1, 3, 15])
def test_a_share_comes_in_halves(office, share):
    membership = office.household().memberships.first()

    with pytest.raises(Refused, match=r"只能是 0、0\.5 或 1"):
        household_corrections.correct_member(membership, {"share": share}, by=office.cast.officer)


@pytest.mark.parametrize(
    ("model", "entity", "names"),
    [
        (Project, "project", ["zone"]),
        (LandArea, "land", ["land_class", "use", "grade"]),
        (Membership, "person", ["standing"]),
        (Structure, "structure", ["construction", "use"]),
        (Crop, "crop", ["crop_class", "grade"]),
    ],
)
def test_the_words_of_the_records_are_the_words_of_the_law(model, entity, names):
    for name in names:
        assert dict(model._meta.get_field(name).choices) == dict(CASE.entities[entity].facts[name].type.words)


def test_the_rows_of_a_case_show_every_fact_and_leave_open_what_nobody_entered(office):
    household = facts.with_facts(Household.objects.filter(pk=office.household().pk)).get()
    rows = facts.rows(household, DAY)

    assert [row.entity for row in rows] == ["project", "household", "person", "person", "person", "structure"]
    for row in rows:
        assert [told.name for told in row.facts] == list(CASE.entities[row.entity].facts)
    said = {(row.entity, told.name): told.part for row in rows for told in row.facts}
    assert str(said["structure", "lower_area"]) == "120平方米"
    assert str(said["project", "computed_on"]) == "2021-03-01"
    assert said["household", "vacated_on"] is None
    assert {row.name for row in rows if row.entity == "person"} == {"赵户"}
