"""其余部分 The rest of a total of which a sentence names only one part: 项目55个（含扫尾12个）.

The rest is looked for elsewhere in the document, alone or as amounts that stand side by side.
"""

from collections.abc import Iterator, Sequence

from anzhi.auditor.checks import relations
from anzhi.auditor.checks.matching import words
from anzhi.auditor.language import labels
from anzhi.auditor.language.adding import total_of
from anzhi.auditor.language.breakdowns import Breakdown
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped
from anzhi.values.wording import phrase

Rest = tuple[Mention, ...]
_AROUND, _MOST = 30, 3000


def find(reading: Reading, found: Breakdown) -> tuple[Rest, Verdict] | None:
    """The rest of a total, and whether it makes it whole; None when nothing can be the rest."""
    total = found.total
    if len(found.parts) != 1 or not total.quantity.is_exact or not found.parts[0].quantity.is_exact:
        return None
    rest = total.quantity.value - found.sum
    if rest <= 0 or not found.sum:
        return None
    if sum(len(passage.mentions) for passage in reading.passages) > _MOST:
        return None
    candidates = [
        some
        for passage in reading.passages
        for some in _side_by_side(passage, total)
        if _is_elsewhere(found, passage, some) and _is_related(found, passage, some)
    ]
    whole = [some for some in candidates if sum(m.quantity.value for m in some) == rest]
    if whole:
        return whole[0], Verdict.OK
    alike = [some for some in candidates if len(some) == 1 and _is_named_alike(total, some[0], found.parts[0])]
    if len(alike) != 1:
        return None
    slip = mistyped(total_of([*found.parts, *alike[0]]), total.quantity)
    return alike[0], Verdict.ERROR if slip else Verdict.PERSON


def _is_elsewhere(found: Breakdown, passage: Passage, rest: Rest) -> bool:
    """Does the rest stand in another paragraph, or in a sentence further on?"""
    return passage is not found.passage or (rest[0].sentence > found.total.sentence and not rest[0].depth)


def _side_by_side(passage: Passage, total: Mention) -> Iterator[Rest]:
    """Amounts of a dimension, and each run of them in one clause."""
    fitting = [
        m
        for m in passage.mentions
        if m.role is Role.LEVEL
        and m.quantity.dimension == total.quantity.dimension
        and m.quantity.is_exact
        and m.quantity.value < total.quantity.value
        and (m.year is None or total.year is None or m.year == total.year)
    ]
    for at, first in enumerate(fitting):
        run: list[Mention] = [first]
        yield (first,)
        for second in fitting[at + 1 :]:
            if (second.sentence, second.clause, second.bracket) != (first.sentence, first.clause, first.bracket):
                break
            run.append(second)
            yield tuple(run)


def _is_related(found: Breakdown, passage: Passage, rest: Sequence[Mention]) -> bool:
    """Do the words around the rest share something with those around the total?"""
    if any(m.quantity.value == found.parts[0].quantity.value for m in rest):
        return False
    here, there = found.passage.plain, passage.plain
    start, end = found.total.place.start, found.parts[-1].place.end
    one = words(here[max(0, start - _AROUND // 3) : end + _AROUND // 2])
    other = words(there[max(0, rest[0].place.start - _AROUND // 2) : rest[-1].place.end + _AROUND // 2])
    return labels.common(one, other) >= 2


def _is_named_alike(total: Mention, rest: Mention, part: Mention) -> bool:
    """Is the rest called as the whole is, without its unit or a word more, and the part otherwise?"""
    stem = total.label.removesuffix("面积").removesuffix("人数")
    known = len(stem) > 1 and not labels.is_generic(stem)
    return (
        known
        and rest.label.endswith(stem)
        and part.label not in rest.label
        and rest.quantity.value != part.quantity.value
    )


def relation(reading: Reading, found: Breakdown, rest: Rest, verdict: Verdict) -> Relation:
    """The relation of a total to its named part and the rest."""
    parts = [*found.parts, *rest]
    expected = relations.computed(total_of(parts), found.total.quantity)
    names = {"label": found.total.label, "stated": found.total.printed, "expected": expected.printed}
    said = (
        phrase(
            "“{label}”{stated}等于其中一部分与别处所写其余部分之和", label=found.total.label, stated=found.total.printed
        )
        if verdict is Verdict.OK
        else phrase("“{label}”写 {stated}，其中一部分与别处所写其余部分之和为 {expected}，两者不符", **names)
        if verdict is Verdict.ERROR
        else phrase("“{label}”写 {stated}，其中一部分与别处所写其余部分之和为 {expected}，请核实", **names)
    )
    terms = [(1, relations.located(part)) for part in parts]
    return relations.added(
        reading.document, "parts_sum", verdict, said, terms, relations.located(found.total), expected
    )
