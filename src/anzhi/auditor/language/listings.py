"""成串的数 Lists that no word announces: grades, what is 中 of a total, and amounts in a row that make another one.

The first two say of what they are the parts. A mere row of amounts says nothing; it is a list when it makes an amount
near it, or misses it by one slip of the keyboard.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from anzhi.auditor.language.adding import agree, fits, total_of
from anzhi.auditor.language.averages import average_of
from anzhi.auditor.language.breakdowns import Breakdown
from anzhi.auditor.language.claims import called
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.report import Verdict
from anzhi.auditor.slips import mistyped

_GRADE = re.compile(
    r"[“\"]?(?:优秀|优|良好|良|中等?|差|较差|合格|不合格|一般|好)[”\"]?(?:等次|等级|级|档)?(?:及以[上下])?的?(?:项目)?(?:有|为|是|共)?$"
)
_WITHIN = re.compile(
    r"^[\s（）\d一二三四五六七八九十、.]*(?P<whole>[^，。；：、\d]{2,14}?)(?:当?中|之中|里)[，：]?(?![心央小])"
)
_NUMBER = re.compile(r"共|总|纳入|合计|对$")
_FEWEST, _BACK, _LIMIT, _NEARLY = 3, 2, 8, 5


def listings(passages: Sequence[Passage], known: Sequence[Breakdown]) -> Iterator[Breakdown]:
    """Every such list of a document, the lists that words announce aside."""
    parts = {(found.passage.place, part.index) for found in known for part in found.parts}
    for at, passage in enumerate(passages):
        if not passage.mentions:
            continue
        yield from _grades(passage)
        yield from _bands(passage)
        yield from _within(passages[max(0, at - _BACK) : at + 1], passage)
        if not passage.is_cell:
            earlier = [p for p in passages[max(0, at - _BACK) : at] if not p.is_cell]
            for row in _rows(passage):
                if not any((passage.place, m.index) in parts for m in row):
                    yield from _told(passage, row, earlier)


def _grades(passage: Passage) -> Iterator[Breakdown]:
    """优的8个、良的6个、中的2个: together they are all that was graded."""
    run: list[Mention] = []
    for mention in (*passage.mentions, None):
        if mention and _GRADE.search(mention.before) and mention.role is Role.LEVEL and _goes_on(run, mention):
            run.append(mention)
            continue
        if len(run) >= _FEWEST:
            before = [m for m in passage.mentions[: run[0].index] if fits(m, run[0])]
            whole = [m for m in before if agree(run, m) is not Verdict.ERROR]
            named = [m for m in before if _NUMBER.search(m.before) and m.depth == 0] or before[:1]
            if whole or named:
                yield Breakdown(passage, (whole or named)[-1], tuple(run), "等级", "strong")
        run = []


def _bands(passage: Passage) -> Iterator[Breakdown]:
    """100万元以上的村4个、50万元至100万元的6个、50万元以下的2个: together as many as there are."""
    counts = [m for m in passage.mentions if m.role is Role.LEVEL and m.quantity.unit.is_count and m.quantity.is_exact]
    for at in range(len(counts) - _FEWEST + 1):
        run = counts[at : at + _FEWEST]
        if len({(m.sentence, m.quantity.unit.symbol) for m in run}) > 1 or not all(_is_band(passage, m) for m in run):
            continue
        wholes = [m for m in counts[:at] if fits(run[0], m) and m.depth == 0]
        fitting = [m for m in wholes if agree(run, m) is not Verdict.ERROR]
        near = [m for m in wholes if abs(total_of(run) - m.quantity.value) * _NEARLY <= m.quantity.value]
        if whole := next(iter(reversed(fitting or near)), None):
            yield Breakdown(passage, whole, tuple(run), "档", "strong")


def _is_band(passage: Passage, mention: Mention) -> bool:
    """Is it the number of those that lie above, below or between limits?"""
    before = [m for m in passage.mentions[: mention.index] if m.sentence == mention.sentence]
    last = before[-1] if before else None
    limit = last is not None and not last.quantity.unit.is_count and not last.quantity.is_exact
    between = passage.plain[last.place.end : mention.place.start] if last else ""
    return limit and len(between) <= _LIMIT and not set(between) & set("，。；、")


def _goes_on(run: Sequence[Mention], mention: Mention) -> bool:
    return not run or (run[-1].index == mention.index - 1 and run[-1].quantity.dimension == mention.quantity.dimension)


def _within(near: Sequence[Passage], passage: Passage) -> Iterator[Breakdown]:
    """项目支出中，甲5万元、乙3万元: parts of what was called so before."""
    for first, group in _sentences(passage):
        said = _WITHIN.match(passage.plain[first : group[0].place.start])
        if said is None or len(group) < 2:
            continue
        earlier = [m for p in near for m in p.mentions if p is not passage or m.place.end <= first]
        wholes = called(said["whole"], [m for m in earlier if fits(group[0], m) and m.depth == 0])
        parts = [m for m in group if wholes and fits(m, wholes[-1]) and m.depth == 0]
        if len(parts) > 1:
            yield Breakdown(passage, wholes[-1], tuple(parts), "中", "medium")


def _sentences(passage: Passage) -> Iterator[tuple[int, list[Mention]]]:
    """Where each sentence begins, and its amounts up to the first semicolon."""
    groups: dict[int, list[Mention]] = {}
    for mention in passage.mentions:
        if mention.depth == 0 and mention.segment == 0:
            groups.setdefault(mention.sentence, []).append(mention)
    for group in groups.values():
        yield passage.plain.rfind("。", 0, group[0].place.start) + 1, group


def _rows(passage: Passage) -> Iterator[list[Mention]]:
    """Three amounts or more of one unit, one after the other in a sentence, each under a name of its own."""
    run: list[Mention] = []
    levels = [m for m in passage.mentions if m.role is not Role.SHARE]
    for before, mention in pairwise([None, *levels, None]):
        follows = (
            mention is not None
            and before is not None
            and mention.role is Role.LEVEL
            and before in run
            and (mention.sentence, mention.bracket) == (before.sentence, before.bracket)
            and mention.quantity.unit.symbol == before.quantity.unit.symbol
            and mention.clause - before.clause <= 1
        )
        if follows and mention is not None:
            run.append(mention)
            continue
        if len(run) >= _FEWEST and len({m.label for m in run}) == len(run):
            yield run
        run = [mention] if mention is not None and _may_be_part(mention) else []


def _may_be_part(mention: Mention) -> bool:
    return mention.role is Role.LEVEL and mention.quantity.is_exact and average_of(mention) is None


def _told(passage: Passage, row: Sequence[Mention], earlier: Sequence[Passage]) -> Iterator[Breakdown]:
    """A row, or all but the first amounts of it, that makes an amount near it or misses it by a slip."""
    near = [m for p in (*earlier, passage) for m in p.mentions if m not in row or p is not passage]
    wholes = [m for m in near if fits(row[0], m) and m.quantity.is_exact]
    whole = next((m for m in reversed(wholes) if agree(row, m) is not Verdict.ERROR), None)
    whole = whole or next((m for m in reversed(wholes) if mistyped(total_of(row), m.quantity)), None)
    if whole is not None:
        yield Breakdown(passage, whole, tuple(row), "，", "told")
    elif len(row) > _FEWEST and (
        agree(row[1:], row[0]) is not Verdict.ERROR or mistyped(total_of(row[1:]), row[0].quantity)
    ):
        yield Breakdown(passage, row[0], tuple(row[1:]), "，", "told")
