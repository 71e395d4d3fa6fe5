"""表文一致 Does the text say what the table says?

Known amounts are compared by what they are; figures of a table by the label of their row; amounts in cells with words
by the words around them. An amount that is found again is settled; one that is not is held against the likeliest other.
"""

import re
from collections.abc import Iterator, Sequence

from anzhi.auditor import comparing
from anzhi.auditor.checks import matching, relations
from anzhi.auditor.checks.matching import Item
from anzhi.auditor.facts import Fact
from anzhi.auditor.language import labels
from anzhi.auditor.language.names import name_of
from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.quantities.units import MONEY, NONE
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import swapped
from anzhi.auditor.tables.goals import goal_of
from anzhi.auditor.tables.sheet import Entry
from anzhi.values.wording import Phrase, phrase

_COLUMN_STAGES = (
    ("prior", re.compile(r"上年|去年|同期")),
    ("adjusted", re.compile(r"调整|全年预算|追加")),
    ("budget", re.compile(r"预算(?!执行)")),
    ("final", re.compile(r"决算|执行|支出|实际|本年|完成|金额")),
)
_ANY = ("revenue", "expenditure")
"""Names that the total of any table may have."""
_LEAST = 4
_COMMON = re.compile(r"[数量率额个的]|情况|面积")
_MOST = 400
"""Amounts of one dimension that a cell is compared with."""
_NO_COLUMN = re.compile(r"率|%|占|分值|得分|权重|单价|增减")


def check(reading: Reading) -> Iterator[Relation]:
    """Every table against the text."""
    yield from _known(reading)
    yield from _rows(reading)
    yield from _cells(reading)
    yield from _wanted(reading)


def _known(reading: Reading) -> Iterator[Relation]:
    """Known amounts of columns of figures against those of the text."""
    said: dict[tuple[str, str, int | None, str], list[Fact]] = {}
    for fact in reading.facts:
        said.setdefault(fact.key, []).append(fact)
    for (name, stage, year, scope), found in said.items():
        tables = [f for f in found if f.in_table]
        texts = [f for f in found if not f.in_table]
        if tables and not texts and not scope:  # a table of basic expenditure, against the text on it
            texts = [f for f in said.get((name, stage, year, "basic"), ()) if not f.in_table]
        if not tables or not texts or len({f.quantity.value for f in tables}) > 2:
            continue
        for fact in texts:
            same = next((t for t in tables if matching.agrees(fact.quantity, t.quantity)), None)
            other = same or next(
                (t for t in tables if not any(matching.agrees(t.quantity, f.quantity) for f in texts)), None
            )
            if other is not None and (same or fact.name not in _ANY or not _is_said(reading, other)):
                sure = fact.name not in _ANY or len(texts) == 1
                yield relation(
                    reading,
                    "table_text",
                    _located(other),
                    _located(fact),
                    _verdict(same is not None, sure),
                    _name(fact),
                )


def _is_said(reading: Reading, figure: Fact) -> bool:
    """Does the text say a figure of a table under another name: the total of a table of projects?"""
    return any(not f.in_table and matching.agrees(f.quantity, figure.quantity) for f in reading.facts)


def _located(fact: Fact) -> Located:
    return fact.quantity, fact.place


def _name(fact: Fact) -> Phrase:
    return KNOWN[fact.name]


KNOWN = {
    "basic": phrase("基本支出"),
    "project": phrase("项目支出"),
    "wages": phrase("工资福利支出"),
    "goods": phrase("商品和服务支出"),
    "individuals": phrase("对个人和家庭的补助"),
    "capital": phrase("资本性支出"),
    "personnel": phrase("人员经费"),
    "running": phrase("公用经费"),
    "three_public": phrase("“三公”经费"),
    "abroad": phrase("因公出国（境）费"),
    "cars": phrase("公务用车购置及运行费"),
    "car_purchase": phrase("公务用车购置费"),
    "car_running": phrase("公务用车运行费"),
    "reception": phrase("公务接待费"),
    "carried_in": phrase("上年结转"),
    "carried_out": phrase("年末结转"),
    "revenue_total": phrase("收入总计"),
    "revenue": phrase("收入合计"),
    "expenditure_total": phrase("支出总计"),
    "expenditure": phrase("支出合计"),
}


