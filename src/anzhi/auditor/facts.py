"""事实 Known amounts of a document: which, at what stage, of which year, under what total."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from anzhi.auditor.document import Block, Document, Paragraph, Place
from anzhi.auditor.language.breakdowns import Breakdown
from anzhi.auditor.language.headings import stage_under, year_under
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.language.names import name_of
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.units import MONEY, NONE, Unit
from anzhi.auditor.tables.sheet import Entry, Sheet, tidy

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?度?")
_BUDGET, _ADJUSTED = re.compile(r"年初预算|预算数|预算金额|预算$|批复"), re.compile(r"全年预算|调整")
_FINAL, _PRIOR = re.compile(r"决算|执行|支出数|实际"), re.compile(r"上年|去年|同期")
_OTHER_COLUMN = re.compile(r"增减|率|占|比重|分值|得分|%|差额|人数|数量|单价")
_BARE = re.compile(r"^(?:实际|财政拨款)*(?:支出|收入)?(?:决算|执行|预算|支出)(?:数|金额)?$")
_TITLES, _LONG = 3, 60
_TRAILING = re.compile(r"(?:共计?|为|是|：|约|达到?|合计为|有|完成|实现)+$")


@dataclass(frozen=True)
class Fact:
    """A known amount.

    Attributes:
        name: which one, see ``language.names``.
        stage: ``budget``, ``adjusted``, ``prior``, or ``final`` for what was carried out or where nothing is said.
        year: of which year; None where the document has none.
        scope: name of the total that it is listed under, or the fund it is of; empty for the whole of the unit.
        quantity: the amount.
        place: where it stands.
        in_table: does it stand in a column of figures?
    """

    name: str
    stage: str
    year: int | None
    scope: str
    quantity: Quantity
    place: Place
    in_table: bool

    @property
    def printed(self) -> str:
        """As printed."""
        return self.quantity.printed

    @property
    def key(self) -> tuple[str, str, int | None, str]:
        """Two facts with one key are the same amount."""
        return self.name, self.stage, self.year, self.scope


def year_of(document: Document) -> int | None:
    """The year that a document is about: the one named first in its titles, else the one named most."""
    named: Counter[int] = Counter()
    for place, block in enumerate(document.blocks[:400]):
        text = block.text if isinstance(block, Paragraph) else " ".join(cell.text for cell in block.cells[:12])
        years = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})\s*年", text)]
        if years and place < 4 and len(text) < 60:
            return years[0]
        named.update(years)
    return named.most_common(1)[0][0] if named else None


def stage_of(document: Document) -> str:
    """The stage of amounts where nothing is said: budgeted in a budget, carried out in any other report."""
    titles = [text for block in document.blocks[:_TITLES] for text in _titles(block) if len(text) < _LONG]
    carried_out = any(re.search("决算|执行|绩效|自评|评价|公告", text) for text in titles)
    return "budget" if not carried_out and any("预算" in text for text in titles) else "final"


def _titles(block: Block) -> list[str]:
    """The words of a paragraph, or of the first cell of a table when it is a row of its own."""
    if isinstance(block, Paragraph):
        return [block.text]
    first = block.cells[0]
    return [first.text] if first.columns == block.width else []


def facts(
    document: Document, passages: Iterable[Passage], breakdowns: Iterable[Breakdown], sheets: Iterable[Sheet]
) -> tuple[Fact, ...]:
    """Every known amount in reading order: of the text first, then of the tables."""
    year, default = year_of(document), stage_of(document)
    parents = {
        (b.passage.place, part.index): b.total for b in breakdowns for part in b.parts if b.total in b.passage.mentions
    }
    found: list[Fact] = []
    above: dict[int, str] = {}
    for passage in passages:
        above.setdefault(passage.place.block, passage.above)
        for mention in passage.mentions:
            if fact := _of_mention(passage, mention, parents, year, default):
                found.append(fact)
    assumed = _assumed(found)
    for sheet in sheets:
        headings = above.get(sheet.table.index, "")
        headed = year_under(headings)
        found += _of_sheet(sheet, year if headed is None else headed, default, assumed, headings)
    return tuple(found)


def _assumed(found: list[Fact]) -> Unit:
    """The unit of figures in a table that states none: the one that the text uses."""
    used = Counter(fact.quantity.unit for fact in found if fact.quantity.unit.symbol)
    return used.most_common(1)[0][0] if used else NONE


def words(mention: Mention) -> str:
    """The words that name a mention."""
    return _TRAILING.sub("", re.split(r"其中[：:]?|包括|分别为|(?<!包)含(?!量)", mention.before)[-1].strip())


Parents = dict[tuple[Place, int], Mention]


def _of_mention(passage: Passage, mention: Mention, parents: Parents, year: int | None, default: str) -> Fact | None:
    quantity = mention.quantity
    if (
        mention.role not in (Role.LEVEL, Role.BASE)
        or quantity.dimension != MONEY
        or not quantity.is_exact
        or mention.period
    ):
        return None
    subject = mention
    if mention.role is Role.BASE:  # 比预算2.00万元: of what stands before
        subject = next((m for m in reversed(passage.mentions[: mention.index]) if m.role is Role.LEVEL), mention)
        if not mention.stage or subject is mention or subject.sentence != mention.sentence:
            return None
    name = _inherited(passage, subject) or name_of(words(subject))
    if not name:
        return None
    headed = year_under(passage.above)
    year, default = (year if headed is None else headed), stage_under(passage.above) or default
    above = list(_above(passage, subject, parents))
    scope = next(
        (n for m in above if (n := name_of(words(m))) and n not in ("expenditure", "expenditure_total", "revenue")), ""
    )
    stages = [mention.stage, *(m.stage for m in above)] if mention is subject else [mention.stage]
    stage = next((s for s in stages if s in ("budget", "adjusted", "prior", "final")), default)
    years = [m.year for m in (mention, *above) if m.year is not None]
    where = _scope(name, scope) or _realm(name, _topic(passage, subject), passage.above)
    return Fact(name, stage, years[0] if years else year, where, quantity, mention.place, in_table=False)


_FUNDS = (
    ("fund", re.compile("政府性基金")),
    ("capital", re.compile("国有资本")),
    ("insurance", re.compile("社会保险基金|社保基金")),
    ("fiscal", re.compile("财政拨款|一般公共预算")),
)
_OWN, _ALL = re.compile(r"[市县区州旗省镇]本?级|本级"), re.compile("全[市县区省州旗镇]")
_OF_ONE_FUND = ("three_public", "abroad", "cars", "car_purchase", "car_running", "reception")
"""Paid from one fund, so that naming it makes no other amount of them."""


def _topic(passage: Passage, mention: Mention) -> str:
    """The words of an amount, and those that its sentence begins with."""
    start = passage.plain.rfind("。", 0, mention.place.start) + 1
    first = next(m for m in passage.mentions if m.place.start >= start)
    return f"{passage.plain[start : first.place.start]}\n{mention.before}"


def _realm(name: str, own: str, above: str) -> str:
    """Of which fund, and of the whole region or its own level, an amount of a budget is."""
    if name in _OF_ONE_FUND:
        return ""
    words = [*reversed(own.split("\n")), *reversed(above.split("\n"))]
    fund = next((fund for text in words for fund, pattern in _FUNDS if pattern.search(text)), "")
    level = next(
        (("all" if _ALL.search(text) else "own") for text in words if _ALL.search(text) or _OWN.search(text)), ""
    )
    return f"{fund} {level}".strip() if fund or level == "own" else ""


def _inherited(passage: Passage, mention: Mention) -> str:
    """支出决算为38万元, after 三公经费预算为45万元: of the same."""
    if not _BARE.match(re.sub(r"\s", "", words(mention))):
        return ""
    before = [
        m for m in passage.mentions[: mention.index] if m.sentence == mention.sentence and m.bracket == mention.bracket
    ]
    return next((n for m in reversed(before) if m.role is Role.LEVEL and (n := name_of(words(m)))), "")


def _scope(name: str, scope: str) -> str:
    """Under what an amount is listed, where that makes another amount of it."""
    return scope if name in ("wages", "goods", "individuals", "capital") and scope in ("basic", "project") else ""


def _above(passage: Passage, mention: Mention, parents: Parents) -> Iterator[Mention]:
    seen = {mention.index}
    while True:
        parent = parents.get((passage.place, mention.index))
        if parent is None and mention.parent is not None:
            parent = passage.mentions[mention.parent]
        if parent is None or parent.index in seen:
            return
        seen.add(parent.index)
        yield parent
        mention = parent


def _of_sheet(sheet: Sheet, year: int | None, default: str, assumed: Unit, above: str) -> Iterator[Fact]:
    title = tidy(sheet.above + " " + " ".join(cell.text for cell in sheet.table.cells[:2]))
    totals = {e.column for e in sheet.entries if name_of(e.label) in ("basic", "project")}
    for entry in sheet.entries:
        named = _named(entry, totals)
        if (
            named is None
            or _OTHER_COLUMN.search(entry.header)
            or entry.quantity.dimension not in (MONEY, NONE.dimension)
        ):
            continue
        stage = _stage(entry.header) or _stage(title) or default
        own = _YEAR.search(entry.header) or _YEAR.search(title)
        of_year = int(own[1]) if own else year
        quantity = entry.quantity
        if quantity.unit is NONE and assumed is not NONE:
            scale = assumed.scale
            quantity = replace(quantity, value=quantity.value * scale, step=quantity.step * scale, unit=assumed)
        stated = year is not None and of_year is not None and of_year < year
        yield Fact(
            named,
            "prior" if stated and stage == "prior" else stage,
            of_year,
            _realm(named, title, above),
            quantity,
            entry.place,
            in_table=True,
        )


def _named(entry: Entry, totals: set[int]) -> str | None:
    """The amount that a row or a column is about; 合计 above 基本支出 and 项目支出 is all expenditure."""
    *groups, last = entry.header.split(" ")
    by_row = name_of(entry.label)
    by_column = name_of(groups[-1]) if groups and re.fullmatch("小计|合计", last) else name_of(last)
    if by_row and not by_column:
        return by_row
    if re.fullmatch("总计", entry.label) and (side := re.match("收入|支出", entry.header)):
        return "revenue_total" if side[0] == "收入" else "expenditure_total"
    if not by_column and entry.column in totals and re.fullmatch(r"合计|总计|支出合计|支出总计", entry.label):
        return "expenditure"
    if by_column and not by_row and re.match(r"合计|总计|本级|$", entry.label):
        return by_column
    return None


def _stage(words: str) -> str:
    for stage, pattern in (("prior", _PRIOR), ("adjusted", _ADJUSTED), ("final", _FINAL), ("budget", _BUDGET)):
        if pattern.search(words):
            return stage
    return ""
