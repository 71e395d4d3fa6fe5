"""What if: read strictly, nothing changed changes nothing, and a change gives what the changed law would give."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files
from typing import Any

import pyarrow as pa
import pytest
import yaml

from anzhi.rules import packs, whatif
from anzhi.rules.engine import exact, parameters
from anzhi.rules.engine.pack import Pack
from anzhi.values.refusal import Refused
from tests.rules.population import Population, population

PACK = packs.load("example")
RULE = "household_total"


@pytest.fixture(scope="module")
def people() -> Population:
    return population(PACK, 400, 12, missing=0.002, lost=0)


@pytest.fixture(scope="module")
def tables(people: Population) -> Mapping[str, pa.Table]:
    return people.tables()


def change(parameters: dict[str, Any] | None = None, facts: dict[str, Any] | None = None) -> whatif.Change:
    return whatif.read({"rule": RULE, "parameters": parameters, "facts": facts}, PACK)


def with_edited_file(name: str, factor: str) -> Pack:
    """The pack with one file of the law edited by hand: every number times a factor, half up to the fen."""

    def edited(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: edited(inner) for key, inner in value.items()}
        return str((Decimal(value) * Decimal(factor)).quantize(Decimal("0.01"), ROUND_HALF_UP))

    topic, _, leaf = name.partition(".")
    path = files("anzhi.rules") / "parameters" / PACK.name / topic / f"{leaf}.yaml"
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    written["values"] = [period | {"value": edited(period["value"])} for period in written["values"]]
    return PACK.with_parameters({name: parameters.read(name, written)})


def totals(people: Population, pack: Pack) -> dict[int, Any]:
    run = exact.Run(pack)
    return {int(row.key): run.results(row, [RULE]).values.get(RULE) for row in people.rows["household"]}


WRONG: dict[str, tuple[Any, str]] = {
    "no mapping": (["house.rate"], "house.rate"),
    "an unknown key": ({"rule": RULE, "parameter": {}}, "parameter"),
    "a rule that there is not": ({"rule": "bonus"}, "bonus"),
    "a rule whose results cannot be compared": ({"rule": "legality", "facts": {}}, "legality"),
    "no change": ({"rule": RULE}, ""),
    "a parameter that there is not": ({"rule": RULE, "parameters": {"house.rates": {"multiply": "2"}}}, "house.rates"),
    "both at once": ({"rule": RULE, "parameters": {"house.rate": {"multiply": "2", "set": "1"}}}, "house.rate"),
    "neither": ({"rule": RULE, "parameters": {"house.rate": {"from": None}}}, "house.rate"),
    "an unknown key of a parameter": (
        {"rule": RULE, "parameters": {"house.rate": {"multiply": "2", "until": None}}},
        "house.rate",
    ),
    "a factor that is no number": ({"rule": RULE, "parameters": {"house.rate": {"multiply": "一成"}}}, "一成"),
    "a factor below nothing": ({"rule": RULE, "parameters": {"house.rate": {"multiply": "-1"}}}, "-1"),
    "a day times a number": (
        {"rule": RULE, "parameters": {"house.permit_from": {"multiply": "2"}}},
        "house.permit_from",
    ),
    "a class that there is not": ({"rule": RULE, "parameters": {"house.rate": {"set": {"straw": "1"}}}}, "straw"),
    "a value finer than its unit": ({"rule": RULE, "parameters": {"house.rate": {"set": "1.234"}}}, "1.234"),
    "a day that is a text": ({"rule": RULE, "parameters": {"house.rate": {"set": "1", "from": "2020"}}}, "2020"),
    "a fact that there is not": ({"rule": RULE, "facts": {"project.announced": "2021-01-01"}}, "project.announced"),
    "a fact of the wrong kind": ({"rule": RULE, "facts": {"household.option": "tent"}}, "tent"),
}


@pytest.mark.parametrize(("written", "named"), WRONG.values(), ids=WRONG)
def test_what_is_not_written_as_it_should_be_is_refused_by_name(written: Any, named: str):
    with pytest.raises(Refused) as refused:
        whatif.read(written, PACK)

    assert named in str(refused.value)


def test_what_changes_nothing_changes_nobody(tables: Mapping[str, pa.Table]):
    found = whatif.effects(change({"house.rate": {"multiply": "1"}}), tables)

    assert {effect.difference for effect in found} <= {0, None}
    assert [effect.before_problem for effect in found] == [effect.after_problem for effect in found]
    assert whatif.distribution(found) == []


@pytest.mark.parametrize("name", ["house.rate", "relocation.transition_rate", "resettlement.cash_price"])
def test_a_tenth_more_is_what_the_edited_file_gives(name: str, people: Population, tables: Mapping[str, pa.Table]):
    found = whatif.effects(change({name: {"multiply": "1.10"}}), tables)

    assert {effect.key: effect.before for effect in found} == totals(people, PACK)
    assert {effect.key: effect.after for effect in found} == totals(people, with_edited_file(name, "1.10"))
    assert any(effect.difference for effect in found)


def test_a_change_between_two_days_leaves_everybody_else_alone(people: Population, tables: Mapping[str, pa.Table]):
    days = {int(row.key): row.parent.facts.get("plan_announced_on") for row in people.rows["household"] if row.parent}
    always = whatif.effects(change({"house.rate": {"multiply": "2"}}), tables)
    all_felt = {effect.key for effect in always if effect.difference}
    middle = sorted(days[key] for key in all_felt)[len(all_felt) // 2]
    between = {"from": middle, "to": middle + timedelta(days=400)}
    found = whatif.effects(change({"house.rate": {**between, "multiply": "2"}}), tables)

    felt = {effect.key for effect in found if effect.difference}
    assert felt == {key for key in all_felt if between["from"] <= days[key] < between["to"]}
    assert set() < felt < all_felt


def test_a_fact_given_to_everybody_is_what_they_would_get_with_it(people: Population, tables: Mapping[str, pa.Table]):
    found = whatif.effects(change(facts={"household.option": "housing"}), tables)

    given = population(PACK, 400, 12, missing=0.002, lost=0)
    for row in given.rows["household"]:
        row.facts["option"] = "housing"
    assert {effect.key: effect.after for effect in found} == totals(given, PACK)


def test_all_effects_add_up_and_every_one_is_in_the_distribution(tables: Mapping[str, pa.Table]):
    written = {"house.rate": {"multiply": "1.3"}, "resettlement.cash_price": {"multiply": "0.1"}}
    found = whatif.effects(change(written), tables)

    whole, bars = whatif.summary(found), whatif.distribution(found, bars=7)
    differences = [effect.difference for effect in found if effect.difference is not None]
    assert whole.winners and whole.losers and whole.stopped
    assert whole.winners + whole.losers + whole.unchanged + whole.stopped == len(found)
    assert whole.difference == sum(differences)
    assert sum(count for _, _, count in bars) == whole.winners + whole.losers
    assert all(low < high for low, high, _ in bars)
    assert [bar[1] for bar in bars[:-1]] == [bar[0] for bar in bars[1:]]
    for low, high, count in bars:
        assert sum(low <= difference < high for difference in differences if difference) == count