def _verdict(same: bool, sure: bool) -> Verdict:
    return Verdict.OK if same else Verdict.ERROR if sure else Verdict.PERSON


def _rows(reading: Reading) -> Iterator[Relation]:
    """Amounts of money in the text against the row of the same label."""
    rows: dict[str, list[Entry]] = {}
    for sheet in reading.sheets:
        for entry in sheet.entries:
            label = labels.clean(entry.label)
            if (
                entry.quantity.dimension in (MONEY, NONE.dimension)
                and len(label) > 2
                and not _NO_COLUMN.search(entry.header)
            ):
                rows.setdefault(label, []).append(entry)
    for item in matching.items(reading):
        label = _row_of(item.label, rows)
        entries = rows.get(label, ())
        if item.is_cell or item.quantity.dimension != MONEY or not entries or name_of(item.label):
            continue
        if found := _in_row(item, entries, exactly=label == item.label):
            other, verdict = found
            yield relation(
                reading, "table_text", (other.quantity, other.place), (item.quantity, item.place), verdict, item.label
            )


def _in_row(item: Item, entries: Sequence[Entry], *, exactly: bool) -> tuple[Entry, Verdict] | None:
    """The figure of a row that an amount repeats, or should: one digit swap away, or near at its stage."""
    if same := next((e for e in entries if _agrees(item, e)), None):
        return same, Verdict.OK
    if slip := next((e for e in entries if _is_swapped(item, e)), None):
        return slip, Verdict.ERROR
    other = _at_stage(item, entries) if exactly and len({e.row for e in entries}) == 1 else None
    if other is None or other.quantity.dimension != MONEY or not matching.is_near(item.quantity, other.quantity):
        return None
    return other, Verdict.ERROR if not item.stage or len(entries) > 1 else Verdict.PERSON


def _row_of(label: str, rows: dict[str, list[Entry]]) -> str:
    """The row that is called as an amount is, or as its words end."""
    if label in rows or len(label) <= _LEAST:
        return label
    return next((name for at in range(1, len(label) - _LEAST + 1) if (name := label[at:]) in rows), label)


def _is_swapped(item: Item, entry: Entry) -> bool:
    """Is a figure the amount but for two digits that changed places?"""
    scale = item.quantity.unit.scale if entry.quantity.dimension != MONEY else 1
    return swapped(entry.quantity.value * scale, item.quantity)


def _agrees(item: Item, entry: Entry) -> bool:
    if entry.quantity.dimension == MONEY:
        return matching.agrees(item.quantity, entry.quantity)
    return entry.quantity.value in (item.quantity.value, item.quantity.value / item.quantity.unit.scale)


def _at_stage(item: Item, entries: Sequence[Entry]) -> Entry | None:
    """The only figure of a row, or the one in the column of the same stage."""
    if len(entries) == 1:
        return entries[0]
    wanted = item.stage if item.stage in ("prior", "budget") else "final"
    fitting = [
        e for e in entries if next((name for name, pattern in _COLUMN_STAGES if pattern.search(e.header)), "") == wanted
    ]
    return fitting[0] if len(fitting) == 1 else None


def _cells(reading: Reading) -> Iterator[Relation]:
    """Amounts in cells with words against the text."""
    items = matching.items(reading)
    cells, texts = [i for i in items if i.is_cell], [i for i in items if not i.is_cell]
    index = matching.Index(texts)
    best = {id(cell): text for cell in cells if (text := index.best(cell))}
    settled = {id(text) for text in best.values()}
    wholes = {b.total.place for b in reading.breakdowns}
    actual = matching.Index([i for i in cells if i.passage is None or i.is_actual])
    values = [i for i in cells if i.passage is None or i.is_actual]
    for cell in cells:
        if text := best.get(id(cell)):
            yield _pair(reading, cell, text, Verdict.OK)
        elif not cell.is_actual and (other := actual.best(cell)):
            yield _pair(reading, cell, other, Verdict.OK)
        elif not cell.is_actual and not texts and (found := _likeliest(cell, values)):
            yield _pair(reading, cell, *found)
        elif cell.place in wholes:
            continue  # a total with its parts has relations of its own, and the text may name another part
        elif found := _likeliest(cell, [t for t in index.alike(cell) if id(t) not in settled]):
            text, verdict = found
            if verdict is Verdict.ERROR or matching.is_near(cell.quantity, text.quantity):
                yield _pair(reading, cell, text, verdict)


