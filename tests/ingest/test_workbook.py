"""Only a workbook with one clear table is read; a blank cell is blank, and a broken one is not."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.ingest.cells import Unreadable
from anzhi.ingest.nouns import NOUNS
from anzhi.ingest.workbook import MAX_ROWS, Source, open_source
from anzhi.values.refusal import Refused

HEADINGS = ["家庭", "街道", "走访日期"]
ROW = ["甲家", "甲街道", date(2021, 1, 5)]


def book(*rows, headings=HEADINGS):
    found = openpyxl.Workbook()
    for row in [headings, *rows]:
        found.active.append(row)
    return found


@pytest.fixture
def opened(tmp_path):
    def open_it(content: openpyxl.Workbook | bytes) -> Source:
        path = tmp_path / "upload"
        content.save(path) if isinstance(content, openpyxl.Workbook) else path.write_bytes(content)
        return open_source(path, NOUNS["home_visit"].columns)

    return open_it


def saved(found: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    found.save(file)
    return file.getvalue()


def test_columns_are_found_by_heading_in_any_order(opened):
    assert list(opened(book(ROW)).rows()) == [(2, ["甲街道", "甲家", date(2021, 1, 5)])]


def test_a_title_may_stand_above_and_blank_lines_between(opened):
    found = openpyxl.Workbook()
    for row in [["2021 年走访名单"], [], ["家庭*", " 街道 ", "走访日期", "备注"], ROW, [], [None, "　"], ROW]:
        found.active.append(row)

    assert [line for line, _ in opened(found).rows()] == [4, 7]


def test_a_table_away_from_the_corner_keeps_its_line_numbers(opened):
    found = openpyxl.Workbook()
    for line, row in ((5, HEADINGS), (6, ROW)):
        for place, cell in enumerate(row, start=4):
            found.active.cell(line, place, cell)

    assert list(opened(found).rows()) == [(6, ["甲街道", "甲家", date(2021, 1, 5)])]


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["家庭", "街道"], "走访日期"),
        ([*HEADINGS, "电话"], "电话"),
        ([*HEADINGS, "家庭"], "重复"),
        (["姓名", "住址", "日期"], "表头"),
    ],
)
def test_headings_that_do_not_fit_are_named(opened, headings, said):
    with pytest.raises(Refused, match=said):
        opened(book(ROW, headings=headings))


def test_two_tables_in_one_workbook_are_not_guessed_at(opened):
    found = book(ROW)
    second = found.create_sheet("乙街道")
    second.append(HEADINGS)

    with pytest.raises(Refused, match="乙街道"):
        opened(found)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("家庭,街道\n甲,乙\n".encode("gb18030"), "csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
        (b"", "xlsx"),
        (b"PK\x03\x04 and then nothing", "xlsx"),
    ],
    ids=["csv", "xls", "empty", "cut"],
)
def test_another_kind_of_file_gets_one_clear_sentence(opened, content, said):
    with pytest.raises(Refused, match=said):
        opened(content)


@given(cut=st.integers(1, 4000), flip=st.integers(0, 255))
def test_a_damaged_workbook_is_refused_and_nothing_else(tmp_path_factory, cut, flip):
    content = bytearray(saved(book(ROW)))
    content[cut % len(content)] ^= flip
    path = tmp_path_factory.mktemp("damaged") / "upload"
    path.write_bytes(bytes(content[: len(content) - cut % 7]))

    try:
        list(open_source(path, NOUNS["home_visit"].columns).rows())
    except Refused as refusal:
        assert str(refusal)


def test_a_formula_without_a_value_is_not_a_blank_cell(opened):
    [(_, cells)] = opened(book(["=A1&A1", "甲街道", date(2021, 1, 5)])).rows()

    assert isinstance(cells[1], Unreadable)


def test_a_formula_with_its_value_is_that_value(opened):
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(book(["=1+1", "甲街道", date(2021, 1, 5)])))) as old,
        zipfile.ZipFile(content, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(b"<v />", b"<v>2</v>"))

    [(_, cells)] = opened(content.getvalue()).rows()

    assert cells[1] == 2.0


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_a_cell_in_error_is_not_a_blank_cell(opened, error):
    found = book(ROW)
    found.active["A2"] = error
    found.active["A2"].data_type = "e"

    [(_, cells)] = opened(found).rows()

    assert isinstance(cells[1], Unreadable)


def test_an_error_behind_the_last_value_is_still_seen(opened):
    found = book(ROW)
    found.active["A9"] = "#N/A"
    found.active["A9"].data_type = "e"

    assert [line for line, _ in opened(found).rows()] == [2, 9]


@pytest.mark.parametrize("cell", ["XFD3", "DA2", f"A{MAX_ROWS + 1}", "C1048576"])
def test_a_forgotten_cell_far_out_is_named_before_memory_runs_out(opened, cell):
    found = book(ROW)
    found.active[cell] = "x"

    with pytest.raises(Refused, match=cell.lstrip("ABCDFX") if cell[0] in "AC" else cell):
        opened(found)


def test_cells_that_are_only_formatted_far_out_do_no_harm(opened):
    found = book(ROW)
    found.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)

    assert len(list(opened(found).rows())) == 1


def test_a_bomb_is_not_unpacked(opened):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(1100):
                part.write(b"\0" * 2**20)

    with pytest.raises(Refused, match="太大"):
        opened(content.getvalue())
