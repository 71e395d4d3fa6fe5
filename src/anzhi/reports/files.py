"""成果 The files of a year: table, report, sources and figures, each put in place whole."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path

from anzhi.office import packing
from anzhi.reports import imprints, word, workbook
from anzhi.reports.queries import ReportPage
from anzhi.values.figure import Figure
from anzhi.values.refusal import Refused


def write_all(page: ReportPage, folder: Path, templates: Sequence[Path] = ()) -> Iterator[tuple[Path, bool]]:
    """Write every file of a report; yields each path, and whether its content changed.

    A template of the office's own replaces the file of the same name, or adds one. Templates are filled before the
    first file is written, so that one that cannot be filled leaves the folder as it was.

    Raises:
        Refused: the folder cannot be written, or a template cannot be filled.
    """
    filled = {template.name: word.from_template(template, page) for template in templates}
    makers = {name: partial(make, page) for name, make in MAKERS.items()}
    yield from _put(folder, makers | {name: lambda content=content: content for name, content in filled.items()})


def figures_json(page: ReportPage) -> bytes:
    """figures.json: figures used, where each is printed, and findings. A value is exact, in the printed unit."""
    figures = [figure_record(figure) for figure in page.figures.values()]
    findings = [{"severity": f.severity, "check": f.check, "message": str(f)} for f in page.findings]
    content = {
        "office": page.office.name,
        "synthetic": page.office.is_synthetic,
        "year": page.year.number,
        "as_of": page.year.as_of.isoformat(),
        "total_score": exact(Fraction(page.total, 100)),
        "figures": figures,
        "findings": findings,
        "printed": {imprint.name: imprints.record(imprint) for imprint in imprints.of(page)},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


MAKERS: Mapping[str, Callable[[ReportPage], bytes]] = {
    "自评表.xlsx": workbook.table_workbook,
    "自评表.docx": word.table_document,
    "自评报告.docx": word.report_document,
    "数字出处.xlsx": workbook.source_workbook,
    "figures.json": figures_json,
}
"""The files of a report by name, and what makes each."""


def figure_record(figure: Figure) -> dict[str, object]:
    """A figure as JSON; the value is exact, in the printed unit."""
    return {
        "name": figure.name,
        "label": figure.label,
        "value": exact(figure.value / figure.unit.scale),
        "unit": figure.unit.symbol,
        "printed": figure.printed,
        "evidence": figure.evidence,
    }


def write_template(folder: Path) -> tuple[Path, bool]:
    """Write the default report template, for an office to change in Word.

    Raises:
        Refused: the folder cannot be written.
    """
    [written] = _put(folder, {"自评报告.docx": word.default_template})
    return written


def _put(folder: Path, makers: Mapping[str, Callable[[], bytes]]) -> Iterator[tuple[Path, bool]]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, make in makers.items():
            yield folder / name, packing.write(folder / name, make())
    except OSError as error:
        raise Refused("无法写入 {folder}：{error}", folder=folder, error=error.strerror) from None


def exact(value: Fraction) -> str:
    """A decimal where it ends, a fraction where it does not: nothing is rounded here."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        if places > 12:
            return f"{value.numerator}/{value.denominator}"
    digits = abs(int(value * 10**places))
    text = f"{digits:0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{text[:-places]}.{text[-places:]}" if places else f"{sign}{text}"
