"""图形 Streets and parcels as GeoJSON, with the words of their popups."""

from collections.abc import Iterable, Mapping
from typing import Any

import shapely
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from shapely.geometry import shape

from anzhi.registry.models import Parcel
from anzhi.values.land import EXACT_MU
from anzhi.web.language import symbol
from anzhi.web.map.streets import StreetLine
from anzhi.web.registry.lists import PROJECT_STATES

Feature = Mapping[str, Any]
_PLACES = 7
"""Decimal places of a degree that a screen can show: a centimetre."""


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """A GeoJSON feature collection."""
    return {"type": "FeatureCollection", "features": list(features)}


def of_streets(lines: Iterable[StreetLine]) -> list[Feature]:
    """Streets that have an outline: title, level of each measure, facts, and where the name stands."""
    found = []
    for line in lines:
        if line.geometry is None:
            continue
        levels = {value.measure.key: value.level for value in line.values}
        facts = [[_(value.measure.label), value.text or _("无")] for value in line.values]
        links = [[_("该街道的项目"), f"{reverse('projects')}?street={line.street.pk}"]]
        properties = {"title": line.street.name, "facts": facts, "links": links}
        found.append(_feature(line.street.pk, line.geometry, properties | levels))
    return found


def of_parcels(parcels: QuerySet[Parcel]) -> list[Feature]:
    """Parcels: title, state of the project, facts."""
    rows = parcels.values(
        "pk", "name", "number", "geometry", "area", "project_id", "project__name", "project__street__name", "state",
        "household_count", "signed_count",
    )  # fmt: skip
    return [_of_parcel(row) for row in rows]


def _of_parcel(row: Mapping[str, Any]) -> Feature:
    households = _("{count} 户，已签约 {signed} 户").format(count=row["household_count"], signed=row["signed_count"])
    properties = {
        "title": row["project__name"],
        "state": row["state"],
        "facts": [
            [_("地块"), row["name"] or row["number"]],
            [_("街道"), row["project__street__name"]],
            [_("状态"), _(PROJECT_STATES[row["state"]])],
            [_("图上面积"), EXACT_MU.number(row["area"]) + symbol(EXACT_MU)],
            [_("住户"), households],
        ],
        "links": [
            [_("打开项目"), reverse("project", args=[row["project_id"]])],
            [_("地块与勘测成果"), reverse("project_parcels", args=[row["project_id"]])],
        ],
    }
    return _feature(row["pk"], row["geometry"], properties)


def _feature(key: int, geometry: Mapping[str, Any], properties: Mapping[str, Any]) -> Feature:
    label = shapely.maximum_inscribed_circle(shape(geometry), tolerance=0.0005).coords[0]
    return {
        "type": "Feature",
        "id": key,
        "geometry": {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])},
        "properties": {**properties, "label": _rounded(label)},
    }


def _rounded(value: Any) -> Any:
    return round(value, _PLACES) if isinstance(value, float | int) else [_rounded(inner) for inner in value]
