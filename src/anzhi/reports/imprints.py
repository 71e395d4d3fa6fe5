"""印本 Which figure stands where in the table and in the report, so that an edited copy can be held to them."""

from collections.abc import Iterator, Sequence

from anzhi.metrics.definitions import METRICS
from anzhi.reports import form, preview
from anzhi.reports.marking import Piece
from anzhi.reports.queries import ReportPage, sections, title
from anzhi.values.imprint import Imprint, Line, Stretch

TABLE, REPORT = "自评表.docx", "自评报告.docx"
Record = Sequence[Sequence[Sequence[str]]]
"""Lines of stretches: the text, then the figure that printed it, where one did."""


def of(page: ReportPage) -> tuple[Imprint, Imprint]:
    """The table and the report of a year."""
    return Imprint(TABLE, tuple(_table(page))), Imprint(REPORT, tuple(_report(page)))


def record(imprint: Imprint) -> Record:
    """An imprint as JSON."""
    return [[[s.text, s.figure] if s.figure else [s.text] for s in line] for line in imprint.lines]


def recorded(name: str, lines: Record) -> Imprint:
    """What ``record`` wrote down."""
    return Imprint(name, tuple(tuple(_stretch(*stretch) for stretch in line) for line in lines))


def _table(page: ReportPage) -> Iterator[Line]:
    yield (Stretch(form.title(page)),)
    for row in preview.table(page.year, page.computed):
        for linked in row:
            yield from map(_line, linked.lines)


def _report(page: ReportPage) -> Iterator[Line]:
    yield (Stretch(title(page.year.number, page.office.name)),)
    for paragraph in preview.whole(page.year, sections(page.year.number), page.computed):
        yield _line([piece for pieces, _ in paragraph.runs for piece in pieces])


def _line(pieces: Sequence[Piece]) -> Line:
    return tuple(_stretch(piece.text, piece.figure) for piece in pieces)


def _stretch(text: str, figure: str = "") -> Stretch:
    return Stretch(text, figure, METRICS[figure].label if figure in METRICS else figure)
