"""勘测草图 Parcels on their way from a file: as drawn in the file, and as read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import shapely

from anzhi.values import land
from anzhi.values.exact import half_up
from anzhi.values.refusal import Refused
from anzhi.values.wording import Phrase

POINTS = 200_000
"""The most boundary points of a file."""
HECTARE = 150_000
"""0.0001 mu in a hectare."""


@dataclass(frozen=True)
class Draft:
    """A parcel as its file draws it.

    Attributes:
        number: its number in the file, or its place.
        name: its name in the file; may be empty.
        geometry: polygon in the file's coordinates, x east and y north.
        stated_area: area in 0.0001 mu as the file states it, if it does.
    """

    number: str
    name: str
    geometry: shapely.Geometry
    stated_area: int | None

    @property
    def label(self) -> str:
        """What to call it in a sentence."""
        return self.name or self.number


@dataclass(frozen=True)
class Piece(Draft):
    """A parcel as read: a valid polygon in degrees (EPSG:4490)."""

    @cached_property
    def area(self) -> int:
        """Area in 0.0001 mu, computed."""
        return land.area(land.geojson(self.geometry))

    @property
    def deviation(self) -> int | None:
        """Computed less stated area, in 0.0001 mu."""
        return None if self.stated_area is None else self.area - self.stated_area


@dataclass(frozen=True)
class Drawing:
    """What a reader found in a file.

    Attributes:
        drafts: the parcels that could be read.
        system: their coordinate system, in a form that pyproj takes.
        problems: what could not be read.
        notes: what was taken as meant, for the officer to know.
    """

    drafts: tuple[Draft, ...]
    system: object
    problems: tuple[Refused, ...] = ()
    notes: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Survey:
    """A survey that can be recorded.

    Attributes:
        pieces: its parcels.
        notes: what was taken as meant.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[Phrase, ...] = ()


class Unreadable(Exception):
    """A survey file that cannot be recorded.

    Attributes:
        problems: every one of them, a sentence each.
    """

    def __init__(self, problems: Sequence[Refused]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(map(str, problems)))


def hectares(label: str, text: str) -> int | None:
    """A stated area in 0.0001 mu, from hectares; None when there is none.

    Raises:
        Refused: the text is no area.
    """
    if not text:
        return None
    if not re.fullmatch(r"\d{1,7}(\.\d{1,12})?", text):
        raise Refused("地块“{parcel}”的面积“{text}”不是公顷数", parcel=label, text=text)
    return half_up(Fraction(text) * HECTARE)
