"""The office's own report: audited when it is made and when it is handed in, and copies of it held to it."""

import json
from collections.abc import Mapping

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anzhi.auditor import Verdict, read
from anzhi.auditor.original import compare
from anzhi.audits.actions import judgements, submissions
from anzhi.audits.audited import audited
from anzhi.audits.models import Judgement
from anzhi.audits.own import FILES, audit_page
from anzhi.audits.queries import originals
from anzhi.office.models import Account, Event
from anzhi.performance.models import Signature
from anzhi.reports.actions import narratives
from anzhi.reports.actions.submissions import sign
from anzhi.reports.content import digest
from anzhi.reports.files import MAKERS
from anzhi.reports.models import Submission
from anzhi.reports.queries import ReportPage, report
from anzhi.values.imprint import Imprint
from anzhi.values.refusal import Refused
from tests.audits.files import edited
from tests.cast import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
SIGNERS = {"prepared": "general", "reviewed": "finance", "approved": "director"}
WRONG = "全年支出{{ spending }}，其中：基本支出{{ basic_spending }}，项目支出{{ basic_spending }}。"


@pytest.fixture(scope="module")
def page(demo: None, django_db_blocker: pytest.FixtureDef) -> ReportPage:
    with django_db_blocker.unblock():
        return report(YEAR)


@pytest.fixture(scope="module")
def files(page: ReportPage) -> Mapping[str, bytes]:
    return {name: MAKERS[name](page) for name in FILES}


@pytest.fixture(scope="module")
def imprints(page: ReportPage, django_db_blocker: pytest.FixtureDef) -> Mapping[str, Imprint]:
    with django_db_blocker.unblock():
        return {imprint.name: imprint for imprint in originals(YEAR)}


def officer(role: str):
    return Account.objects.get(username=role).officer


def sign_all() -> str:
    seen = digest(report(YEAR))
    for step in Signature.Step:
        sign(YEAR, step, seen=seen, by=officer(SIGNERS[step]))
    return seen


def submit() -> Submission:
    return submissions.submit(YEAR, seen=sign_all(), by=officer("general"))


def test_the_demo_report_has_no_error_and_three_roundings_of_a_hundredth(page):
    found = [relation for file in audit_page(page) for relation in file.report.findings]

    assert {relation.verdict for relation in found} <= {Verdict.ROUNDING, Verdict.PERSON}
    roundings = [relation for relation in found if relation.verdict is Verdict.ROUNDING]
    assert len(roundings) == 3
    assert {abs(r.stated.value - r.expected.value) for r in roundings if r.stated and r.expected} == {100}


@pytest.mark.parametrize("name", FILES)
def test_a_copy_that_nobody_edited_has_no_finding(name, files, imprints):
    assert compare(read(files[name], name), list(imprints.values())) == ()


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whichever_figure_is_changed_by_hand_it_is_named_and_no_other(name, files, imprints, data):
    lines = imprints[name].lines
    texts = ["".join(stretch.text for stretch in line) for line in lines]
    places = [(n, m) for n, line in enumerate(lines) for m, s in enumerate(line) if s.figure and s.text[0].isdigit()]
    n, m = data.draw(st.sampled_from(places))
    was = lines[n][m].text
    digit = data.draw(st.sampled_from([at for at, character in enumerate(was) if character.isdigit()]))
    now = was[:digit] + str((int(was[digit]) + 1) % 10) + was[digit + 1 :]
    before = "".join(stretch.text for stretch in lines[n][:m])
    copy = edited(files[name], texts[n], texts[:n].count(texts[n]), before + now + texts[n][len(before + was) :])

    [finding] = compare(read(copy, name), list(imprints.values()))
    assert (finding.about, finding.verdict) == (lines[n][m].figure, Verdict.ERROR)


def test_a_report_is_handed_in_with_its_audit():
    submission = submit()

    kept = {audit.file_name: audit for audit in submission.audits.all()}
    assert kept.keys() == set(FILES)
    frozen = {file.name: bytes(file.content) for file in submission.files.all()}
    for name, audit in kept.items():
        found = audited(frozen[name], name)
        assert (audit.file_digest, audit.checked, audit.errors) == (found.digest, len(found.report.relations), 0)
        assert len(json.loads(bytes(audit.findings))) == len(found.report.findings)
    assert Event.objects.filter(verb="submitted_audit.keep").count() == 2


def test_an_error_holds_the_submission_back_until_somebody_judges_it():
    narratives.write(2021, {"other": WRONG}, by=officer("general"))
    seen = sign_all()
    with pytest.raises(Refused, match=r"处差错还没有处理（自评报告\.docx：“支出”写"), transaction.atomic():
        submissions.submit(YEAR, seen=seen, by=officer("general"))
    assert not Submission.objects.exists()

    found = next(file for file in audit_page(report(YEAR)) if file.name == "自评报告.docx")
    errors = found.open_errors({})
    for error in errors:
        judgements.judge(found, error, Judgement.Decision.FALSE, remark="两笔同额，已核对", by=officer("finance"))
    submission = submissions.submit(YEAR, seen=seen, by=officer("general"))

    kept = submission.audits.get(file_name="自评报告.docx")
    said = [finding["judgement"] for finding in json.loads(bytes(kept.findings)) if finding["verdict"] == "error"]
    assert [judgement["remark"] for judgement in said] == ["两笔同额，已核对"] * kept.errors
    assert kept.errors == len(errors)


def test_copies_are_held_to_what_was_handed_in_even_when_the_record_goes_on():
    before = {imprint.name: imprint for imprint in originals(YEAR)}
    submission = submit()
    narratives.write(2021, {"other": "另有新情况，全年支出{{ spending }}。"}, by=officer("general"))

    assert {imprint.name: imprint for imprint in originals(YEAR)} == before
    frozen = bytes(submission.files.get(name="自评报告.docx").content)
    assert compare(read(frozen, "copy.docx"), list(before.values())) == ()
