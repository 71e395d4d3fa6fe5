"""Nobody decides on his own or twice, a changed fact voids, an empty pool holds: whoever asks, by any way in."""

import pytest
from django.db import IntegrityError, transaction

from anzhi.casework import queries, stages, standing
from anzhi.casework.actions import adjustments, determinations, meetings, reviews
from anzhi.casework.models import Decision, Meeting, Review
from anzhi.office.actions import accounts
from anzhi.office.models import Account, Event
from anzhi.registry.actions import household_corrections
from anzhi.registry.models import Household
from anzhi.values.refusal import Refused
from tests.casework.office import DAY, Verdict

pytestmark = pytest.mark.django_db

FLOW = ("street", "resettlement", "partner_bureau", "director", "general")
"""Roles that approve in turn, until it is approved."""


def decide(office, determination, role, verdict=Verdict.APPROVED, **more):
    return reviews.decide(determination.review, verdict, by=office.people[role], **more)


def now(determination):
    return standing.standing(standing.fresh_review(determination))


def change_a_fact(office, household, kind="non_farm"):
    household_corrections.correct(
        Household.objects.get(pk=household.pk), {"household_kind": kind}, by=office.cast.officer
    )


def test_it_passes_stage_by_stage_each_with_its_quorum(office):
    determination = office.determination()

    seen = []
    for role in FLOW:
        office.approve(determination.review, role)
        state = now(determination)
        seen.append((state.stage.key if state.stage else state.review.outcome, len(state.approvals)))
    assert seen == [("second", 0), ("second", 1), ("third", 0), ("third", 1), (Review.Outcome.APPROVED, 0)]
    assert now(determination).holds


@pytest.mark.parametrize("role", ["clearance", "resettlement", "director", "finance"])
def test_who_is_not_in_the_pool_of_the_stage_decides_nothing(office, role):
    determination = office.determination()

    with pytest.raises(Refused):
        decide(office, determination, role)
    assert not now(determination).approvals


def test_a_street_decides_on_its_own_households_only(office):
    from anzhi.office.actions import organisations
    from anzhi.office.models import Street

    other = Street(kind="street", name="乙街道", area_code="430104002")
    [street] = organisations.add([other], by=office.cast.officer)
    stranger = office.appoint("street", street)

    with pytest.raises(Refused, match="不在“一审”的审核人员之内"):
        reviews.decide(office.determination().review, Verdict.APPROVED, by=stranger)


def test_a_command_office_decides_on_its_own_projects(office):
    office.approve(office.determination().review, "command_office")


def test_a_closed_account_decides_nothing(office):
    accounts.assign(office.people["street"].account, role="street", is_active=False, by=office.cast.officer)

    with pytest.raises(Refused, match="不在“一审”的审核人员之内"):
        decide(office, office.determination(), "street")


def test_who_computed_decides_nothing_whatever_his_role_is_by_then(office):
    determination = office.determination()
    for role in ("general", "director"):
        Account.objects.filter(officer=office.maker).update(role=role)

        with pytest.raises(Refused, match=r"须为不同的人.*已参与（经办）"):
            reviews.decide(determination.review, Verdict.APPROVED, by=office.maker)


def test_who_entered_a_fact_decides_nothing(office):
    household = office.household()
    household_corrections.correct(household, {"becomes_non_farm": True}, by=office.people["street"])
    determination = office.determination(household)

    with pytest.raises(Refused, match="已参与（录入）"):
        decide(office, determination, "street")


def test_a_maker_who_proposed_an_adjustment_approves_neither_it_nor_the_determination(office):
    determination = office.approved()
    proposer = office.people["resettlement"]
    made = adjustments.propose(determination, amount=-100, reason="更正", evidence="甲证", by=proposer)

    with pytest.raises(Refused, match="已参与（经办）"):
        reviews.decide(made.review, Verdict.APPROVED, by=proposer)


