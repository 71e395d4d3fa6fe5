"""Self-evaluation and report in the browser: scoring, writing, signing, handing in."""

import io
from html.parser import HTMLParser

import pytest
from docx import Document
from pypdf import PdfReader

from anzhi.metrics import engine
from anzhi.office.models import Account
from anzhi.performance.models import Indicator, Signature
from anzhi.registry.actions import households
from anzhi.registry.models import Household
from anzhi.reports import pdf
from anzhi.reports.actions import narratives
from anzhi.reports.differences import Difference
from anzhi.reports.models import Narrative, Submission, SubmittedFigure
from anzhi.web.reports import submissions
from tests.cast import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
SECTION = "/reports/sections/other/"
PREVIEW = SECTION + "preview/"


class Page(HTMLParser):
    """Elements with their attributes, and the text, of a page."""

    def __init__(self, response) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag, name):
        return [attributes.get(name) for found, attributes in self.elements if found == tag]


def quantity() -> Indicator:
    return Indicator.objects.get(metric="families_helped")


def scored(client, indicator: Indicator, **changed):
    page = client.get(f"/performance/indicators/{indicator.pk}/")
    data = {"score": "10", "deviation": "", "improvement": "", "seen": page.context["seen"]} | changed
    return client.post(f"/performance/indicators/{indicator.pk}/adjust/", data)


def written(client, text: str, **changed):
    page = client.get(SECTION)
    return client.post(SECTION, {"text": text, "begun_from": page.context["begun_from"]} | changed)


def test_the_tree_links_every_actual_value_to_its_evidence(sign_in):
    links = Page(sign_in("reviewer").get("/performance/")).all("a", "href")

    for name in Indicator.objects.exclude(metric="").values_list("metric", flat=True):
        assert f"/figures/{name}/?year=2021" in links


@pytest.mark.parametrize("address", ["/reports/", SECTION])
def test_a_page_of_the_report_asks_for_the_figures_once(sign_in, django_assert_max_num_queries, address):
    client = sign_in("general")
    client.get(address)

    with django_assert_max_num_queries(60):
        client.get(address)


def test_the_trend_ends_at_the_value_of_the_year(sign_in):
    options = sign_in("auditor").get(f"/performance/indicators/{quantity().pk}/trend/").json()

    actual = options["series"][0]["data"]
    assert len(actual) == 13
    assert actual[0] == 0
    assert actual[-1] == engine.compute(YEAR, ["families_helped"])["families_helped"].value


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"score": "9"}, "deviation", "扣分必须说明原因"),
        ({"score": "11"}, "score", "不在 0 至 10 分之间"),
        ({"score": "九"}, "score", "数"),
        ({"score": "9", "deviation": "少走访3户"}, "deviation", "不能直接写数"),
        ({"score": "9", "deviation": "原因", "improvement": "{{ nothing }}"}, "improvement", "不存在的数字"),
    ],
)
def test_a_refused_score_is_explained_beside_its_field_and_nothing_typed_is_lost(sign_in, changed, field, sentence):
    response = scored(sign_in("general"), quantity(), **{"improvement": "加强走访"} | changed)

    form = response.context["adjust_form"]
    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]
    assert form["improvement"].value() == ({"improvement": "加强走访"} | changed)["improvement"]
    assert quantity().score is None


def test_a_score_with_its_reason_is_kept(sign_in):
    scored(sign_in("director"), quantity(), score="9.5", deviation="另有{{ home_visits }}未计入")

    assert (quantity().score, quantity().deviation) == (950, "另有{{ home_visits }}未计入")


def test_a_score_that_somebody_gave_meanwhile_is_not_overwritten(sign_in):
    before = sign_in("general").get(f"/performance/indicators/{quantity().pk}/").context["seen"]
    scored(sign_in("director"), quantity(), score="8", deviation="从严")

    response = scored(sign_in("general"), quantity(), score="9", deviation="从宽", seen=before)

    assert "已被他人改动" in response.context["adjust_form"].non_field_errors()[0]
    assert quantity().score == 800


@pytest.mark.parametrize("role", ["finance", "reviewer", "auditor"])
def test_who_only_reads_gives_no_score(sign_in, role):
    assert sign_in(role).post(f"/performance/indicators/{quantity().pk}/grade/").status_code == 403


@pytest.mark.parametrize("role", ["director", "finance", "reviewer", "auditor"])
def test_who_only_reads_writes_no_text(sign_in, role):
    client = sign_in(role)

    assert client.get("/reports/").status_code == client.get("/reports/text/").status_code == 200
    assert [client.get(SECTION).status_code, client.post(PREVIEW).status_code] == [403, 403]


