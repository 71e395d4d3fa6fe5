"""What is added or taken off is a line of its own, with its own reason and its own review; nothing is overwritten."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from anzhi.casework import queries, standing
from anzhi.casework.actions import adjustments, agreements, determinations, reviews
from anzhi.casework.models import Adjustment, Determination, Review
from anzhi.registry.actions import household_corrections
from anzhi.values.refusal import Refused
from tests.casework.office import DAY, TOTAL, Verdict

pytestmark = pytest.mark.django_db


def propose(office, determination, amount=-50_000, **changed):
    told = {"reason": "附属设施已另行补偿", "evidence": "甲街道核实函"} | changed
    return adjustments.propose(determination, amount=amount, by=office.maker, **told)


def settle(office, made):
    office.approve(made.review, "resettlement", "director", "general")


def test_it_counts_once_its_review_has_approved_it_and_not_before(office):
    determination = office.approved()
    made = propose(office, determination)
    assert standing.payable(determination) == TOTAL

    settle(office, made)
    assert standing.payable(determination) == TOTAL - 50_000
    assert Determination.objects.get(pk=determination.pk).total == TOTAL


def test_several_add_up_and_a_rejected_one_does_not_count(office):
    determination = office.approved()
    for amount in (-50_000, 120_005):
        settle(office, propose(office, determination, amount))
    refused = propose(office, determination, 999)
    reviews.decide(refused.review, Verdict.REJECTED, reason="无依据", by=office.people["resettlement"])

    page = queries.determination_page(determination)
    assert page.payable == TOTAL + 70_005
    assert [(a.amount, s.review.outcome) for a, s in page.adjustments] == [
        (-50_000, Review.Outcome.APPROVED),
        (120_005, Review.Outcome.APPROVED),
        (999, Review.Outcome.REJECTED),
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount": 0}, "调整金额不能为 0"),
        ({"reason": " "}, "须写明原因和依据材料"),
        ({"evidence": ""}, "须写明原因和依据材料"),
    ],
)
def test_it_says_how_much_why_and_by_what(office, changed, sentence):
    determination = office.approved()

    with pytest.raises(Refused, match=sentence):
        propose(office, determination, **changed)
    assert not Adjustment.objects.exists()


@pytest.mark.parametrize("broken", [{"amount": 0}, {"reason": ""}, {"evidence": ""}])
def test_the_database_itself_refuses_one_that_does_not(office, broken):
    row = {"amount": 1, "reason": "甲", "evidence": "乙"} | broken

    with pytest.raises(IntegrityError), transaction.atomic():
        Adjustment.objects.create(determination=office.determination(), maker=office.maker, **row)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_it_is_never_changed_or_deleted(office, change):
    propose(office, office.determination())
    rows = Adjustment.objects.all()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(amount=1) if change == "update" else rows._raw_delete(rows.db)


def test_a_changed_fact_voids_its_review_too(office):
    determination = office.approved()
    made = propose(office, determination)
    household_corrections.correct(determination.household, {"household_kind": "non_farm"}, by=office.cast.officer)

    with pytest.raises(Refused, match="事实已有改动"):
        office.approve(made.review, "resettlement")
    with pytest.raises(Refused, match="请重新核定"):
        propose(office, determination)


def test_a_newer_determination_closes_the_reviews_of_the_older_ones_adjustments(office):
    determination = office.approved()
    made = propose(office, determination)
    household_corrections.correct(determination.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    office.determination(determination.household)

    assert Review.objects.get(adjustment=made).outcome == Review.Outcome.SUPERSEDED
    with pytest.raises(Refused, match="已不再有效"):
        propose(office, determination)


def test_while_it_is_under_review_nothing_rests_on_the_determination(office):
    determination = office.approved()
    made = propose(office, determination)

    with pytest.raises(Refused, match="还有调整在审核中"):
        office.publish(determination)
    settle(office, made)
    assert office.publish(determination).entries.get().amount == TOTAL - 50_000


def test_after_the_list_was_public_it_has_to_be_public_again(office):
    determination, day = office.published()
    settle(office, propose(office, determination))

    with pytest.raises(Refused, match="金额有调整，须重新公示"):
        agreements.draw_up(determination, number="甲1", on=day, by=office.maker)
    day = office.publish(determination, on=day).last_day + timedelta(days=1)
    assert agreements.draw_up(determination, number="甲1", on=day, by=office.maker).amount == TOTAL - 50_000


def test_what_an_agreement_binds_is_adjusted_no_more_but_computed_again(office):
    determination, day = office.published()
    agreements.sign(agreements.draw_up(determination, number="甲1", on=day, by=office.maker), on=day, by=office.maker)

    with pytest.raises(Refused, match="已写入协议 甲1"):
        propose(office, determination)
    again = determinations.compute(determination.household, on=DAY, by=office.maker)
    assert propose(office, again).determination == again
