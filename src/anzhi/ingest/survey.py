"""勘测定界 Parcels from a survey: a boundary-point text, a zipped shapefile, or GeoJSON. Whole or not at all.

Whatever the file, its parcels come out as valid polygons in CGCS2000 degrees (EPSG:4490), or every problem comes out
as one sentence.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

import shapely
from pyproj.exceptions import ProjError

from anzhi.ingest import survey_layers, survey_text
from anzhi.ingest.survey_draft import POINTS, Draft, Drawing, Piece, Survey, Unreadable
from anzhi.ingest.survey_systems import LATITUDES, LONGITUDES
from anzhi.values import land
from anzhi.values.refusal import Refused
from anzhi.values.wording import phrase

BYTES = 20 * 2**20
"""The largest file."""
READERS: dict[str, Callable[[bytes], Drawing]] = {
    ".txt": survey_text.read,
    ".zip": survey_layers.read_shapefile,
    ".geojson": survey_layers.read_geojson,
    ".json": survey_layers.read_geojson,
}
_OVERLAP = 0.01
"""Square metres that two parcels may share: coordinates are written to the millimetre."""
_REASONS = {
    "Self-intersection": "边界自相交",
    "Ring Self-intersection": "边界自相交",
    "Hole lies outside shell": "内圈在外圈之外",
    "Holes are nested": "内圈互相嵌套",
    "Interior is disconnected": "内圈把地块隔断",
    "Nested shells": "外圈互相嵌套",
    "Duplicate Rings": "有重复的圈",
    "Invalid Coordinate": "坐标不是数",
}


def read(name: str, content: bytes) -> Survey:
    """Read a survey file by the ending of its name.

    Raises:
        Unreadable: with every problem found.
    """
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise Unreadable([Refused("不认识文件“{name}”，请上传 {kinds} 文件", name=name, kinds="、".join(READERS))])
    if len(content) > BYTES:
        raise Unreadable([Refused("文件“{name}”超过 {limit} MB", name=name, limit=BYTES // 2**20)])
    drawing = reader(content)
    points = sum(int(shapely.get_num_coordinates(draft.geometry)) for draft in drawing.drafts)
    if points > POINTS:
        raise Unreadable([Refused("文件有 {points} 个界址点，超过 {limit} 个", points=points, limit=POINTS)])
    problems = [*drawing.problems, *_repeated(drawing.drafts)]
    pieces = []
    for draft in drawing.drafts:
        try:
            pieces.append(_piece(draft, drawing.system))
        except Refused as refusal:
            problems.append(refusal)
    problems += [] if problems else _overlapping(pieces)
    if not problems and not pieces:
        problems.append(Refused("文件里没有地块"))
    if problems:
        raise Unreadable(problems)
    return Survey(tuple(pieces), drawing.notes)


def _piece(draft: Draft, system: object) -> Piece:
    """A draft as a valid polygon in degrees."""
    _check(draft.label, draft.geometry)
    try:
        geometry = land.projected(draft.geometry, system, land.GEOGRAPHIC)
    except ProjError as error:
        raise Refused("地块“{parcel}”的坐标无法转换（{error}）", parcel=draft.label, error=error) from None
    west, south, east, north = geometry.bounds
    if not (LONGITUDES[0] <= west <= east <= LONGITUDES[1] and LATITUDES[0] <= south <= north <= LATITUDES[1]):
        raise Refused("地块“{parcel}”的坐标与坐标系不符：换算后不在中国境内", parcel=draft.label)
    _check(draft.label, geometry)
    piece = Piece(draft.number, draft.name, geometry, draft.stated_area)
    if piece.area == 0:
        raise Refused("地块“{parcel}”的面积为 0", parcel=draft.label)
    return piece


def _check(label: str, geometry: shapely.Geometry) -> None:
    """Refuse a polygon that is none, with the reason and the place in its own coordinates."""
    if shapely.is_valid(geometry):
        return
    reason, _, place = str(shapely.is_valid_reason(geometry)).rstrip("]").partition("[")
    raise Refused(
        "地块“{parcel}”的边界有误：{reason}{place}",
        parcel=label,
        reason=_REASONS.get(reason, reason),
        place=phrase("，在 {place} 处", place=place) if place else "",
    )


def _repeated(drafts: Sequence[Draft]) -> Iterator[Refused]:
    for number, times in Counter(draft.number for draft in drafts).items():
        if times > 1:
            yield Refused("地块编号“{number}”出现 {times} 次", number=number, times=times)


def _overlapping(pieces: Sequence[Piece]) -> list[Refused]:
    """Parcels that lie on each other: their land would be counted twice."""
    tree = shapely.STRtree([piece.geometry for piece in pieces])
    pairs = {(a, b) for a, b in tree.query(tree.geometries, predicate="intersects").T.tolist() if a < b}
    found = []
    for a, b in sorted(pairs):
        shared = _flat(shapely.intersection(pieces[a].geometry, pieces[b].geometry))
        if shared.area > _OVERLAP:
            found.append(
                Refused(
                    "地块“{one}”与“{other}”重叠 {area} 平方米",
                    one=pieces[a].label,
                    other=pieces[b].label,
                    area=f"{shared.area:.2f}",
                )
            )
    return found


def _flat(geometry: shapely.Geometry) -> shapely.Geometry:
    if geometry.is_empty:
        return geometry
    return land.projected(geometry, land.GEOGRAPHIC, land.plane_code(land.zone(geometry.centroid.x)))
