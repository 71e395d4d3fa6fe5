"""坐标系 Which coordinate system a file's coordinates are in (FACTS 6.2).

Projected coordinates of China carry their Gauss-Krüger zone in front of the easting: 38 394 973 m lies in 3-degree
zone 38, 19 685 000 m in 6-degree zone 19. The two sets of numbers do not meet, so the number alone tells the system.
"""

from dataclasses import dataclass

from pyproj import CRS
from pyproj.exceptions import CRSError

from anzhi.values import land
from anzhi.values.refusal import Refused

LONGITUDES, LATITUDES = (73.0, 136.0), (3.0, 54.0)
"""Where China is."""
NORTHINGS, EASTINGS = (300_000.0, 6_100_000.0), (100_000.0, 900_000.0)
"""What a northing, and an easting without its zone, can be there."""
MILLION = 1_000_000
_SIX_DEGREES = range(13, 24)
_THREE_DEGREES = range(land.FIRST_ZONE, land.LAST_ZONE + 1)
_SEMI_MAJOR_AXIS = 6_378_137
"""Of the ellipsoids of CGCS2000 and WGS 84; those of Xi'an 1980 and Beijing 1954 are other ones."""


@dataclass(frozen=True)
class Zone:
    """A Gauss-Krüger zone: its width in degrees and its number."""

    width: int
    number: int

    @property
    def code(self) -> int:
        """EPSG code of the zone in CGCS2000, eastings with the zone's number."""
        return land.zone_code(self.number) if self.width == 3 else 4478 + self.number

    @property
    def plane_code(self) -> int:
        """EPSG code of the zone in CGCS2000, eastings without it."""
        return land.plane_code(self.number) if self.width == 3 else 4489 + self.number


def zone_of(easting: float) -> Zone | None:
    """The zone that stands in front of an easting; None when there is none."""
    number = int(easting // MILLION)
    if not EASTINGS[0] <= easting % MILLION <= EASTINGS[1]:
        return None
    if number in _SIX_DEGREES:
        return Zone(6, number)
    return Zone(3, number) if number in _THREE_DEGREES else None


def stated_zone(width: str, number: str) -> Zone | None:
    """The zone that a file states; None when it states none.

    Raises:
        Refused: there is no such zone in China.
    """
    if not number:
        return None
    known = {"3": _THREE_DEGREES, "6": _SIX_DEGREES}.get(width or "3", range(0))
    if not (number.isascii() and number.isdigit() and int(number) in known):
        raise Refused("没有“{width}度分带”的第“{number}”带", width=width or "3", number=number)
    return Zone(int(width or "3"), int(number))


def guessed(bounds: tuple[float, float, float, float]) -> int:
    """EPSG code of coordinates without a stated system: degrees, or eastings with their zone.

    Raises:
        Refused: the coordinates do not tell.
    """
    west, south, east, north = bounds
    if LONGITUDES[0] <= west <= east <= LONGITUDES[1] and LATITUDES[0] <= south <= north <= LATITUDES[1]:
        return land.GEOGRAPHIC
    zone = zone_of(west)
    if zone is None or zone != zone_of(east) or not NORTHINGS[0] <= south <= north <= NORTHINGS[1]:
        raise Refused("无法判断坐标系：文件没有写明，坐标既不是经纬度，也不是带带号的高斯坐标")
    return zone.code


def checked(system: str) -> CRS:
    """A coordinate system as a file names it.

    Raises:
        Refused: pyproj does not know it, or it is not of CGCS2000 (or WGS 84, within centimetres the same).
    """
    try:
        crs = CRS.from_user_input(system)
        geodetic = crs.geodetic_crs
        axis = geodetic.ellipsoid.semi_major_metre if geodetic and geodetic.ellipsoid else 0
    except CRSError:
        raise Refused("不认识坐标系“{system}”", system=system[:80]) from None
    if axis != _SEMI_MAJOR_AXIS:
        raise Refused("坐标系“{system}”不是 2000 国家大地坐标系，请先转换", system=crs.name)
    return crs
