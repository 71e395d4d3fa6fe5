"""What if, on the office's own households: each comes out as computed alone, and nobody else changes."""

from datetime import date
from decimal import Decimal

import pytest

from anzhi.registry.models import Crop, Household, Notice, Project
from anzhi.rules.engine.problems import Problem
from anzhi.trials import outcomes, population, requests, tables
from anzhi.trials.outcomes import GAINS, KINDS, LOSES, SAME, STOPPED, Outcome
from anzhi.values.refusal import Refused
from tests.trials.office import ON, alone, exactly

pytestmark = pytest.mark.django_db
EVERY = 60
"""Of all households, so many to one that is computed alone."""


@pytest.fixture
def some(demo: None) -> list[int]:
    return list(Household.objects.order_by("pk").values_list("pk", flat=True))[::EVERY]


def tried(everybody, written: dict, keys=None) -> Outcome:
    request = requests.read({"day": ON} | written, ON)
    households = request.scope.households(Household.objects.all()).values_list("pk", flat=True)
    return outcomes.outcome(request, everybody, set(households) if keys is None else keys)


CHANGES = {
    "a price": {"pack": "example", "parameters": {"house.rate": {"from": date(2013, 1, 1), "multiply": "1.07"}}},
    "two numbers": {
        "pack": "example",
        "parameters": {"relocation.moving_rate": {"multiply": "0.5"}, "crops.rate": {"multiply": "1.5"}},
    },
    "a day": {"pack": "example", "facts": {"project.plan_announced_on": "2009-05-04"}},
    "an option": {"pack": "example", "facts": {"household.option": "cash"}},
    "the real law": {"pack": "changsha", "parameters": {"house.rate": {"multiply": "1.1"}}},
    "the real law with something supposed": {
        "pack": "changsha",
        "suppose": {"relocation.overdue_multiplier": {"set": "2"}},
        "parameters": {"house.rate": {"multiply": "1.1"}},
    },
}


@pytest.mark.parametrize("written", CHANGES.values(), ids=CHANGES)
def test_a_trial_gives_everybody_what_computing_each_alone_gives(everybody, some: list[int], written: dict):
    found = tried(everybody, written, some)

    change, rows = found.request.change, alone(some)
    before = exactly(change.pack, rows.values(), change.rule)
    for row in rows.values():
        for (entity, name), value in change.facts.items():
            row.above(entity).facts[name] = value
    after = exactly(change.changed, rows.values(), change.rule)
    assert {e.key: e.before if e.before_problem is None else e.before_problem for e in found.effects} == before
    assert {e.key: e.after if e.after_problem is None else e.after_problem for e in found.effects} == after
    assert before != after


def test_what_the_real_law_leaves_unknown_stops_and_is_counted_and_never_taken_for_nothing(everybody, some: list[int]):
    found = tried(everybody, CHANGES["the real law"], some)

    stopped = [effect for effect in found.effects if isinstance(effect.before_problem, Problem)]
    assert 0 < len(stopped) < len(some)
    assert found.by_kind[STOPPED] == tuple(sorted(stopped, key=lambda effect: effect.key))
    assert sum(count for _reason, count in found.reasons) == found.summary.stopped == len(stopped)
    assert found.summary.before == sum(effect.before for effect in found.effects if effect not in stopped)


def test_a_higher_price_of_a_crop_changes_just_the_households_that_have_it(everybody):
    found = tried(everybody, {"pack": "example", "parameters": {"crops.rate": {"set": {"nursery.1": "99999.9"}}}})

    have_it = Crop.objects.filter(crop_class="nursery", grade="1").values_list("household", flat=True)
    changed = {effect.key for effect in found.effects if effect.difference}
    assert changed == set(have_it)
    assert changed == {effect.key for effect in found.by_kind[GAINS]}
    assert len(found.effects) == Household.objects.count()


