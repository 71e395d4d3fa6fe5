"""The layout of official documents (GB/T 9704): A4, a text area of 156 mm by 225 mm, 22 lines of 28 characters."""

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn

from anzhi.office.official import official_document

ERHAO, SANHAO, SIHAO = 22, 16, 14
"""二号, 三号 and 四号 in points."""
STYLES = [
    ("公文标题", "方正小标宋简体", ERHAO, False),
    ("公文一级", "黑体", SANHAO, False),
    ("公文二级", "楷体_GB2312", SANHAO, False),
    ("公文三级", "仿宋_GB2312", SANHAO, True),
    ("公文正文", "仿宋_GB2312", SANHAO, False),
]


@pytest.fixture(scope="module")
def document():
    return official_document(mark="某标记")


@pytest.fixture(scope="module")
def section(document):
    return document.sections[0]


def test_the_page_is_a4(section):
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)


def test_the_margins_are_official(section):
    assert (section.top_margin.mm, section.left_margin.mm) == pytest.approx((37, 28), abs=0.1)


def test_the_text_area_is_156_by_225_millimetres(section):
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin

    assert (width / 36000, height / 36000) == pytest.approx((156, 225), abs=0.1)


def test_22_lines_of_28_characters_fit_on_a_page(document, section):
    body = document.styles["公文正文"]
    height = (section.page_height - section.top_margin - section.bottom_margin) / 12700
    width = (section.page_width - section.left_margin - section.right_margin) / 12700

    assert height // body.paragraph_format.line_spacing.pt == 22
    assert round(width / body.font.size.pt) == 28


@pytest.mark.parametrize(("name", "font", "size", "bold"), STYLES)
def test_every_level_has_its_font_for_chinese_and_latin_alike(document, name, font, size, bold):
    style = document.styles[name]
    fonts = style.element.rPr.rFonts

    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert (style.font.size.pt, style.font.bold) == (size, bold)


@pytest.mark.parametrize("name", [name for name, *_ in STYLES])
def test_lines_have_a_fixed_height_and_no_space_around_paragraphs(document, name):
    layout = document.styles[name].paragraph_format

    assert layout.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert (layout.space_before.pt, layout.space_after.pt) == (0, 0)


@pytest.mark.parametrize("name", [name for name, *_ in STYLES[1:]])
def test_text_and_headings_are_indented_by_two_characters(document, name):
    assert document.styles[name].paragraph_format.first_line_indent.pt == 2 * SANHAO


def test_the_title_is_centred(document):
    layout = document.styles["公文标题"].paragraph_format

    assert (layout.alignment, layout.first_line_indent) == (WD_ALIGN_PARAGRAPH.CENTER, None)


@pytest.mark.parametrize(("odd", "side"), [(True, WD_ALIGN_PARAGRAPH.RIGHT), (False, WD_ALIGN_PARAGRAPH.LEFT)])
def test_page_numbers_stand_outside_between_dashes_in_size_four(document, section, odd, side):
    footer = section.footer if odd else section.even_page_footer
    [paragraph] = footer.paragraphs
    fields = paragraph._p.xpath(".//w:fldChar/@w:fldCharType | .//w:instrText/text()")

    assert document.settings.odd_and_even_pages_header_footer
    assert paragraph.alignment == side
    assert fields == ["begin", "PAGE", "separate", "end"]
    assert "".join(run.text for run in paragraph.runs) == "—  —"
    assert {(run.font.name, run.font.size.pt) for run in paragraph.runs} == {("宋体", SIHAO)}
