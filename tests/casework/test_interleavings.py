"""Approve, return, reject, change a fact, compute anew, in any order: a review is where its decisions put it."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from anzhi.casework import standing
from anzhi.casework.actions import determinations, reviews
from anzhi.casework.models import Decision, Determination, Review
from anzhi.registry.actions import household_corrections
from anzhi.registry.models import Household
from anzhi.values.refusal import Refused
from tests.casework.office import DAY, Verdict

STAGES = (("street", "command_office"), ("resettlement", "partner_bureau"), ("director", "general", "finance"))
QUORUM = (1, 2, 2)
ENDS = {Verdict.RETURNED: Review.Outcome.RETURNED, Verdict.REJECTED: Review.Outcome.REJECTED}


class Chain(RuleBasedStateMachine):
    """The real chain beside a model of it: one household, its newest determination, and who did what."""

    office = None
    household = 0

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.fact = "farm"
        self.review = None
        self.computed = self.outcome = ""
        self.stage, self.approved, self.taken = 0, 0, set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @rule(kind=st.sampled_from(["farm", "non_farm"]))
    def change_a_fact(self, kind):
        household = Household.objects.get(pk=self.household)
        household_corrections.correct(household, {"household_kind": kind}, by=self.office.cast.officer)
        self.fact = kind

    @initialize()
    def begin(self):
        self.compute_anew()

    @rule()
    def compute_anew(self):
        is_void = self.computed != self.fact
        may = self.review is None or is_void or self.outcome in (*ENDS.values(),)
        made = self._try(
            lambda: determinations.compute(Household.objects.get(pk=self.household), on=DAY, by=self.office.maker)
        )
        assert (made is not None) is may
        if made is not None:
            self.review, self.computed, self.outcome = made.review.pk, self.fact, Review.Outcome.OPEN
            self.stage, self.approved, self.taken = 0, 0, {"clearance"}

    @rule(
        role=st.sampled_from(["clearance", *(role for stage in STAGES for role in stage)]),
        verdict=st.sampled_from([Verdict.APPROVED] * 6 + [Verdict.RETURNED, Verdict.REJECTED]),
    )
    def decide_by_anybody(self, role, verdict):
        self.decide(role, verdict)

    def decide(self, role, verdict):
        if self.review is None:
            return
        is_open = self.outcome == Review.Outcome.OPEN and self.computed == self.fact
        may = is_open and role in STAGES[self.stage] and role not in self.taken
        held = {"meeting": self.office.at} if is_open and self.stage == 2 else {}
        review = Review.objects.get(pk=self.review)
        done = self._try(lambda: reviews.decide(review, verdict, reason="甲", by=self.office.people[role], **held))
        assert (done is not None) is may
        if may:
            self._decided(role, verdict)

    @rule(data=st.data())
    def approve_by_one_who_may(self, data):
        """Without this the last stage would hardly be reached by chance."""
        left = [role for role in STAGES[self.stage] if role not in self.taken]
        if self.review is not None and left:
            self.decide(data.draw(st.sampled_from(left)), Verdict.APPROVED)

    def _decided(self, role, verdict):
        self.taken.add(role)
        if verdict != Verdict.APPROVED:
            self.outcome = ENDS[verdict]
            return
        self.approved += 1
        if self.approved == QUORUM[self.stage]:
            last = self.stage == len(STAGES) - 1
            self.outcome = Review.Outcome.APPROVED if last else Review.Outcome.OPEN
            self.stage, self.approved = self.stage + (not last), 0

    @invariant()
    def the_review_is_where_its_decisions_put_it(self):
        if self.review is None:
            return
        review = Review.objects.get(pk=self.review)
        state = standing.standing(review)
        assert (review.outcome, state.is_void) == (self.outcome, self.computed != self.fact)
        assert state.holds is (self.outcome == Review.Outcome.APPROVED and self.computed == self.fact)
        if self.outcome == Review.Outcome.OPEN:
            assert (review.stage, len(state.approvals)) == (self.stage, self.approved)

    @invariant()
    def nobody_has_two_parts_and_no_maker_decided(self):
        for review in Review.objects.all():
            parts = [d.officer_id for d in review.decisions.all()]
            assert len(parts) == len(set(parts))
            decided = review.decisions.exclude(verdict__in=(Verdict.MADE, Verdict.ENTERED))
            assert not decided.filter(officer__in=[self.office.maker, self.office.cast.officer]).exists()
            assert {d.digest for d in Decision.objects.filter(review=review)} == {review.digest}

    @invariant()
    def at_most_one_determination_is_under_review(self):
        assert Review.objects.filter(outcome=Review.Outcome.OPEN).count() <= 1
        assert Determination.objects.count() == Review.objects.count()

    @staticmethod
    def _try(step):
        try:
            with transaction.atomic():
                return step()
        except Refused:
            return None


@pytest.mark.django_db
def test_in_any_order_a_review_is_where_its_decisions_put_it(office):
    office.at = office.meeting()
    Chain.office, Chain.household = office, office.household().pk
    run_state_machine_as_test(
        Chain,
        settings=settings(
            max_examples=40, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