ENTRIES = {
    "compute": lambda office, household: determinations.compute(household, on=DAY, by=office.people["street"]).review,
    "adjust": lambda office, household: (
        adjustments.propose(
            office.approved(household), amount=1, reason="甲", evidence="乙", by=office.people["partner_bureau"]
        ).review
    ),
}


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("verdict", [Verdict.APPROVED, Verdict.RETURNED, Verdict.REJECTED])
def test_by_no_way_in_does_a_maker_decide_on_what_he_made(office, entry, verdict):
    household = office.household()
    if entry == "adjust":  # the bureau made nothing yet, and another one reviews with the centre
        office.people["partner_bureau"] = office.appoint("partner_bureau", office.cast.bureau, "乙局员")
    review = ENTRIES[entry](office, household)

    with pytest.raises(Refused, match="须为不同的人"):
        reviews.decide(review, verdict, reason="甲", by=review.maker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            review=review, stage="first", verdict=verdict, reason="甲", digest=review.digest, officer=review.maker,
            maker=review.maker,
        )  # fmt: skip


def test_the_database_itself_refuses_makers_and_second_decisions(office):
    determination = office.determination()
    review = determination.review
    decide(office, determination, "street")
    row = {"review": review, "stage": "second", "verdict": Verdict.APPROVED, "digest": review.digest}

    for officer in (office.maker, office.cast.officer, office.people["street"]):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(**row, officer=officer, maker=review.maker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**row, officer=office.people["finance"], maker=office.people["finance"])


def test_nobody_decides_twice_in_one_chain(office):
    determination = office.determination()
    Account.objects.filter(officer=office.people["street"]).update(role="street")
    decide(office, determination, "street")
    Account.objects.filter(officer=office.people["street"]).update(role="resettlement")

    with pytest.raises(Refused, match="已参与（同意）"):
        decide(office, determination, "street")


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [(Verdict.RETURNED, Review.Outcome.RETURNED), (Verdict.REJECTED, Review.Outcome.REJECTED)],
)
def test_a_return_or_a_rejection_ends_it_and_it_is_made_anew(office, verdict, outcome):
    determination = office.determination()
    decide(office, determination, "street", verdict, reason="面积存疑")
    assert now(determination).review.outcome == outcome

    with pytest.raises(Refused, match="审核已经结束"):
        decide(office, determination, "command_office")
    assert office.determination(determination.household).review.outcome == Review.Outcome.OPEN


@pytest.mark.parametrize("verdict", [Verdict.RETURNED, Verdict.REJECTED])
def test_without_a_reason_nothing_is_returned_or_rejected(office, verdict):
    determination = office.determination()

    with pytest.raises(Refused, match="须说明原因"):
        decide(office, determination, "street", verdict, reason="  ")
    assert now(determination).is_open


@pytest.mark.parametrize("verdict", [Verdict.MADE, Verdict.ENTERED, "maybe"])
def test_there_is_no_other_verdict(office, verdict):
    with pytest.raises(Refused, match="只能是同意、退回或不同意"):
        decide(office, office.determination(), "street", verdict)


def test_a_changed_fact_voids_what_was_approved_and_the_state_says_why(office):
    determination = office.determination()
    decide(office, determination, "street")
    change_a_fact(office, determination.household)

    with pytest.raises(Refused, match="事实已有改动（户·户别）"):
        decide(office, determination, "resettlement")
    state = now(determination)
    assert state.is_void and not state.holds
    assert "户·户别" in str(state.obstacle)
    [change] = state.changes
    assert (change.before, change.after) == ("农业户", "非农业户")


def test_an_approval_holds_for_exactly_the_facts_it_was_given_for(office):
    determination = office.approved()
    change_a_fact(office, determination.household)
    assert not now(determination).holds

    change_a_fact(office, determination.household, kind="farm")
    assert now(determination).holds


def test_a_stage_that_meets_decides_in_a_meeting_that_the_officer_attended(office):
    determination = office.determination()
    office.approve(determination.review, "street", "resettlement", "partner_bureau")
    absent = meetings.hold(
        Meeting(title="别的会", held_on=DAY, minutes="甲"), [office.people["finance"]], by=office.maker
    )

    with pytest.raises(Refused, match="须经会议集体研究"):
        decide(office, determination, "director")
    with pytest.raises(Refused, match="没有参加会议“2021-03-01 别的会”"):
        decide(office, determination, "director", meeting=absent)
    decide(office, determination, "director", meeting=office.meeting("三审会"))


