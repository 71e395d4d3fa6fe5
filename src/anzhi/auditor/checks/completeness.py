"""完整 Is everything filled in: cells that a table requires, prompts of a template, pages that can be read?"""

import re
from collections.abc import Iterator

from anzhi.auditor.checks import relations
from anzhi.auditor.checks.weights import place
from anzhi.auditor.document import Cell, Place
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.tables.indicators import Scores, is_blank
from anzhi.auditor.tables.rows import is_total_row
from anzhi.auditor.tables.sheet import Sheet, tidy
from anzhi.values.wording import Phrase, phrase

_PROMPT = re.compile(
    r"[（【\[<](?:请|此处|注：?请|说明：|可在此|填写|简要|简述|概述|逐项|按实际)[^）】\]>]{0,50}?(?:填|写|说明|概述|描述|简述|列出|补充|分析|删除|修改)[^）】\]>]{0,30}[）】\]>]"
    r"|请(?:在此|简要|如实|逐项|根据实际)?(?:填写|补充|概述)[^，。；]{0,20}|待(?:补充|填写|填|完善数据)|此处(?:填写|插入|填)|_{3,}|＿{2,}"
)
_CROSSES = re.compile(
    r"(?<![A-Za-z\d])(?:[×✕╳]{2,}|[XxＸ]{2,}|[〇○]{2,}|\*{3,}|＊{2,})(?![A-Za-z\d])(?P<after>[\u4e00-\u9fff%]{0,2})"
)
_SLOT = re.compile(
    r"^(?:单位|部门|局|年|月|日|县|市|区|项目|万|元|个|人|镇|街道|中心|次|%|户|省|乡|村|公司|学校|委|办|平方|亩|工作)"
)
_GAP = re.compile(
    r"(?:为|共计?|支出|收入|预算|完成|增长|下降|合计|得分|安排)[ \u3000]{2,}(?:万元|亿元|元|个|人|户|%|亩|分|件|次)"
)
_ADDED = re.compile(r"金额(?!标准)|预算|决算|执行数|支出|收入|经费|资金")
"""Columns that a total has to fill in when it fills in others; numbers of things and prices are not always added."""
_REQUIRED = re.compile(
    r"^(?:部门|单位|项目|填报单位|预算单位|实施单位|项目单位|评价单位|填报部门)(?:（单位）|\(单位\))?名?称?$"
)
_NAMED = re.compile(r"名称|单位$|部门$")


def check(reading: Reading) -> Iterator[Relation]:
    """Pages without text, prompts that were left, and cells that were left empty."""
    for said in reading.document.unread:
        yield relations.relation("completeness", Verdict.PERSON, said, document=reading.document)
    yield from _prompts(reading)
    for scores in reading.scores:
        yield from _indicators(reading, scores)
    for sheet in reading.sheets:
        yield from _fields(reading, sheet)
        yield from _totals(reading, sheet)


def _found(reading: Reading, verdict: Verdict, said: Phrase, where: Place) -> Relation:
    return relations.relation("completeness", verdict, said, document=reading.document, places=[where])


def _prompts(reading: Reading) -> Iterator[Relation]:
    for passage in reading.passages:
        for found in _PROMPT.finditer(passage.plain):
            yield _found(reading, Verdict.ERROR, phrase("模板的提示语“{words}”还留在文中", words=found[0].strip()),
                         passage.place.at(found.start(), found.end()))  # fmt: skip
        for found in _CROSSES.finditer(passage.plain):
            verdict = Verdict.ERROR if _SLOT.match(found["after"]) else Verdict.PERSON
            yield _found(reading, verdict, phrase("“{words}”处没有填写实际内容", words=found[0]),
                         passage.place.at(found.start(), found.end()))  # fmt: skip
        for found in _GAP.finditer(passage.plain):
            yield _found(reading, Verdict.ERROR, phrase("“{words}”中间缺少数字", words=" ".join(found[0].split())),
                         passage.place.at(found.start(), found.end()))  # fmt: skip


