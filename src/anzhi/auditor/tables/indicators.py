"""指标表 The indicator rows of a self-evaluation table, wherever its province puts the columns.

A heading row is known by its words. Rows below it are indicators until another heading; a row whose words are 总分 or
合计 is the total. Columns for the score of execution (预算数, 执行数, 执行率, 分值, 得分) are a section of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from anzhi.auditor.document import Cell
from anzhi.auditor.quantities import Quantity, cell_quantity
from anzhi.auditor.quantities.quantity import Located, decimal
from anzhi.auditor.quantities.width import plain
from anzhi.auditor.tables.sheet import Sheet, tidy

COLUMNS = {
    "group": re.compile(r"一级指标|指标类型|指标类别"),
    "subgroup": re.compile(r"二级指标"),
    "name": re.compile(
        r"三级指标|四级指标|指标名称|指标内容|绩效指标$|评价内容|考核内容|指标解释|^(?:考核|评价|项目)?指标$"
    ),
    "both": re.compile(r"^(?:分值|权重|满分|标准分)[/、](?:自评)?得分$"),
    "score_rate": re.compile(r"得分率"),
    "score": re.compile(r"得分$|得分(?!率|系数)|评分$|自评分|实得分"),
    "weight": re.compile(r"分值|权重|标准分|满分|分数$"),
    "claimed": re.compile(r"^是否(?:完成|达标|实现|达到目标|完成目标)$|^(?:完成|达标)与否$|^达标情况$"),
    "actual": re.compile(
        r"(?:实际|全年|年度)?完成值|实际值|(?<!未)完成情况|全年实际|(?<!未)完成指标|实际完成|自评情况|指标完成|^实际(?:数|达到)?$|^(?:实际)?完成(?:数|量)?$"
    ),
    "target": re.compile(
        r"指标值|目标值|计划值|预期值|绩效目标$|年度目标|计划完成|^(?:年初|年度|设定|预期|计划|绩效)*目标(?:数|任务)?$|^(?:年初|年度)?计划(?:数|任务)?$|^任务(?:数|量)?$"
    ),
    "reason": re.compile(r"偏差|原因|改进措施|未完成|扣分|说明|备注"),
    "nature": re.compile(r"性质|方向|符号"),
    "unit": re.compile(r"计量单位|度量单位|^单位$"),
}
"""Columns of indicators by what their heading says; tried in this order."""
MONEY_COLUMNS = {
    "rate_score": re.compile(r"执行率得分|得分$|得分(?!率)"),
    "rate_weight": re.compile(r"执行率(?:分值|权重)|分值|权重"),
    "rate": re.compile(r"执行率|完成率|（B/A|B/A|支出率"),
    "done": re.compile(r"执行数|支出数|实际(?:支出|使用|执行)|决算数|支出金额|完成数|使用数|到位.*执行"),
    "adjusted": re.compile(r"全年预算|调整后|调整预算|预算调整|全年数|到位"),
    "budget": re.compile(r"年初预算|预算数|预算金额|预算安排|批复|下达|预算"),
}
_BOTH = re.compile(r"\s*(?P<weight>\d+(?:\.\d+)?)\s*分?\s*[/／]\s*(?P<score>\d+(?:\.\d+)?)\s*分?\s*")
"""分值/得分 in one cell: 10/9.5."""
_WORDED = {
    "rate_weight": re.compile(r"(?:权重|分值|满分)[为：]?(\d+(?:\.\d+)?)分?$"),
    "rate_score": re.compile(r"得分[为：]?(\d+(?:\.\d+)?)分?$"),
    "rate": re.compile(r"执行率[为：]?(\d+(?:\.\d+)?%)$"),
}
"""The score of execution in a row of its own, in words: 执行率95%, 权重10, 得分9.5."""
STANDARD = 10
"""Points for execution in every self-evaluation (财预〔2020〕10号), where a table gives them without a weight."""
_LEVELLED = re.compile(r"三级指标|指标名称")
_TOTAL = re.compile(r"^(?:总分|合计|总计|总得分|得分合计|总分值|合计得分|自评总分|综合得分|评价得分|合计分)[：]?$")
_SUBTOTAL = re.compile(r"小计")
_PLACEHOLDER = re.compile(r"^[\s/\\—–-]*$")


@dataclass(frozen=True)
class Box:
    """A cell with the number in it, if it is one."""

    cell: Cell
    quantity: Quantity | None
    part: str = ""
    """Which of two numbers in one cell: ``weight`` or ``score``."""

    def is_same(self, other: "Box") -> bool:
        """Are two boxes one, the cell being merged over both columns?"""
        return self.cell is other.cell and self.part == other.part

    @property
    def text(self) -> str:
        """Its words without blanks."""
        return tidy(self.cell.text)

    @property
    def is_empty(self) -> bool:
        """Is there nothing in it?"""
        return not self.text


@dataclass(frozen=True)
class Indicator:
    """A row of an indicator table; a box is None where the table has no such column."""

    sheet: Sheet
    row: int
    boxes: dict[str, Box]
    weights: tuple[Box, ...] = ()
    """Boxes of further columns of weights, for groups, from left to right."""

    def box(self, name: str) -> Box | None:
        """The box of a column."""
        return self.boxes.get(name)

    def number(self, name: str) -> Quantity | None:
        """The number in the box of a column."""
        box = self.boxes.get(name)
        return box.quantity if box else None

    @property
    def label(self) -> str:
        """What the indicator is called."""
        for name in ("name", "subgroup", "group"):
            box = self.boxes.get(name)
            if box and not box.is_empty:
                return re.sub(r"^指标\d+[：:.、]?", "", box.text)
        return ""


@dataclass(frozen=True)
class Execution:
    """A row of budget, spending and the points for it."""

    sheet: Sheet
    row: int
    label: str
    boxes: dict[str, Box] = field(default_factory=dict)

    def number(self, name: str) -> Quantity | None:
        """The number in the box of a column."""
        box = self.boxes.get(name)
        return box.quantity if box else None

    @property
    def is_scored(self) -> bool:
        """Has it points? A weight may go without saying, when no column is there for it."""
        weight, score = self.boxes.get("rate_weight"), self.number("rate_score")
        return score is not None and (weight is None or weight.quantity is not None)

    @property
    def is_weighed(self) -> bool:
        """Has it points, or a weight that gives them?"""
        return self.is_scored or self.number("rate_weight") is not None

    @property
    def percent(self) -> Fraction | None:
        """Its rate as stated, else from the amounts."""
        stated = self.number("rate")
        if stated is not None and stated.value > 1:
            return stated.value
        done, planned = self.number("done"), self.number("adjusted") or self.number("budget")
        return done.value / planned.value * 100 if done and planned and planned.value else None

    @property
    def points(self) -> Located | None:
        """Its points, those that its weight and its rate give where none are printed."""
        box, weight, rate = self.boxes.get("rate_score"), self.weight, self.percent
        if box and box.quantity:
            return box.quantity, self.sheet.table.place(box.cell)
        if weight is None or rate is None:
            return None
        value = weight[0].value * min(rate, Fraction(100)) / 100
        return replace(weight[0], value=value, printed=decimal(value, 2), places=2), weight[1]

    @property
    def weight(self) -> Located | None:
        """Its weight, the usual one where none is printed, and where it stands."""
        box, score = self.boxes.get("rate_weight"), self.boxes.get("rate_score")
        if box and box.quantity:
            return box.quantity, self.sheet.table.place(box.cell)
        if score is None or score.quantity is None:
            return None
        usual = replace(score.quantity, value=Fraction(STANDARD), printed=str(STANDARD), places=0)
        return usual, self.sheet.table.place(score.cell)


@dataclass(frozen=True)
class Scores:
    """The indicators of one table, with its total row and its rows of execution; either may stand in a table alone."""

    sheet: Sheet
    indicators: tuple[Indicator, ...]
    total: Indicator | None
    executions: tuple[Execution, ...]
    overall: Located | None = None
    """The total score that stands in the head of the form."""

    @property
    def every(self) -> tuple[Indicator, ...]:
        """The indicators, and the total like one of them."""
        return (*self.indicators, *([self.total] if self.total else []))

    @property
    def is_empty(self) -> bool:
        """Is nothing scored or weighed in it?"""
        return not self.indicators and not any(e.is_weighed for e in self.executions)

    @property
    def scored_execution(self) -> Execution | None:
        """The row of execution that has points, if one has."""
        return next((e for e in self.executions if e.is_scored), None)

    @property
    def weighed_execution(self) -> Execution | None:
        """The row of execution that has a weight, its points being left to be computed."""
        return self.scored_execution or next((e for e in self.executions if e.number("rate_weight")), None)


def scores(sheet: Sheet) -> Scores | None:
    """The indicators of a table, and its scored execution; None when it has neither."""
    indicators: list[Indicator] = []
    executions: list[Execution] = []
    total: Indicator | None = None
    columns: dict[str, int] = {}
    groups: list[int] = []
    money: dict[str, int] = {}
    for row in range(sheet.table.height):
        if found := _heading(sheet, row):
            (columns, groups), money = found, {}
        elif found_money := _money_heading(sheet, row):
            columns, money = {}, found_money
        elif _is_total(sheet, row):
            total = _total(sheet, row, columns) or total
        elif columns:
            indicators += _indicator(sheet, row, columns, groups)
        elif money:
            executions += _execution(sheet, row, money)
        if said := _said_execution(sheet, row):
            executions.append(said)
    read = Scores(sheet, tuple(_filled_down(indicators)), total, tuple(executions), _overall(sheet, indicators))
    return None if read.is_empty else read


def _cells(sheet: Sheet, row: int) -> Iterator[tuple[int, Cell]]:
    """Cells that begin in a row or reach into it, at the column where each begins."""
    for column, cell in enumerate(sheet.table.grid[row]):
        if cell is not None and cell.column == column:
            yield column, cell


def _heading(sheet: Sheet, row: int) -> tuple[dict[str, int], list[int]] | None:
    """Columns by what they hold, and further columns of weights, when a row is the heading of indicators."""
    columns: dict[str, int] = {}
    weights: list[int] = []
    for column, cell in _cells(sheet, row):
        words = tidy(cell.text)
        name = next((n for n, pattern in COLUMNS.items() if len(words) <= 24 and pattern.search(words)), "")
        if name == "weight":
            weights.append(column)
        elif name == "name" and name in columns and _LEVELLED.search(words):  # 绩效指标 over 三级指标
            columns.setdefault("group", columns[name])
            columns[name] = column
        elif name and name not in columns:
            columns[name] = column
    if weights:
        columns["weight"] = weights[-1]
    if "both" in columns:
        columns["weight"] = columns["score"] = columns["both"]
    scored = {"weight", "score"} & columns.keys()
    named = {"group", "subgroup", "name"} & columns.keys()
    valued = {"target", "actual"} & columns.keys()
    if not named or not (scored or len(valued) == 2) or len(columns) < 3:
        return None
    return columns, weights[:-1]


def _money_heading(sheet: Sheet, row: int) -> dict[str, int]:
    """Columns of a row that heads budget, spending and its rate."""
    columns: dict[str, int] = {}
    for column, cell in _cells(sheet, row):
        words = tidy(cell.text)
        if cell_quantity(cell.text) is not None or len(words) > 24:
            return {}
        name = next((n for n, pattern in MONEY_COLUMNS.items() if pattern.search(words)), "")
        if name and name not in columns:
            columns[name] = column
    return columns if {"done", "rate"} & columns.keys() and {"budget", "adjusted"} & columns.keys() else {}


def _is_total(sheet: Sheet, row: int) -> bool:
    return any(_TOTAL.match(tidy(cell.text)) for _, cell in _cells(sheet, row) if cell.row == row)


def _box(sheet: Sheet, row: int, column: int, name: str = "") -> Box:
    cell = sheet.table.grid[row][column] or Cell("", row, column)  # a workbook leaves out what is empty
    if name in ("weight", "score") and (both := _BOTH.fullmatch(plain(cell.text))):
        return Box(cell, cell_quantity(both[name]), name)
    return Box(cell, cell_quantity(cell.text))


def _said_execution(sheet: Sheet, row: int) -> Execution | None:
    """The score of execution, when a row says it in words."""
    boxes: dict[str, Box] = {}
    for _, cell in _cells(sheet, row):
        for name, pattern in _WORDED.items():
            if name not in boxes and (found := pattern.search(tidy(cell.text))):
                boxes[name] = Box(cell, cell_quantity(found[1]))
    words = "".join(tidy(cell.text) for _, cell in _cells(sheet, row))
    scored = {"rate_weight", "rate_score"} <= boxes.keys() and "执行率" in words
    return Execution(sheet, row, "执行率", boxes) if scored else None


def _total(sheet: Sheet, row: int, columns: dict[str, int]) -> Indicator | None:
    boxes: dict[str, Box] = {
        name: box
        for name in ("weight", "score", "score_rate")
        if name in columns and (box := _box(sheet, row, columns[name], name)).quantity
    }
    if boxes.get("weight") and boxes.get("score") and boxes["weight"].is_same(boxes["score"]):
        del boxes["weight"]
    if not any(box.quantity for box in boxes.values()):
        return None
    return Indicator(sheet, row, boxes)


def _overall(sheet: Sheet, indicators: list[Indicator]) -> Located | None:
    """自评总分 with its number right beside it, above the indicators."""
    for row in range(indicators[0].row if indicators else 0):
        for (_, cell), (_, beside) in pairwise(_cells(sheet, row)):
            named = "分" in tidy(cell.text) and _TOTAL.match(tidy(cell.text))
            if named and (quantity := cell_quantity(beside.text)) is not None:
                return quantity, sheet.table.place(beside)
    return None


def _indicator(sheet: Sheet, row: int, columns: dict[str, int], groups: list[int]) -> list[Indicator]:
    boxes = {name: _box(sheet, row, column, name) for name, column in columns.items()}
    name = boxes.get("name") or boxes.get("subgroup") or boxes.get("group")
    numbers = [boxes[n].quantity for n in ("weight", "score") if n in boxes]
    if name is None or (not any(numbers) and (name.is_empty or _distinct(boxes) < 3)):
        return []
    if any(_SUBTOTAL.search(box.text) for box in boxes.values()) or _starts_elsewhere(row, boxes):
        return []
    further = tuple(_box(sheet, row, column) for column in groups)
    return [Indicator(sheet, row, boxes, further)]


def _starts_elsewhere(row: int, boxes: dict[str, Box]) -> bool:
    """Is a row only the rest of the one above, all of its figures being merged downwards?"""
    scored = [box for name in ("weight", "score", "name") if (box := boxes.get(name))]
    return bool(scored) and all(box.cell.row != row for box in scored)


def _distinct(boxes: dict[str, Box]) -> int:
    return len({id(box.cell) for box in boxes.values() if not box.is_empty})


def _execution(sheet: Sheet, row: int, money: dict[str, int]) -> list[Execution]:
    boxes = {name: _box(sheet, row, column) for name, column in money.items()}
    if not any(box.quantity for box in boxes.values()):
        return []
    words = list(sheet.left(row, min(money.values())))
    return [Execution(sheet, row, words[0] if words else "", boxes)]


def _filled_down(indicators: list[Indicator]) -> Iterator[Indicator]:
    """Groups that are named once for several rows, in each of them."""
    last: dict[str, Box] = {}
    for indicator in indicators:
        boxes = dict(indicator.boxes)
        for name in ("group", "subgroup"):
            if name in boxes and not boxes[name].is_empty:
                last[name] = boxes[name]
                if name == "group":
                    last.pop("subgroup", None)
            elif name in last:
                boxes[name] = last[name]
        yield Indicator(indicator.sheet, indicator.row, boxes, indicator.weights)


def is_blank(box: Box | None) -> bool:
    """Is there no word and no figure in a box?"""
    return box is None or bool(_PLACEHOLDER.match(box.cell.text))
