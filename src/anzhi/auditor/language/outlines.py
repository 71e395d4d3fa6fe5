"""分段列举 Lists over paragraphs: a heading with an amount and what it is for; numbered ones with an amount each."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from anzhi.auditor.language.adding import agree, fits
from anzhi.auditor.language.breakdowns import Breakdown
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.report import Verdict

_MARKERS = (
    re.compile(r"\s*[一二三四五六七八九十]{1,3}、"),
    re.compile(r"\s*（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\s*\d{1,2}[.、．](?!\d)"),
    re.compile(r"\s*（\d{1,2}）"),
    re.compile(r"\s*[①-⑳⑴-⒇]"),
)
_FOR = re.compile(r"^\s*(主要)?(?:用于|其中|包括|包含|含|安排)")
_ANNOUNCED = re.compile(r"(?:如下|包括|其中|具体为?|分别为|分为)[^，。；]{0,8}[：。]?\s*$|：\s*$")
_HEADING, _EARLY, _BACK = 48, 48, 6


def outlines(passages: Sequence[Passage]) -> Iterator[Breakdown]:
    """Every such list of a document."""
    texts = [passage for passage in passages if not passage.is_cell]
    for first, second in pairwise(texts):
        if found := _headed(first, second):
            yield found
    yield from _numbered(texts)


def _headed(heading: Passage, body: Passage) -> Breakdown | None:
    """三、儿童福利类项目2113万元, and in the next paragraph what it is used for."""
    levels = [m for m in heading.mentions if m.role is Role.LEVEL]
    ends = levels and not heading.plain[levels[-1].place.end :].strip(" 。；：")
    if len(levels) != 1 or not ends or len(heading.plain) > _HEADING or not (opener := _FOR.match(body.plain)):
        return None
    parts = [m for m in body.mentions if m.depth == 0 and m.sentence == 0 and fits(m, levels[0])]
    if len(parts) < 2:
        return None
    return Breakdown(body, levels[0], tuple(parts), "用于", "weak" if opener[1] else "medium")


def _numbered(texts: Sequence[Passage]) -> Iterator[Breakdown]:
    """Paragraphs numbered in one way, each beginning with an amount, and a total before them."""
    for marker in _MARKERS:
        run: list[tuple[int, Mention]] = []
        for at, passage in enumerate(texts):
            if not marker.match(passage.plain):
                continue
            early = [m for m in passage.mentions if m.depth == 0 and m.role is Role.LEVEL and m.place.start <= _EARLY]
            if (
                early
                and run
                and run[-1][1].quantity.dimension == early[0].quantity.dimension
                and at - run[-1][0] <= _BACK
            ):
                run.append((at, early[0]))
                continue
            yield from _listed(texts, run)
            run = [(at, early[0])] if early else []
        yield from _listed(texts, run)


def _listed(texts: Sequence[Passage], run: Sequence[tuple[int, Mention]]) -> Iterator[Breakdown]:
    if len(run) < 2:
        return
    first, parts = run[0][0], tuple(mention for _, mention in run)
    for at in range(first - 1, max(-1, first - _BACK), -1):
        totals = [m for m in texts[at].mentions if fits(m, parts[0]) and m.depth == 0]
        for total in reversed(totals):
            if agree(parts, total) is not Verdict.ERROR:
                yield Breakdown(texts[first], total, parts, "：", "medium")
                return
        if len(totals) == 1 and at == first - 1 and _ANNOUNCED.search(texts[at].plain):
            yield Breakdown(texts[first], totals[-1], parts, "：", "medium")
            return
