"""The hold of 7 July 2020 lifted: all 3,757 are counted, each as computed alone, and nobody's cost is made up."""

from datetime import date
from functools import partial

import pytest

from anzhi.registry.models import Membership
from anzhi.rules import packs
from anzhi.rules.engine.problems import Problem
from anzhi.social_security.models import Enrolment, PolicyHold
from anzhi.trials import enrolments, population, rosters
from anzhi.trials.enrolments import LOST, NEW, NOT, QUESTIONS, STILL, STOPPED, Result
from tests.trials.office import ON, alone, exactly

pytestmark = pytest.mark.django_db
HELD, BATCHES = 3757, 51
QUESTION = QUESTIONS["enrolment"]
LIFTED = {"parameters": {QUESTION.parameter: {"from": ON, "set": "7"}}}
RETIREMENT = {
    "suppose": {"social_security.retirement_age": {"from": date(2025, 1, 1), "set": {"male": "61", "female": "56"}}}
}


def held() -> enrolments.QuerySet:
    return enrolments.waiting(Enrolment.objects.all(), PolicyHold.objects.get(issued_on=date(2020, 7, 7)))


def tried(everybody, written: dict, lines=None) -> Result:
    change = enrolments.read(written, QUESTION)
    facts = partial(population.of_households, everybody)
    return enrolments.result(QUESTION, change, ON, facts, held() if lines is None else lines)


def years(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def test_everybody_whom_the_hold_stops_is_counted_once_whatever_the_change(everybody):
    for written in ({"pack": "changsha"}, {"pack": "example"} | LIFTED):
        found = tried(everybody, written)

        assert len({one.enrolment for one in found.affected}) == len(found.affected) == HELD
        assert sum(map(len, found.by_kind.values())) == HELD
        assert rosters.totals(found).total[1] == HELD
        lines = rosters.listed(one.enrolment for one in found.affected)
        assert len(rosters.by_batch(found, lines).rows) == BATCHES
        assert sum(len(rosters.persons(kind, some, lines).rows) for kind, some in found.by_kind.items()) == HELD


def test_lifting_the_hold_lets_in_just_those_past_retirement_age(everybody):
    found = tried(everybody, {"pack": "example"} | LIFTED)

    ages = packs.load("example").parameters["social_security.retirement_age"].on(ON).cells
    past = {
        line.pk
        for line in held().select_related("person")
        if years(line.person.born_on, ON) >= ages[("female" if line.person.is_female else "male",)].value
    }
    assert {one.enrolment for one in found.by_kind[NEW]} == past
    assert len(past) + len(found.by_kind[STILL]) == HELD
    assert not found.by_kind[LOST] and not found.by_kind[NOT] and not found.by_kind[STOPPED]


def test_what_they_cost_is_what_computing_each_alone_gives(everybody):
    lines = held().filter(batch__in=list(held().values_list("batch", flat=True).distinct().order_by("batch"))[::8])
    found = tried(everybody, {"pack": "example"} | LIFTED, lines)

    member = dict(Membership.objects.filter(person__in=lines.values("person")).values_list("person", "pk"))
    households = Membership.objects.filter(pk__in=member.values()).values_list("household", flat=True)
    rows = [row for household in alone(households).values() for row in household.children["persons"]]
    person = dict(lines.values_list("pk", "person"))
    for pack, side in ((found.change.pack, "before"), (found.change.changed, "after")):
        may, amount = (exactly(pack, rows, rule) for rule in (QUESTION.may, QUESTION.amount))
        for one in found.affected:
            answer, key = getattr(one, side), member[person[one.enrolment]]
            assert (answer.may, answer.amount) == (may[key], amount[key])
    newly = enrolments.added(found.by_kind[NEW])
    assert newly.persons and not newly.after_unknown
    assert newly.difference == sum(one.after.amount for one in found.by_kind[NEW]) > 0


def test_under_the_real_law_nobody_is_decided_before_the_office_says_what_is_unknown(everybody):
    asked = tried(everybody, {"pack": "changsha"} | LIFTED)
    said = tried(everybody, {"pack": "changsha"} | LIFTED | RETIREMENT)

    assert len(asked.by_kind[STOPPED]) == HELD
    assert rosters.totals(asked).total[2:] == (None, HELD, None, HELD, None)
    names = {one.parameter.name for one in asked.unknown}
    assert {"social_security.retirement_age", "social_security.pension_contribution"} <= names
    assert not said.by_kind[STOPPED] and said.by_kind[NEW]
    assert "social_security.retirement_age" not in {one.parameter.name for one in said.unknown}
    assert all(isinstance(one.after.amount, Problem) for one in said.by_kind[NEW])
    assert enrolments.added(said.by_kind[NEW]).difference is None


def test_with_every_unknown_number_supposed_everybody_has_a_cost(everybody):
    written = {"pack": "changsha"} | LIFTED | RETIREMENT
    suppose = dict(written["suppose"])
    for one in tried(everybody, written).unknown:
        value = {"set": {".".join(one.key): "3"} if one.key else "3", "from": one.period.since, "to": one.period.until}
        suppose[one.parameter.name] = [*suppose.get(one.parameter.name, []), value]

    found = tried(everybody, written | {"suppose": suppose})

    total = enrolments.added(found.affected)
    assert (found.unknown, total.before_unknown, total.after_unknown) == ((), 0, 0)
    assert total.difference == enrolments.added(found.by_kind[NEW]).difference > 0


def test_somebody_who_belongs_to_no_household_that_day_is_counted_and_not_decided(everybody):
    line = held().first()
    Membership.objects.filter(person=line.person).update(left_on=ON)

    found = tried(everybody, {"pack": "example"} | LIFTED)

    [stopped] = found.by_kind[STOPPED]
    assert (stopped.enrolment, stopped.after.reason) == (line.pk, enrolments.NOWHERE)
    assert len(found.affected) == HELD


def test_a_batch_that_is_released_or_enrolled_is_not_held_any_more(demo):
    first, second, *_ = {line.batch for line in held().select_related("batch")}
    before = held().count()
    first.released_on = second.released_on = second.enrolled_on = date(2022, 5, 6)
    first.save()
    second.save()

    gone = Enrolment.objects.filter(batch__in=[first, second]).count()
    assert held().count() == before - gone
    everyone = enrolments.waiting(Enrolment.objects.all(), None).count()
    assert everyone == Enrolment.objects.count() - Enrolment.objects.filter(batch=second).count()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_asks_for_rules_and_a_number_that_there_are(question: str):
    for pack in map(packs.load, packs.PACKS):
        asked = QUESTIONS[question]
        assert {pack.rules[name].of for name in (asked.may, asked.amount)} == {"person"}
        assert asked.parameter in pack.parameters
