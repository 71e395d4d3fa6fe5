import json
import re
import zipfile
from fractions import Fraction
from importlib.resources import files as resources

import pytest
from openpyxl import load_workbook

from anzhi.administration.actions import activities
from anzhi.administration.models import HomeVisit
from anzhi.metrics import engine
from anzhi.office.models import Street
from anzhi.office.queries import officer
from anzhi.reports import files, queries
from anzhi.values.figure import Figure
from anzhi.values.unit import Unit
from tests.cast import YEAR
from tests.reports.reading import paragraphs

pytestmark = pytest.mark.django_db

NAMES = {"自评表.xlsx", "自评表.docx", "自评报告.docx", "数字出处.xlsx", "figures.json"}
WORDS = {"year", "prior_year", "next_year", "office"}
SCALES = {"万元": 10**6, "亿元": 10**10, "亩": 10**4, "万平方米": 10**8, "%": Fraction(1, 100)}
"""Smallest stored units in one printed unit; persons are counted in tenths only where halves occur."""


@pytest.fixture(scope="module")
def used(folder):
    """figures.json."""
    return json.loads((folder / "figures.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def records(demo, used, django_db_blocker):
    """The records that can be opened behind every figure listed."""
    with django_db_blocker.unblock():
        return {figure["name"]: engine.evidence(YEAR, figure["name"]) for figure in used["figures"]}


@pytest.fixture(scope="module")
def sources(folder):
    """数字出处.xlsx: its figures, and its records by figure."""
    figures, listed = load_workbook(folder / "数字出处.xlsx").worksheets
    by_name: dict[str, list[tuple[int, tuple[object, ...]]]] = {}
    for number, row in enumerate(listed.iter_rows(min_row=2, values_only=True), start=2):
        by_name.setdefault(row[0], []).append((number, row))
    return figures, by_name


def test_a_year_has_five_files(folder):
    assert {path.name for path in folder.iterdir()} == NAMES


def test_the_same_year_computed_and_written_again_changes_no_byte(demo, folder):
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}

    assert [changed for _, changed in files.write_all(queries.report(YEAR), folder)] == [False] * len(NAMES)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", sorted(name for name in NAMES if not name.endswith(".json")))
def test_no_office_file_carries_the_time_it_was_written(folder, name):
    with zipfile.ZipFile(folder / name) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert all(stamp < "2020" for stamp in re.findall(r">(\d{4})-\d\d-\d\dT", core))


def test_one_record_more_changes_the_passages_that_count_it_and_no_other(demo, page):
    visit = HomeVisit(street=Street.objects.first(), family="某家", visited_on=YEAR.as_of)
    activities.visit([visit], by=officer("003"))

    pairs = zip(page.blocks, queries.report(YEAR).blocks, strict=True)
    changed = [(old.text, new.text) for old, new in pairs if old != new]
    assert [new for _, new in changed] == [old.replace("困难群众13户", "困难群众14户") for old, _ in changed]
    assert len(changed) == 1


def test_the_word_report_holds_the_paragraphs_of_the_report(page, folder):
    title, _, *text = [text for _, text in paragraphs(folder / "自评报告.docx")]

    assert title == "2021年度长沙市岳麓区征地服务中心部门整体支出预算绩效自评报告"
    assert text == [block.text for block in page.blocks]


def test_every_figure_that_text_and_table_name_is_listed_and_no_other(used):
    folder = resources("anzhi.demo")
    sources = [*folder.joinpath("narrative", "2021").iterdir(), folder.joinpath("indicators.yaml")]
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    named = set(re.findall(r"\{\{ (\w+)", text)) | set(re.findall(r"streets\((\w+)\)", text))
    named |= set(re.findall(r"metric: (\w+)", text))
    budget = {"budget_spending", "spending", "execution_rate", "budget_basic", "basic_spending", "basic_execution_rate"}
    budget |= {"budget_project", "project_spending", "project_execution_rate"}

    assert {figure["name"] for figure in used["figures"]} == (named - WORDS) | budget


def test_a_listed_figure_says_what_it_is_and_how_it_prints(used):
    for figure in used["figures"]:
        assert figure.keys() == {"name", "label", "value", "unit", "printed", "evidence"}
        assert figure["label"] and figure["printed"].endswith(figure["unit"])


def test_a_printed_number_is_its_exact_value_rounded_half_up(used):
    for figure in used["figures"]:
        printed = figure["printed"].removesuffix(figure["unit"])
        places = len(printed.partition(".")[2])
        error = abs(Fraction(printed)) - abs(Fraction(figure["value"]))
        assert -Fraction(1, 2 * 10**places) < error <= Fraction(1, 2 * 10**places), figure["name"]


def test_a_listed_value_is_exact_in_its_printed_unit(used, page):
    for figure in used["figures"]:
        value, stored = Fraction(figure["value"]), page.figures[figure["name"]].value
        scales = {SCALES.get(figure["unit"], 1), 10} if figure["unit"] == "人" else {SCALES.get(figure["unit"], 1)}
        assert any(value * scale == stored for scale in scales), figure["name"]


def test_a_listed_figure_counts_the_records_that_can_be_opened(used, records):
    for figure in used["figures"]:
        opened = {(part.metric.of, key) for part in records[figure["name"]] for key, _, _ in part.rows}
        assert figure["evidence"] == len(opened), figure["name"]


def test_the_list_names_office_year_and_total(used):
    assert (used["office"], used["synthetic"]) == ("长沙市岳麓区征地服务中心", True)
    assert (used["year"], used["as_of"], used["total_score"]) == (2021, "2021-12-31", "96")


def test_the_list_repeats_every_finding(used, page):
    assert [finding["message"] for finding in used["findings"]] == [str(finding) for finding in page.findings]
    assert {finding["severity"] for finding in used["findings"]} == {"rounding", "warning"}


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/2", "0.5"), ("-5/4", "-1.25"), ("3", "3"), ("-3", "-3"), ("0", "0"), ("1/3", "1/3"), ("-2/3", "-2/3")],
)
def test_a_value_is_written_as_a_decimal_where_it_ends(value, text):
    assert files.figure_record(Figure("甲", "甲", Fraction(value), Unit(""), 0))["value"] == text


def test_every_record_behind_every_figure_stands_in_the_workbook_of_sources(sources, records):
    _, listed = sources
    for name, parts in records.items():
        expected = [(part.noun, key, label) for part in parts for key, label, _ in part.rows]
        assert [row[2:5] for _, row in listed.get(name, [])] == expected


def test_the_records_of_a_count_are_as_many_as_it_says(sources, used):
    _, listed = sources
    values = {figure["name"]: figure["value"] for figure in used["figures"]}

    for name in ("assisted_households", "tickets_closed", "articles_placed", "batches_approved"):
        assert str(len(listed[name])) == values[name]


def test_a_figure_links_to_its_first_record_and_one_without_records_links_nowhere(sources):
    figures, listed = sources

    for row in figures.iter_rows(min_row=2):
        name, link = row[0].value, row[0].hyperlink
        first = listed[name][0][0] if name in listed else None
        assert (link.location if link else None) == (f"'记录'!A{first}" if first else None)
