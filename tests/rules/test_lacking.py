"""The list of what a case lacks is complete as far as can be seen, and says nothing that is there."""

import pytest

from anzhi.rules import packs
from anzhi.rules.engine import case, exact
from anzhi.rules.engine.lacking import lacking
from tests.casework import toy
from tests.rules.cases import cases, without_one_fact

CASES = [one for one in cases() if one.pack == "example"]


def lacks(pack, row, name):
    return lacking(exact.Run(pack), name, row)


@pytest.mark.parametrize("one", CASES, ids=str)
def test_it_is_empty_where_there_is_a_result_and_names_the_reason_where_there_is_none(one):
    pack = packs.load(one.pack)
    for given in (one.given, *(given for _, given in without_one_fact(one.given))):
        row = case.read(pack.schema, given, of=one.of)
        found = exact.Run(pack).results(row, one.expect)
        for name in one.expect:
            reasons = {lack.problem for lack in lacks(pack, row, name)}
            assert not reasons if name in found.values else found.problems[name] in reasons


def household(**changes):
    structures = [
        {"key": "s1", "construction": "brick_timber", "lower_area": "80"},
        {"key": "s2", "upper_area": "0", "construction": "brick_concrete_1"},
    ]
    written = {"project": {"computed_on": "2021-03-01"}, "household": {"key": "h", "structures": structures}}
    written["household"] |= changes
    return case.read(toy.PACK.schema, written, of="household")


def test_every_missing_fact_is_named_with_its_row_at_once():
    first, second = household().children["structures"]

    assert [(k.problem.name, k.row) for k in lacks(toy.PACK, first, "house")] == [("structure.upper_area", "s1")]
    assert {(k.problem.name, k.row) for k in lacks(toy.PACK, second, "house")} == {
        ("structure.lower_area", "s2"),
        ("单价[*]@2000-01-01", "s2"),
    }


def test_a_list_that_was_not_taken_is_missing_itself():
    assert {k.problem.name for k in lacks(toy.PACK, household(), "moving")} == {"household.persons"}
    assert not lacks(toy.PACK, household(persons=[]), "moving")


def test_what_only_matters_once_something_else_is_known_is_not_asked_for_yet():
    assert {k.problem.name for k in lacks(toy.PACK, household(), "bonus")} == {"household.kind"}
    assert {k.problem.name for k in lacks(toy.PACK, household(kind="farm"), "bonus")} == {"household.option"}
    assert not lacks(toy.PACK, household(kind="non_farm"), "bonus")