def _indicators(reading: Reading, scores: Scores) -> Iterator[Relation]:
    """Indicators without an actual value or a score; a column that is empty throughout is named once."""
    for name, missing, throughout in (
        ("actual", phrase("实际完成值"), phrase("表中“{column}”一栏全部没有填写", column=phrase("实际完成值"))),
        ("score", phrase("得分"), phrase("表中“{column}”一栏全部没有填写", column=phrase("得分"))),
    ):
        rows = [i for i in scores.indicators if i.box(name) is not None and i.label]
        empty = [i for i in rows if is_blank(i.box(name)) and not _merged_away(i.box(name), i.row)]
        if len(empty) > 2 and len(empty) == len(rows):
            box = empty[0].box(name)
            if box:
                yield _found(reading, Verdict.ERROR, throughout, place(empty[0], box))
            continue
        for indicator in empty:
            if box := indicator.box(name):
                said = phrase("指标“{label}”的{column}没有填写", label=indicator.label, column=missing)
                yield _found(reading, Verdict.ERROR, said, place(indicator, box))


def _merged_away(box: object, row: int) -> bool:
    cell = getattr(box, "cell", None)
    return isinstance(cell, Cell) and cell.row != row


def _fields(reading: Reading, sheet: Sheet) -> Iterator[Relation]:
    """Names that a form asks for and nobody filled in."""
    table = sheet.table
    for cell in table.cells:
        if not _REQUIRED.match(tidy(cell.text)) or not _NAMED.search(tidy(cell.text)):
            continue
        column = cell.column + cell.columns
        right = table.grid[cell.row][column] if column < table.width else None
        if right is not None and not right.text.strip() and cell.row not in sheet.headings:
            said = phrase("“{field}”没有填写", field=tidy(cell.text))
            yield _found(reading, Verdict.ERROR, said, table.place(right))


def _totals(reading: Reading, sheet: Sheet) -> Iterator[Relation]:
    """A total that is empty over parts that are filled in."""
    table = sheet.table
    for row in range(table.height):
        total = next((c for c in table.grid[row] if c and c.row == row and is_total_row(tidy(c.text))), None)
        if total is None or _is_scored(reading, sheet, row):
            continue
        begun = any(r == row for r, _ in sheet.numbers)
        blanks = [c for c in _blanks(sheet, row, total) if not begun or _ADDED.search(sheet.header(row, c.column))]
        empty = next((cell for cell in blanks if _is_filled_around(sheet, row, cell.column)), None)
        if empty is not None:
            said = phrase("“{label}”行没有填写，下面各项却有数", label=tidy(total.text))
            yield _found(reading, Verdict.ERROR, said, table.place(empty))


def _blanks(sheet: Sheet, row: int, total: Cell) -> Iterator[Cell]:
    """Empty cells to the right of the words of a total."""
    for column in range(total.column + total.columns, sheet.table.width):
        cell = sheet.table.grid[row][column]
        if cell is not None and (cell.row, cell.column) == (row, column) and not cell.text.strip():
            yield cell


def _is_filled_around(sheet: Sheet, row: int, column: int) -> bool:
    """Are there figures right above or below, and more than one of them not zero?"""
    rows = (*range(row + 1, min(row + 4, sheet.table.height)), *range(max(0, row - 3), row))
    near = [sheet.numbers[r, column].value for r in rows if (r, column) in sheet.numbers]
    return len(near) > 1 and any(near) and _next_to(sheet, row, column)


def _next_to(sheet: Sheet, row: int, column: int) -> bool:
    """Is there a figure right above or below?"""
    return (row + 1, column) in sheet.numbers or (row - 1, column) in sheet.numbers


def _is_scored(reading: Reading, sheet: Sheet, row: int) -> bool:
    """Is it the total row of indicators, whose columns are not all added up?"""
    return any(s.sheet is sheet and s.total is not None and s.total.row == row for s in reading.scores)
