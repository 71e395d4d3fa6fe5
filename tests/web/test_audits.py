"""From files that are handed in to findings beside the text, what is said of them, and what is taken home."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anzhi.audits.jobs import Job
from anzhi.audits.models import Judgement
from anzhi.audits.own import FILES
from anzhi.office.models import Event
from anzhi.reports.actions import narratives
from anzhi.reports.models import Submission
from anzhi.web.audits import ours
from tests.audits.files import SENTENCES, edited, word
from tests.audits.test_own_report import WRONG, officer, sign_all
from tests.cast import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "at_once")]


@pytest.fixture
def at_once(monkeypatch):
    """Files are audited inside the request, each in this process."""
    monkeypatch.setattr(Job, "launch", Job.run)
    monkeypatch.setattr("anzhi.audits.jobs.batch.run", alone)


def alone(paths, work, *, read, cores):
    from anzhi.auditor.batch import one

    return [(path, one(path, work, read)) for path in paths]


def upload(client, *files: tuple[str, bytes], against: str = ""):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/audits/", {"files": sent, "against": against}, follow=True)


def planted(client):
    return upload(client, ("某局.docx", word(*SENTENCES)))


def body(response) -> str:
    return response.content.decode()


def notes(response) -> dict[str, list]:
    """The findings on a page by verdict."""
    found: dict[str, list] = {}
    for note in response.context["sheet"].notes:
        found.setdefault(note.relation.verdict.value, []).append(note)
    return found


def judge(client, page, note, decision: str, remark: str = ""):
    address = f"{page.request['PATH_INFO']}findings/{note.relation.identity}/"
    return client.post(address, {"decision": decision, "remark": remark}, follow=True)


def test_one_file_leads_straight_to_its_findings(sign_in):
    page = planted(sign_in("finance"))

    assert {verdict: len(found) for verdict, found in notes(page).items()} == {"error": 2, "rounding": 1}
    assert "680.20万元 + 610.30万元 = 1290.50万元 ≠ 1,280.50万元" in body(page)
    for note in page.context["sheet"].notes:
        assert f'id="finding-{note.number}"' in body(page) and f'href="#finding-{note.number}"' in body(page)
        assert f'id="place-{note.number}"' in body(page) and f'href="#place-{note.number}"' in body(page)


def test_a_verdict_narrows_the_findings_and_keeps_their_numbers(sign_in):
    client = sign_in("finance")
    page = planted(client)
    narrowed = client.get(page.request["PATH_INFO"] + "?verdict=rounding")

    [note] = narrowed.context["sheet"].notes
    assert note.number == notes(page)["rounding"][0].number


def test_several_files_are_listed_worst_first_with_what_could_not_be_read(sign_in):
    client = sign_in("reviewer")
    page = upload(client, ("好.txt", "共3人。".encode()), ("坏.docx", b"PK\x03\x04"), ("错.docx", word(*SENTENCES)))

    names = [outcome.name for _, outcome in page.context["lines"]]
    assert names == ["错.docx", "好.txt", "坏.docx"]
    assert "坏.docx已损坏或不完整" in body(page)
    summary = Document(io.BytesIO(client.get(page.request["PATH_INFO"] + "summary/").content))
    assert "审核 2 个文件" in summary.paragraphs[1].text


def test_what_one_judges_everybody_sees_who_audits_the_file_again(sign_in):
    client = sign_in("finance")
    page = planted(client)
    first = page.context["sheet"].notes[0]
    judged = judge(client, page, first, "false", "基本支出另有调剂")
    assert "基本支出另有调剂" in body(judged)

    other = sign_in("auditor")
    again = planted(other)
    [seen] = [note for note in again.context["sheet"].notes if note.judgement]
    assert (seen.relation.identity, seen.judgement.recorded_by) == (first.relation.identity, officer("finance"))
    judge(other, again, seen, "withdraw")
    assert not Judgement.objects.filter(is_withdrawn=False).exists()
    assert Event.objects.filter(verb="judgement.withdraw").get().recorded_by == officer("auditor")
    assert "注明核实意见" in body(other.get("/trail/?verb=judgement.make"))


def test_a_finding_without_a_reason_is_not_called_false(sign_in):
    client = sign_in("finance")
    page = planted(client)

    assert "必须说明理由" in body(judge(client, page, page.context["sheet"].notes[0], "false"))
    assert not Judgement.objects.exists()


def test_who_only_reads_reports_audits_and_judges_not(sign_in):
    client = sign_in("clearance")
    page = planted(client)

    assert "核实意见</summary>" not in body(page)
    assert judge(client, page, page.context["sheet"].notes[0], "accepted").status_code == 403


def test_the_file_comes_back_with_comments_but_not_for_what_is_false(sign_in):
    client = sign_in("finance")
    page = planted(client)
    address = page.request["PATH_INFO"]
    comments = [len(list(Document(io.BytesIO(client.get(f"{address}annotated/").content)).comments))]
    judge(client, page, page.context["sheet"].notes[0], "false", "基本支出另有调剂")
    comments.append(len(list(Document(io.BytesIO(client.get(f"{address}annotated/").content)).comments)))

    assert comments == [3, 2]
    record = json.loads(client.get(f"{address}json/").content)
    assert [r["judgement"] for r in record["relations"] if "judgement" in r] == [
        {"decision": "false", "remark": "基本支出另有调剂"}
    ]


def test_another_kind_of_file_comes_back_as_a_page_that_runs_nothing(sign_in):
    client = sign_in("finance")
    page = upload(client, ("a.html", f"<p>{SENTENCES[0]}<script>alert(1)</script></p>".encode()))
    answer = client.get(page.request["PATH_INFO"] + "annotated/")

    assert "attachment" in answer["Content-Disposition"]
    assert "<script" not in answer.content.decode()


def test_a_file_is_nobody_elses(sign_in):
    page = planted(sign_in("finance"))
    address = page.request["PATH_INFO"]
    for place in (address, f"{address}annotated/", f"{address}json/", address.removesuffix("0/")):
        assert sign_in("director").get(place).status_code == 404


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "请选择要审核的文件"),
        ([(f"{n}.txt", b"1") for n in range(150)], "一次最多审核 50 个文件"),
        ([("大.pdf", b"0" * (20 * 2**20 + 1))], "一次最多上传 20 MB"),
    ],
    ids=["none", "too many", "too large"],
)
def test_what_cannot_be_taken_in_is_said_beside_the_form(sign_in, files, said):
    answer = upload(sign_in("finance"), *files)

    assert answer.status_code == 422
    assert said in body(answer)
    assert 'type="file"' in body(answer)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(min_size=1, max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"]),
    st.sampled_from(["a.docx", "b{c}.pdf", "<d>.xlsx", "e.txt"]),
)
def test_bytes_that_are_no_document_get_a_sentence(sign_in, content, start, name):
    page = upload(sign_in("finance"), (name, start + content))
    assert page.status_code == 200
    assert page.templates[0].name in ("audits/file.html", "audits/job.html")
    if page.templates[0].name == "audits/job.html":
        assert page.context["lines"][0][1].refusal is not None


def own(client, key: str):
    return client.get(f"/reports/audit/{key}/?year=2021")


def test_our_own_report_shows_its_audit_before_it_is_signed(sign_in):
    client = sign_in("general")
    for place in ("/reports/?year=2021", "/performance/signatures/?year=2021"):
        lines = client.get(place).context["audits"]
        assert [(line.name, line.errors) for line in lines] == [(name, 0) for name in FILES]
    assert len(notes(own(client, "report"))["rounding"]) == 3
    assert notes(own(client, "table")) == {}


def test_an_error_in_our_own_report_is_shown_and_holds_it_back_until_it_is_judged(sign_in):
    narratives.write(2021, {"other": WRONG}, by=officer("general"))
    seen = sign_all()
    client = sign_in("general")
    assert "处差错还没有处理，不能报送" in body(client.get("/reports/?year=2021"))
    refused = client.post("/reports/submit/?year=2021", {"digest": seen}, follow=True)
    assert "处差错还没有处理（自评报告.docx" in body(refused)
    assert not Submission.objects.exists()

    for note in notes(own(client, "report"))["error"]:
        judge(client, own(client, "report"), note, "false", "两笔同额，已核对")
    submitted = client.post("/reports/submit/?year=2021", {"digest": seen}, follow=True)
    assert "报送时的勾稽审核" in body(submitted)
    assert "两笔同额，已核对" in body(submitted)


def test_an_edited_copy_names_what_was_changed_and_leads_to_its_evidence(sign_in):
    client = sign_in("general")
    content = client.get("/reports/files/report-docx/?year=2021").content
    lines = ours.originals(YEAR)[1].lines
    line, was = next((line, s) for line in lines for s in line if s.figure and s.text.endswith("户"))
    text = "".join(stretch.text for stretch in line)
    page = upload(client, ("改过.docx", edited(content, text, 0, text.replace(was.text, "9999户", 1))), against="2021")

    [note] = [note for note in page.context["sheet"].notes if note.relation.kind == "original"]
    assert note.evidence == f"/figures/{was.figure}/?year=2021"
    assert f"原件印的是 {was.text}" in body(page)
    assert f'href="{note.evidence}"' in body(page)


def test_what_is_no_copy_is_refused_not_passed(sign_in):
    page = upload(sign_in("general"), ("某局.docx", word(*SENTENCES)), against="2021")
    assert "都不相像，无从对照" in body(page)
