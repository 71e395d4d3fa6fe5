"""文本与网页 A document as text, Markdown or a page of a government site."""

import html as markup
import unicodedata

from tests.auditor.corpus.document import Cell, Document, Heading, Table


def text(document: Document) -> str:
    """As an office program saves text: what a table becomes, its layout says.

    ``tabs`` (the default): a row a line; ``lines``: a cell a line, as Word does; ``spaces``: columns set with spaces.
    """
    draw = {"tabs": _tabs, "lines": _lines, "spaces": _spaces}[document.layout.get("table", "tabs")]
    parts = []
    for block in document.blocks:
        match block:
            case Table():
                parts.append(draw(block))
            case Heading():
                parts.append(block.text)
            case _:
                parts.append("　　" + block.text.replace("<br>", "\n"))
    return "\n".join(parts) + "\n"


def _tabs(table: Table) -> str:
    return "\n".join("\t".join(_one_line(square) for square in row) for row in table.grid())


def _lines(table: Table) -> str:
    return "\n".join("\t" + square for row in table.grid() for square in row)


def _spaces(table: Table) -> str:
    grid = [[_one_line(square) for square in row] for row in table.grid()]
    widths = [max(map(_width, column)) + 2 for column in zip(*grid, strict=True)]
    rows = (
        "".join(square + " " * (width - _width(square)) for square, width in zip(row, widths, strict=True))
        for row in grid
    )
    return "\n".join(row.rstrip() for row in rows)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _one_line(text: str) -> str:
    return text.replace("\n", "")


def markdown(document: Document) -> str:
    """With pipe tables, in which nothing can be merged."""
    parts = []
    for block in document.blocks:
        match block:
            case Table():
                rows = ["| " + " | ".join(_one_line(square) for square in row) + " |" for row in block.grid()]
                parts.append("\n".join([rows[0], "|" + " --- |" * block.columns, *rows[1:]]))
            case Heading(words, level):
                parts.append("#" * level + " " + words)
            case _:
                parts.append(block.text.replace("<br>", "  \n"))
    return "\n\n".join(parts) + "\n"


def page(document: Document) -> str:
    """As a content system prints it: navigation, a script, spans and non-breaking spaces around the text."""
    body = "\n".join(_element(block) for block in document.blocks)
    title = markup.escape(document.title)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>\n'
        "<style>table{border-collapse:collapse;width:100%} td{padding:4px 8px}</style>\n"
        "<script>var visits = 20231; function size(n) { return n * 16; }</script></head>\n"
        '<body><div class="nav">首页&nbsp;&gt;&nbsp;政务公开&nbsp;&gt;&nbsp;财政信息</div>\n'
        f'<div class="content">\n{body}\n</div></body></html>\n'
    )


def _element(block: object) -> str:
    match block:
        case Table():
            return _table(block)
        case Heading(words, level):
            return f'<h{level} style="text-align:center">{markup.escape(words)}</h{level}>'
    lines = markup.escape(block.text).replace("&lt;br&gt;", "<br/>")
    return f'<p style="text-indent:2em">&nbsp;<span style="font-family:仿宋">{lines}</span></p>'


def _table(table: Table) -> str:
    rows = (
        "<tr>" + "".join(_square(cell) for cell in table.cells if cell.row == row) + "</tr>"
        for row in range(table.rows)
    )
    return '<table border="1">\n' + "\n".join(rows) + "\n</table>"


def _square(cell: Cell) -> str:
    span = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
    inner = _table(cell.nested) if cell.nested else ""
    return f"<td{span}>" + markup.escape(cell.text).replace("\n", "<br/>") + inner + "</td>"
