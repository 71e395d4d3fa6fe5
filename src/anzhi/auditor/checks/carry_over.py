"""结转结余 Does what was there, plus what came, less what went, make what is left?

For money: 上年结转 + 收入 − 支出 = 年末结余, and 收入总计 = 支出总计. For things: 年初未签约 − 本年签约 = 剩余未签约.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from anzhi.auditor import comparing
from anzhi.auditor.checks import balance, relations
from anzhi.auditor.checks.balance import Terms
from anzhi.auditor.facts import Fact
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.quantities.units import MONEY
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped
from anzhi.values.wording import phrase

_NOT_YET = re.compile(r"未([\u4e00-\u9fff]{2})")
_LEFT = re.compile(r"(?:结余|剩余|结转|未使用|余额)(?:资金)?(?:为|：|数)*\s*$")
_NOT_LEFT = re.compile(r"上年|年初|以前年度|历年|累计|滚存")
_TAKEN = re.compile(r"结余分配|转入事业基金|提取|缴回|收回|上缴|调出|核销")
_ADDED = re.compile(r"使用非财政拨款结余|使用结余|动用|调入|弥补")
_SPENT = re.compile(r"(?:支出|使用|发放|执行|拨付|支付)(?:资金|金额|数)?(?:为|共计?|合计|：|了|完成)*\s*$")
_CAME = re.compile(r"(?:到位|预算|安排|下达|收到|拨入|收入|筹集|投入)[^，。；]{0,20}$")
_CARRIED = re.compile(r"(?:上年|年初|以前年度|历年)[^，。；]{0,4}(?:结转|结余)")
_BEFORE = re.compile(
    r"(?:上年|年初|以前年度|期初|历年)[^，。；]{0,6}(?:结转|结余|余额)|动用|弥补|调入|结余资金|使用结余"
)
_TASK = re.compile(r"任务|计划|目标")


def check(reading: Reading) -> Iterator[Relation]:
    """Money by stage and year, both sides of a table of revenue and expenditure, and stocks of things."""
    groups: dict[tuple[str, int | None, int], list[Fact]] = {}
    for fact in reading.facts:
        where = fact.place.block if fact.in_table else -1
        groups.setdefault((fact.stage, fact.year, where), []).append(fact)
    for facts in groups.values():
        yield from _money(reading, facts)
    yield from _sides(reading)
    for passage in reading.passages:
        yield from _stocks(reading, passage)
        yield from _left_over(reading, passage)


def _money(reading: Reading, facts: Sequence[Fact]) -> Iterator[Relation]:
    """上年结转 + 收入 − 支出 = 年末结转; without the first nothing is sure."""
    known: dict[str, Fact] = {}
    for fact in facts:
        if not fact.scope:
            known.setdefault(fact.name, fact)
    yield from _totals(reading, known)
    yield from _overspent(reading, facts)
    left, before = known.get("carried_out"), known.get("carried_in")
    income = known.get("revenue") or known.get("revenue_total")
    spent = known.get("expenditure") or known.get("expenditure_total")
    if not left or not income or not spent or not before:
        return
    terms: list[tuple[int, Fact]] = [(1, before), (1, income), (-1, spent)]
    readings: list[Terms] = [terms, [*terms, *_moved(reading, left)]]
    if income.name == "revenue_total":  # the total may already hold what was carried in
        readings.append(terms[1:])
    verdicts = [balance.verdict(each, left) for each in readings]
    best = next((n for n, verdict in enumerate(verdicts) if verdict is not Verdict.ERROR), int(len(readings[1]) > 3))
    yield _balance(reading, readings[best], left, verdicts[best])


def _totals(reading: Reading, known: dict[str, Fact]) -> Iterator[Relation]:
    """收入总计 and 支出总计 are one, also where a slip of the keyboard keeps them apart."""
    income, spent = known.get("revenue_total"), known.get("expenditure_total")
    if income is None or spent is None or income.in_table or income.quantity.dimension != spent.quantity.dimension:
        return
    verdict = balance.verdict([(1, income)], spent)
    if verdict is not Verdict.ERROR or mistyped(income.quantity.value, spent.quantity):
        names = {"first": income.quantity.printed, "second": spent.quantity.printed}
        said = phrase("收入总计 {first} 与支出总计 {second} 应当相等", **names)
        shown = income.quantity.printed
        yield balance.relation(reading, "carry_over", verdict, said, [(1, income)], spent, expected=shown)


def _overspent(reading: Reading, facts: Sequence[Fact]) -> Iterator[Relation]:
    """More spent than received in one breath, and nothing said of what there was before."""
    if any(_BEFORE.search(passage.plain) for passage in reading.passages):
        return
    own = [fact for fact in facts if not fact.scope and not fact.in_table]
    for income, spent in pairwise(own):
        beside = (income.name, spent.name) == ("revenue", "expenditure") and income.place.block == spent.place.block
        if beside and spent.quantity.value > income.quantity.value:
            names = {"income": income.quantity.printed, "spent": spent.quantity.printed}
            said = phrase("本年支出 {spent} 大于本年收入 {income}，文中没有写上年结转，请核实", **names)
            shown = income.quantity.printed
            yield balance.relation(reading, "carry_over", Verdict.PERSON, said, [(1, income)], spent, expected=shown)


def _moved(reading: Reading, left: Fact) -> Iterator[tuple[int, Fact]]:
    """What the same paragraph says was put aside or added from elsewhere: 结余分配转入事业基金60万元."""
    passage = next((p for p in reading.passages if p.place == left.place.at(0, len(p.text))), None)
    for mention in passage.mentions if passage else ():
        if mention.quantity.dimension == MONEY and mention.quantity.is_exact and mention.role is Role.LEVEL:
            sign = -1 if _TAKEN.search(mention.before) else 1 if _ADDED.search(mention.before) else 0
            if sign:
                yield sign, replace(left, quantity=mention.quantity, place=mention.place)


def _balance(reading: Reading, terms: Terms, left: Fact, verdict: Verdict) -> Relation:
    expected = balance.computed(terms, left)
    names = {"stated": left.quantity.printed, "expected": expected}
    if verdict is Verdict.ERROR:
        said = phrase("年末结转结余写 {stated}，按上年结转加收入减支出计算为 {expected}", **names)
    elif verdict is Verdict.ROUNDING:
        said = phrase("年末结转结余写 {stated}，计算为 {expected}，属四舍五入尾差", **names)
    else:
        said = phrase("上年结转加收入减支出等于年末结转结余 {stated}", stated=left.quantity.printed)
    return balance.relation(reading, "carry_over", verdict, said, terms, left, expected=expected)


def _sides(reading: Reading) -> Iterator[Relation]:
    """总计 on both sides of a table in one row."""
    for sheet in reading.sheets:
        totals = [
            (line.row, column, line.values[column])
            for section in reading.sections
            if section.sheet is sheet and len(section.columns) == 1
            for line in section.lines
            for column in section.columns
            if line.kind == "total" and re.search("总计", line.label) and column in line.values
        ]
        for (row, _, first), (other, _, second) in pairwise(totals):
            if row == other:
                same = first[0].value == second[0].value
                names = {"first": first[0].printed, "second": second[0].printed}
                said = (
                    phrase("收支两边的总计相等：{first}", first=first[0].printed)
                    if same
                    else phrase("收支两边的总计不相等：{first} 与 {second}", **names)
                )
                yield relations.relation(
                    "carry_over",
                    Verdict.OK if same else Verdict.ERROR,
                    said,
                    document=reading.document,
                    arithmetic=f"{first[0].printed} {'=' if same else '≠'} {second[0].printed}",
                    stated=relations.operand(second),
                    expected=relations.operand(first),
                    places=[first[1], second[1]],
                )


def _left_over(reading: Reading, passage: Passage) -> Iterator[Relation]:
    """到位100万元，支出80万元，结余20万元: what came less what went, in neighbouring sentences."""
    levels = [m for m in passage.mentions if m.role is Role.LEVEL and m.quantity.dimension == MONEY and m.depth == 0]
    for at, left in enumerate(levels):
        if not _LEFT.search(left.before) or _NOT_LEFT.search(left.before):
            continue
        near = [m for m in levels[:at] if left.sentence - m.sentence <= 1]
        whole = [m for m in near if reading.whole_of(passage, m) not in near]
        spent = [m for m in near if _SPENT.search(m.before)]
        came = [m for m in levels[:at] if _CAME.search(m.before) and spent and m.index < spent[-1].index]
        inside = [m for m in passage.mentions if m.parent == left.index]
        carried = [m for m in (*levels[:at], *inside) if _CARRIED.search(m.before)]
        sums = [[(1, one), (-1, other)] for other in reversed(spent) for one in reversed(came) if one is not other]
        sums += [[(1, carried[-1]), *one] for one in sums if carried]
        fitting = [one for one in sums if _agree(one, left) is not Verdict.ERROR]
        sure = [[m for m in some if m in whole] for some in (spent, [m for m in came if m in near])]
        told = [one for one in sums if mistyped(_value(one), left.quantity)]
        if fitting or (told and not carried):
            yield _rest(reading, (fitting or told)[0], left)
        elif not carried and len(sure[0]) == len(sure[1]) == 1:
            yield _rest(reading, [(1, sure[1][0]), (-1, sure[0][0])], left)


def _value(terms: Sequence[tuple[int, Mention]]) -> Fraction:
    return sum((sign * m.quantity.value for sign, m in terms), Fraction(0))


def _agree(terms: Sequence[tuple[int, Mention]], left: Mention) -> Verdict:
    return comparing.amounts(_value(terms), [m.quantity for _, m in terms], left.quantity)


def _rest(reading: Reading, terms: Sequence[tuple[int, Mention]], left: Mention) -> Relation:
    verdict = _agree(terms, left)
    expected = relations.computed(_value(terms), left.quantity)
    names = {"stated": left.printed, "expected": expected.printed}
    if verdict is Verdict.OK:
        said = phrase("结余 {stated} 等于到位数减支出数", stated=left.printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("结余写 {stated}，到位数减支出数为 {expected}，属四舍五入尾差", **names)
    else:
        said = phrase("结余写 {stated}，到位数减支出数为 {expected}", **names)
    signed = [(sign, relations.located(mention)) for sign, mention in terms]
    return relations.added(reading.document, "carry_over", verdict, said, signed, relations.located(left), expected)


def _stocks(reading: Reading, passage: Passage) -> Iterator[Relation]:
    levels = [m for m in passage.mentions if m.role is Role.LEVEL and m.quantity.unit.is_count and m.depth == 0]
    for opening in levels:
        if opening.stage != "opening" and not (opening.stage == "plan" and _opens(levels, opening)):
            continue
        later = [m for m in levels if m.index > opening.index and m.quantity.dimension == opening.quantity.dimension]
        if verb := _NOT_YET.search(opening.before):
            done = next((m for m in later if verb[1] in m.before and "未" not in m.before), None)
            left = next((m for m in later if f"未{verb[1]}" in m.before and m.stage == "remaining"), None)
            if done and left and done.index < left.index:
                yield _stock(reading, opening, done, left)
        elif _TASK.search(opening.before):
            yield from _task(reading, opening, later)


def _opens(levels: Sequence[Mention], task: Mention) -> bool:
    """Does a task stand in a sentence of opening stocks?"""
    return any(m.stage == "opening" and m.sentence == task.sentence for m in levels)


def _task(reading: Reading, task: Mention, later: Sequence[Mention]) -> Iterator[Relation]:
    """A task that is done in full, so that nothing is left to name."""
    noun = _TASK.split(task.label)[0][-2:]
    done = next(
        (m for m in later if noun and noun in m.label and "未" not in m.before and m.stage != "remaining"), None
    )
    if done and done.quantity.value == task.quantity.value:
        yield _stock(reading, task, done, None)


def _stock(reading: Reading, opening: Mention, done: Mention, left: Mention | None) -> Relation:
    value = opening.quantity.value - done.quantity.value
    stated = (
        left.quantity if left else replace(opening.quantity, value=value, printed=f"0{opening.quantity.unit.symbol}")
    )
    verdict = comparing.amounts(value, [opening.quantity, done.quantity], stated)
    expected = relations.computed(value, opening.quantity)
    names = {"label": opening.label, "stated": stated.printed, "expected": expected.printed}
    said = (
        phrase("“{label}”年初数减去完成数等于剩余数 {stated}", label=opening.label, stated=stated.printed)
        if verdict is Verdict.OK
        else phrase("“{label}”写剩余 {stated}，年初数减去完成数为 {expected}", **names)
    )
    terms = [(1, relations.located(opening)), (-1, relations.located(done))]
    place = left.place if left else done.place
    return relations.added(reading.document, "carry_over", verdict, said, terms, (stated, place), expected)
