"""界址点坐标 The exchange text of boundary surveys: attributes, then parcels of numbered points (FACTS 6.1).

X is the northing and Y the easting. A new ring number begins a hole or a further part.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import shapely
from shapely.geometry import MultiPolygon, Polygon

from anzhi.ingest.survey_draft import HECTARE, Draft, Drawing, Piece, Unreadable, hectares
from anzhi.ingest.survey_systems import EASTINGS, NORTHINGS, Zone, stated_zone, zone_of
from anzhi.values import land
from anzhi.values.exact import half_up
from anzhi.values.refusal import Refused
from anzhi.values.wording import Phrase, phrase

Point = tuple[float, float]
"""East and north, in metres."""
RINGS = 500
"""The most rings of a parcel."""
_ATTRIBUTES, _PARCELS = "[属性描述]", "[地块坐标]"
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?")
_NAMED = 4
"""Fields of a parcel's line up to its name: points, hectares, number, name."""


@dataclass
class _Parcel:
    """A parcel's place in the file, the fields of its line, and its points: line, name, ring, east and north.

    One with a point that could not be read is not judged any further: whatever else it seems to lack may stand there.
    """

    order: int
    fields: list[str]
    points: list[tuple[int, str, str, Point]] = field(default_factory=list)
    is_whole: bool = True

    @property
    def number(self) -> str:
        return self.fields[2] or str(self.order)

    @property
    def label(self) -> str:
        return self.fields[3] or self.number


def read(content: bytes) -> Drawing:
    """Read a boundary-point text.

    Raises:
        Unreadable: it is no such text, or its coordinate system is not told or not CGCS2000.
    """
    attributes, lines = _sections(_decoded(content))
    problems: list[Refused] = []
    notes: list[Phrase] = []
    parcels = [parcel for parcel in _parcels(lines, problems) if parcel.is_whole]
    if not parcels:
        raise Unreadable(problems)
    try:
        _accepted(attributes)
        system = _system(attributes, parcels)
    except Refused as refusal:
        raise Unreadable([*problems, refusal]) from None
    drafts = []
    for parcel in parcels:
        try:
            outline = _assembled(parcel.label, _rings(parcel, notes))
            drafts.append(Draft(parcel.number, parcel.fields[3], outline, hectares(parcel.label, parcel.fields[1])))
        except Refused as refusal:
            problems.append(refusal)
    return Drawing(tuple(drafts), system, tuple(problems), tuple(notes))


def write(pieces: Iterable[Piece], zone: int, producer: str = "", day: str = "") -> str:
    """Parcels as a boundary-point text in a 3-degree zone, coordinates to the millimetre."""
    lines = [
        _ATTRIBUTES,
        "格式版本号=1.01版本",
        f"数据产生单位={producer}",
        f"数据产生日期={day}",
        "坐标系=2000国家大地坐标系",
        "几度分带=3",
        "投影类型=高斯克吕格",
        "计量单位=米",
        f"带号={zone}",
        "精度=0.001",
        "转换参数=0,0,0,0,0,0,0",
        _PARCELS,
    ]
    for piece in pieces:
        lines += _written(piece, zone)
    return "\r\n".join(lines) + "\r\n"


def _written(piece: Piece, zone: int) -> Iterator[str]:
    drawn = land.projected(shapely.orient_polygons(piece.geometry), land.GEOGRAPHIC, land.zone_code(zone))
    rings = [ring for part in shapely.get_parts(drawn) for ring in (part.exterior, *part.interiors)]
    count = sum(len(ring.coords) for ring in rings)
    ten_thousandths = half_up(Fraction(piece.area * 10_000, HECTARE))
    names = [text.replace(",", "，").replace("\n", " ") for text in (piece.number, piece.name)]
    yield f"{count},{Decimal(ten_thousandths) / 10_000:.4f},{names[0]},{names[1]},面,,,,@"
    begin = 1
    for number, ring in enumerate(rings, start=1):
        last = begin + len(ring.coords) - 1
        for index, (east, north) in enumerate(ring.coords, start=begin):
            # The closing point bears the name of the first one.
            yield f"J{begin if index == last else index},{number},{north:.3f},{east:.3f}"
        begin = last


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable([Refused("文件既不是 UTF-8 也不是 GBK 编码的文本")])


