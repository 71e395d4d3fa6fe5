"""交叉恒等 Do amounts that are stated in different places fit the identities of a budget?

基本支出 + 项目支出 = 支出合计; 人员经费 + 公用经费 = 基本支出; 工资福利支出 + 对个人和家庭的补助 = 人员经费;
商品和服务支出 + 资本性支出 = 公用经费, the last two without what the projects spent of it.
"""

import re
from collections.abc import Iterator

from anzhi.auditor.checks import balance
from anzhi.auditor.checks.balance import Terms
from anzhi.auditor.facts import Fact
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.values.wording import Phrase, phrase

_OTHER_KINDS = re.compile(
    r"(?:经营支出|上缴上级支出|对附属单位补助支出)[^，。；、\d]{0,6}(?!0(?:\.0+)?万?元)[\d.]*[1-9]"
)
_BUDGETED = ("expenditure", "expenditure_total", "revenue", "revenue_total")
"""A budget spends what it receives."""
_NEARLY = 10
_KEEP = ("budget", "adjusted", "final", "prior")


def check(reading: Reading) -> Iterator[Relation]:
    """Every identity whose amounts are all stated, for each stage and year."""
    groups: dict[tuple[str, int | None], list[Fact]] = {}
    for fact in reading.facts:
        if fact.stage in _KEEP:
            groups.setdefault((fact.stage, fact.year), []).append(fact)
    more = any(_OTHER_KINDS.search(passage.plain) for passage in reading.passages)
    for facts in groups.values():
        if not more:
            yield from _whole(reading, facts)
            yield from _table(reading, facts)
        yield from _basic(reading, facts)
        yield from _economic(reading, facts)


def _first(facts: list[Fact], name: str, scope: str = "") -> Fact | None:
    return next((fact for fact in facts if (fact.name, fact.scope) == (name, scope)), None)


def _all(facts: list[Fact], name: str, scope: str = "") -> list[Fact]:
    """Facts of one name in the passage that states it first: 资本性支出 may stand there twice, for two classes."""
    found = [fact for fact in facts if (fact.name, fact.scope) == (name, scope)]
    return [fact for fact in found if fact.place.block == found[0].place.block and fact.place.row == found[0].place.row]


def _whole(reading: Reading, facts: list[Fact]) -> Iterator[Relation]:
    basic, project = _first(facts, "basic"), _first(facts, "project")
    if basic is None or project is None:
        return
    names = ("expenditure", "expenditure_total") if facts[0].stage != "budget" else _BUDGETED
    totals = sorted((f for f in facts if f.name in names and not f.scope), key=lambda f: not _close(f, basic))
    terms = [(1, basic), (1, project)]
    holds = [total for total in totals if balance.verdict(terms, total) is not Verdict.ERROR]
    # 实际支出 elsewhere may be of one project; only what stands beside, or is called a total, contradicts
    doubtful = [total for total in totals if _close(total, basic) or total.name.endswith("_total")]
    for total in (holds or doubtful)[:1]:
        left, right = phrase("基本支出与项目支出之和"), phrase("支出合计")
        yield _relation(reading, left, right, terms, total, sure=_close(total, basic))


def _table(reading: Reading, facts: list[Fact]) -> Iterator[Relation]:
    """A table that gives all expenditure and that of projects, against the basic expenditure of the text."""
    basic = _first([fact for fact in facts if not fact.in_table], "basic")
    tables = [fact for fact in facts if fact.in_table]
    total, project = _first(tables, "expenditure"), _first(tables, "project")
    if basic and total and project and _close(total, project) and not _first(tables, "basic"):
        left = phrase("表中合计减项目支出")
        yield _relation(reading, left, phrase("基本支出"), [(1, total), (-1, project)], basic, sure=True)


def _close(first: Fact, second: Fact) -> bool:
    return first.place.block == second.place.block


def _basic(reading: Reading, facts: list[Fact]) -> Iterator[Relation]:
    personnel, running = _first(facts, "personnel"), _first(facts, "running")
    stated = [fact for fact in facts if fact.name == "basic"]
    basic = next((fact for fact in stated if personnel and _close(fact, personnel)), next(iter(stated), None))
    if basic and personnel and running:
        terms = [(1, personnel), (1, running)]
        yield _relation(
            reading, phrase("人员经费与公用经费之和"), phrase("基本支出"), terms, basic, sure=_close(personnel, running)
        )


def _economic(reading: Reading, facts: list[Fact]) -> Iterator[Relation]:
    for name, total, added in (
        (phrase("人员经费"), "personnel", ("wages", "individuals")),
        (phrase("公用经费"), "running", ("goods", "capital")),
    ):
        stated = _first(facts, total)
        own = [fact for each in added for fact in _all(facts, each, "basic")]
        terms: list[tuple[int, Fact]] = [(1, fact) for fact in own]
        if not terms:
            terms = [(1, fact) for each in added for fact in _all(facts, each)]
            terms += [(-1, fact) for each in added for fact in _all(facts, each, "project")]
        present = {fact.name for _, fact in terms}
        projects_known = any(fact.scope == "project" for fact in facts) or not _spent(facts, "project")
        if stated and present == set(added):
            label = (
                phrase("工资福利支出与对个人和家庭的补助")
                if total == "personnel"
                else phrase("商品和服务支出与资本性支出")
            )
            sure = bool(own) or projects_known
            if sure or _is_near(terms, stated):
                yield _relation(reading, label, name, terms, stated, sure=sure)


def _is_near(terms: Terms, stated: Fact) -> bool:
    """Are amounts that may be of something else so near that they were meant to be the same?"""
    return abs(balance.value(terms) - stated.quantity.value) * _NEARLY <= stated.quantity.value


def _spent(facts: list[Fact], name: str) -> bool:
    found = _first(facts, name)
    return found is not None and bool(found.quantity.value)


def _relation(reading: Reading, left: Phrase, right: Phrase, terms: Terms, stated: Fact, *, sure: bool) -> Relation:
    verdict = balance.verdict(terms, stated)
    expected = balance.computed(terms, stated)
    names = {"left": left, "right": right, "stated": stated.quantity.printed, "expected": expected}
    if verdict is Verdict.OK:
        said = phrase("{left}与{right}相符", left=left, right=right)
    elif verdict is Verdict.ROUNDING:
        said = phrase("{right}写 {stated}，{left}为 {expected}，属四舍五入尾差", **names)
    elif sure:
        said = phrase("{right}写 {stated}，{left}为 {expected}", **names)
    else:
        verdict = Verdict.PERSON
        said = phrase("{right}写 {stated}，{left}为 {expected}；若口径不同则不算错，请核实", **names)
    return balance.relation(reading, "cross_identity", verdict, said, terms, stated, expected=expected)
