"""断句 A text into its amounts, each at its sentence, clause and bracket."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from anzhi.auditor.document import Document, Paragraph, Place
from anzhi.auditor.language import labels, roles
from anzhi.auditor.language.headings import Headings
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.quantities import Quantity, cell_quantity, scan
from anzhi.auditor.quantities.width import plain

_STOPS, _PARTS, _PAUSES = "。！？\n", "；", "，,、：\t"
_OPEN, _CLOSE = "（[【〔", "）]】〕"
_NOUN = re.compile(r"^的?([\u4e00-\u9fffA-Za-z“”\"]{1,14})")
_DEEPEST = 12
_REACH = 200
"""Characters of a sentence before an amount that are asked what they say of it."""
_PLANNED = re.compile(r"^\s*(?:年初)?(?:预算|计划|上年|去年|上年决算)(?:数|金额|安排)?(?:为|是|：)?\s*$")
"""支出合计0万元，预算为2万元: what the amount before is compared with."""
_LASTING = ("opening", "remaining")
"""Stages that hold for the rest of the sentence: 扫尾剩余未签约21户，未拆除40户."""


@dataclass
class _Level:
    """Where the reading stands inside one bracket, or outside of all."""

    number: int
    parent: int | None
    opened: int
    sentence: int = 0
    segment: int = 0
    clause: int = 0
    pause: int = 0
    comma: int = 0
    last: int = 0
    stop: int = 0
    year: int | None = None
    stage: str = ""
    begun: bool = False
    skipped: list[tuple[int, int]] = field(default_factory=list)

    def words(self, text: str, start: int, end: int) -> str:
        """The text between two positions without the brackets in it."""
        parts, at = [], end
        for opened, closed in reversed(self.skipped):
            if closed <= start:
                break
            if start <= opened and closed <= at:
                parts.append(text[closed:at])
                at = opened
        return "".join([text[start:at], *reversed(parts)])


def passages(document: Document) -> Iterator[Passage]:
    """Every paragraph, and every cell that holds more than a number, in reading order."""
    headings = Headings()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield passage(block.place, block.text, block.level, headings.above(block))
        else:
            for cell in block.cells:
                if cell.text.strip() and cell_quantity(cell.text) is None:
                    yield passage(block.place(cell), cell.text, 0, headings.now)


def passage(place: Place, text: str, level: int = 0, above: str = "") -> Passage:
    """Read one text, under the headings above it."""
    narrow = plain(text)
    quantities = scan(text)
    mentions = _Reader(place, narrow, quantities).read() if quantities else []
    return Passage(place, text, narrow, level, tuple(mentions), above)


class _Reader:
    """Goes through a text once, keeping its place in sentences and brackets."""

    def __init__(self, place: Place, text: str, quantities: tuple[Quantity, ...]) -> None:
        self.place, self.text, self.quantities = place, text, quantities
        self.stack = [_Level(0, None, 0)]
        self.mentions: list[Mention] = []
        self.brackets = 0

    def read(self) -> list[Mention]:
        at = 0
        for place, quantity in enumerate(self.quantities):
            self._skip(at, quantity.start)
            self._mention(place, quantity)
            at = quantity.end
        return self.mentions

    def _skip(self, start: int, end: int) -> None:
        for at in range(start, end):
            character = self.text[at]
            level = self.stack[-1]
            if character in _OPEN:
                self._opened(at)
            elif character in _CLOSE:
                self._closed(at)
            elif character in _STOPS:
                level.sentence += 1
                level.segment = level.clause = 0
                level.year, level.stage, level.begun = None, "", False
                level.pause = level.comma = level.last = level.stop = at + 1
            elif character in _PARTS:
                level.segment += 1
                level.clause += 1
                level.pause = level.comma = at + 1
            elif character in _PAUSES:
                level.clause += character in "，,"
                level.pause = at + 1
                level.comma = at + 1 if character in "，,：" else level.comma

    def _opened(self, at: int) -> None:
        outer = self.stack[-1]
        last = self.mentions[-1] if self.mentions else None
        follows = last if last is not None and not self.text[last.place.end : at].strip() else None
        self.brackets += 1
        parent = follows.index if follows is not None else None
        if len(self.stack) < _DEEPEST:
            self.stack.append(_Level(self.brackets, parent, at, pause=at + 1, comma=at + 1, last=at + 1, stop=at + 1))
        else:
            outer.pause = at + 1

    def _closed(self, at: int) -> None:
        if len(self.stack) > 1:
            closed = self.stack.pop()
            self.stack[-1].skipped.append((closed.opened, at + 1))

    def _mention(self, place: int, quantity: Quantity) -> None:
        level, text = self.stack[-1], self.text
        reach = quantity.start - _REACH
        before = level.words(text, max(level.pause, level.last, reach), quantity.start)
        lead = level.words(text, max(level.last, reach), quantity.start)
        clause = level.words(text, max(level.comma, reach), quantity.start)
        prefix = level.words(text, max(level.stop, reach), quantity.start)
        if not level.begun:
            level.begun, level.year = True, roles.first_year(prefix)
            level.stage = roles.topic(prefix) or level.stage
        after, follows = self._after(place)
        role, direction = roles.role(quantity, clause, before, after, follows)
        if role is Role.LEVEL and _PLANNED.match(before) and self._follows_level(level, quantity):
            role = Role.BASE
        noun = _NOUN.match(after) if quantity.unit.is_count else None
        label = labels.clean(before)
        stage = roles.stage(before) or roles.stage(clause) or level.stage
        if stage in _LASTING:
            level.stage = stage
        if labels.is_generic(label) and noun:
            label = labels.clean(label + noun[1])
        self.mentions.append(
            Mention(
                index=len(self.mentions),
                quantity=quantity,
                place=self.place.at(quantity.start, quantity.end),
                depth=len(self.stack) - 1,
                bracket=level.number,
                parent=level.parent,
                sentence=level.sentence,
                segment=level.segment,
                clause=level.clause,
                lead=lead,
                before=before,
                after=after,
                label=label,
                role=role,
                direction=direction,
                stage=stage,
                year=self._year(before, level),
                period=roles.period(prefix),
            )
        )
        level.last = quantity.end
        level.pause = max(level.pause, quantity.end)

    def _follows_level(self, level: _Level, quantity: Quantity) -> bool:
        """Does an amount of the same dimension stand before, in the same sentence?"""
        last = self.mentions[-1] if self.mentions else None
        return (
            last is not None
            and (last.bracket, last.sentence) == (level.number, level.sentence)
            and last.role is Role.LEVEL
            and last.quantity.dimension == quantity.dimension
        )

    def _year(self, before: str, level: _Level) -> int | None:
        own = roles.year(before)
        named = own if own is not None else level.year
        if named is None and len(self.stack) > 1 and self.mentions:
            named = self.mentions[-1].year if self.stack[-1].parent is not None else None
        return named

    def _after(self, place: int) -> tuple[str, Quantity | None]:
        """Words up to the next pause or amount, and that amount if it comes first."""
        start = self.quantities[place].end
        following = self.quantities[place + 1] if place + 1 < len(self.quantities) else None
        limit = following.start if following else len(self.text)
        for at in range(start, min(limit, start + 60)):
            if self.text[at] in _STOPS + _PARTS + _PAUSES + _OPEN + _CLOSE:
                return self.text[start:at], None
        return self.text[start : min(limit, start + 60)], following


__all__ = ["Mention", "Passage", "Role", "passage", "passages"]
