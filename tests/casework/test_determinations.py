"""A determination is a snapshot, a law and what it makes of it: complete or not at all, and the same for ever."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from anzhi.casework import queries, results, snapshots, standing
from anzhi.casework.actions import determinations, reviews
from anzhi.casework.models import Decision, Determination, Review, Snapshot
from anzhi.office.actions import disclosures
from anzhi.office.models import Event
from anzhi.registry.actions import household_corrections, households
from anzhi.registry.models import Household
from anzhi.rules.engine.problems import Stopped
from anzhi.values.refusal import Refused
from tests.casework import toy
from tests.casework.office import DAY, TOTAL, Verdict

pytestmark = pytest.mark.django_db


def test_a_determination_is_the_sum_of_its_lines(office):
    determination = office.determination()

    lines = results.restore(bytes(determination.trace))
    assert determination.total == TOTAL == sum(line.value for line in lines)
    assert [(line.rule, line.entity) for line in lines] == [
        ("house", "structure"),
        ("moving", "household"),
        ("bonus", "household"),
    ]
    assert "120平方米" in lines[0].formula


def test_its_snapshot_reads_back_to_the_case_that_was_computed(office):
    determination = office.determination()

    again = results.compute(toy.PACK, snapshots.thaw(bytes(determination.snapshot.content)))
    assert again.trace == bytes(determination.trace)
    assert (determination.pack, determination.pack_hash) == ("changsha", toy.PACK.hash)


def test_every_line_of_every_building_stands_for_itself(office):
    facts = office.cast.facts(1).structures[0]
    small = replace(facts, floor_area=10_000, lower_area=10_000, upper_area=0, number="附")
    household = office.household()
    households.add_structures([(household, small)], by=office.cast.officer)

    determination = office.determination(household)
    assert determination.total == TOTAL + 1000_05


def test_a_case_that_lacks_something_gets_none_and_the_list_of_all_it_lacks(office):
    household = office.cast.household()

    with pytest.raises(Stopped) as stopped:
        office.determination(household)
    assert {problem.name for problem in stopped.value.problems} == {
        "household.kind",
        "person.share",
        "structure.lower_area",
        "structure.upper_area",
    }
    assert all(words in str(stopped.value) for words in ("户的户别", "人的本户份额", "房屋的一、二层建筑面积"))
    assert not Determination.objects.exists()
    assert not Snapshot.objects.exists()


def test_what_is_missing_is_told_with_the_rows_it_is_missing_for(office):
    household = office.household()
    member = household.memberships.first()
    household_corrections.correct_member(member, {"share": None}, by=office.cast.officer)

    assessed = queries.assess(Household.objects.get(pk=household.pk), DAY, "changsha")
    assert assessed.statement is None
    assert [(w.problem.name, w.rows) for w in assessed.wanted] == [("person.share", (member.person.name,))]
    assert not Determination.objects.exists()


def test_an_assessment_is_what_the_determination_will_be(office):
    household = office.household()

    assessed = queries.assess(household, DAY, "changsha")
    assert (assessed.statement.total, assessed.wanted) == (TOTAL, ())
    assert [(g.label, g.amount) for g in assessed.statement.groups] == [
        ("房屋补偿费", 120 * 1000_05),
        ("搬迁费", 240_000),
        ("奖励", 500_000),
    ]


def test_computed_again_with_the_same_law_it_is_the_same_bytes_and_with_another_it_says_so(office, law):
    determination = office.determination()
    assert queries.recomputed(determination) == queries.Recomputed(is_same=True, is_pack_changed=False)

    law(toy.OTHER)
    found = queries.recomputed(determination)
    assert found == queries.Recomputed(is_same=False, is_pack_changed=True)
    assert "政策包有改动" in str(found.finding)


def test_a_later_change_of_facts_does_not_reach_what_was_computed(office):
    determination = office.determination()
    household_corrections.correct(determination.household, {"household_kind": "non_farm"}, by=office.cast.officer)

    assert queries.recomputed(determination).is_same


@pytest.mark.parametrize("model", [Snapshot, Determination, Decision])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_it(office, model, change):
    office.determination()
    rows = model.objects.all()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(id=1) if change == "update" else rows._raw_delete(rows.db)


def test_the_same_facts_are_frozen_once(office):
    determination = office.determination()
    reviews.decide(determination.review, Verdict.RETURNED, reason="补材料", by=office.people["street"])

    assert office.determination(determination.household).snapshot == determination.snapshot


def test_who_computed_and_who_entered_stand_in_the_chain_from_its_beginning(office):
    determination = office.determination()

    parts = {decision.officer: decision.verdict for decision in determination.review.decisions.all()}
    assert parts == {office.maker: Verdict.MADE, office.cast.officer: Verdict.ENTERED}


def test_looking_at_an_identity_number_or_signing_is_no_entry(office):
    household = office.household()
    director = office.people["director"]
    disclosures.reveal(office.cast.people(household)[0], "identity", reason="核对身份", by=director)
    households.sign({household: DAY}, by=director)

    assert standing.authors(household) == {office.cast.officer.pk}


def test_a_determination_under_review_is_not_made_twice(office):
    determination = office.determination()

    with pytest.raises(Refused, match="正在审核，事实没有变化"):
        office.determination(determination.household, on=DAY + timedelta(days=3))
    assert Determination.objects.count() == 1


def test_changed_facts_make_way_for_a_new_one_and_close_the_old_review(office):
    first = office.determination()
    household_corrections.correct(first.household, {"household_kind": "non_farm"}, by=office.cast.officer)

    second = office.determination(first.household)
    outcomes = [r.outcome for r in Review.objects.order_by("pk")]
    assert outcomes == [Review.Outcome.SUPERSEDED, Review.Outcome.OPEN]
    assert second.total == TOTAL - 500_000
    assert standing.current(first.household) == second


def test_a_changed_law_makes_way_too(office, law):
    first = office.determination()
    law(toy.OTHER)

    second = office.determination(first.household)
    assert second.total == TOTAL + 500_000
    assert queries.differences(first, second)[0].difference == 500_000


def test_an_approved_one_is_not_made_again_for_nothing(office):
    determination = office.approved()

    with pytest.raises(Refused, match="与 2021-03-01 的核定相同"):
        office.determination(determination.household)


def test_the_database_itself_keeps_two_open_determinations_of_a_household_apart(office):
    determination = office.determination()

    with pytest.raises(Refused, match="该户已有核定在审核中"):
        reviews.begin(
            Determination.objects.create(
                **{
                    name: getattr(determination, name)
                    for name in (
                        "household", "snapshot", "computed_on", "pack", "pack_hash", "total", "trace", "trace_digest",
                        "maker",
                    )
                }
            ),
            by=office.maker,
        )  # fmt: skip


def test_a_pack_without_a_line_for_households_determines_nothing(office, law):
    law(toy.pack(house=_unlined, moving=_unlined, bonus=_unlined))

    with pytest.raises(Refused, match="没有可用于住户核定的补偿项目"):
        office.determination()


@toy.rule("household", toy.MONEY, cites=toy.CITED)
def _unlined(household, parameter):
    """No line."""
    return parameter("toy.bonus")


def test_a_determination_leaves_its_events_with_its_maker(office):
    determination = office.determination()

    verbs = set(Event.objects.filter(recorded_by=office.maker).values_list("verb", flat=True))
    assert verbs == {"snapshot.freeze", "determination.compute", "review.begin", "review.take_part"}
    detail = Event.objects.get(verb="determination.compute").detail
    assert detail["trace_digest"] == determination.trace_digest
    assert "trace" not in detail


def test_the_day_of_computing_governs_the_members_and_the_law(office):
    household = office.household()
    determination = determinations.compute(household, on=date(2021, 4, 1), by=office.maker)

    assert snapshots.written(bytes(determination.snapshot.content))["project"]["computed_on"] == "2021-04-01"
