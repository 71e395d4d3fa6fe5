"""A right document of invented amounts: every relation in it holds, and any one of its numbers can be made wrong."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st


@dataclass(frozen=True)
class Budget:
    """What a unit spent, in fen."""

    wages: int
    goods: int
    abroad: int
    cars: int
    reception: int
    last_year: int
    plan: int

    @property
    def basic(self) -> int:
        return self.wages + self.goods

    @property
    def three_public(self) -> int:
        return self.abroad + self.cars + self.reception

    @property
    def total(self) -> int:
        return self.basic + self.three_public


@dataclass(frozen=True)
class Style:
    """How amounts are written, and in which order the columns of the table stand."""

    unit: str = "万元"
    thousands: bool = False
    wide: bool = False
    columns: tuple[int, ...] = (0, 1, 2)


def amounts(least: int = 10**7, most: int = 10**9) -> st.SearchStrategy[int]:
    """Fen that print in 元, 万元 and 亿元 without a remainder."""
    return st.integers(least // 10**6, most // 10**6).map(lambda n: n * 10**6)


budgets = st.builds(
    Budget,
    wages=amounts(),
    goods=amounts(),
    abroad=amounts(),
    cars=amounts(),
    reception=amounts(),
    last_year=amounts(10**9, 10**10),
    plan=amounts(10**10, 10**11),
)
styles = st.builds(
    Style,
    unit=st.sampled_from(["元", "万元", "亿元"]),
    thousands=st.booleans(),
    wide=st.booleans(),
    columns=st.permutations([0, 1, 2]).map(tuple),
)

_SCALE = {"元": 100, "万元": 10**6, "亿元": 10**10}
_WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


def printed(fen: int, style: Style) -> str:
    """An amount in the unit of the style, to its last digit."""
    number = Decimal(fen) / _SCALE[style.unit]
    places = {"元": 2, "万元": 2, "亿元": 4}[style.unit]
    text = f"{number:,.{places}f}" if style.thousands else f"{number:.{places}f}"
    return text.translate(_WIDE) if style.wide else text


def percent(part: int, whole: int, style: Style) -> str:
    """A percentage to the hundredth, half up."""
    text = str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), "ROUND_HALF_UP")) + "%"
    return text.translate(_WIDE) if style.wide else text


def document(budget: Budget, style: Style = Style(), wrong: tuple[str, int] | None = None) -> str:
    """The report; ``wrong`` names a sentence's amount and by how many fen it is off."""

    def amount(name: str, fen: int) -> str:
        return printed(fen + (wrong[1] if wrong and wrong[0] == name else 0), style) + style.unit

    change = budget.total - budget.last_year
    verb = "增加" if change > 0 else "减少"
    rate = "增长" if change > 0 else "下降"
    header = ["项目", f"上年决算数（{style.unit}）", f"本年决算数（{style.unit}）"]
    rows = [
        ("工资福利支出", budget.wages * 2, budget.wages),
        ("商品和服务支出", budget.goods * 2, budget.goods),
    ]

    def row(name: str, last: int, now: int) -> str:
        now += wrong[1] if wrong and wrong[0] == f"table {name}" else 0
        cells = [name, printed(last, style), printed(now, style)]
        return "| " + " | ".join(cells[column] for column in _kept(style.columns)) + " |"

    table = [
        "| " + " | ".join(header[column] for column in _kept(style.columns)) + " |",
        "|---|---|---|",
        *(row(*line) for line in rows),
        row("合计", sum(line[1] for line in rows), sum(line[2] for line in rows)),
    ]
    return "\n".join(
        [
            "2021年度示例局部门整体支出绩效自评报告",
            f"2021年总支出{amount('total', budget.total)}，其中：基本支出{amount('basic', budget.basic)}，"
            f"三公经费支出{amount('three', budget.three_public)}。",
            f"基本支出{amount('basic again', budget.basic)}，包括工资福利支出{amount('wages', budget.wages)}、"
            f"商品和服务支出{amount('goods', budget.goods)}。",
            f"2021年总支出{amount('total again', budget.total)}，比上年{amount('last', budget.last_year)}"
            f"{verb}{amount('change', abs(change))}，{rate}{percent(abs(change), budget.last_year, style)}，"
            f"占计划{amount('plan', budget.plan)}的{percent(budget.total, budget.plan, style)}。",
            "",
            *table,
        ]
    )


def _kept(columns: tuple[int, ...]) -> tuple[int, ...]:
    """The label stands left of the figures; those may stand in any order."""
    return (0, *(column for column in columns if column))
