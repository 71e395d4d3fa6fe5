"""报告模板 The default template of the report, in the official layout."""

from docx.document import Document as WordDocument

from anzhi.office.official import official_document

_STYLE_OF = {
    "h1": "公文一级",
    "h2": "公文二级",
    "h3": "公文三级",
    "plain": "公文一级",
    "item": "公文正文",
    "text": "公文正文",
}


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
