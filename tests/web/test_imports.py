"""From the page of a kind of record to its template, its import, and the workbook that comes back."""

import fcntl
import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anzhi.ingest.jobs import Job
from anzhi.office.models import Account
from anzhi.registry.models import Project
from anzhi.web.imports import views
from tests.ingest.workbooks import filled, first_line

pytestmark = pytest.mark.django_db
FIRMS = "/imports/registry/firm/"


@pytest.fixture
def at_once(monkeypatch):
    """Imports run inside the request, where the test's transaction sees them."""
    monkeypatch.setattr(Job, "launch", Job.run)


def firms(*surveyed):
    project = Project.objects.order_by("pk")[0]
    rows = [{"项目": project.name, "单位名称": f"测试厂{n}", "调查日期": day} for n, day in enumerate(surveyed)]
    return filled("firm", rows)


def upload(client, book, name="单位.xlsx", address=FIRMS):
    content = book
    if not isinstance(book, bytes):
        file = io.BytesIO()
        book.save(file)
        content = file.getvalue()
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_bad_rows_come_back_are_mended_and_go_in(sign_in, at_once):
    client = sign_in("clearance")
    day = date(2021, 5, 1)
    page = upload(client, firms(day, "去年", day, "五月", "昨天"))
    assert "有 3 行需要改正" in page.content.decode()

    answer = client.get(f"{page.request['PATH_INFO']}workbook/")
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    )
    sheet, first = book.worksheets[0], first_line("firm")
    named = [cell.row for cell in sheet["A"][first - 1 :] if cell.value]
    assert named == [first + 1, first + 3, first + 4]
    [place] = [cell.column for cell in sheet[1] if cell.value == "调查日期"]
    for line in named:
        sheet.cell(line, place, day)

    assert "导入了 5 条记录" in upload(client, book).content.decode()
    assert "5 条已在系统中" in upload(client, book).content.decode()


def test_the_template_is_a_workbook_named_after_its_records(sign_in):
    answer = sign_in("clearance").get(f"{FIRMS}template/")

    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "单位（企业）"
    assert "attachment" in answer["Content-Disposition"]


def test_a_file_that_is_no_workbook_gets_one_sentence_and_the_form_again(sign_in, at_once):
    page = upload(sign_in("clearance"), "项目,单位\n".encode(), "单位.csv").content.decode()

    assert "另存为 .xlsx" in page
    assert 'type="file"' in page


def test_a_form_without_a_file_says_so(sign_in):
    answer = sign_in("clearance").post(FIRMS)

    assert (answer.status_code, "请选择" in answer.content.decode()) == (422, True)


def test_a_file_beyond_the_limit_is_not_even_kept(sign_in, monkeypatch, settings):
    monkeypatch.setattr(views, "MAX_FILE", 1000)
    kept = set(settings.HOME.glob("imports/*"))

    assert "MB" in upload(sign_in("clearance"), b"x" * 1001).content.decode()
    assert set(settings.HOME.glob("imports/*")) == kept


@pytest.mark.parametrize(
    "role", ["general", "street", "director", "reviewer", "auditor", "administrator", "resettlement"]
)
@pytest.mark.parametrize("address", [FIRMS, f"{FIRMS}template/", f"{FIRMS}{'0' * 32}/", f"{FIRMS}{'0' * 32}/workbook/"])
def test_who_may_not_change_records_may_not_import_them(sign_in, role, address):
    assert sign_in(role).get(address).status_code == 403


def test_an_import_is_its_owners_alone(sign_in, at_once):
    mine = upload(sign_in("clearance"), firms("去年")).request["PATH_INFO"]
    Account.objects.filter(username="resettlement").update(role="clearance")
    colleague = sign_in("resettlement")

    assert [colleague.get(address).status_code for address in (mine, f"{mine}workbook/")] == [404, 404]


def test_an_import_is_not_shown_as_that_of_another_kind(sign_in, at_once):
    client = sign_in("clearance")
    mine = upload(client, firms("去年")).request["PATH_INFO"]

    assert client.get(mine.replace("firm", "household")).status_code == 404


@pytest.mark.parametrize("name", ["..", "%2e%2e", "x" * 32, "0" * 31])
def test_no_name_leads_out_of_the_folder_of_imports(sign_in, name):
    assert sign_in("clearance").get(f"{FIRMS}{name}/").status_code == 404


def test_nothing_of_the_upload_stays_and_what_returns_is_the_owners_to_read(sign_in, at_once):
    mine = upload(sign_in("clearance"), firms("去年")).request["PATH_INFO"]

    job = Job(mine.strip("/").split("/")[-1])
    assert not job.upload.exists()
    assert {path.stat().st_mode & 0o077 for path in (job.returned, job.folder)} == {0}


def test_an_import_under_way_is_watched_with_and_without_scripts(sign_in, monkeypatch):
    monkeypatch.setattr(Job, "launch", lambda job: (job.folder / "lock").touch())
    client = sign_in("clearance")
    mine = upload(client, firms(date(2021, 5, 1))).request["PATH_INFO"]
    job = Job(mine.strip("/").split("/")[-1])
    job._teller()("write", 1, 2)

    with (job.folder / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        page, part = (
            client.get(mine).content.decode(),
            client.get(mine, headers={"HX-Request": "true"}).content.decode(),
        )
    gone = client.get(mine).content.decode()

    assert 'value="77"' in page and 'value="77"' in part
    assert '<meta http-equiv="refresh"' in page and "<html" not in part
    assert "导入中断" in gone and "refresh" not in gone


def test_our_own_fault_is_told_and_leaves_no_upload(sign_in, monkeypatch):
    def fail(job):
        with pytest.raises(ZeroDivisionError):
            Job.run(job)

    monkeypatch.setattr(Job, "launch", fail)
    monkeypatch.setattr("anzhi.ingest.jobs.bring_in", lambda *_, **__: 1 // 0)
    page = upload(sign_in("clearance"), firms(date(2021, 5, 1)))

    assert "系统出错，没有导入任何记录" in page.content.decode()
    assert not Job(page.request["PATH_INFO"].strip("/").split("/")[-1]).upload.exists()


def test_lists_lead_to_their_imports_for_those_who_may(sign_in):
    assert FIRMS in sign_in("clearance").get("/firms/").content.decode()
    assert "/imports/" not in sign_in("street").get("/firms/").content.decode()
