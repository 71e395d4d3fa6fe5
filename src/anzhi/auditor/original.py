"""对照原件 Which numbers of a document are no longer those of the original that it was edited from.

Lines are laid side by side: first those that say the same, between them those that differ in their numbers only, then
those that are alike. Words may be rewritten freely; a number, and what a figure printed, may not.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from anzhi.auditor import alignment
from anzhi.auditor.document import Block, Document, Paragraph, Place
from anzhi.auditor.numerals import Token, tokens
from anzhi.auditor.report import Relation, Report, Verdict
from anzhi.values.imprint import Imprint, Line, Stretch
from anzhi.values.refusal import Refused
from anzhi.values.wording import Phrase, phrase

KIND = "original"
_ALIKE, _PART = 0.5, 0.3
"""How alike two lines are that are taken for one; so much of an original is in what was edited from it."""
_BEFORE = 10
"""Characters that say which number is meant where no figure printed it."""


@dataclass(frozen=True, eq=False)
class Text:
    """A line of the document, or of its original.

    Attributes:
        text: as it stands.
        place: where it stands in the document; None in an original.
        line: its stretches in an original.
    """

    text: str
    place: Place | None = None
    line: Line = ()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words and numbers."""
        return tokens(self.text)

    @cached_property
    def exact(self) -> tuple[object, ...]:
        """Equal for lines that say the same."""
        return tuple(token.key for token in self.tokens)

    @cached_property
    def skeleton(self) -> str:
        """Equal for lines that differ in their numbers only."""
        return "".join("#" if token.is_number else str(token.key) for token in self.tokens)

    @cached_property
    def owners(self) -> tuple[Stretch | None, ...]:
        """For each character the stretch of the figure that printed it."""
        return tuple(stretch if stretch.figure else None for stretch in self.line for _ in stretch.text)

    def owner(self, token: Token) -> Stretch | None:
        """The figure that printed a token."""
        return next(filter(None, self.owners[token.start : token.end]), None)

    def at(self, start: int, end: int) -> Place | None:
        """A stretch of it."""
        return self.place and self.place.at(self.place.start + start, self.place.start + end)


@dataclass(frozen=True)
class _Change:
    """What the original printed and what stands there now; either may be empty."""

    stretch: Stretch | None
    name: str
    was: str
    now: str
    place: Place | None
    around: str


def compare(document: Document, imprints: Sequence[Imprint]) -> tuple[Relation, ...]:
    """Every number that is another one, is gone, or was added.

    Args:
        document: what may have been edited.
        imprints: the originals; those of which little is in the document are left aside.

    Raises:
        Refused: it was edited from none of them.
    """
    copies = list(_copied(document))
    known = {text.skeleton for text in copies}
    originals = [[_original(line) for line in imprint.lines] for imprint in imprints]
    used = [text for original in originals if _part(original, known) >= _PART for text in original]
    if not used:
        raise Refused("{name}与所选年度的自评表、自评报告都不相像，无从对照", name=document.name)
    changes: list[_Change] = []
    before: Text | None = None
    for ours, theirs in _partners(used, copies):
        changes += _changes(ours, theirs, before)
        before = theirs or before
    return tuple(map(_relation, changes))


def held(report: Report, imprints: Sequence[Imprint]) -> Report:
    """An audit together with what is no longer as in the original.

    Raises:
        Refused: see ``compare``.
    """
    return Report(report.document, (*report.relations, *compare(report.document, imprints))) if imprints else report


def _part(original: Sequence[Text], known: set[str]) -> float:
    telling = [text for text in original if len(text.tokens) > 1]
    return sum(text.skeleton in known for text in telling) / max(len(telling), 1)


def _original(line: Line) -> Text:
    return Text("".join(stretch.text for stretch in line), None, line)


def _copied(document: Document) -> Iterator[Text]:
    for block in document.blocks:
        for text, place in _placed(block):
            start = 0
            for line in text.split("\n"):
                yield Text(line, place.at(start, start + len(line)))
                start += len(line) + 1


def _placed(block: Block) -> list[tuple[str, Place]]:
    if isinstance(block, Paragraph):
        return [(block.text, block.place)]
    return [(cell.text, block.place(cell)) for cell in block.cells]


def _partners(ours: list[Text], theirs: list[Text]) -> Iterator[tuple[Text | None, Text | None]]:
    """Lines with their partners; a line that only stands elsewhere is one with it."""
    keys: tuple[Callable[[Text], Hashable], ...] = (lambda text: text.exact, lambda text: text.skeleton)
    pairs = [pair for pair in alignment.partners(ours, theirs, keys, _likeness)]
    lone = {one.exact for one, other in pairs if one and other is None}
    moved = lone & {other.exact for one, other in pairs if other and one is None}
    for one, other in pairs:
        alone = one if other is None else other if one is None else None
        if alone is None or alone.exact not in moved:
            yield one, other


def _likeness(one: Text, other: Text) -> float:
    """How alike two lines are; a number alone is like the empty cell that it was deleted from."""
    if {one.skeleton, other.skeleton} == {"#", ""}:
        return _ALIKE
    found = SequenceMatcher(None, one.skeleton, other.skeleton, autojunk=False)
    if found.real_quick_ratio() < _ALIKE or found.quick_ratio() < _ALIKE:
        return 0.0
    ratio = found.ratio()
    return ratio if ratio >= _ALIKE else 0.0


