"""前后一致 Is what the text says twice the same both times?"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from anzhi.auditor.checks import counts, matching, relations
from anzhi.auditor.checks.matching import Item
from anzhi.auditor.checks.table_text import KNOWN, relation
from anzhi.auditor.facts import Fact
from anzhi.auditor.language import labels
from anzhi.auditor.language.mention import Mention, Passage
from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.values.wording import Listed, phrase

_WHOLE = re.compile(r"全年|共|累计|总|合计|本年|今年|全[市县区镇乡省]|[我本][市县区局镇乡单中部]|年度|截至|截止|提前")
_LONGEST, _MOST, _FEW = 4000, 250, 12
"""Amounts of one dimension that are compared each with each."""
_LONG = 6
"""Characters in common by which two names may be of one thing."""
_OPPOSED = (
    (
        re.compile(r"在建|已开工|正在建设|施工中"),
        re.compile(r"无法[^，。；]{0,8}开工|未(?:能)?(?:按期)?开工|尚未开工|没有开工|未动工"),
    ),
    (
        re.compile(r"已(?:全部)?(?:完成|竣工|完工|验收)"),
        re.compile(r"未(?:能)?(?:按期)?(?:完成|竣工|完工|验收)|尚未(?:完成|竣工|完工)"),
    ),
)


def check(reading: Reading) -> Iterator[Relation]:
    """Known amounts, and amounts in the same words, in two paragraphs."""
    yield from _known(reading)
    texts = [item for item in matching.items(reading) if not item.is_cell]
    yield from _repeated(reading, texts)
    yield from _opposed(reading)


def _known(reading: Reading) -> Iterator[Relation]:
    said: dict[tuple[str, str, int | None, str], list[Fact]] = {}
    for fact in reading.facts:
        if not fact.in_table:
            said.setdefault(fact.key, []).append(fact)
    for (name, *_), found in said.items():
        if name == "capital":  # two classes of one name
            continue
        values = {f.quantity.value for f in found}
        for first, second in pairwise(found):
            same = matching.agrees(first.quantity, second.quantity)
            if first.place.block == second.place.block and not same:
                continue
            certain = len(values) == 2 and name not in ("revenue", "expenditure")
            verdict = Verdict.OK if same else Verdict.ERROR if certain else Verdict.PERSON
            near = certain or same or matching.is_near(first.quantity, second.quantity)
            if near and (same or len(values) <= 3):
                yield relation(reading, "stated_twice", _located(first), _located(second), verdict, KNOWN[name])


def _located(thing: Fact | Item) -> Located:
    return thing.quantity, thing.place


def _repeated(reading: Reading, texts: Sequence[Item]) -> Iterator[Relation]:
    known = {fact.place for fact in reading.facts}
    by_dimension: dict[str, list[Item]] = {}
    for item in texts:
        if item.place not in known:
            by_dimension.setdefault(item.quantity.dimension, []).append(item)
    for items in by_dimension.values():
        settled: set[int] = set()
        for first, second in _equal(items):
            if _apart(first, second) and matching.comparable(first, second) and _repeats(first, second):
                settled |= {id(first), id(second)}
                yield relation(
                    reading, "stated_twice", _located(first), _located(second), Verdict.OK, _label(first, second)
                )
        left = [item for item in items if id(item) not in settled]
        if len(left) <= _MOST:
            yield from _contradicted(reading, left)


def _equal(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Items of one value, each with the one after it."""
    by_value: dict[Fraction, list[Item]] = {}
    for item in items:
        if item.is_distinct:
            by_value.setdefault(item.quantity.value, []).append(item)
    for same in by_value.values():
        yield from combinations(same, 2) if len(same) < _FEW else pairwise(same)


def _apart(first: Item, second: Item) -> bool:
    return first.place.block != second.place.block


def _repeats(first: Item, second: Item) -> bool:
    return matching.is_about_the_same(first, second) and matching.same_stage(first, second)


def _contradicted(reading: Reading, items: Sequence[Item]) -> Iterator[Relation]:
    """Amounts in the same words that differ; where the words recur three times they are a list of different things."""
    named = [item for item in items if not labels.is_generic(item.label)]
    close = [
        (first, second, sure, shared)
        for first, second in combinations(named, 2)
        if _apart(first, second) and matching.comparable(first, second)
        for sure, shared in [matching.closeness(first, second)]
        if sure
    ]
    alike = Counter(id(item) for first, second, sure, _ in close if sure == "sure" for item in (first, second))
    for first, second, sure, shared in close:
        alone = alike[id(first)] <= (sure == "sure") and alike[id(second)] <= (sure == "sure")
        whole = _WHOLE.search(first.sentence) and _WHOLE.search(second.sentence)
        if not alone or not whole or matching.agrees(first.quantity, second.quantity):
            continue
        if sure == "sure" or (shared >= _LONG and matching.is_near(first.quantity, second.quantity)):
            verdict = Verdict.ERROR if sure == "sure" else Verdict.PERSON
            label = _label(first, second)
            yield relation(reading, "stated_twice", _located(first), _located(second), verdict, label)


def _label(first: Item, second: Item) -> str:
    return min(
        (label for label in (first.label, second.label) if len(label) > 1), key=len, default=first.quantity.printed
    )


def _opposed(reading: Reading) -> Iterator[Relation]:
    """Things that are listed as under way or done, and elsewhere said not to be."""
    for passage in (p for p in reading.passages if len(p.plain) <= _LONGEST):
        for mention in passage.mentions:
            named = counts.named_before(passage, mention)
            for done, undone in _OPPOSED if named else ():
                if done.search(mention.after) and (found := _denied(reading, passage, mention, named, undone)):
                    yield found


def _denied(
    reading: Reading, passage: Passage, mention: Mention, named: list[str], undone: re.Pattern[str]
) -> Relation | None:
    """The first place that says the opposite of the things named."""
    full = [name for name in named if len(name) > 3]
    for other in reading.passages:
        denied = [name for name in full if _find(name, undone, other)]
        if denied and (found := _find(denied[0], undone, other)):
            at = passage.plain.rfind(denied[0], 0, mention.place.start)
            names = {"names": Listed(tuple(denied)), "first": mention.after[:12], "second": found[1]}
            return relations.relation(
                "stated_twice",
                Verdict.PERSON,
                phrase("{names}：一处写“{first}”，另一处写“{second}”；是否矛盾，请核实", **names),
                document=reading.document,
                arithmetic=f"{mention.after[:12]} ≠ {found[1]}",
                places=[other.place.at(*found.span()), passage.place.at(max(at, 0), mention.place.end)],
            )
    return None


def _find(name: str, undone: re.Pattern[str], other: Passage) -> re.Match[str] | None:
    return re.search(rf"{re.escape(name)}[^。]{{0,60}}?({undone.pattern})", other.plain)