def test_a_year_is_carried_forward_and_written_beside_the_one_before(sign_in):
    client = sign_in("general")
    before = Page(client.get("/reports/sections/organisation/")).all("a", "href")
    client.post("/performance/carry-forward/?year=2021")
    client.post("/reports/carry-forward/?year=2022")

    board = client.get("/performance/?year=2022").context["board"]
    assert len(board.lines) == 12
    assert all(line.indicator.score is None for line in board.lines)
    section = Page(client.get("/reports/sections/organisation/?year=2022")).all("a", "href")
    assert "/figures/officers_in_post/?year=2021" in before
    assert {"/figures/officers_in_post/?year=2021", "/figures/officers_in_post/?year=2022"} <= set(section)


def test_a_year_that_has_indicators_is_not_carried_into(sign_in):
    client = sign_in("director")
    for _ in range(2):
        response = client.post("/performance/carry-forward/?year=2021", follow=True)

    assert "2022 年已有绩效指标" in Page(response).text


@pytest.mark.parametrize("text", ["共签约12户。", "共{{ nothing }}。", "共{{ signed_households", "{{ 7 * 7 }}"])
def test_a_refused_text_is_kept_in_the_editor_with_the_reason(sign_in, text):
    before = Narrative.objects.get(year=2021, section="other").text

    response = written(sign_in("general"), text)

    assert response.context["form"]["text"].value() == text
    assert response.context["form"].errors["text"]
    assert text in Page(response).text
    assert Narrative.objects.get(year=2021, section="other").text == before


def test_a_text_is_kept_with_the_line_ends_of_the_record(sign_in):
    written(sign_in("general"), "一。\r\n签约{{ signed_households }}。")

    assert Narrative.objects.get(year=2021, section="other").text == "一。\n签约{{ signed_households }}。"


def test_two_writers_of_a_section_see_each_other(sign_in):
    client = sign_in("general")
    began = client.get(SECTION).context["begun_from"]
    narratives.write(2021, {"other": "甲写的。"}, by=Account.objects.get(username="general").officer)

    page = Page(written(client, "乙写的。", begun_from=began))

    assert "乙写的。" in page.text
    assert "甲写的。" in page.text
    assert Narrative.objects.get(year=2021, section="other").text == "甲写的。"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(document.cookie)</script>",
        "<img src=x onerror=alert(1)>{{ signing_rate }}",
        "**</p><iframe src=javascript:alert(1)>**",
        '{{ signing_rate }}" onmouseover="alert(1)',
        "{{ '<script>' }}{{ '<script>'|safe }}",
        "{{ signing_rate|safe }}{% include 'x' %}",
        "{# <script> #}{% raw %}<script>{% endraw %}",
    ],
)
def test_nothing_typed_becomes_markup(sign_in, text):
    page = Page(sign_in("general").post(PREVIEW, {"text": text}))

    assert {tag for tag, _ in page.elements} <= {"div", "p", "a", "strong"}
    assert {name for _, attributes in page.elements for name in attributes} <= {
        "id", "class", "role", "href", "title", "target", "rel", "lang", "aria-live",
    }  # fmt: skip
    assert all(href.startswith("/figures/") for href in page.all("a", "href"))


@pytest.mark.parametrize(
    "text",
    [
        "{{ signing_rate.figure }}",
        "{{ office.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ signing_rate|attr('labels') }}",
        "{% for x in office %}{{ x }}{% endfor %}",
        "{{ ''|pprint }}{{ office|list }}",
    ],
)
def test_a_preview_gives_nothing_but_figures(sign_in, text):
    page = Page(sign_in("general").post(PREVIEW, {"text": "甲" + text}))

    assert "alert-danger" in str(page.elements)
    for leaked in ("class", "object at", "SECRET", "长、沙", "['长'"):
        assert leaked not in page.text


def test_a_preview_links_every_figure_to_its_evidence(sign_in):
    page = Page(sign_in("general").post(PREVIEW, {"text": "签约{{ signed_households|over }}、率{{ signing_rate }}。"}))

    assert page.all("a", "href") == ["/figures/signed_households/?year=2021", "/figures/signing_rate/?year=2021"]
    assert "签约1000余户、率100%。" in page.text


def test_every_figure_can_be_copied_without_a_script(sign_in):
    page = Page(sign_in("general").get(SECTION))

    for name in engine.compute(YEAR):
        assert f"{{{{ {name} }}}}" in page.text