def test_what_a_meeting_decided_is_approved_together_all_of_it_or_nothing(office):
    found = [office.determination(office.household()) for _ in range(3)]
    for determination in found:
        office.approve(determination.review, "street", "resettlement", "partner_bureau")
    at, waiting = Meeting.objects.get(), [determination.review for determination in found]
    change_a_fact(office, found[1].household)

    with pytest.raises(Refused, match=f"{found[1].household}.*事实已有改动.*均未办理"):
        reviews.approve_together(waiting, meeting=at, by=office.people["director"])
    assert not Decision.objects.filter(officer=office.people["director"]).exists()
    change_a_fact(office, found[1].household, kind="farm")
    for role in ("director", "general"):
        reviews.approve_together(waiting, meeting=at, by=office.people[role])
    assert all(now(determination).holds for determination in found)


def test_a_stage_without_meeting_takes_none(office):
    with pytest.raises(Refused, match="不经会议研究"):
        decide(office, office.determination(), "street", meeting=office.meeting())


@pytest.mark.parametrize(
    ("attendees", "minutes", "sentence"), [((), "甲", "没有参会人员"), (("director",), " ", "没有纪要")]
)
def test_a_meeting_has_attendees_and_minutes(office, attendees, minutes, sentence):
    with pytest.raises(Refused, match=sentence):
        meetings.hold(
            Meeting(title="会", held_on=DAY, minutes=minutes), [office.people[r] for r in attendees], by=office.maker
        )


def test_an_empty_pool_holds_and_says_so(office):
    for role in ("street", "command_office"):
        accounts.assign(office.people[role].account, role=role, is_active=False, by=office.cast.officer)
    state = now(office.determination())

    assert (state.pool, state.lacking) == ((), 1)
    assert str(state.obstacle) == "“一审”还需 1 人同意，可审核的只有 0 人，暂停办理"
    assert state.is_open


def test_a_pool_too_small_for_its_quorum_holds_though_somebody_could_still_approve(office):
    determination = office.determination()
    office.approve(determination.review, "street")
    accounts.assign(office.people["resettlement"].account, role="finance", is_active=True, by=office.cast.officer)

    office.approve(determination.review, "partner_bureau")
    state = now(determination)
    assert (state.stage.key, state.lacking, state.pool) == ("second", 1, ())
    assert "暂停办理" in str(state.obstacle)


def test_what_is_under_review_keeps_the_stages_it_began_with(office, settings):
    determination = office.determination()
    own = stages.files("anzhi.casework").joinpath(stages.FILE).read_text(encoding="utf-8")
    (settings.HOME / stages.FILE).write_text(own.replace("quorum: 2", "quorum: 1"), encoding="utf-8")
    try:
        other = office.determination()
    finally:
        (settings.HOME / stages.FILE).unlink()

    assert [s["quorum"] for s in determination.review.flow] == [1, 2, 2]
    assert [s["quorum"] for s in other.review.flow] == [1, 1, 1]


def test_who_may_decide_sees_it_waiting_and_nobody_else_does(office):
    determination = office.determination()

    def seen():
        accounts = {role: Account.objects.get(officer=officer) for role, officer in office.people.items()}
        return {role for role, account in accounts.items() if queries.waiting(account, Review.objects.all())}

    assert seen() == {"street", "command_office"}
    office.approve(determination.review, "street")
    assert seen() == {"resettlement", "partner_bureau"}
    change_a_fact(office, determination.household)
    assert seen() == set()


def test_what_is_waiting_is_found_in_few_queries_however_much_there_is(office, django_assert_max_num_queries):
    for _ in range(6):
        office.determination()
    account = Account.objects.get(officer=office.people["street"])

    with django_assert_max_num_queries(6 + 10):
        assert len(queries.waiting(account, Review.objects.all())) == 6


def test_a_decision_is_an_event_of_who_decided(office):
    determination = office.determination()
    decide(office, determination, "street")

    event = Event.objects.get(verb="review.decide_approved")
    assert event.recorded_by == office.people["street"]
    assert event.detail["digest"] == determination.snapshot.digest
