"""存量增减 Does a stock add up in one sentence: 年初218人，新增174人，退出186人，年末206人?

Also 应拆810户，已拆768户，剩余42户, and 新招96人，减员118人，净减少22人, and 抽查240台，有台账213台，无台账27台.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.language.flows import DONE, LEFT, SHORT, TASK, Flow, flow_of
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.language.scopes import differ
from anzhi.auditor.quantities.quantity import shown
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped
from anzhi.values.wording import phrase

_LISTED = re.compile(r"其中|包括|含")
_DENIED = re.compile(r"^(?:无|未|没有|不|非)(?=.)")
_AFFIRMED = re.compile(r"^(?:有|已|是)(?=.)")
_THREE = 3
_NEEDED = re.compile(r"应|需要?|标准|定额|核定")
_LEFT_OVER = re.compile(r"剩余|尚余|余下|还剩")
_LESS = re.compile(r"(?:审减|核减|净值|净额|差额)(?:额|数|金额)?(?:为|：)?$")
_OTHERS = re.compile(r"其余|余下|剩下|(?<!上年)(?<!滚存)(?:结余|结转)")

Terms = Sequence[tuple[int, Mention]]


def check(reading: Reading) -> Iterator[Relation]:
    """Every sentence with a stock, a task or two halves."""
    for passage in reading.passages:
        groups: dict[tuple[int, str], list[Mention]] = {}
        for mention in passage.mentions:
            if mention.depth == 0 and mention.quantity.is_exact and mention.role in (Role.LEVEL, Role.CHANGE):
                groups.setdefault((mention.sentence, mention.quantity.dimension), []).append(mention)
        for group in groups.values():
            yield from _stock(reading, group)
            for at in range(len(group) - _THREE + 1):
                yield from _rest(reading, passage, group[at : at + _THREE])
            for part, rest in pairwise(group):
                if _OTHERS.search(rest.before) and part.role is rest.role is Role.LEVEL:
                    yield from _others(reading, passage, part, rest)


def _stock(reading: Reading, group: Sequence[Mention]) -> Iterator[Relation]:
    """What was there, what came and went, and what is left, when the sentence says nothing else."""
    listed = [mention for mention in group[1:] if _LISTED.search(mention.lead)]
    if any(flow_of(mention) is not Flow.OTHER for mention in listed):
        return  # 收入总计100万元。其中：本年收入80万元: what the parts are of is unknown
    flows = [(flow_of(mention), mention) for mention in group if mention not in listed]
    known = {flow: [m for f, m in flows if f is flow] for flow in Flow}
    terms: list[tuple[int, Mention]] = [(1, m) for m in known[Flow.IN]] + [(-1, m) for m in known[Flow.OUT]]
    if known[Flow.OTHER] or not terms:
        return
    if len(known[Flow.OPENING]) == len(known[Flow.CLOSING]) == 1 and not known[Flow.NET]:
        yield _relation(reading, "carry_over", [(1, known[Flow.OPENING][0]), *terms], known[Flow.CLOSING][0])
    if len(known[Flow.NET]) == 1 and len(terms) > 1 and not known[Flow.OPENING] and not known[Flow.CLOSING]:
        net = known[Flow.NET][0]
        yield _relation(reading, "change_amount", [(sign * (net.direction or 1), m) for sign, m in terms], net)


def _rest(reading: Reading, passage: Passage, three: Sequence[Mention]) -> Iterator[Relation]:
    """A whole, the part that is done or has something, and the rest, one right after the other."""
    whole, done, rest = three
    between = passage.mentions[whole.index + 1 : rest.index]
    if any(m.role is Role.LEVEL and m is not done and m.depth == 0 for m in between):
        return
    if any(m.role is not Role.LEVEL or not m.quantity.value for m in three):
        return
    if _is_needed(whole, done) and SHORT.search(rest.before):
        yield _relation(reading, "change_amount", [(1, done), (-1, whole)], rest)
        return
    if whole.quantity.value < done.quantity.value or differ(whole.before, done.before):
        return
    if _are_halves(done, rest):
        yield _relation(reading, "parts_sum", [(1, done), (1, rest)], whole)
        return
    said = TASK.search(whole.before) and DONE.search(done.before)
    follow = whole.clause + 1 == done.clause == rest.clause - 1 and whole.segment == rest.segment
    asked = (said or (follow and _LEFT_OVER.search(rest.before))) and not _LISTED.search(rest.lead)
    less = bool(_LESS.search(rest.before)) and _tells(whole.quantity.value - done.quantity.value, rest)
    if less:
        yield _relation(reading, "change_amount", [(1, whole), (-1, done)], rest)
    elif asked and (kind := _kind_of(rest)):
        yield _relation(reading, kind, [(1, whole), (-1, done)], rest)


def _kind_of(rest: Mention) -> str:
    """What a rest is: too few of something, or what is left of it."""
    return "change_amount" if SHORT.search(rest.before) else "carry_over" if LEFT.search(rest.before) else ""


def _is_needed(have: Mention, need: Mention) -> bool:
    """现有386人，应配424人: is the second amount what there should be of the first?"""
    larger = need.quantity.value > have.quantity.value
    return larger and bool(_NEEDED.search(need.before)) and "每" not in have.before


def _others(reading: Reading, passage: Passage, part: Mention, rest: Mention) -> Iterator[Relation]:
    """18座实行物业化管护，占66.7%，其余9座由乡镇管护: of the whole that the share is of, wherever it stands."""
    between = passage.mentions[part.index + 1 : rest.index]
    shares = [m for m in between if m.role in (Role.SHARE, Role.EXECUTION) and m.quantity.is_exact]
    if len(between) != 1 or not shares:
        return
    wholes = [m for m in reading.mentions if m.quantity.dimension == part.quantity.dimension and m.role is Role.LEVEL]
    of = [m for m in wholes if m.quantity.value > part.quantity.value and _is_share(part, m, shares[0])]
    told = of and _tells(of[0].quantity.value - part.quantity.value, rest)
    if len({m.quantity.value for m in of}) == 1 and told:
        yield _relation(reading, "change_amount", [(1, of[0]), (-1, part)], rest)


def _tells(value: Fraction, rest: Mention) -> bool:
    """Is a rest what it should be, a slip away from it, or a small number beside it?"""
    off = abs(value - rest.quantity.value)
    return off <= rest.quantity.step or mistyped(value, rest.quantity)


def _is_share(part: Mention, whole: Mention, share: Mention) -> bool:
    value = part.quantity.value / whole.quantity.value * 100
    return comparing.percent(value, share.quantity) is Verdict.OK


def _are_halves(first: Mention, second: Mention) -> bool:
    """Is one called as the other, with 无, 未 or 不 before it: 有台账的, 无台账的?"""
    one, other = first.label, second.label
    for yes, no in ((one, other), (other, one)):
        if len(yes) > 1 and _DENIED.search(no) and _AFFIRMED.sub("", yes) == _DENIED.sub("", no):
            return True
    return False


def _relation(reading: Reading, kind: str, terms: Terms, stated: Mention) -> Relation:
    value = sum((sign * mention.quantity.value for sign, mention in terms), Fraction(0))
    verdict = comparing.amounts(value, [m.quantity for _, m in terms], stated.quantity)
    expected = relations.computed(value, stated.quantity)
    slip = comparing.slipped(value, stated.quantity.value) if verdict is Verdict.ERROR else 0
    names = {"label": stated.label or stated.printed, "stated": stated.printed, "expected": expected.printed}
    if slip:
        kind = "unit_slip"
        right = shown(value, terms[0][1].quantity.unit, terms[0][1].quantity.places)
        said = phrase(
            "“{label}”写 {stated}，按其他各数计算为 {expected}，可能写错了单位", **{**names, "expected": right}
        )
    elif verdict is Verdict.OK:
        said = phrase("“{label}”{stated} 与其他各数相符", label=names["label"], stated=stated.printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("“{label}”写 {stated}，按其他各数计算为 {expected}，属四舍五入尾差", **names)
    else:
        said = phrase("“{label}”写 {stated}，按其他各数计算为 {expected}", **names)
    signed = [(sign, relations.located(mention)) for sign, mention in terms]
    return relations.added(reading.document, kind, verdict, said, signed, relations.located(stated), expected)
