"""The worked cases come out, and they are enough: every rule, both sides of every day on which something changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from anzhi.rules import packs
from anzhi.rules.engine import expression as e
from anzhi.rules.engine.pack import Pack, rests_on
from anzhi.rules.engine.parameters import Cell, Parameter, Period
from anzhi.rules.engine.types import Value
from tests.rules.cases import Case, cases, expected, results, without_one_fact

CASES = cases()
PACK = packs.load("changsha")


@pytest.mark.parametrize("one", CASES, ids=str)
def test_a_case_comes_out_as_on_paper(one: Case):
    values, stopped = expected(one)
    found = results(one)

    assert found.values == values
    assert {name: problem.name for name, problem in found.problems.items()} == stopped


@pytest.mark.parametrize("one", [one for one in CASES if expected(one)[0]], ids=str)
def test_without_any_one_fact_a_case_stops(one: Case):
    values, _ = expected(one)
    telling = telling_when_absent(packs.load(one.pack), one)
    for fact, given in without_one_fact(one.given):
        found = results(one, given)
        if fact.rpartition(".")[2] in telling:  # "not vacated yet" is a fact as well: another case, never the same one
            assert found.values != values, f"{fact} was not missed"
            continue
        assert found.values.keys() < values.keys() or not found.values, f"{fact} was not missed"
        assert all(found.values[name] == values[name] for name in found.values)


def test_every_rule_has_cases():
    assert {one.rule for one in CASES} == set(PACK.rules)
    assert all(one.rule in one.expect for one in CASES)


def test_cases_stand_on_both_sides_of_every_day_on_which_a_rule_or_its_numbers_change():
    lacking = []
    for rule in PACK.rules:
        mine = [one for one in CASES if one.rule == rule and one.pack == "changsha"]
        days = {day for one in mine for day in governing_days(one)}
        for boundary in boundaries(PACK, rule):
            lacking += [(rule, str(day)) for day in (boundary - timedelta(days=1), boundary) if day not in days]
    assert lacking == []


@pytest.mark.parametrize("pack", packs.PACKS)
def test_changing_any_number_of_the_law_changes_some_case(pack: str):
    loaded = packs.load(pack)
    mine = [one for one in CASES if one.pack == pack]
    unfelt = []
    for parameter in loaded.parameters.values():
        users = {name for name in loaded.rules if parameter.name in parameters_of(loaded, name)}
        for period, changed in mutations(parameter):
            mutated = loaded.with_parameters({parameter.name: changed})
            if not any(differs(one, mutated, users) for one in mine):
                unfelt.append(f"{parameter.name}@{period.since}")
    assert unfelt == []


def differs(one: Case, pack: Pack, users: set[str]) -> bool:
    """Does a case come out differently under a pack? Only asked where a changed number can be felt."""
    if not any(set(pack.closure([name])) & users for name in one.expect):
        return False
    return results(one, pack=pack) != results(one)


def telling_when_absent(pack: Pack, one: Case) -> set[str]:
    """Names of the facts of which a case's rules ask whether they were entered."""
    texts = [text.expression for name in pack.closure(one.expect) for text in pack.compiled[name].texts]
    asked = [node.inner for root in texts for node in e.walk(root) if isinstance(node, e.Known)]
    return {getattr(node, "inner", node).name for node in asked}


def mutations(parameter: Parameter) -> list[tuple[Period, Parameter]]:
    """The parameter with all numbers of one period changed, once for each period that has any."""
    changed = []
    for place, period in enumerate(parameter.periods):
        cells = {key: Cell(mutated(cell.value), cell.certainty) for key, cell in period.cells.items()}
        if any(cell.value is not None for cell in cells.values()):
            periods = (*parameter.periods[:place], replace(period, cells=cells), *parameter.periods[place + 1 :])
            changed.append((period, replace(parameter, periods=periods)))
    return changed


def mutated(value: Value | None) -> Value | None:
    """Another value: a number more than doubled, a day put off by one."""
    match value:
        case date():
            return value + timedelta(days=1)
        case int():
            return value * 2 + 10
    return value


def parameters_of(pack: Pack, rule: str) -> set[str]:
    """Names of the parameters that a rule's own texts ask for."""
    nodes = [node for text in pack.compiled[rule].texts for node in e.walk(text.expression)]
    return {node.parameter.name for node in nodes if isinstance(node, e.ParameterValue)}


def boundaries(pack: Pack, rule: str) -> set[date]:
    """Days on which a new version of a rule, or of one of its own parameters, comes into force."""
    versions = {text.version.since for text in pack.compiled[rule].texts} - {None}
    versions |= {text.version.until for text in pack.compiled[rule].texts} - {None}
    periods = {p.since for name in parameters_of(pack, rule) for p in pack.parameters[name].periods}
    return {day for day in versions | periods if day is not None}


def governing_days(one: Case) -> set[date]:
    """Every day that a case's facts name: the boundaries are among them."""

    def days(value: object) -> set[date]:
        if isinstance(value, dict):
            return set().union(*map(days, value.values())) if value else set()
        if isinstance(value, list):
            return set().union(*map(days, value)) if value else set()
        return {value} if isinstance(value, date) else set()

    return days(dict(one.given))


def test_no_rule_rests_on_itself():
    assert all(name not in rests_on(compiled) for name, compiled in PACK.compiled.items())
    assert len(PACK.order) == len(PACK.rules)