def _changes(ours: Text | None, theirs: Text | None, before: Text | None) -> Iterator[_Change]:
    if ours is None and theirs is not None:
        yield from (_added(theirs, token) for token in theirs.tokens if token.is_number)
    elif theirs is None and ours is not None:
        end = len(before.text) if before else 0
        place = before.at(end, end) if before else None
        yield from (_gone(ours, unit, place, ours.text) for unit in _units(ours, 0, len(ours.tokens)))
    elif ours is not None and theirs is not None and ours.exact != theirs.exact:
        told: set[int] = set()
        for equal, *span in alignment.steps(ours.exact, theirs.exact):
            if not equal:
                yield from _differing(ours, theirs, span, told)


_Unit = tuple[Stretch | None, Token]
"""What a figure printed, or a number of no figure; with its first token that differs."""


def _units(text: Text, first: int, last: int) -> list[_Unit]:
    """What may not change among some tokens of an original: each figure once, and every other number."""
    found: dict[int, _Unit] = {}
    for token in text.tokens[first:last]:
        stretch = text.owner(token)
        if stretch is not None:
            found.setdefault(id(stretch), (stretch, token))
        elif token.is_number:
            found[id(token)] = (None, token)
    return list(found.values())


def _differing(ours: Text, theirs: Text, span: Sequence[int], told: set[int]) -> Iterator[_Change]:
    """What changed where two lines differ.

    Args:
        ours: the line of the original.
        theirs: the line that was edited.
        span: the tokens of both that differ.
        told: the figures of which it was said before in this line.
    """
    i1, i2, j1, j2 = span
    units = _units(ours, i1, i2) if i1 < i2 else _cut(ours, i1)
    numbers = [token for token in theirs.tokens[j1:j2] if token.is_number]
    start, end = _stretch(theirs, j1 - _more(ours, i1 - 1, -1), j2 + _more(ours, i2, 1))
    for stretch, token in units:
        if stretch is not None and id(stretch) in told:
            continue
        told.add(id(stretch))
        if numbers and (token.is_number or stretch is None):
            new = numbers.pop(0)
            yield _changed(ours, (stretch, token), theirs, (new.start, new.end))
        elif stretch is not None and not token.is_number and len(units) == 1 and (i1 == i2 or j1 < j2):
            yield _changed(ours, (stretch, token), theirs, (start, end))
        else:
            yield _gone(ours, (stretch, token), theirs.at(start, start), theirs.text)
    yield from (_added(theirs, token) for token in numbers)


def _cut(text: Text, at: int) -> list[_Unit]:
    """The figure into the middle of which something was inserted."""
    if not 0 < at < len(text.tokens):
        return []
    left, right = (text.owner(text.tokens[n]) for n in (at - 1, at))
    return [(left, text.tokens[at])] if left is not None and left is right else []


def _more(ours: Text, at: int, step: int) -> int:
    """How many tokens on one side of what differs are still of the same figure, and the same."""
    stretch = ours.owner(ours.tokens[at - step]) if 0 <= at < len(ours.tokens) else None
    count = 0
    while stretch is not None and 0 <= at < len(ours.tokens) and ours.owner(ours.tokens[at]) is stretch:
        at, count = at + step, count + 1
    return count


def _stretch(text: Text, first: int, last: int) -> tuple[int, int]:
    """Where some tokens begin and end; where they would stand if there are none."""
    if first < last:
        return text.tokens[first].start, text.tokens[last - 1].end
    at = text.tokens[first].start if first < len(text.tokens) else len(text.text)
    return at, at


def _changed(ours: Text, unit: _Unit, theirs: Text, span: tuple[int, int]) -> _Change:
    now = theirs.text[span[0] : span[1]]
    return _Change(unit[0], _name(ours, unit), _was(ours, unit), now, theirs.at(*span), theirs.text)


def _gone(ours: Text, unit: _Unit, place: Place | None, around: str) -> _Change:
    return _Change(unit[0], _name(ours, unit), _was(ours, unit), "", place, around)


def _added(theirs: Text, token: Token) -> _Change:
    place, number = theirs.at(token.start, token.end), theirs.text[token.start : token.end]
    return _Change(None, theirs.text[max(0, token.start - _BEFORE) : token.start], "", number, place, theirs.text)


def _was(ours: Text, unit: _Unit) -> str:
    """What was printed: of a figure all of it, with the unit behind its number."""
    stretch, token = unit
    if stretch is None or token.is_number:
        return ours.text[token.start : token.end]
    return stretch.text


def _name(ours: Text, unit: _Unit) -> str:
    stretch, token = unit
    return stretch.label if stretch else ours.text[max(0, token.start - _BEFORE) : token.start]


def _relation(change: _Change) -> Relation:
    quotes = ((change.place, change.around),) if change.place else ()
    verdict = Verdict.ERROR if change.was and change.now else Verdict.PERSON
    figure = change.stretch.figure if change.stretch else ""
    arithmetic = f"{change.was or '—'} → {change.now or '—'}"
    return Relation(KIND, verdict, _said(change), arithmetic, quotes=quotes, about=figure)


def _said(change: _Change) -> Phrase:
    was, now, name = change.was, change.now, change.name
    if not was:
        return phrase("“{name}”之后的 {now} 是原件没有的数", name=name, now=now)
    if change.stretch is None:
        name = f"…{name}"
    if not now:
        return phrase("“{name}”原件印的是 {was}，这里没有了", name=name, was=was)
    return phrase("“{name}”原件印的是 {was}，这里是 {now}", name=name, was=was, now=now)
