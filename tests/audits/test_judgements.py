"""What is said of a finding stays with the file, whoever audits it again, and can be taken back."""

import pytest

from anzhi.auditor import Verdict
from anzhi.auditor.annotate import annotate
from anzhi.audits.actions import judgements
from anzhi.audits.audited import Audited, audited
from anzhi.audits.models import Judgement
from anzhi.audits.queries import judgements as said
from anzhi.office.models import Event
from anzhi.values.refusal import Refused
from tests.audits.files import SENTENCES, word

pytestmark = pytest.mark.django_db
FALSE, ACCEPTED = Judgement.Decision.FALSE, Judgement.Decision.ACCEPTED


@pytest.fixture
def found() -> Audited:
    return audited(word(*SENTENCES), "某局.docx")


def test_the_planted_errors_are_found(found):
    assert [found.report.count(verdict) for verdict in (Verdict.ERROR, Verdict.ROUNDING)] == [2, 1]


def test_a_judgement_shows_on_the_same_file_under_another_name(found, cast):
    first = found.report.findings[0]
    judgements.judge(found, first, FALSE, remark="另有调剂说明", by=cast.officer)
    again = audited(word(*SENTENCES), "另存的.docx")

    assert {key: j.remark for key, j in said(again).items()} == {first.identity: "另有调剂说明"}
    assert again.standing(said(again)).count(Verdict.ERROR) == 1
    assert len(again.open_errors(said(again))) == 1


def test_a_judgement_shows_on_the_file_that_came_back_with_comments(found, cast):
    content = word(*SENTENCES)
    judgements.judge(found, found.report.findings[0], ACCEPTED, by=cast.officer)
    commented, _ = annotate(content, found.report)

    assert commented != content
    assert len(said(audited(commented, "批注.docx"))) == 1


def test_another_file_knows_nothing_of_it(found, cast):
    judgements.judge(found, found.report.findings[0], ACCEPTED, by=cast.officer)
    assert said(audited(word(*SENTENCES, "另有说明。"), "别的.docx")) == {}


def test_an_accepted_finding_still_stands(found, cast):
    judgements.judge(found, found.report.findings[0], ACCEPTED, by=cast.officer)
    assert found.standing(said(found)).count(Verdict.ERROR) == 2


@pytest.mark.parametrize("remark", ["", "   ", "不对"])
def test_a_finding_is_not_called_false_without_a_reason(found, cast, remark):
    with pytest.raises(Refused, match="必须说明理由"):
        judgements.judge(found, found.report.findings[0], FALSE, remark=remark, by=cast.officer)


def test_a_finding_is_judged_once_and_again_after_it_was_withdrawn(found, cast):
    first = found.report.findings[0]
    made = judgements.judge(found, first, ACCEPTED, by=cast.officer)
    with pytest.raises(Refused, match="已有核实意见"):
        judgements.judge(found, first, FALSE, remark="算法不同", by=cast.officer)

    judgements.withdraw(made, by=cast.officer)
    assert said(found) == {}
    with pytest.raises(Refused, match="已经撤回"):
        judgements.withdraw(made, by=cast.officer)
    judgements.judge(found, first, FALSE, remark="算法不同", by=cast.officer)
    assert said(found)[first.identity].remark == "算法不同"


def test_the_trail_knows_who_said_what_and_who_took_it_back(found, cast):
    made = judgements.judge(found, found.report.findings[0], FALSE, remark="算法不同", by=cast.officer)
    judgements.withdraw(made, by=cast.officer)

    given, taken = Event.objects.filter(noun="audits.judgement", key=made.pk).order_by("pk")
    assert (given.verb, given.detail["remark"], given.recorded_by) == ("judgement.make", "算法不同", cast.officer)
    assert (taken.verb, taken.detail["new"]) == ("judgement.withdraw", {"is_withdrawn": True})