def _sections(text: str) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Attributes by name, and the lines of parcels and points with their numbers."""
    attributes: dict[str, str] = {}
    lines: list[tuple[int, str]] = []
    section = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip().strip("\ufeff\0").strip()
        if line.startswith("["):
            section = line
        elif section == _ATTRIBUTES and "=" in line.replace("＝", "="):
            name, _, value = line.replace("＝", "=").partition("=")
            attributes[name.strip()] = value.strip()
        elif section == _PARCELS and line:
            lines.append((number, line))
    if not lines:
        raise Unreadable([Refused("不是勘测定界坐标文件：没有“[地块坐标]”一节，或者该节是空的")])
    return attributes, lines


def _fields(line: str) -> list[str]:
    separated = line if line.count(",") >= _NAMED - 1 else line.replace("，", ",")
    return [text.strip() for text in separated.split(",")]


def _parcels(lines: Sequence[tuple[int, str]], problems: list[Refused]) -> Iterator[_Parcel]:
    """Parcels with their points; a line that is neither is a problem."""
    parcel: _Parcel | None = None
    order = 0
    for number, line in lines:
        fields = _fields(line)
        if line.rstrip(",， ").endswith("@"):
            if parcel is not None:
                yield parcel
            order += 1
            parcel = _Parcel(order, [*fields, "", "", ""])
        elif parcel is None:
            problems.append(Refused("第 {line} 行：界址点之前没有以 @ 结尾的地块行", line=number))
            return
        else:
            try:
                parcel.points.append(_point(number, fields))
            except Refused as refusal:
                parcel.is_whole = False
                problems.append(refusal)
    if parcel is not None:
        yield parcel


def _point(line: int, fields: Sequence[str]) -> tuple[int, str, str, Point]:
    """Line, name, ring, and east and north."""
    if len(fields) < 4:
        raise Refused("第 {line} 行：界址点应有点号、圈号、X、Y 四项", line=line)
    name, ring = fields[:2]
    north, east = (_number(line, text) for text in fields[2:4])
    if not NORTHINGS[0] <= north <= NORTHINGS[1] or not (zone_of(east) or EASTINGS[0] <= east <= EASTINGS[1]):
        if zone_of(north) and NORTHINGS[0] <= east <= NORTHINGS[1]:
            raise Refused("第 {line} 行：X、Y 颠倒了，X 应是北坐标，Y 应是东坐标", line=line)
        raise Refused("第 {line} 行：X {north}、Y {east} 不是高斯坐标（米）", line=line, north=north, east=east)
    return line, name, ring, (east, north)


def _number(line: int, text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise Refused("第 {line} 行：“{text}”不是数字", line=line, text=text)
    return float(text)


def _accepted(attributes: dict[str, str]) -> None:
    """Only metres of CGCS2000 in Gauss-Krüger projection, already transformed."""
    datum = attributes.get("坐标系", "")
    if "2000" not in datum:
        raise Refused("坐标系是“{datum}”，应为 2000国家大地坐标系，请先转换", datum=datum or "空")
    for name, accepted in (("计量单位", "米"), ("投影类型", "高斯")):
        if (value := attributes.get(name, "")) and accepted not in value:
            raise Refused("{name}是“{value}”，不能识别", name=name, value=value)
    if any(text.strip(" 0.") for text in attributes.get("转换参数", "").replace("，", ",").split(",")):
        raise Refused("转换参数不为 0：请提供已转换到 2000 国家大地坐标系的坐标")


def _system(attributes: dict[str, str], parcels: Sequence[_Parcel]) -> int:
    """EPSG code told by the eastings and by the attributes, which must agree."""
    found: dict[Zone | None, int] = {}
    for parcel in parcels:
        for line, _, _, (east, _) in parcel.points:
            found.setdefault(zone_of(east), line)
    if len(found) > 1:
        first, second = list(found.values())[:2]
        raise Refused("第 {first} 行和第 {second} 行的坐标不在同一带", first=first, second=second)
    zone = next(iter(found), None)
    stated = stated_zone(attributes.get("几度分带", ""), attributes.get("带号", ""))
    if zone is not None and stated is not None and stated != zone:
        raise Refused(
            "文件写明 {stated_width} 度分带第 {stated} 带，坐标却在 {width} 度分带第 {zone} 带",
            stated_width=stated.width,
            stated=stated.number,
            width=zone.width,
            zone=zone.number,
        )
    if zone is not None:
        return zone.code
    if stated is None:
        raise Refused("无法判断带号：坐标不带带号，文件也没有写“带号”")
    return stated.plane_code


def _rings(parcel: _Parcel, notes: list[Phrase]) -> dict[str, list[Point]]:
    """Closed rings by ring number; the stated number of points must be there, closing points counted or not."""
    rings: dict[str, list[tuple[str, Point]]] = {}
    for _, name, ring, point in parcel.points:
        rings.setdefault(ring, []).append((name, point))
    if not rings:
        raise Refused("地块“{parcel}”没有界址点", parcel=parcel.label)
    if len(rings) > RINGS:
        raise Refused(
            "地块“{parcel}”有 {count} 圈，超过 {limit} 圈", parcel=parcel.label, count=len(rings), limit=RINGS
        )
    closed = {number: _closed(parcel.label, number, points) for number, points in rings.items()}
    opened = sum(points[0][1] != points[-1][1] for points in rings.values())
    if opened:
        notes.append(phrase("地块“{parcel}”有 {count} 圈没有重复起点，已按闭合处理", parcel=parcel.label, count=opened))
    given = len(parcel.points)
    if parcel.fields[0] not in {str(given), str(given - len(rings) + opened), str(given + opened)}:
        raise Refused(
            "地块“{parcel}”写明 {stated} 个界址点，文件里有 {given} 个",
            parcel=parcel.label,
            stated=parcel.fields[0] or "0",
            given=given,
        )
    return closed


def _closed(label: str, ring: str, points: Sequence[tuple[str, Point]]) -> list[Point]:
    (first, start), (last, end) = points[0], points[-1]
    if len(points) > 1 and first == last and start != end:
        raise Refused(
            "地块“{parcel}”第 {ring} 圈没有闭合：末点 {point} 与起点同名而坐标不同", parcel=label, ring=ring, point=last
        )
    places = [place for _, place in points]
    places = places if start == end and len(places) > 1 else [*places, start]
    if len(set(places)) < 3:
        raise Refused("地块“{parcel}”第 {ring} 圈不足三个界址点", parcel=label, ring=ring)
    return places


def _assembled(label: str, rings: dict[str, list[Point]]) -> shapely.Geometry:
    """Rings as a polygon: one inside another is a hole, one inside a hole a part of its own."""
    areas = {number: Polygon(points) for number, points in rings.items()}
    for number, ring in areas.items():
        if not ring.is_valid:
            place = str(shapely.is_valid_reason(ring)).rstrip("]").partition("[")[2]
            raise Refused("地块“{parcel}”第 {ring} 圈自相交，在 {place} 处", parcel=label, ring=number, place=place)
    ordered = sorted(areas.items(), key=lambda item: -item[1].area)
    shells: list[tuple[Polygon, list[Polygon]]] = []
    for index, (number, ring) in enumerate(ordered):
        around = 0
        for other_number, other in ordered[:index]:
            if other.overlaps(ring) or other.equals(ring):
                raise Refused(
                    "地块“{parcel}”第 {one} 圈与第 {other} 圈相交", parcel=label, one=other_number, other=number
                )
            around += other.covers(ring)
        if around % 2:
            holder = min((shell for shell in shells if shell[0].covers(ring)), key=lambda shell: shell[0].area)
            holder[1].append(ring)
        else:
            shells.append((ring, []))
    parts = [Polygon(shell.exterior, [hole.exterior for hole in holes]) for shell, holes in shells]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
