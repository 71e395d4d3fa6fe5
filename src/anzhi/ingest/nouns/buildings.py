"""房屋与青苗 Buildings with all that the law asks about them, one a line, and what grows on a household's land."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from anzhi.ingest.columns import Column, of
from anzhi.ingest.nouns.base import Table
from anzhi.ingest.nouns.references import HOUSEHOLD as HOUSEHOLD_REFERENCE
from anzhi.office.models import Officer
from anzhi.registry.actions import households
from anzhi.registry.actions.households import StructureFacts
from anzhi.registry.models import STRUCTURE_FACTS, Crop, Structure

_HOUSEHOLD = {"kind": HOUSEHOLD_REFERENCE, "heading": "户号"}
_EXAMPLES = {
    "use": "住宅", "lower_area": 186.5, "upper_area": 0, "built_on": date(1998, 5, 1), "was_rebuilt": "否",
    "has_certificate": "是", "certified_on": date(2008, 3, 6), "has_building_approval": "是", "is_on_farmland": "否",
    "has_township_approval": "是", "has_district_approval": "否", "is_temporary": "否", "is_substandard": "否",
}  # fmt: skip


def _enter(structures: Sequence[Structure], *, by: Officer) -> None:
    names = StructureFacts.__dataclass_fields__
    found = [(s.household, StructureFacts(**{name: getattr(s, name) for name in names})) for s in structures]
    households.add_structures(found, by=by)


def _fact(name: str) -> Column:
    return of(Structure, name, *((_EXAMPLES[name],) if name in _EXAMPLES else ()))


STRUCTURE = Table(
    key="structure",
    title="房屋",
    area="registry",
    page="households",
    model=Structure,
    identity=("household", "number"),
    enter=_enter,
    note=_("一处房屋一行，栋号在一户之内不重复。已随住户登记的房屋不在此重复填写，请在系统中更正。"),
    columns=(
        of(Structure, "household", "示例-0001", **_HOUSEHOLD),
        of(Structure, "number", "1", required=True),
        of(Structure, "construction", "砖混一类"),
        of(Structure, "floors", 2),
        of(Structure, "floor_area", 186.5),
        of(Structure, "built_in", 1998),
        of(Structure, "legality", "合法"),
        *map(_fact, STRUCTURE_FACTS),
    ),
)
CROP = Table(
    key="crop",
    title="青苗",
    area="registry",
    page="households",
    model=Crop,
    identity=("household", "crop_class", "grade"),
    enter=households.add_crops,
    note=_("一户的同一类别和等级一行。"),
    columns=(
        of(Crop, "household", "示例-0001", **_HOUSEHOLD),
        of(Crop, "crop_class", "水田"),
        of(Crop, "grade", "一类"),
        of(Crop, "area", 0.85),
    ),
)
