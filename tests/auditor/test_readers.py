"""Whatever the file was, the same paragraphs and the same table come out of it."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter
from docx import Document
from docx.oxml import parse_xml

from anzhi.auditor import read
from anzhi.auditor.document import Table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "2021年支出合计100万元，其中：基本支出60万元，项目支出40万元。"
END = "以上为全部收支。"
ROWS = [["项目", "预算数", "执行数"], ["合计", "100", "95"], ["甲项目", "60", "57"], ["乙项目", "40", "38"]]


def grids(document) -> list[list[list[str]]]:
    return [[[cell.text if cell else "" for cell in row] for row in table.grid] for table in document.tables()]


def word() -> Document:
    document = Document()
    document.add_paragraph(TEXT)
    table = document.add_table(len(ROWS), 3, style="Table Grid")
    for row, line in enumerate(ROWS):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    document.add_paragraph(END)
    return document


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("joint", ["\t", " | "], ids=["tabs", "bars"])
def test_plain_text_is_read_in_every_encoding(encoding: str, joint: str):
    lines = [joint.join(row) for row in ROWS]
    if joint != "\t":
        lines = [f"|{line}|" for line in lines]
        lines.insert(1, "|---|---|---|")
    document = read("\n".join([TEXT, "", *lines]).encode(encoding), name="x.txt")

    assert [paragraph.text for paragraph in document.paragraphs()] == [TEXT]
    assert grids(document) == [ROWS]


def test_word_and_web_give_the_same():
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in ROWS)
    page = f"<html><body><script>var a=1;</script><p>{TEXT}</p><table>{cells}</table><p>{END}</p></body></html>"
    for document in (read(saved(word()), name="x.docx"), read(page.encode(), name="x.html")):
        assert [paragraph.text for paragraph in document.paragraphs()] == [TEXT, END]
        assert grids(document) == [ROWS]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["pdf", "doc"])
def test_old_word_and_pdf_give_the_same(kind: str, tmp_path: Path):
    (tmp_path / "x.docx").write_bytes(saved(word()))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
    ]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "x.docx"], check=True, capture_output=True, timeout=120)
    document = read(tmp_path / f"x.{kind}")

    assert [paragraph.text for paragraph in document.paragraphs()] == [TEXT, END]
    assert grids(document) == [ROWS]


def test_a_merged_cell_stands_at_every_position_it_covers():
    document = word()
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    [grid] = [found.grid for found in read(saved(document), name="x.docx").tables()]

    assert grid[1][0] is grid[2][0] and (grid[1][0].rows, grid[1][0].columns) == (2, 1)
    assert grid[3][1] is grid[3][2] and (grid[3][1].rows, grid[3][1].columns) == (1, 2)


def test_spans_of_a_web_page_make_the_same_grid():
    page = "<html><table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table></html>"
    assert grids(read(page.encode(), name="x.html")) == [[["a", "b", "b"], ["a", "c", "d"]]]


def test_deleted_text_is_gone_inserted_text_is_there_and_boxes_and_inner_tables_are_read():
    document = Document()
    paragraph = document.add_paragraph("支出")
    for xml in (
        f'<w:del xmlns:w="{WORD}" w:id="1" w:author="a"><w:r><w:delText>80万元</w:delText></w:r></w:del>',
        f'<w:ins xmlns:w="{WORD}" w:id="2" w:author="a"><w:r><w:t>90万元</w:t></w:r></w:ins>',
        f'<w:r xmlns:w="{WORD}"><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>框内5万元</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "外"
    cell.add_table(1, 1).cell(0, 0).text = "内"
    blocks = read(saved(document), name="x.docx").blocks

    assert [block.text for block in blocks if not isinstance(block, Table)] == ["支出90万元", "框内5万元"]
    assert [block.text(0, 0).strip() for block in blocks if isinstance(block, Table)] == ["外", "内"]


def test_a_number_of_a_workbook_is_read_as_its_format_shows_it():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, hidden = book.add_worksheet("决算"), book.add_worksheet("草稿")
    hidden.hide()
    hidden.write(0, 0, "不审")
    sheet.merge_range(0, 0, 0, 1, "标题")
    for column, (value, pattern) in enumerate(
        [(0.9624, "0.00%"), (95.126, "0.00"), (1234.5, "#,##0.00"), (0.1 + 0.2, "General"), (44197, "yyyy-mm-dd")]
    ):
        sheet.write_number(2, column, value, book.add_format({"num_format": pattern}))
    book.close()
    [table] = read(stream.getvalue(), name="x.xlsx").tables()

    assert table.title == "决算"
    assert table.grid[0][0] is table.grid[0][1]
    assert [cell.text if cell else "" for cell in table.grid[1]] == ["96.24%", "95.13", "1234.50", "0.3"]


def test_a_table_that_was_flattened_by_copying_has_its_rows_again():
    text = (
        "标题\n \t一级指标\n\t指标值\n\t分值\n\t得分\n\n\t产出\n指标\n\t20次\n\t10\n\t9\n\n\t总分\n\t10\n\t9\n\n正文。"
    )
    document = read(text.encode(), name="x.txt")

    assert grids(document) == [
        [["一级指标", "指标值", "分值", "得分"], ["产出\n指标", "20次", "10", "9"], ["", "总分", "10", "9"]]
    ]
    assert [paragraph.text for paragraph in document.paragraphs()] == ["标题", "正文。"]
