"""标题 Under which headings a paragraph stands; they say of which year and of which fund its amounts are."""

import re

from anzhi.auditor.document import Paragraph
from anzhi.auditor.quantities.width import plain

_MARKERS = (
    re.compile(r"\s*第[一二三四五六七八九十\d]+(?:部分|章)"),
    re.compile(r"\s*[一二三四五六七八九十]{1,3}、"),
    re.compile(r"\s*（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\s*\d{1,2}[.、．](?!\d)"),
    re.compile(r"\s*（\d{1,2}）"),
    re.compile(r"\s*[①-⑳]"),
)
_LONGEST, _INLINE = 40, 24
_ENDS = re.compile(r"[。；;，,]\s*$")
_FIRST = re.compile(rf"^[^。；，：\n]{{1,{_INLINE}}}(?=[。：])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_BUDGET = re.compile(r"预算(?:草案|安排|编制|收支安排)|(?:收入|支出|收支)预算(?!执行)")


class Headings:
    """The headings above, while a document is read from top to bottom."""

    def __init__(self) -> None:
        self._chain: list[tuple[int, str]] = []

    def above(self, paragraph: Paragraph) -> str:
        """The headings that a paragraph stands under, outermost first; its own first words when those are one."""
        text = plain(paragraph.text)
        rank = next((n for n, marker in enumerate(_MARKERS, start=1) if marker.match(text)), 0)
        whole = paragraph.level > 0 or (bool(rank) and len(text.strip()) <= _LONGEST and not _ENDS.search(text))
        inline = _FIRST.match(text.strip()) if rank and not whole else None
        if whole:
            self._enter(rank or paragraph.level, text)
        elif inline:
            self._enter(rank, inline[0])
        return self.now

    def _enter(self, rank: int, text: str) -> None:
        self._chain = [(other, words) for other, words in self._chain if other < rank]
        self._chain.append((rank, text.strip()))

    @property
    def now(self) -> str:
        """The headings of the place that has been reached."""
        return "\n".join(words for _, words in self._chain)


def year_under(headings: str) -> int | None:
    """The year that the innermost heading with one names; the title of the document, which is no heading, aside."""
    for words in reversed(headings.split("\n")):
        years = {int(year) for year in _YEAR.findall(words)}
        if years:
            return max(years)
    return None


def stage_under(headings: str) -> str:
    """``budget`` under a heading that speaks of what is planned."""
    return "budget" if _BUDGET.search(headings) else ""
