"""内容 What officers sign: the table, the report and the figures in them, reduced to one digest."""

from anzhi.performance.digest import sm3_of
from anzhi.reports import form
from anzhi.reports.files import figure_record
from anzhi.reports.queries import ReportPage, title


def digest(page: ReportPage) -> str:
    """SM3 of everything a year's table and report say.

    The same words and figures always give the same digest; a changed word, score or figure gives another one. A record
    that changes without changing any of them does not: what was signed is still what stands on the paper.
    """
    return sm3_of(
        {
            "year": page.year.number,
            "titles": [form.title(page), title(page.year.number, page.office.name)],
            "table": [[c.row, c.column, c.rows, c.columns, c.text] for c in form.cells(page)],
            "report": [[block.kind, *map(list, block.runs)] for block in page.blocks],
            "figures": [[r["name"], r["value"], r["unit"]] for r in map(figure_record, page.figures.values())],
        }
    )
