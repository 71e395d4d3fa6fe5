"""A report that was signed by three and handed in stays what it was; what changes later shows as a difference."""

import io
import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from django.db import DatabaseError, transaction

from anzhi.metrics import engine
from anzhi.office.models import Account, Event
from anzhi.performance.actions import evaluations
from anzhi.performance.models import Indicator, Signature
from anzhi.performance.queries import evaluation, lacking_signatures
from anzhi.registry.actions import households
from anzhi.registry.models import Household
from anzhi.reports.actions import narratives, submissions
from anzhi.reports.content import digest
from anzhi.reports.differences import differences
from anzhi.reports.models import Narrative, Submission
from anzhi.reports.obstacles import obstacles
from anzhi.reports.queries import report
from anzhi.values.digest import sm3
from anzhi.values.refusal import Missing, Refused
from tests.cast import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
SIGNERS = {"prepared": "general", "reviewed": "finance", "approved": "director"}


def officer(role: str):
    return Account.objects.get(username=role).officer


def sign_all() -> str:
    seen = digest(report(YEAR))
    for step in Signature.Step:
        submissions.sign(YEAR, step, seen=seen, by=officer(SIGNERS[step]))
    return seen


@pytest.fixture(scope="module")
def submission(demo: None, django_db_blocker: pytest.FixtureDef) -> Iterator[Submission]:
    """The demo's report signed and handed in; every test of this file works on it and is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield submissions.submit(YEAR, seen=sign_all(), by=officer("general"))
        transaction.set_rollback(True)


def household() -> Household:
    """A household whose signing counts."""
    [part] = engine.evidence(YEAR, "signed_households")
    return Household.objects.get(pk=part.rows[0][0])


def write(section: str, text: str) -> None:
    narratives.write(2021, {section: text}, by=officer("general"))


def test_nothing_is_handed_in_without_three_signatures():
    seen = digest(report(YEAR))
    submissions.sign(YEAR, Signature.Step.PREPARED, seen=seen, by=officer("general"))

    with pytest.raises(Refused, match="缺少签署：部门审核、主任审定"):
        submissions.submit(YEAR, seen=seen, by=officer("general"))


def test_what_was_not_read_is_not_signed():
    seen = digest(report(YEAR))
    write("other", "有新情况。")

    with pytest.raises(Refused, match="有改动"):
        submissions.sign(YEAR, Signature.Step.PREPARED, seen=seen, by=officer("general"))


def change_word():
    write("other", Narrative.objects.get(year=2021, section="other").text + "另行说明。")


def change_score():
    evaluations.grade(Indicator.objects.get(ordinal=12), Indicator.Grade.PARTIAL, by=officer("general"))
    evaluations.adjust(evaluation(YEAR).rows[11], score=700, deviation="尚有不足", by=officer("general"))


def change_record():
    households.unsign(household(), reason="协议作废", by=officer("clearance"))


@pytest.mark.parametrize("change", [change_word, change_score, change_record])
def test_a_change_makes_every_signature_void(submission, change):
    change()

    assert lacking_signatures(2021, digest(report(YEAR))) == list(Signature.Step)


def test_taking_a_change_back_makes_the_signatures_count_again(submission):
    before = Narrative.objects.get(year=2021, section="other").text
    change_word()
    write("other", before)

    assert lacking_signatures(2021, digest(report(YEAR))) == []


def test_the_same_content_is_handed_in_once(submission):
    with pytest.raises(Refused, match="已经报送"):
        submissions.submit(YEAR, seen=submission.digest, by=officer("general"))


def test_every_frozen_figure_is_what_the_engine_gives(submission):
    figures = engine.compute(YEAR)

    for frozen in submission.figures.all():
        figure = figures[frozen.name]
        assert (Fraction(frozen.value), frozen.printed, frozen.records) == (
            figure.value,
            figure.printed,
            figure.evidence,
        )


def test_the_frozen_records_are_those_that_the_figure_counts(submission):
    frozen = submission.figures.get(name="signed_households")
    [part] = engine.evidence(YEAR, "signed_households")

    assert [tuple(row) for row in json.loads(bytes(frozen.evidence))] == list(part.rows)


def test_the_frozen_table_opens_and_says_the_total(submission):
    book = openpyxl.load_workbook(io.BytesIO(bytes(submission.files.get(name="自评表.xlsx").content)))
    last = [cell for row in book.active.iter_rows(values_only=True) for cell in row if cell][-4:]

    assert last == ["总分", "100", "96", "优"]


def test_the_trail_says_what_was_frozen_without_repeating_it(submission):
    event = Event.objects.get(verb="submission.freeze_figure", detail__name="signed_households")

    assert event.detail["evidence_digest"] == submission.figures.get(name="signed_households").evidence_digest
    assert len(json.dumps(event.detail)) < 1000


def test_nothing_differs_while_nothing_changed(submission):
    assert differences(submission) == []


def test_an_unsigned_household_is_named_in_the_difference(submission):
    gone = household()
    households.unsign(gone, reason="协议作废", by=officer("clearance"))

    found = {difference.then.name: difference for difference in differences(submission)}

    signed = found["signed_households"]
    assert (signed.then.printed, signed.now.printed) == ("1831户", "1830户")
    assert (signed.added, signed.removed, signed.changed) == ((), ((gone.pk, gone.number, 1),), ())
    assert found["signing_rate"].now.printed == "99.95%"
    assert "tickets_closed" not in found


def test_records_that_changed_places_differ_although_the_figure_does_not(submission):
    keys = [engine.evidence(YEAR, name)[0].rows[0][0] for name in ("tail_signed", "tail_unsigned_at_end")]
    gone, new = (Household.objects.get(pk=key) for key in keys)
    households.unsign(gone, reason="协议作废", by=officer("clearance"))
    households.sign({new: date(2021, 12, 1)}, by=officer("clearance"))

    found = next(d for d in differences(submission) if d.then.name == "tail_signed")

    assert not found.has_moved
    assert [[key for key, *_ in rows] for rows in (found.added, found.removed)] == [[new.pk], [gone.pk]]


@pytest.mark.parametrize("table", ["submission", "figures", "files"])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_was_handed_in_is_never_changed_or_deleted(submission, table, change):
    rows = Submission.objects.all() if table == "submission" else getattr(submission, table).all()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(id=1) if change == "update" else rows._raw_delete(rows.db)


def test_nothing_stands_in_the_way_of_a_report_that_can_be_made():
    assert obstacles(YEAR, engine.compute(YEAR)) == []


def lose_section():
    write("problems", "  ")
    return {("section", "problems")}


def lose_grade():
    indicator = Indicator.objects.get(ordinal=4)
    evaluations.grade(indicator, Indicator.Grade.PARTIAL, by=officer("general"))
    return {("indicator", str(indicator.pk))}


def ask_for_a_half_number():
    write("other", "{{ housing_quota_approved|chinese }}")
    return {("section", "other")}


@pytest.mark.parametrize("lose", [lose_section, lose_grade, ask_for_a_half_number])
def test_what_stands_in_the_way_is_named_and_stops_the_report(lose):
    expected = lose()

    assert {(o.kind, o.key) for o in obstacles(YEAR, engine.compute(YEAR))} == expected
    with pytest.raises(Refused):
        report(YEAR)


def test_a_figure_that_is_missing_is_named_once():
    figures = engine.compute(YEAR)
    reason = Missing("缺")
    rest = {name: figure for name, figure in figures.items() if name != "signing_rate"}

    found = obstacles(YEAR, engine.Figures(YEAR, rest, {"signing_rate": reason}))

    assert [(o.kind, o.key, o.reason) for o in found] == [("figure", "signing_rate", reason)]


def test_a_text_that_somebody_else_wrote_meanwhile_is_not_overwritten():
    began = sm3(Narrative.objects.get(year=2021, section="other").text.encode())
    write("other", "甲写的。")

    with pytest.raises(Refused, match="已被他人改动"):
        narratives.write(2021, {"other": "乙写的。"}, by=officer("general"), begun_from={"other": began})
    assert Narrative.objects.get(year=2021, section="other").text == "甲写的。"
