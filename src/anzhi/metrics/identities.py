"""勾稽 What the figures must agree on: declared beside them, checked on every run.

An identity says that two sums of figures are equal. It is compared exactly, in the smallest unit; when it holds
there but the rounded, printed numbers do not add up, that is reported as rounding, not as an error.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from anzhi.metrics.definitions import METRICS
from anzhi.values.figure import Figure
from anzhi.values.finding import Finding, Severity
from anzhi.values.wording import Amount, Listed, phrase


@dataclass(frozen=True)
class Identity:
    """Left equals right. A name with a leading minus is subtracted.

    Attributes:
        name: its key.
        label: what it says.
        left: signed metric names.
        right: signed metric names.
    """

    name: str
    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Breakdown:
    """A metric summed over the values of a column of its relation equals the metric itself: streets = district.

    Attributes:
        name: its key.
        label: what it says.
        metric: a simple metric.
        by: the column.
    """

    name: str
    label: str
    metric: str
    by: str


IDENTITIES = (
    Identity(
        "projects_by_kind",
        "实施项目数＝扫尾＋新拆＋续拆＋预备",
        ("projects",),
        ("tail_projects", "new_projects", "ongoing_projects", "reserve_projects"),
    ),
    Identity(
        "area_by_kind",
        "征地面积＝扫尾＋续拆＋新拆及预备",
        ("project_area",),
        ("tail_area", "ongoing_area", "new_and_reserve_area"),
    ),
    Identity(
        "cleared_projects_by_kind",
        "清零项目数＝扫尾＋新拆＋续拆",
        ("cleared_projects",),
        ("tail_cleared_projects", "new_cleared_projects", "ongoing_cleared_projects"),
    ),
    Identity(
        "cleared_area_by_kind",
        "腾地面积＝扫尾＋新拆＋续拆",
        ("cleared_area",),
        ("tail_cleared_area", "new_cleared_area", "ongoing_cleared_area"),
    ),
    Identity(
        "tail_signing_flow",
        "扫尾未签约：年初－当年签约＝期末",
        ("tail_unsigned_at_opening", "-tail_signed"),
        ("tail_unsigned_at_end",),
    ),
    Identity(
        "tail_demolition_flow",
        "扫尾未拆除：年初－当年拆除＝期末",
        ("tail_standing_at_opening", "-tail_demolished"),
        ("tail_standing_at_end",),
    ),
    Identity(
        "tail_firm_flow",
        "扫尾单位：年初－当年拆除＝期末",
        ("tail_firms_at_opening", "-tail_firms_demolished"),
        ("tail_firms_at_end",),
    ),
    Identity(
        "waiting_flow",
        "未安置：年初＋当年审批－当年安置＝期末",
        ("waiting_at_opening", "housing_persons_approved", "-housed"),
        ("waiting_at_end",),
    ),
    Identity("approved_persons_by_line", "安置审批人数＝明细之和", ("persons_approved",), ("entitled_persons",)),
    Identity("approved_quota_by_line", "安置审批指标＝明细之和", ("quota_approved",), ("entitled_quota",)),
    Identity(
        "quota_by_option",
        "安置审批指标＝货币＋住房",
        ("quota_approved",),
        ("cash_quota_approved", "housing_quota_approved"),
    ),
    Identity("batches_by_person", "社保报批人数＝各批次之和", ("persons_listed",), ("batch_persons",)),
    Identity(
        "contributions_flow",
        "累计社保资金＝以前年度＋当年",
        ("contributions_in_all",),
        ("contributions_before", "contributions"),
    ),
    Identity("budget_by_nature", "支出预算＝基本＋项目", ("budget_spending",), ("budget_basic", "budget_project")),
    Identity("budget_balance", "收入预算＝支出预算", ("budget_revenue",), ("budget_spending",)),
    Identity("spending_by_nature", "决算总支出＝基本＋项目", ("spending",), ("basic_spending", "project_spending")),
    Identity(
        "spending_by_class",
        "决算总支出＝各经济分类之和",
        ("spending",),
        tuple(sorted(name for name in METRICS if name.startswith("spending_") and name[9:].isdigit())),
    ),
    Identity(
        "basic_spending_parts",
        "基本支出＝人员经费＋公用经费",
        ("basic_spending",),
        ("personnel_spending", "public_spending"),
    ),
    Identity(
        "personnel_by_class",
        "人员经费＝工资福利支出＋对个人和家庭的补助",
        ("personnel_spending",),
        ("basic_spending_301", "basic_spending_303"),
    ),
    *(
        Identity(
            f"project_spending_{class_code}_by_item",
            f"项目支出（{class_code}）＝各款之和",
            (f"project_spending_{class_code}",),
            tuple(
                sorted(
                    name
                    for name in METRICS
                    if name.startswith(f"project_spending_{class_code}") and name[17:].isdigit() and len(name) > 20
                )
            ),
        )
        for class_code in ("302", "310")
    ),
    Identity(
        "carry_over",
        "上年结转＋收入＝支出＋年末结转",
        ("carried_in", "revenue"),
        ("spending", "carried_out"),
    ),
)

BREAKDOWNS = (
    Breakdown("waiting_by_street", "期末未安置人数＝各街道之和", "waiting_at_end", "street_id"),
    Breakdown("overdue_by_street", "延期过渡人数＝各街道之和", "overdue_persons", "street_id"),
    Breakdown("signed_by_project", "新拆签约户数＝各项目之和", "signed_households", "project_id"),
    Breakdown("contributions_by_project", "累计社保资金＝各项目之和", "contributions_in_all", "project_id"),
    Breakdown("persons_by_batch", "社保报批人数＝各批次之和", "persons_listed", "batch_id"),
)


def check(figures: Mapping[str, Figure], breakdowns: Mapping[str, Mapping[object, Fraction]]) -> Iterator[Finding]:
    """Compare both sides of every identity whose figures are present.

    Args:
        figures: computed figures by name.
        breakdowns: for each breakdown its metric's value by group; an empty group is one without a street or project.
    """
    for identity in IDENTITIES:
        if all(_metric(term) in figures for term in (*identity.left, *identity.right)):
            yield from _compare(identity, figures)
    for breakdown in BREAKDOWNS:
        if breakdown.name in breakdowns and breakdown.metric in figures:
            yield from _compare_groups(breakdown, figures[breakdown.metric], breakdowns[breakdown.name])


def _compare(identity: Identity, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    left, right = (_sum(side, figures) for side in (identity.left, identity.right))
    sides = (
        ("label", identity.label),
        ("left", _spelled(identity.left, figures)),
        ("right", _spelled(identity.right, figures)),
    )
    if left != right:
        unit = figures[_metric(identity.left[0])].unit
        yield Finding(
            Severity.ERROR,
            identity.name,
            "勾稽不符（{label}）：左边 {left}，右边 {right}，相差 {gap}",
            (
                *sides,
                ("gap", phrase("{amount}（最小单位 {count}）", amount=Amount(left - right, unit), count=left - right)),
            ),
        )
        return
    gap = _sum(identity.left, figures, printed=True) - _sum(identity.right, figures, printed=True)
    if gap:
        yield Finding(
            Severity.ROUNDING,
            identity.name,
            "尾差（{label}）：记录相等，四舍五入后左边 {left}，右边 {right}，相差 {gap}",
            (*sides, ("gap", f"{float(gap):+g}")),
        )


def _compare_groups(breakdown: Breakdown, figure: Figure, groups: Mapping[object, Fraction]) -> Iterator[Finding]:
    total = sum(groups.values(), Fraction(0))
    if total != figure.value or None in groups:
        yield Finding(
            Severity.ERROR,
            breakdown.name,
            "勾稽不符（{label}）：合计 {left}，各组之和 {right}，未归组 {loose}",
            (
                ("label", breakdown.label),
                ("left", Amount(figure.value, figure.unit)),
                ("right", Amount(total, figure.unit)),
                ("loose", Amount(groups.get(None, Fraction(0)), figure.unit)),
            ),
        )


def _sum(terms: tuple[str, ...], figures: Mapping[str, Figure], *, printed: bool = False) -> Fraction:
    total = Fraction(0)
    for term in terms:
        figure = figures[_metric(term)]
        value = figure.unit.rounded(figure.value) if printed else figure.value
        total += -value if term.startswith("-") else value
    return total


def _spelled(terms: tuple[str, ...], figures: Mapping[str, Figure]) -> Listed:
    """The side as a sum in words; terms that are zero are left out, unless nothing would remain."""
    parts: list[object] = []
    for term in terms:
        figure = figures[_metric(term)]
        if figure.value or len(terms) == 1:
            sign = "－" if term.startswith("-") else "＋" if parts else ""
            parts += [sign, Listed((figure.label, Amount(figure.value, figure.unit)), " ")]
    return Listed(tuple(parts) or ("0",), "")


def _metric(term: str) -> str:
    return term.removeprefix("-")
