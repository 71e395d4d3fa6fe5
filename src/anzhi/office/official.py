"""公文 Official documents in Word: page, type and page numbers (GB/T 9704), and filling a template."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docxtpl import DocxTemplate
from jinja2 import Environment

from anzhi.office.packing import repack
from anzhi.values.refusal import Refused

INVENTED = "演示数据：机构、人员和金额均为虚构"
"""What stands on every page of an invented office."""
SONG, FANG_SONG, HEI, KAI, XIAO_BIAO_SONG = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
BODY = Pt(16)
"""3号, the size of the body."""
TABLE_TEXT = Pt(12)
"""小四, the size in tables."""
LINE = Pt(28.95)
"""22 lines on 225 mm."""

_STYLES = {
    # name: font, size, bold, centred, indented by two characters
    "公文标题": (XIAO_BIAO_SONG, Pt(22), False, True, False),
    "公文一级": (HEI, BODY, False, False, True),
    "公文二级": (KAI, BODY, False, False, True),
    "公文三级": (FANG_SONG, BODY, True, False, True),
    "公文正文": (FANG_SONG, BODY, False, False, True),
}


def official_document(*, mark: str = "") -> WordDocument:
    """An empty A4 document with official margins, styles and page numbers; ``mark`` stands in the page header."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    # The text area is 156 mm by 225 mm: 37 mm above and 28 mm at the binding edge.
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    for name, (font, size, bold, centred, indented) in _STYLES.items():
        _add_style(document, name, font, size, bold=bold, centred=centred, indented=indented)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    stamp(document, mark)
    return document


def stamp(document: WordDocument, mark: str) -> None:
    """Put a mark into the header of every page, unless it stands there already."""
    for section in document.sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            if mark and mark not in "".join(paragraph.text for paragraph in header.paragraphs):
                paragraph = header.add_paragraph() if header.paragraphs[0].text else header.paragraphs[0]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                set_font(paragraph.add_run(mark), SONG, Pt(9))


def bytes_of(document: WordDocument) -> bytes:
    """A document as a file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def template_at(path: Path) -> bytes:
    """A Word template of an office's own.

    Raises:
        Refused: there is no such file.
    """
    if not path.is_file():
        raise Refused("找不到模板文件 {path}", path=path)
    return path.read_bytes()


def filled(template: bytes, context: Mapping[str, Any], *, name: str, environment: Environment, mark: str) -> bytes:
    """A Word template, filled.

    Args:
        template: the file.
        context: what its names stand for.
        name: what it is called in a refusal.
        environment: the template language.
        mark: what stands in the header of every page; empty for nothing.

    Raises:
        Refused: the file is no Word document, or names something that does not exist.
    """
    document, buffer = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    try:
        document.init_docx()
    except (KeyError, ValueError, BadZipFile) as error:
        raise Refused("{name} 不是 Word（.docx）文件：{error}", name=name, error=type(error).__name__) from error
    try:
        document.render(dict(context), jinja_env=environment)
        stamp(document.docx, mark)
        document.save(buffer)
    except Refused:
        raise
    except Exception as error:  # a template is a program of somebody else's: whatever it raises, it cannot be filled
        raise Refused("模板 {name} 无法填写：{error}", name=name, error=" ".join(str(error).split())) from error
    return repack(buffer.getvalue())


def set_font(run: Run, font: str, size: Pt, *, bold: bool = False) -> None:
    """Set one font for Latin and Chinese characters alike."""
    run.font.name, run.font.size, run.font.bold = font, size, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _add_style(
    document: WordDocument, name: str, font: str, size: Pt, *, bold: bool, centred: bool, indented: bool
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    style.font.name, style.font.size, style.font.bold = font, size, bold
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    layout = style.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.space_before = layout.space_after = Pt(0)
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    layout.first_line_indent = size * 2 if indented else None


def _page_number(paragraph: Paragraph, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 4号宋体, outside edge."""
    paragraph.alignment = alignment
    for text in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if text == "PAGE" else text)
        set_font(run, SONG, Pt(14))
        if text == "PAGE":
            _add_field(run, text)


def _add_field(run: Run, instruction: str) -> None:
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = instruction
            run._element.append(code)
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._element.append(mark)
