"""版式 Official layout (GB/T 9704): page, type and page numbers for Word, and the default report template."""

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

SONG, FANG_SONG, HEI, KAI, XIAO_BIAO_SONG = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
BODY = Pt(16)
"""3号, the size of the body."""
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
_STYLE_OF = {
    "h1": "公文一级",
    "h2": "公文二级",
    "h3": "公文三级",
    "plain": "公文一级",
    "item": "公文正文",
    "text": "公文正文",
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


def report_template() -> WordDocument:
    """The default template of the report: what an office opens in Word to make its own."""
    document = official_document()
    document.add_paragraph("{{ title }}", style="公文标题")
    document.add_paragraph("", style="公文正文")
    document.add_paragraph("{%p for block in blocks %}")
    for position, (kind, style) in enumerate(_STYLE_OF.items()):
        document.add_paragraph(f"{{%p {'elif' if position else 'if'} block.kind == '{kind}' %}}")
        document.add_paragraph("{{r block.rich }}", style=style)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    return document


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
