import pytest
from docx import Document
from openpyxl import load_workbook

from anzhi.reports import form
from tests.reports.reading import sheet_grid, word_grid

pytestmark = pytest.mark.django_db

REMARK, SCORE, WEIGHT = 7, 6, 5


@pytest.fixture(scope="module")
def cells(page):
    return form.cells(page)


def squares(cells):
    """Every square of the grid with its cell, as often as it is covered."""
    return [
        ((cell.row + r, cell.column + c), cell.text)
        for cell in cells
        for r in range(cell.rows)
        for c in range(cell.columns)
    ]


def indicator_rows(grid):
    """Rows between the column headings and the total."""
    places = {text: row for (row, _), text in grid.items() if text in ("一级指标", "总分")}
    return range(places["一级指标"] + 1, places["总分"])


def test_the_cells_cover_the_grid_without_gap_or_overlap(cells):
    covered = [place for place, _ in squares(cells)]
    rows = 1 + max(row for row, _ in covered)

    assert sorted(covered) == [(row, column) for row in range(rows) for column in range(form.COLUMNS)]


def test_the_workbook_shows_the_cells_of_the_form_below_its_title(page, cells, folder):
    grid, merged = sheet_grid(folder / "自评表.xlsx")
    spans = {(cell.row + 1, cell.column, cell.rows, cell.columns) for cell in cells if cell.rows * cell.columns > 1}

    assert {grid[0, column] for column in range(form.COLUMNS)} == {"2021年度部门整体支出绩效自评表"}
    assert {(row - 1, column): text for (row, column), text in grid.items() if row} == dict(squares(cells))
    assert merged == spans | {(0, 0, 1, form.COLUMNS)}


def test_the_word_table_shows_the_cells_of_the_form(cells, folder):
    assert word_grid(folder / "自评表.docx") == dict(squares(cells))


def test_only_the_remark_of_an_indicator_with_full_marks_is_blank(folder):
    grid = word_grid(folder / "自评表.docx")

    blank = {place for place, text in grid.items() if not text.strip()}
    full = {row for row in indicator_rows(grid) if grid[row, SCORE] == grid[row, WEIGHT]}
    assert blank == {(row, REMARK) for row in full}
    assert 0 < len(full) < 12


def test_the_total_row_is_the_sum_of_its_columns(folder):
    grid = word_grid(folder / "自评表.docx")
    rows = indicator_rows(grid)

    for column in (WEIGHT, SCORE):
        assert sum(float(grid[row, column]) for row in rows) == float(grid[rows[-1] + 1, column])


def test_an_execution_rate_is_final_accounts_over_budget(folder):
    grid = word_grid(folder / "自评表.docx")

    for row in range(3, 6):
        budget, final, rate = (float(grid[row, column].rstrip("%")) for column in (3, 4, 5))
        assert rate == pytest.approx(100 * final / budget, abs=0.01)


def test_money_in_the_workbook_is_a_number_that_excel_can_add(folder):
    sheet = load_workbook(folder / "自评表.xlsx").worksheets[0]

    assert {type(sheet.cell(row, column).value) for row in range(5, 8) for column in (4, 5)} == {float}


def test_the_workbook_prints_on_a4_one_page_wide_with_the_headings_on_every_page(folder):
    sheet = load_workbook(folder / "自评表.xlsx").worksheets[0]
    heading = sheet.print_title_rows.replace("$", "").split(":")[0]

    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet[f"A{heading}"].value == "一级指标"
    assert "&P" in sheet.oddFooter.center.text and "&N" in sheet.oddFooter.center.text


def test_the_word_table_repeats_its_headings_and_splits_no_row(folder):
    _, indicators = Document(str(folder / "自评表.docx")).tables
    first, *rest = indicators.rows

    assert first._tr.trPr.xpath("w:tblHeader[@w:val='true']")
    assert all(row._tr.trPr.xpath("w:cantSplit") for row in (first, *rest))


def test_every_row_of_the_workbook_is_high_enough_for_its_text(folder):
    sheet = load_workbook(folder / "自评表.xlsx").worksheets[0]
    widths = [sheet.column_dimensions["ABCDEFGH"[column]].width for column in range(form.COLUMNS)]
    grid, merged = sheet_grid(folder / "自评表.xlsx")
    spans = {(row, column): (rows, columns) for row, column, rows, columns in merged}

    for (row, column), text in grid.items():
        rows, columns = spans.get((row, column), (1, 1))
        if rows > 1 or sheet.cell(row + 1, column + 1).value is None:
            continue
        room = sum(widths[column : column + columns])
        lines = sum(-(-sum(1 + (ord(c) > 0x2000) for c in line) // int(room)) or 1 for line in text.split("\n"))
        assert sheet.row_dimensions[row + 1].height >= lines * 13, text


def test_every_file_of_an_invented_office_says_so_on_every_page(folder):
    mark = "演示数据"

    for name in ("自评报告.docx", "自评表.docx"):
        section = Document(str(folder / name)).sections[0]
        assert all(mark in header.paragraphs[0].text for header in (section.header, section.even_page_header))
    assert mark in load_workbook(folder / "自评表.xlsx").worksheets[0].oddHeader.center.text


def test_indicators_are_numbered_within_their_second_level(folder):
    grid = word_grid(folder / "自评表.docx")
    rows = indicator_rows(grid)

    seconds = [grid[row, 1] for row in rows]
    for index, row in enumerate(rows):
        assert grid[row, 2].startswith(f"指标{seconds[: index + 1].count(seconds[index])}：")
