"""Word A document as .docx: merged cells, tables in cells, text boxes; the same bytes for the same document."""

import io

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell

from anzhi.office.packing import repack
from tests.auditor.corpus.document import Box, Document, Heading, Paragraph, Sheet, Table

FONT = "仿宋"
BOX = (
    '<w:r {namespaces} xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5000000" cy="600000"/>'
    '<wp:docPr id="{number}" name="文本框 {number}"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="600000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    '<mc:Fallback><w:pict><v:shape style="width:400pt;height:50pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
"""A text box as Word writes it: the text stands in it twice, once for programs that do not know the newer drawing."""


def word(document: Document, font: str = FONT) -> bytes:
    """A document as the bytes of a .docx."""
    file = docx.Document()
    file.core_properties.title, file.core_properties.author = document.title, ""
    _one_font(file, font)
    for number, block in enumerate(document.blocks, 1):
        _write(file, block, number, document.layout.get("headings") == "styles")
    buffer = io.BytesIO()
    file.save(buffer)
    return repack(buffer.getvalue())


def _one_font(file: WordDocument, name: str) -> None:
    """Digits, quotation marks and dashes in the font of the text, as in official layout."""
    font = file.styles["Normal"].font
    font.name = name
    font.element.rPr.rFonts.set(qn("w:eastAsia"), name)


def _write(file: WordDocument, block: object, number: int, styled: bool) -> None:
    match block:
        case Heading(text, level):
            _heading(file, text, level, styled)
        case Paragraph(text):
            file.add_paragraph(text).paragraph_format.first_line_indent = Pt(24)
        case Box(text):
            _box(file, text, number)
        case Sheet(text):
            file.add_page_break()
            file.add_paragraph(text)
        case Table(rows, columns):
            table = file.add_table(rows, columns)
            table.style = "Table Grid"
            _fill(table, block)


def _heading(file: WordDocument, text: str, level: int, styled: bool) -> None:
    """Offices set a title in bold and leave the style as it is; few use the styles of headings."""
    if styled:
        file.add_heading(text, level - 1)
        return
    paragraph = file.add_paragraph()
    paragraph.add_run(text).bold = True
    if level == 1:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _box(file: WordDocument, text: str, number: int) -> None:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("<br>"))
    content = f"<w:txbxContent>{lines}</w:txbxContent>"
    run = parse_xml(BOX.format(namespaces=nsdecls("w"), content=content, number=number))
    file.add_paragraph()._p.append(run)


def _fill(table: WordTable, block: Table) -> None:
    squares = table._cells
    for cell in block.cells:
        anchor = squares[cell.row * block.columns + cell.column]
        if cell.rows * cell.columns > 1:
            last = (cell.row + cell.rows - 1) * block.columns + cell.column + cell.columns - 1
            anchor = anchor.merge(squares[last])
        _text(anchor, cell.text)
        if cell.nested:
            inner = anchor.add_table(cell.nested.rows, cell.nested.columns)
            inner.style = "Table Grid"
            _fill(inner, cell.nested)
            anchor.add_paragraph()


def _text(cell: _Cell, text: str) -> None:
    """The first paragraph takes the text; merging leaves empty ones behind, which Word itself does not."""
    for extra in cell._tc.findall(qn("w:p"))[1:]:
        cell._tc.remove(extra)
    cell.paragraphs[0].text = text
