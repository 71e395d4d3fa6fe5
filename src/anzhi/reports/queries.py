"""查询 Everything a year's report needs, computed and checked before a single file is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from anzhi.metrics import engine
from anzhi.metrics.engine import Evidence, Figures
from anzhi.metrics.model import Simple
from anzhi.metrics.prose import Placed, figure_names, render
from anzhi.office.queries import OfficePage, office, street_names
from anzhi.performance.queries import Evaluated, EvaluationPage, evaluation, metrics_used
from anzhi.performance.queries import texts as indicator_texts
from anzhi.performance.scoring import score
from anzhi.reports import writing
from anzhi.reports.models import Narrative
from anzhi.reports.outline import OUTLINE, SECTIONS, TABLE_SECTIONS
from anzhi.reports.writing import Block
from anzhi.values.figure import Figure
from anzhi.values.finding import Finding, Severity
from anzhi.values.period import Year
from anzhi.values.refusal import Missing, Refused
from anzhi.values.wording import Listed

BUDGET_ROWS = (
    ("合计", "budget_spending", "spending", "execution_rate"),
    ("（1）基本支出", "budget_basic", "basic_spending", "basic_execution_rate"),
    ("（2）项目支出", "budget_project", "project_spending", "project_execution_rate"),
)
"""Rows of the table's budget block: label, budget, final accounts, execution rate."""
Print = Callable[[str, Mapping[str, object]], str]
"""How a text with placeholders becomes a printed one: ``prose.render``, or the ``render`` of marks."""


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as the table prints it; weight and score in hundredths of a point."""

    evaluated: Evaluated
    target: str
    actual: str
    score: int
    remark: str


@dataclass(frozen=True)
class ReportPage:
    """A year's table and report, ready to be set.

    Attributes:
        office: the office.
        year: the year.
        table_sections: duties, goal and completion as paragraphs.
        blocks: the report, numbered.
        evaluation: the indicators and their total.
        rows: the indicators as printed.
        figures: every figure that is used, by name, in alphabetical order.
        findings: what the checks say.
        context: names for a Word template of the office's own.
        computed: every figure of the year.
    """

    office: OfficePage
    year: Year
    table_sections: Mapping[str, tuple[Block, ...]]
    blocks: tuple[Block, ...]
    evaluation: EvaluationPage
    rows: tuple[IndicatorRow, ...]
    figures: Mapping[str, Figure]
    findings: tuple[Finding, ...]
    context: Mapping[str, object]
    computed: Figures

    @property
    def total(self) -> int:
        """Total score in hundredths of a point."""
        return sum(row.score for row in self.rows)

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        """The records behind every figure, by the simple metric that counts them; read when first asked for."""
        simple = [metric.name for metric in engine.closure(list(self.figures)) if isinstance(metric, Simple)]
        return {name: part for name in simple for part in engine.evidence(self.year, name)}


def report(year: Year, figures: Figures | None = None, printing: Print = render) -> ReportPage:
    """Compute, check and render everything.

    Args:
        year: the year.
        figures: all its figures, where they are known already.
        printing: how texts are printed.

    Raises:
        Missing: a figure, a section or a grade is missing; the sentence names all missing figures.
        Refused: the indicators contradict the scoring method.
    """
    figures = engine.compute(year) if figures is None else figures
    texts = sections(year.number)
    needed = used(year.number, texts.values())
    _require(figures, needed)
    page = evaluation(year, figures)
    names = context(year, figures)
    for finding in page.findings:
        if finding.severity is Severity.ERROR:
            raise Refused(finding.message, **dict(finding.parameters))
    rows = tuple(_row(row, page, names, printing) for row in page.rows)
    rendered = {section: tuple(writing.blocks(printing(text, names))) for section, text in texts.items()}
    return ReportPage(
        office=office(),
        year=year,
        table_sections={section: tuple(writing.number(rendered[section])) for section in ("duties", *TABLE_SECTIONS)},
        blocks=tuple(arranged(rendered)),
        evaluation=page,
        rows=rows,
        figures={name: figures[name] for name in sorted(needed)},
        findings=(*engine.check(figures), *page.findings),
        context=names,
        computed=figures,
    )


def title(year: int, office_name: str) -> str:
    """The title of the report."""
    return f"{year}年度{office_name}部门整体支出预算绩效自评报告"


def sections(year: int) -> dict[str, str]:
    """The text of every section.

    Raises:
        Missing: a section is not written yet.
    """
    texts = dict(Narrative.objects.filter(year=year).values_list("section", "text"))
    lacking = [section for section in SECTIONS if not texts.get(section, "").strip()]
    if lacking:
        raise Missing("{year} 年报告缺少正文：{sections}", year=year, sections="、".join(lacking))
    return texts


def used(year: int, texts: Iterable[str]) -> set[str]:
    """Names of all figures in a year's table and report."""
    names = {name for row in BUDGET_ROWS for name in row[1:]} | set(metrics_used(year))
    return names.union(*map(figure_names, (*texts, *indicator_texts(year))))


def _require(figures: Figures, needed: set[str]) -> None:
    reasons = tuple(figures.missing[name] for name in sorted(needed) if name in figures.missing)
    if reasons:
        raise Missing("报告不能生成，缺 {count} 个数字：{reasons}", count=len(reasons), reasons=Listed(reasons, "；"))


def context(year: Year, figures: Figures) -> dict[str, object]:
    """What a text may name: every figure that can be computed, the years, the office."""
    placed: dict[str, object] = {name: _placed(figure, year) for name, figure in figures.items()}
    return placed | {
        "year": year.number,
        "prior_year": year.number - 1,
        "next_year": year.number + 1,
        "office": office().name,
    }


def _placed(figure: Figure, year: Year) -> Placed:
    def labels() -> list[str]:
        return [label for part in engine.evidence(year, figure.name) for _, label, _ in part.rows]

    def streets() -> list[tuple[str, Fraction]]:
        names = street_names()
        groups = engine.breakdown(year, figure.name, "street_id")
        return sorted(((names[key], value) for key, value in groups.items()), key=lambda group: -group[1])

    return Placed(figure, labels, streets)


def _row(row: Evaluated, page: EvaluationPage, names: Mapping[str, object], printing: Print) -> IndicatorRow:
    indicator = row.indicator
    remark = "\n".join(filter(None, (indicator.deviation, indicator.improvement)))
    return IndicatorRow(
        evaluated=row,
        target=printing(row.target, names),
        actual=printing(indicator.actual_text, names),
        score=score(row.measured, page.method),
        remark=printing(remark, names),
    )


def arranged(rendered: Mapping[str, Sequence[Block]]) -> list[Block]:
    """Paragraphs of sections under the headings of the outline, numbered."""
    paragraphs: list[Block] = []
    for entry in OUTLINE:
        paragraphs.append(writing.heading(entry.level, entry.heading))
        paragraphs.extend(rendered.get(entry.section, ()))
    return writing.number(paragraphs)
