"""Quota is counted in halves: whatever is entered, and whatever the law adds."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from anzhi.rules import packs
from anzhi.rules.engine import case, exact
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.parameters import Cell
from anzhi.rules.engine.problems import Kind

PACK = packs.load("changsha")
HALF = 5
TENTHS = st.integers(0, 20).map(lambda tenths: f"{tenths // 10}.{tenths % 10}")
PERSONS = st.fixed_dictionaries(
    {
        "standing": st.sampled_from(["student", "public_servant"]),
        "was_member_before": st.booleans(),
        "is_collective_member": st.just(False),
        "share": TENTHS,
        "only_child_share": TENTHS,
    }
)


def quota_of(persons: list[dict[str, Any]], *, has_certified_half: bool, pack: Pack = PACK) -> exact.Results:
    project = {"plan_announced_on": date(2014, 5, 1)}
    household = {"has_certified_half": has_certified_half, "persons": persons}
    row = case.read(pack.schema, {"project": project, "household": household}, of="household")
    return exact.Run(pack).results(row, ["quota"])


def tenths(text: str) -> int:
    return int(text.replace(".", ""))


@given(st.lists(PERSONS, max_size=4), st.booleans())
def test_the_quota_of_a_household_is_the_halves_of_its_eligible_persons_or_there_is_none(persons, has_certified_half):
    eligible = [person for person in persons if person["standing"] == "student" and person["was_member_before"]]
    entered = [tenths(person[name]) for person in eligible for name in ("share", "only_child_share")]

    found = quota_of(persons, has_certified_half=has_certified_half)

    if all(share % HALF == 0 for share in entered):
        assert found.values == {"quota": sum(entered) + 10 * has_certified_half}
    else:
        assert found.problems["quota"].kind is Kind.NO_RULE


def test_an_extra_quota_between_the_halves_stops_the_household():
    parameter = PACK.parameters["resettlement.half_household_quota"]
    periods = [replace(period, cells={(): Cell(3, "example")}) for period in parameter.periods]
    changed = PACK.with_parameters({parameter.name: replace(parameter, periods=tuple(periods))})

    assert quota_of([], has_certified_half=True, pack=changed).problems["quota"].name == "quota"
    assert quota_of([], has_certified_half=False, pack=changed).values == {"quota": 0}
