"""分解 A total and its parts: what 其中, 包括, 含, 分别为, a colon or a bracket announces.

Chinese prose does not say where such a list ends, and lists stand in lists. Of the readings that the sentence allows,
the one that adds up is meant; only when none does is the nearest one reported.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from anzhi.auditor.language import labels
from anzhi.auditor.language.adding import NO_PART, agree, fits, total_of
from anzhi.auditor.language.mention import Mention, Passage
from anzhi.auditor.language.scopes import differ
from anzhi.auditor.report import Verdict

_OPENER = re.compile(labels.OPENER)
_RESTART = re.compile(
    r"(?:分|从)(?:级次|部门|科目|行业|地区|类别|结构|性质|来源)[^，。；：]{0,4}看|按[^，。；：]{1,16}?(?:分类?|划分|来看|看|口径|级次|部门|性质|构成|来源|用途)"
)
_HEADS = re.compile(rf"[\s）)\d、.]*(?:{labels.OPENER}|按|[分从][^，]{{2,6}}看)")
_SIDE = re.compile(
    r"[\s；）)\d、.]*(?:(?:收入|支出|资金|经费)(?:包括|包含|分为)|(?:收入|支出|资金|经费)?(?:按|[分从])[^，]{1,8}(?:看|分|用途|性质|来源|科目|级次))"
)
"""What begins one of several lists of the same total: 收入包括, 支出按用途分."""
_COLON = re.compile(r"[\u4e00-\u9fff（、）]{0,6}：")
_FOR = re.compile(r"^[，、]?(?:全部)?用于")
_SOME = re.compile("以上|等$")
_DONE = re.compile(r"^[^，。；]{0,8}(?:完成|已|正在|实现|通过|获得|开展|进行)")
"""26个项目完成签约，17个项目已腾地: what is done may be done to the same things."""
_ALONE = re.compile(rf"(?:{labels.OPENER})[，：]\s*(?=(?:[^，；]*(?:持平|没有|为零|未)[^，；]*[，；])*[^，；]*$)")
"""其中：甲与上年持平；乙减少5万元: what did not change has no amount."""
_COMPOSED = re.compile(r"由.*(?:组成|构成)")
_STRONG = re.compile(r"分别|具体(?:是|为|如下)")
_MAINLY = re.compile(r"主要|重点|如(?!下)|例如|特别是|尤其|包括但不限于")
_SOFT = re.compile(r"亟待|问题|突出|重点|超期|较大|较多|尤其|典型|以上|等")
_NO_LIST = re.compile(
    r"已?(?:包含|含|计入)在|已[包计]?[含入]|折合|约合|折算|折|占|同比|按(?!.{1,8}分)|每|单价|不含|不包括|另|未含|扣除|增长|下降|标准"
)
_IS = re.compile("[为是系指]")
"""新增4处（107处为年末数）: a remark on another amount."""
_LONGEST = 100
"""Amounts in a sentence; where there are more it is no sentence."""
_LITTLE = Fraction(1, 20)
_HALF, _MORE, _FAR = Fraction(1, 2), Fraction(3, 2), Fraction(11, 10)
"""Parts that make half to one and a half times a total were meant to make it."""
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|总额|总量|总得分|总分)[为是：]?\s*$")


_DIVISIONS = tuple(
    tuple(re.compile(kind) for kind in kinds)
    for kinds in (
        ("行政", "事业"),
        ("男", "女"),
        ("城市|城镇", "农村"),
        ("在职|在编|在岗", "退休|离休|离退"),
        ("基本支出", "项目支出"),
        ("人员", "公用"),
        ("一般债务", "专项债务"),
        ("非税", "(?<!非)税收"),
        ("(?<!不)合格", "不合格"),
        ("货物", "工程", "服务"),
        ("购置", "运行"),
        ("(?<!基本)(?<!不)满意", "不满意", "满意"),
        ("财政拨款", "其他收入"),
    )
)
"""Kinds that together are all there is; parts of just these kinds leave nothing out."""


@dataclass(frozen=True)
class Breakdown:
    """A total and what it is made of.

    Attributes:
        passage: where it stands.
        total: the whole.
        parts: the parts, in order.
        cue: the word that announces them; ``：`` a colon, ``（`` a bracket, ``合计`` a total that follows.
        complete: ``strong`` the parts are all there are, ``medium`` they should be, ``weak`` others exist; ``told``
            only the sum says that they are parts.
    """

    passage: Passage
    total: Mention
    parts: tuple[Mention, ...]
    cue: str
    complete: str

    @property
    def sum(self) -> Fraction:
        """The parts together."""
        return total_of(self.parts)

    @property
    def verdict(self) -> Verdict:
        """Do the parts make the total?"""
        return agree(self.parts, self.total)

    @property
    def may_overlap(self) -> bool:
        """May one thing be counted in several parts?"""
        return any(_DONE.search(part.after) for part in self.parts)

    @property
    def is_soft(self) -> bool:
        """Is there a word near the parts that may mean that only some are named?"""
        start, end = self.parts[0].place.start, self.parts[-1].place.end
        return bool(_SOFT.search(self.passage.plain, start, min(end + 20, _end(self.passage, end))))


def _end(passage: Passage, start: int) -> int:
    stop = re.compile("[。\n]").search(passage.plain, start)
    return stop.start() if stop else len(passage.plain)


def breakdowns(passage: Passage, previous: Passage | None = None) -> Iterator[Breakdown]:
    """Every list of parts in a passage; ``previous`` is the passage before it, which may hold the total."""
    groups: dict[tuple[int, int], list[Mention]] = {}
    for mention in passage.mentions:
        groups.setdefault((mention.bracket, 0 if mention.bracket else mention.sentence), []).append(mention)
    earlier: list[Mention] = list(previous.mentions) if previous else []
    for (bracket, _), group in groups.items():
        if len(group) > _LONGEST:
            continue
        if bracket:
            yield from _bracketed(passage, group)
        else:
            yield from _Sentence(passage, group, earlier).lists()
            earlier = group


def _bracketed(passage: Passage, group: list[Mention]) -> Iterator[Breakdown]:
    first = group[0]
    if first.parent is None or _NO_LIST.match(first.lead.strip()):
        return
    if not first.lead.strip() and _IS.match(first.after):
        return
    total = passage.mentions[first.parent]
    parts = [m for m in group if fits(m, total)]
    opener = _opener(first)
    if len(parts) < 2 and not opener:
        return
    inner = _Sentence(passage, [total, *group], [])
    if parts and (found := inner.read(1, total, opener or "（")):
        yield from found


def _opener(mention: Mention) -> str:
    """The word that announces parts in the clause of a mention, or right before it: 其中，甲5万元."""
    clause = re.split("[，；]", mention.lead)[-1]
    found = list(_OPENER.finditer(clause)) or list(_ALONE.finditer(mention.lead))
    return found[-1][0].strip("，：; ") if found else ""


class _Sentence:
    """The mentions of a sentence, or a total with what stands in the bracket behind it."""

    def __init__(self, passage: Passage, mentions: list[Mention], earlier: list[Mention]) -> None:
        self.passage, self.mentions, self.earlier = passage, mentions, earlier

    def lists(self) -> Iterator[Breakdown]:
        """Every list of the sentence."""
        done = 0
        listed: set[int] = set()
        for place, mention in enumerate(self.mentions):
            cue = self._cue(place, mention)
            if place < done or not cue:
                continue
            if "分别" in cue and self._is_in_order(place):
                continue
            for first in self._firsts(place):
                for found in self._best(first, self.mentions[first], cue):
                    yield found
                    done = max(done, self.mentions.index(found.parts[-1]) + 1)
                    listed |= {part.index for part in found.parts}
        yield from self._totals_after(listed)

    def _is_in_order(self, place: int) -> bool:
        """甲6家、乙14家，累计分别达到41家和96家: as many amounts as things before, one for each?"""
        clause = [m for m in self.mentions[place:] if m.clause == self.mentions[place].clause]
        after = [m for m in clause if fits(m, self.mentions[place])]
        before = [m for m in self.mentions[:place] if fits(m, self.mentions[place])][-len(after) :]
        apart = {m.clause for m in before}
        listed = len(before) == len(after) > 1 and len(apart) == 1
        return listed and all(agree(after, m) is Verdict.ERROR for m in self.mentions[:place] if fits(m, after[0]))

    def _firsts(self, place: int) -> list[int]:
        """The first part of each dimension: 其中：甲2期120人次，乙3期300人次."""
        found: dict[str, int] = {}
        for at, mention in enumerate(self.mentions[place : place + 3], start=place):
            if mention.clause == self.mentions[place].clause:
                found.setdefault(mention.quantity.dimension, at)
        return list(found.values())

    def _cue(self, place: int, mention: Mention) -> str:
        """The word before a mention that announces parts."""
        if restart := _RESTART.search(mention.lead):
            return restart[0]
        if opener := _opener(mention):
            return opener
        if place and _COMPOSED.search(
            self._between(self.mentions[place - 1].place.end, self.mentions[-1].place.end + 12)
        ):
            return "由" if mention.before.strip().startswith("由") else ""
        if place:
            between = self._between(self.mentions[place - 1].place.end, mention.place.start).lstrip()
            if _COLON.match(between) and "；" not in between:
                return "："
            return "用于" if _FOR.match(between) and not self._is_used_again(place) else ""
        return ""

    def _is_used_again(self, place: int) -> bool:
        """Is 用于 said of several amounts, so that each of them is a part?"""
        return any(_FOR.match(m.lead) for m in self.mentions if m is not self.mentions[place])

    def _between(self, start: int, end: int) -> str:
        return self.passage.plain[start:end]

    def _best(self, place: int, mention: Mention, cue: str) -> list[Breakdown]:
        """The reading whose total its parts add up to, else the first one."""
        readings = [found for total in self._totals(place, mention, cue) if (found := self.read(place, total, cue))]
        for found in readings:
            if found[0].verdict is not Verdict.ERROR and len(found[0].parts) > 1:
                return found
        likely = [
            found for found in readings if len(found[0].parts) > 1 or found[0].sum <= found[0].total.quantity.value
        ]
        return next(iter(likely or readings[: 1 if place else 0]), [])

    def _totals(self, place: int, mention: Mention, cue: str) -> list[Mention]:
        """What the parts may be parts of, likeliest first."""
        before = [m for m in self.mentions[:place] if fits(mention, m)]
        if before and all(NO_PART.search(m.before) for m in before):  # 平均每辆3万元，其中燃料费…: of what is divided
            return [m for m in self.earlier if fits(mention, m) and (self._holds(place, m) or self._misses(place, m))]
        if mention.segment and _SIDE.match(mention.lead) and _SIDE.match(self.mentions[0].lead):
            before = []  # 收入包括…；支出包括…: two lists of one total, which stands before both
        if before:
            ends = [before[0], before[-1]] if _RESTART.search(cue) else [before[-1], before[0]]
            return ends if ends[0] is not ends[1] and not self._is_meant(place, mention, before[-1]) else ends[:1]
        head = next(m for m in self.mentions if m.clause == mention.clause and m.segment == mention.segment)
        if _HEADS.match(head.lead) or _SIDE.match(head.lead):
            before = [m for m in self.earlier if fits(mention, m)]
            first = [m for m in self.passage.mentions[: mention.index] if fits(mention, m)][:1]
            likely = [*before[-1:], *before[:1], *first]
            others = [m for m in before if m not in likely]
            alike = [m for m in (*likely, *others) if not differ(m.before, mention.before)]
            return [m for m in alike if m in likely or self._holds(place, m)]
        return []

    def _is_meant(self, place: int, mention: Mention, nearest: Mention) -> bool:
        """实有14人，其中甲8人、乙4人: right behind an amount that the parts nearly make, its parts are meant."""
        behind = re.match(r"^[，：]?其中[：]?", mention.lead) and nearest is self.mentions[place - 1]
        parts = [m for m in self.mentions[place:] if fits(m, nearest) and m.segment == mention.segment]
        return bool(behind and nearest.signed and _HALF < total_of(parts) / nearest.signed < _MORE)

    def _holds(self, place: int, total: Mention) -> bool:
        parts = [m for m in self.mentions[place:] if fits(m, total) and m.segment == self.mentions[place].segment]
        return agree(parts, total) is not Verdict.ERROR

    def _misses(self, place: int, total: Mention) -> bool:
        """Do the parts miss a total by a slip of the keyboard, or by little?"""
        parts = [m for m in self.mentions[place:] if fits(m, total) and m.segment == self.mentions[place].segment]
        return bool(total.signed) and abs(total_of(parts) / total.signed - 1) <= _LITTLE

    def read(self, place: int, total: Mention, cue: str) -> list[Breakdown]:
        """The list that begins at a mention, and the lists in it: the outer one first."""
        outer: list[Mention] = []
        inner: list[Breakdown] = []
        at = place
        while at < len(self.mentions):
            mention = self.mentions[at]
            if at > place and self._begins_another(mention):
                break
            nested = _opener(mention) if at > place and outer else ""
            if nested and fits(mention, outer[-1]):
                end = self._nested_end(at, outer, total)
                parts = [m for m in self.mentions[at:end] if fits(m, outer[-1])]
                inner.append(self._breakdown(outer[-1], parts, nested))
                at = end
                continue
            if fits(mention, total):
                outer.append(mention)
            at += 1
        if not outer:
            return []
        return [self._breakdown(total, _prefix(outer, total, cue), cue), *inner]

    @staticmethod
    def _begins_another(mention: Mention) -> bool:
        """Does another list of the same total begin here?"""
        return bool(_RESTART.search(mention.lead) or (mention.segment and _SIDE.match(mention.lead)))

    def _nested_end(self, at: int, outer: list[Mention], total: Mention) -> int:
        """Where a list in a list ends: where it adds up, else where the outer one does, else at the semicolon."""
        last = next(
            (i for i in range(at + 1, len(self.mentions)) if self._begins_another(self.mentions[i])), len(self.mentions)
        )
        segment = self.mentions[at].segment
        stop = next((i for i in range(at + 1, last) if self.mentions[i].segment > segment), last)
        ends = [stop, *(end for end in range(last, at, -1) if end != stop)]
        for end in ends:
            parts = [m for m in self.mentions[at:end] if fits(m, outer[-1])]
            if agree(parts, outer[-1]) is not Verdict.ERROR:
                return end
        for end in ends:
            rest = [*outer, *(m for m in self.mentions[end:last] if fits(m, total))]
            if total_of(rest) == total.signed:
                return end
        return stop

    def _breakdown(self, total: Mention, parts: Sequence[Mention], cue: str) -> Breakdown:
        return Breakdown(self.passage, total, tuple(parts), cue, self._complete(parts, cue))

    def _complete(self, parts: Sequence[Mention], cue: str) -> str:
        tail = self.passage.plain[parts[-1].place.end : parts[-1].place.end + 6]
        overlapping = any(_DONE.search(part.after) for part in parts)
        mainly = overlapping or _MAINLY.search(cue) or _MAINLY.search(parts[0].lead)
        if mainly or re.match(r"[^，。；）]{0,4}等", tail) or any(_SOME.search(part.label) for part in parts):
            return "weak"
        if self._divide(parts):
            return "strong"
        if _STRONG.search(cue) or _RESTART.search(parts[0].lead) or cue in ("由", "合计") or _RESTART.search(cue):
            return "strong"
        return "strong" if any(part.label.startswith(("其他", "其它", "其余")) for part in parts) else "medium"

    @staticmethod
    def _divide(parts: Sequence[Mention]) -> bool:
        """Are the parts by their names all that there can be: 行政 and 事业, 男 and 女?"""
        return any(
            all(any(kind.search(part.label) for part in parts) for kind in kinds)
            and all(any(kind.search(part.label) for kind in kinds) for part in parts)
            for kinds in _DIVISIONS
        )

    def _totals_after(self, listed: set[int]) -> Iterator[Breakdown]:
        """A 合计 that follows its parts; ``listed`` are parts of other amounts."""
        for place, mention in enumerate(self.mentions):
            before = [m for m in self.mentions[:place] if fits(m, mention) and m.depth == mention.depth]
            alike = mention.label and all(m.label[-1:] == mention.label[-1:] for m in before)  # 金牌、银牌，奖牌合计
            if not _TOTAL.search(mention.before) or not (alike or labels.is_generic(mention.label)):
                continue
            for start in range(len(before) - 1):
                found = Breakdown(self.passage, mention, tuple(before[start:]), "合计", "strong")
                if found.verdict is not Verdict.ERROR:
                    yield found
                    break
            else:
                parts = before[1:] if before and before[0].quantity.value == mention.quantity.value else before
                parts = [m for m in parts if m.index not in listed] if len(listed) < len(parts) else parts
                if len(parts) > 1:
                    yield Breakdown(self.passage, mention, tuple(parts), "合计", "medium")


def _is_parallel(parts: Sequence[Mention]) -> bool:
    """Are parts called alike, 城市社区项目 and 农村社区项目, so that they are one list?"""
    endings = {part.label[-2:] for part in parts}
    return (
        len(parts) > 1 and len(endings) == 1 and len(min(endings)) == 2 and len({part.segment for part in parts}) == 1
    )


def _is_beyond(parts: Sequence[Mention], total: Mention) -> bool:
    """Do amounts behind a semicolon make far more than the total, so that they are no longer its parts?"""
    crossed = parts[-1].segment > parts[0].segment
    return crossed and bool(total.signed) and total_of(parts) / total.signed > _FAR


def _prefix(parts: list[Mention], total: Mention, cue: str) -> list[Mention]:
    """How many of the following amounts belong to the list: as many as add up, else as come nearest."""
    ends = [end for end in range(len(parts), 0, -1) if end == len(parts) or parts[end].clause != parts[end - 1].clause]
    for end in ends:
        if (end > 1 or end == len(parts)) and agree(parts[:end], total) is not Verdict.ERROR:
            return parts[:end]
    shortest = 2 if _STRONG.search(cue) and len(parts) > 1 else 1
    ends = [end for end in ends if end >= shortest]
    if _is_parallel(parts):
        return parts
    ends = [end for end in ends if not _is_beyond(parts[:end], total)] or ends[:1]
    likely = [end for end in ends if total.signed and _HALF <= total_of(parts[:end]) / total.signed <= _MORE]
    end = max(likely, default=0) or min(ends, key=lambda end: abs(total_of(parts[:end]) - total.signed))
    return parts[:end]