def test_the_printed_table_is_whole_and_its_figures_are_links(sign_in):
    rows = sign_in("reviewer").get("/performance/table/").context["rows"]

    covered = [
        (place.cell.row + r, place.cell.column + c)
        for row in rows
        for place in row
        for r in range(place.cell.rows)
        for c in range(place.cell.columns)
    ]
    assert sorted(covered) == [(r, c) for r in range(len(rows)) for c in range(8)]
    linked = {piece.figure for row in rows for place in row for line in place.lines for piece in line}
    assert {"budget_spending", "execution_rate", "tickets_closed", "persons_held"} <= linked


def test_what_is_missing_is_listed_with_links_instead_of_an_error(sign_in):
    narratives.write(2021, {"problems": " "}, by=Account.objects.get(username="general").officer)
    client = sign_in("general")

    for address in ("/reports/", "/performance/table/", "/performance/signatures/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "/reports/sections/problems/?year=2021" in Page(response).all("a", "href")


def test_the_word_file_has_the_sentence_that_was_written(sign_in):
    client = sign_in("general")
    written(client, "共签约{{ signed_households }}。")

    response = client.get("/reports/files/report-docx/")

    assert any(p.text == "共签约1831户。" for p in Document(io.BytesIO(response.content)).paragraphs)


def test_records_that_a_role_does_not_see_are_in_no_file_it_may_have(sign_in):
    client = sign_in("clearance")

    assert client.get("/reports/files/sources-xlsx/").status_code == 403
    assert "数字出处" not in client.get("/reports/").content.decode()


@pytest.mark.skipif(pdf.converter() is None, reason="LibreOffice is not installed")
def test_the_pdf_has_pages_of_the_report(sign_in):
    response = sign_in("reviewer").get("/reports/files/report-pdf/")

    pages = PdfReader(io.BytesIO(response.content)).pages
    assert len(pages) > 3
    assert "自评报告" in "".join(pages[0].extract_text().split())


def test_without_libreoffice_the_button_says_why_it_cannot(sign_in, monkeypatch):
    monkeypatch.setattr(pdf, "converter", lambda: None)
    page = Page(sign_in("general").get("/reports/"))

    assert "没有安装 LibreOffice" in page.text
    assert not any("pdf" in (href or "") for href in page.all("a", "href"))


@pytest.mark.parametrize(("role", "step"), [("general", "approved"), ("director", "prepared"), ("auditor", "prepared")])
def test_a_role_signs_only_its_steps(sign_in, role, step):
    client = sign_in(role)
    seen = client.get("/performance/signatures/").context["digest"]

    assert client.post("/performance/signatures/sign/", {"step": step, "digest": seen}).status_code == 403
    assert not Signature.objects.exists()


def test_a_report_is_signed_by_three_handed_in_and_its_differences_are_shown(sign_in):
    client = sign_in("general")
    for role, step in (("general", "prepared"), ("finance", "reviewed"), ("director", "approved")):
        signer = sign_in(role)
        page = signer.get("/performance/signatures/")
        assert [line.step for line in page.context["steps"] if line.is_open] == [step]
        signer.post("/performance/signatures/sign/", {"step": step, "digest": page.context["digest"]})
    assert sign_in("director").post("/reports/submit/").status_code == 403
    client.post("/reports/submit/", {"digest": client.get("/reports/").context["digest"]})
    submission = Submission.objects.get()
    gone = Household.objects.get(pk=engine.evidence(YEAR, "signed_households")[0].rows[0][0])
    households.unsign(gone, reason="协议作废", by=Account.objects.get(username="clearance").officer)

    page = Page(sign_in("reviewer").get(f"/reports/submissions/{submission.pk}/"))

    assert f"/households/{gone.pk}/" in page.all("a", "href")
    assert "1831户 → 1830户" in " ".join(page.text.split())
    assert Page(client.get("/performance/signatures/")).text.count("签署：") == 1


def test_a_difference_names_no_records_of_a_room_that_the_role_does_not_see():
    then = SubmittedFigure(name="spending", label="支出", value="1", printed="1", evidence=b"[]")
    difference = Difference(then, None, added=((1, "凭证甲", 5),))
    seen = {
        role: submissions._line(difference, Account.objects.get(username=role)) for role in ("finance", "clearance")
    }

    assert [record.label for record in seen["finance"].records] == ["凭证甲"]
    assert (seen["clearance"].is_open, seen["clearance"].records) == (False, ())
