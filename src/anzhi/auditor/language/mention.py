"""提及 One amount as a sentence mentions it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from anzhi.auditor.document import Place
from anzhi.auditor.quantities import Quantity


class Role(StrEnum):
    """What an amount is in its sentence."""

    LEVEL = "level"
    """What something amounts to."""
    CHANGE = "change"
    """By how much it grew or fell."""
    BASE = "base"
    """What it is compared with: 比上年100万元, 占预算100万元的."""
    GROWTH = "growth"
    """By how many percent or times it grew or fell."""
    SHARE = "share"
    """A share of a whole: 占…的30%."""
    EXECUTION = "execution"
    """How much of a budget or task was carried out: 执行率, 完成预算的."""
    RATE = "rate"
    """Any other rate."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount in a text, with what the words around it say about it.

    Attributes:
        index: its number in the passage.
        quantity: the amount.
        place: where it stands.
        depth: in how many brackets.
        bracket: number of the bracket it stands in; 0 outside of any.
        parent: index of the mention that the bracket directly follows; None outside, or when it follows words.
        sentence: number of the sentence, in the passage or in the bracket.
        segment: number of the part between semicolons.
        clause: number of the part between commas.
        lead: words since the mention before it in the same bracket or sentence, without brackets.
        before: words since the last sign of punctuation or mention.
        after: words up to the next sign of punctuation or mention.
        label: what is counted or measured, without what only leads up to it.
        role: see Role.
        direction: 1 grew, -1 fell, 0 neither is said.
        stage: ``budget``, ``adjusted``, ``final``, ``prior``, ``opening``, ``remaining``, ``plan``, or empty.
        year: the year it is said of, when one is said.
        period: months or a quarter, when one is said.
    """

    index: int
    quantity: Quantity
    place: Place
    depth: int
    bracket: int
    parent: int | None
    sentence: int
    segment: int
    clause: int
    lead: str
    before: str
    after: str
    label: str
    role: Role
    direction: int
    stage: str
    year: int | None
    period: str

    @property
    def printed(self) -> str:
        """As printed."""
        return self.quantity.printed

    @property
    def signed(self) -> Fraction:
        """The amount, negative when it fell."""
        return -self.quantity.value if self.direction < 0 else self.quantity.value

    @property
    def is_level(self) -> bool:
        """Is it what something amounts to?"""
        return self.role is Role.LEVEL


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a cell that holds words, with the amounts in it.

    Attributes:
        place: the whole of it.
        text: as written.
        plain: the same length, digits and signs in one form.
        level: level of the heading; 0 for other text.
        mentions: the amounts in order.
        above: the headings that it stands under, a line each, outermost first.
    """

    place: Place
    text: str
    plain: str
    level: int
    mentions: tuple[Mention, ...]
    above: str = ""

    @property
    def is_cell(self) -> bool:
        """Does it stand in a table?"""
        return self.place.row is not None

    def quote(self, mention: Mention) -> str:
        """The mention with the words that lead up to it."""
        start = mention.place.start - len(mention.before)
        return self.text[max(0, start) : mention.place.end].strip(" ，。；、：:;,\u3000\n")
