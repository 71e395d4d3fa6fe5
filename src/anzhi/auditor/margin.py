"""旁注页 An audited document as a web page with notes in the margin: self-contained, without scripts, to print."""

from collections.abc import Iterator, Sequence
from html import escape

from anzhi.auditor.document import Block, Cell, Paragraph, Table
from anzhi.auditor.report import Relation, Report
from anzhi.auditor.saying import VERDICTS, chinese, note, tally
from anzhi.values.wording import Translate, say

_STYLE = """
body{font:16px/1.7 "Noto Serif CJK SC","SimSun",serif;margin:2em auto;max-width:76em;padding:0 1em;color:#222}
h1{font-size:1.3em}.row{display:grid;grid-template-columns:minmax(0,1fr) 22em;gap:1.5em;align-items:start}
p,.h{margin:.4em 0;white-space:pre-wrap;overflow-wrap:anywhere}.h{font-weight:bold}
table{border-collapse:collapse;width:100%;font-size:.85em}td{border:1px solid #999;padding:.2em .4em;vertical-align:top;
white-space:pre-wrap;overflow-wrap:anywhere}mark{padding:0 .1em;color:inherit}
.error{background:#ffd7d5;border-color:#c62828}.person{background:#fff1c2;border-color:#b26a00}
.rounding{background:#d8ecff;border-color:#1565c0}
aside div{font:13px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;border-left:4px solid;padding:.3em .6em;
margin:.4em 0;break-inside:avoid;overflow-wrap:anywhere}sup{font-family:sans-serif}
@media print{body{margin:0;max-width:none;font-size:11pt}.row{grid-template-columns:minmax(0,1fr) 17em}}
"""

Numbered = tuple[int, Relation]
"""A finding with the number of its note."""


def page(report: Report, translate: Translate = chinese) -> str:
    """The whole page."""
    numbered = list(enumerate(report.findings, start=1))
    loose = [item for item in numbered if item[1].place is None]
    title = escape(report.document.name)
    counts = " · ".join(f"{say(VERDICTS[verdict], translate)} {count}" for verdict, count in tally(report).items())
    body = [f"<h1>{title}</h1>", f"<p>{escape(counts)}</p>"]
    body += [_row("", loose, translate)] if loose else []
    for block in report.document.blocks:
        here = [(n, r) for n, r in numbered if r.place is not None and r.place.block == block.index]
        body.append(_row(_block(block, here), here, translate))
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>"
    )


def _row(content: str, here: Sequence[Numbered], translate: Translate) -> str:
    notes = "".join(
        f'<div class="{relation.verdict.value}"><sup>{number}</sup> {_lines(relation, translate)}</div>'
        for number, relation in here
    )
    return f'<div class="row"><div>{content}</div><aside>{notes}</aside></div>'


def _lines(relation: Relation, translate: Translate) -> str:
    return "<br>".join(map(escape, note(relation, translate)))


def _block(block: Block, here: Sequence[Numbered]) -> str:
    if isinstance(block, Paragraph):
        kind = "h" if block.level else "p"
        tag = "div" if block.level else "p"
        return f'<{tag} class="{kind}">{"".join(_marked(block.text, here))}</{tag}>'
    rows = [[cell for cell in block.cells if cell.row == row] for row in range(block.height)]
    return (
        "<table>"
        + "".join(f"<tr>{''.join(_cell(block, cell, here) for cell in row)}</tr>" for row in rows)
        + "</table>"
    )


def _cell(table: Table, cell: Cell, here: Sequence[Numbered]) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    own = [(n, r) for n, r in here if r.place and (r.place.row, r.place.column) == (cell.row, cell.column)]
    return f"<td{spans}>{''.join(_marked(cell.text, own))}</td>"


def _marked(text: str, here: Sequence[Numbered]) -> Iterator[str]:
    """A text with marks where findings point; where two overlap, the one that begins first is marked."""
    at = 0
    places = sorted(((r.place, n, r) for n, r in here if r.place), key=lambda item: (item[0].start, -item[0].end))
    for place, number, relation in places:
        start, end = max(place.start, at), max(place.end, at)
        yield escape(text[at:start])
        yield f'<mark class="{relation.verdict.value}">{escape(text[start:end])}</mark><sup>{number}</sup>'
        at = end
    yield escape(text[at:])