def test_a_project_and_a_year_are_their_households_and_nobody_else(everybody):
    change = {"pack": "example", "parameters": {"house.rate": {"multiply": "1.1"}}}
    project = Project.objects.filter(households__isnull=False).first()

    of_project = tried(everybody, change | {"scope": {"project": project.code}})
    of_year = tried(everybody, change | {"scope": {"year": 2021}})

    assert {e.key for e in of_project.effects} == set(project.households.values_list("pk", flat=True))
    announced = [n.project_id for n in Notice.objects.filter(kind="plan") if n.published_on.year == 2021]
    assert {e.key for e in of_year.effects} == set(
        Household.objects.filter(project__in=announced).values_list("pk", flat=True)
    )


def test_the_tables_hold_every_household_once_and_add_up_to_the_sums(everybody):
    written = {"house.rate": {"multiply": "1.1"}, "relocation.moving_rate": {"multiply": "0"}}
    found = tried(everybody, {"pack": "example", "scope": {"year": 2021}, "parameters": written})

    whole = {str(table.title): table for table in tables.whole(found)}
    listed = [whole[str(tables.WORDS[kind])] for kind in KINDS]
    assert sum(len(table.rows) for table in listed) == len(found.effects)
    assert len({household for table in listed for household in table.households}) == len(found.effects)
    projects, totals = whole["各项目"], whole["合计"]
    assert (
        projects.total[-3:]
        == totals.total[-3:]
        == (found.summary.before, found.summary.after, found.summary.difference)
    )
    assert [row[1] for row in totals.rows] == [len(found.by_kind[kind]) for kind in KINDS]
    amounts = [row[-3:] for kind in (GAINS, LOSES, SAME) for row in whole[str(tables.WORDS[kind])].rows]
    assert tuple(map(sum, zip(*amounts, strict=True))) == totals.total[-3:]
    assert all(before + difference == after for before, after, difference in amounts)
    assert sum(count for _low, _high, count in whole["差额分布"].rows) == found.summary.winners + found.summary.losers


def test_what_is_changed_and_what_is_only_supposed_is_listed_with_both_values(everybody, some: list[int]):
    found = tried(everybody, CHANGES["the real law with something supposed"], some[:1])

    rows = [tuple(map(str, row)) for row in tables.changed(found.request.change).rows]
    supposed = {(label, since, was, now) for kind, label, _of, since, _until, was, now in rows if kind == "假定"}
    assert ("逾期过渡费倍数", "2008-04-01", "None", "2倍") in supposed
    assert {label for label, *_ in supposed} == {"逾期过渡费倍数"}
    changed = {(label, of_class, *values) for kind, label, of_class, _since, _until, *values in rows if kind == "改变"}
    assert ("房屋补偿单价", "钢混", "970元/平方米", "1,067元/平方米") in changed
    for _kind, _label, _of_class, _since, _until, was, now in rows:
        if was != "None":
            old, new = (Decimal(text.partition("元")[0].replace(",", "")) for text in (was, now))
            assert new == old * Decimal("1.1")


WRONG = {
    "no mapping": (["house.rate"], "键: 值"),
    "a policy that there is not": ({"pack": "nothing"}, "nothing"),
    "a project that there is not": ({"scope": {"project": "nowhere"}}, "nowhere"),
    "a scope that is none": ({"scope": "everybody"}, "scope"),
    "a year that is none": ({"scope": {"year": "今年"}}, "scope"),
    "a day that is none": ({"day": "yesterday"}, "yesterday"),
    "a rule of the whole project": ({"rule": "social_fund"}, "不能试算"),
    "a key that there is not": ({"scop": "office"}, "scop"),
    "a list of facts": ({"facts": ["project.zone"]}, "事实"),
    "a list of parameters": ({"parameters": ["house.rate"]}, "标准"),
}


@pytest.mark.parametrize(("written", "named"), WRONG.values(), ids=WRONG)
def test_a_trial_that_is_not_written_as_it_should_be_is_refused_by_name(db, written, named: str):
    whole = {"parameters": {"house.rate": {"multiply": "2"}}}

    with pytest.raises(Refused) as refused:
        requests.read(whole | written if isinstance(written, dict) else written, ON)

    assert named in str(refused.value)


def test_some_households_read_by_themselves_are_those_of_everybody(everybody, some: list[int]):
    read = population.read(ON, some)

    for name, table in population.of_households(everybody, some).items():
        assert read[name].equals(table.combine_chunks() if table.num_rows else table)
