"""Word 文件 The report and the table as .docx."""

from copy import deepcopy
from pathlib import Path

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docxtpl import RichText

from anzhi.metrics.prose import environment
from anzhi.office.official import (
    HEI,
    INVENTED,
    SONG,
    XIAO_BIAO_SONG,
    bytes_of,
    filled,
    official_document,
    set_font,
    template_at,
)
from anzhi.performance.scoring import printed
from anzhi.reports import form
from anzhi.reports.layout import report_template
from anzhi.reports.queries import ReportPage, title
from anzhi.reports.writing import Block

_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def mark(page: ReportPage) -> str:
    """What stands on every page of an invented office."""
    return INVENTED if page.office.is_synthetic else ""


def default_template() -> bytes:
    """The default report template as a file."""
    return bytes_of(report_template())


def report_document(page: ReportPage) -> bytes:
    """自评报告.docx from the default template."""
    return _fill(default_template(), page, "自评报告.docx")


def from_template(path: Path, page: ReportPage) -> bytes:
    """A Word template of the office's own, filled.

    It may use every figure name and filter of the narrative, and ``title``, ``blocks``, ``rows``, ``sections``,
    ``office``, ``year``, ``total``.

    Raises:
        Refused: the file is no Word document, or names something that does not exist.
    """
    return _fill(template_at(path), page, path.name)


def _fill(template: bytes, page: ReportPage, name: str) -> bytes:
    context = {
        **page.context,
        "title": title(page.year.number, page.office.name),
        "blocks": [{"kind": block.kind, "text": block.text, "rich": _rich(block)} for block in page.blocks],
        "rows": page.rows,
        "sections": page.table_sections,
        "total": printed(page.total),
    }
    return filled(template, context, name=name, environment=environment(autoescape=True), mark=mark(page))


def _rich(block: Block) -> RichText:
    rich = RichText()
    for text, bold in block.runs:
        rich.add(text, bold=bold)
    return rich


def table_document(page: ReportPage) -> bytes:
    """自评表.docx with the merged cells of the form."""
    document = official_document(mark=mark(page))
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin = section.right_margin = Mm(15)
    section.footer_distance = Mm(12)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(heading.add_run(form.title(page)), XIAO_BIAO_SONG, Pt(18))
    placed = form.cells(page)
    table = document.add_table(rows=max(c.row + c.rows for c in placed), cols=form.COLUMNS, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_widths(table, 180)
    for cell in placed:
        _set(table, cell)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _repeat_heading(table, next(c.row for c in placed if c.text == "一级指标"))
    return bytes_of(document)


def _set_widths(table: Table, millimetres: int) -> None:
    total = sum(form.WIDTHS)
    for column, width in zip(table.columns, form.WIDTHS, strict=True):
        column.width = Mm(millimetres * width / total)
        for cell in column.cells:
            cell.width = Mm(millimetres * width / total)


def _set(table: Table, cell: form.Cell) -> None:
    target = table.cell(cell.row, cell.column)
    if cell.rows > 1 or cell.columns > 1:
        target = target.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
    target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for position, line in enumerate(cell.text.split("\n")):
        _add_line(target, line, cell, first=position == 0)


def _add_line(target: _Cell, line: str, cell: form.Cell, *, first: bool) -> None:
    paragraph = target.paragraphs[0] if first else target.add_paragraph()
    paragraph.alignment = _ALIGN["center" if cell.heading else cell.align]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    set_font(paragraph.add_run(line), HEI if cell.heading else SONG, Pt(9))


def _repeat_heading(table: Table, row: int) -> None:
    """Word repeats only rows from the top of a table, so the heading row begins a table of its own."""
    rest = [r._tr for r in table.rows][row:]
    second = OxmlElement("w:tbl")
    for name in ("w:tblPr", "w:tblGrid"):
        found = table._tbl.find(qn(name))
        if found is not None:
            second.append(deepcopy(found))
    for element in rest:
        second.append(element)
    # Two tables that touch become one in Word; a hairline paragraph keeps them apart.
    gap = OxmlElement("w:p")
    gap_format = OxmlElement("w:pPr")
    spacing = OxmlElement("w:spacing")
    for key, value in (("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")):
        spacing.set(qn(key), value)
    gap_format.append(spacing)
    gap.append(gap_format)
    table._tbl.addnext(gap)
    gap.addnext(second)
    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    rest[0].get_or_add_trPr().append(heading)