def _likeliest(cell: Item, texts: Sequence[Item]) -> tuple[Item, Verdict] | None:
    if len(texts) > _MOST:
        return None
    scored = [(matching.closeness(cell, text), text) for text in texts if matching.comparable(cell, text)]
    scored = [((sure, shared), text) for (sure, shared), text in scored if sure]
    if not scored:
        return None
    (sure, _), text = max(scored, key=lambda pair: (pair[0][0] == "sure", pair[0][1]))
    return text, Verdict.ERROR if sure == "sure" else Verdict.PERSON


def _wanted(reading: Reading) -> Iterator[Relation]:
    """What was only wanted, where the text says that it was done and the table that it was not."""
    texts = [i for i in matching.items(reading) if not i.is_cell and i.stage not in ("plan", "budget")]
    for goal in (g for found in reading.scores for i in found.indicators if (g := goal_of(i)) and not g.is_met):
        where = goal.sheet.table.place(goal.actual_box.cell)
        same = [t for t in texts if t.quantity.dimension == goal.target.dimension and _is_of(goal.label, t)]
        values = {t.quantity.value for t in same}
        if values == {goal.target.value}:
            said = same[0].quantity, same[0].place
            yield relation(reading, "table_text", (goal.actual, where), said, Verdict.ERROR, goal.label)


def _is_of(label: str, text: Item) -> bool:
    """Is an amount called as an indicator is, in whatever order its words stand?"""
    named, said = (set(_COMMON.sub("", labels.core(words))) for words in (label, text.label))
    return len(named) >= _LEAST and len(said) >= _LEAST and len(named & said) * 5 >= len(named) * 4


def _pair(reading: Reading, cell: Item, text: Item, verdict: Verdict) -> Relation:
    first, second = (cell.quantity, cell.place), (text.quantity, text.place)
    return relation(reading, "table_text", first, second, verdict, cell.label or text.label or cell.quantity.printed)


def relation(
    reading: Reading, kind: str, first: Located, second: Located, verdict: Verdict, label: str | Phrase
) -> Relation:
    """The relation of an amount to the same amount elsewhere."""
    names = {"label": label, "first": first[0].printed, "second": second[0].printed}
    where = {"one": first[1].said, "other": second[1].said}
    slip = (
        comparing.slipped(first[0].value, second[0].value)
        if verdict is Verdict.ERROR and first[0].dimension == MONEY
        else 0
    )
    if slip:
        kind = "unit_slip"
        said = phrase("“{label}”在{one}写 {first}，在{other}写 {second}，相差 10 的 {power} 次方倍，可能写错了单位",
                      **names, **where, power=abs(slip))  # fmt: skip
    elif verdict is Verdict.OK:
        said = phrase("“{label}”在{one}与{other}一致：{first}", label=label, first=names["first"], **where)
    elif verdict is Verdict.PERSON:
        said = phrase("“{label}”在{one}写 {first}，在{other}写 {second}；口径是否一致，请核实", **names, **where)
    else:
        said = phrase("“{label}”在{one}写 {first}，在{other}写 {second}，两处不一致", **names, **where)
    return relations.relation(
        kind,
        verdict,
        said,
        document=reading.document,
        arithmetic=f"{first[0].printed} {'=' if verdict is Verdict.OK else '≠'} {second[0].printed}",
        stated=relations.operand(second),
        expected=relations.operand(first),
        places=[first[1], second[1]],
    )
