"""虚构的地理 Invented outlines: streets that tile a district, and project land inside its street.

Nothing here was surveyed. The middle of each street is put about where one looks for it; everything else is drawn.
All lengths are metres in the plane of the district's zone (EPSG:4547).
"""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

import shapely
from shapely import affinity
from shapely.geometry import MultiPoint, Point, Polygon

from anzhi.demo.chance import Chance
from anzhi.values import land

ZONE = 38
OUTLINE = (
    (112.715, 28.245), (112.700, 28.170), (112.712, 28.080), (112.745, 28.020), (112.830, 28.000), (112.925, 28.005),
    (112.968, 28.050), (112.955, 28.110), (112.964, 28.160), (112.966, 28.200), (112.958, 28.245), (112.962, 28.300),
    (112.905, 28.305), (112.862, 28.268), (112.800, 28.252),
)  # fmt: skip
"""Corners of the district; the east side follows a river."""
MIDDLES = {
    "望月湖街道": (112.951, 28.202), "岳麓街道": (112.926, 28.164), "桔子洲街道": (112.954, 28.172),
    "银盆岭街道": (112.949, 28.226), "观沙岭街道": (112.944, 28.253), "望城坡街道": (112.907, 28.208),
    "西湖街道": (112.934, 28.208), "咸嘉湖街道": (112.922, 28.230), "望岳街道": (112.925, 28.280),
    "梅溪湖街道": (112.891, 28.183), "麓谷街道": (112.872, 28.238), "坪塘街道": (112.925, 28.042),
    "含浦街道": (112.872, 28.078), "天顶街道": (112.868, 28.206), "洋湖街道": (112.932, 28.112),
    "学士街道": (112.884, 28.132), "东方红街道": (112.833, 28.196), "莲花镇": (112.764, 28.178),
    "雨敞坪镇": (112.785, 28.082),
}  # fmt: skip
"""About where a street's middle is."""
STEP, GRID = 200.0, 1e-3
"""Metres between the points of an outline, and the grid that corners lie on."""
MARGIN, GAP = 60.0, 40.0
"""Metres between a parcel and the edge of its street, and between two parcels."""
_TRIES = 4000


def streets() -> dict[str, Polygon]:
    """Outlines of the streets: together the district, nowhere on each other."""
    middles = {name: _flat(Point(place)) for name, place in MIDDLES.items()}
    district = _flat(Polygon(OUTLINE))
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(list(middles.values())), extend_to=district))
    # Every edge is moved once, as one line, so the two streets along it keep the very same points.
    edges = shapely.union_all([cell.intersection(district).boundary for cell in cells], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(_winding(edges))))
    return {name: next(face for face in faces if face.contains(_winding(place))) for name, place in middles.items()}


def parcels(street: Polygon, areas: Sequence[float], chance: Chance) -> list[Polygon]:
    """Pieces of land of given areas (m²) inside a street, apart from each other, in the order asked."""
    inside = street.buffer(-MARGIN)
    placed: dict[int, Polygon] = {}
    for index in sorted(range(len(areas)), key=lambda index: -areas[index]):
        free = inside.difference(shapely.union_all([other.buffer(GAP) for other in placed.values()]))
        placed[index] = _placed(free, areas[index], chance)
    return [placed[index] for index in range(len(areas))]


def degrees(geometry: shapely.Geometry) -> shapely.Geometry:
    """From the plane to longitude and latitude."""
    return land.projected(geometry, land.plane_code(ZONE), land.GEOGRAPHIC)


def _flat(geometry: shapely.Geometry) -> shapely.Geometry:
    return land.projected(geometry, land.GEOGRAPHIC, land.plane_code(ZONE))


def _winding(geometry: shapely.Geometry) -> shapely.Geometry:
    """Straight lines made to look grown: every point of the plane moves by its own place; what touches still does."""

    def moved(points: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
        return [
            (
                x + 170 * sin(y / 780 + 1) + 70 * sin(y / 260 + x / 410),
                y + 170 * sin(x / 830 + 2) + 70 * sin(x / 290 - y / 430),
            )
            for x, y in points
        ]

    return shapely.transform(shapely.segmentize(geometry, STEP), moved)


def _placed(free: shapely.Geometry, area: float, chance: Chance) -> Polygon:
    """A piece of land somewhere free; the tries grow rounder, since a round piece fits where a long one does not."""
    west, south, east, north = free.bounds
    for attempt in range(_TRIES):
        piece = _piece(area, 1 + 1.2 * (1 - attempt / _TRIES) * chance.random(), chance)
        piece = affinity.translate(piece, chance.uniform(west, east), chance.uniform(south, north))
        if free.contains(piece):
            return piece
    raise ValueError(f"{area:.0f} m² do not fit")


def _piece(area: float, stretch: float, chance: Chance) -> Polygon:
    """An irregular piece of land around the origin, of exactly this area."""
    corners = list(_corners(chance))
    drawn = affinity.rotate(affinity.scale(Polygon(corners), stretch, 1, origin=(0, 0)), chance.uniform(0, 180), (0, 0))
    size = (area / drawn.area) ** 0.5
    return affinity.scale(drawn, size, size, origin=(0, 0))


def _corners(chance: Chance) -> Iterator[tuple[float, float]]:
    count = chance.randrange(6, 10)
    for index in range(count):
        angle = 2 * pi * (index + chance.uniform(-0.3, 0.3)) / count
        radius = chance.uniform(0.8, 1.15)
        yield radius * cos(angle), radius * sin(angle)
