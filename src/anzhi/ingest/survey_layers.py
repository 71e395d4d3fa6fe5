"""矢量图层 Parcels from a zipped shapefile or from GeoJSON."""

import json
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from anzhi.ingest.survey_draft import Draft, Drawing, Unreadable, hectares
from anzhi.ingest.survey_systems import LATITUDES, LONGITUDES, checked, guessed
from anzhi.values import land
from anzhi.values.refusal import Refused

UNPACKED = 200 * 2**20
"""Bytes that the files of an archive may have in all."""
NUMBERS = ("地块编号", "DKBH", "number")
NAMES = ("地块名称", "DKMC", "name")
AREAS = ("地块面积", "DKMJ", "hectares")
"""Names of attributes that hold a parcel's number, name and area in hectares."""
_FILES = (".shp", ".shx", ".dbf")


def read_shapefile(content: bytes) -> Drawing:
    """Read the one shapefile in a zip archive.

    Raises:
        Unreadable: the archive does not hold exactly one whole shapefile, or its coordinate system is not known.
    """
    with tempfile.TemporaryDirectory() as folder:
        encoding = _unpack(content, Path(folder))
        try:
            with warnings.catch_warnings(action="ignore"):  # what GDAL mends silently is checked afterwards
                meta, _, shapes, columns = pyogrio.raw.read(
                    Path(folder) / "survey.shp", force_2d=True, encoding=encoding
                )
        except (DataSourceError, DataLayerError, UnicodeDecodeError, ValueError) as error:
            raise Unreadable([Refused("shapefile 无法读取（{error}）", error=error)]) from None
    names = [str(name) for name in meta["fields"]]
    rows = zip(*columns, strict=True) if columns else ([] for _ in shapes)
    features = [
        (shapely.from_wkb(shape, on_invalid="ignore"), dict(zip(names, row, strict=True)))
        for shape, row in zip(shapes, rows, strict=True)
    ]
    return _drawing(features, meta["crs"], [])


def read_geojson(content: bytes) -> Drawing:
    """Read GeoJSON: degrees, unless it names another system or its coordinates carry a zone.

    Raises:
        Unreadable: it is no GeoJSON, or its coordinate system is not known.
    """
    try:
        root = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unreadable([Refused("不是 GeoJSON 文件（{error}）", error=error)]) from None
    problems: list[Refused] = []
    features = []
    for order, (geometry, properties) in enumerate(_features(root), start=1):
        try:
            features.append((shapely.from_geojson(json.dumps(geometry)), properties))
        except shapely.GEOSException as error:
            problems.append(
                Refused("第 {order} 个图形的边界没有闭合：末点应与起点相同", order=order)
                if "closed" in str(error)
                else Refused("第 {order} 个图形无法读取（{error}）", order=order, error=error)
            )
    return _drawing(features, _named_system(root), problems)


def _unpack(content: bytes, folder: Path) -> str | None:
    """Write the shapefile's files under one plain name; the encoding of its texts, None if it says so itself."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = {PurePosixPath(info.filename): info for info in archive.infolist() if not info.is_dir()}
        shapes = [path for path in members if path.suffix.lower() == ".shp" and "__MACOSX" not in path.parts]
        if len(shapes) != 1:
            raise Unreadable([Refused("压缩包里应正好有一个 .shp 文件，现有 {count} 个", count=len(shapes))])
        parts = {
            path.suffix.lower(): info
            for path, info in members.items()
            if path.with_suffix("") == shapes[0].with_suffix("")
        }
        if lacking := [suffix for suffix in _FILES if suffix not in parts]:
            raise Unreadable([Refused("压缩包里缺少 {files} 文件", files="、".join(lacking))])
        if sum(info.file_size for info in parts.values()) > UNPACKED:
            raise Unreadable([Refused("压缩包展开后超过 {limit} MB", limit=UNPACKED // 2**20)])
        for suffix in (*_FILES, ".prj", ".cpg"):
            if suffix in parts:
                (folder / f"survey{suffix}").write_bytes(archive.read(parts[suffix]))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise Unreadable([Refused("压缩包无法打开（{error}）", error=error)]) from None
    return None if ".cpg" in parts else "gb18030"


def _features(root: Any) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    """Geometry and properties of every feature."""
    for feature in root["features"] if _is_collection(root) else [root]:
        kind = feature.get("type") if isinstance(feature, dict) else None
        if kind == "Feature":
            properties = feature.get("properties")
            yield feature.get("geometry"), properties if isinstance(properties, dict) else {}
        elif kind in ("Polygon", "MultiPolygon"):
            yield feature, {}
        else:
            raise Unreadable([Refused("GeoJSON 里应是 FeatureCollection、Feature、Polygon 或 MultiPolygon")])


def _is_collection(root: Any) -> bool:
    return isinstance(root, dict) and root.get("type") == "FeatureCollection" and isinstance(root.get("features"), list)


def _named_system(root: Mapping[str, Any]) -> str | None:
    """The system in the ``crs`` member that older programs write."""
    member = root.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return str(name) if name else None


def _drawing(
    features: Sequence[tuple[shapely.Geometry | None, Mapping[str, Any]]], named: str | None, problems: list[Refused]
) -> Drawing:
    drafts = []
    for order, (geometry, properties) in enumerate(features, start=1):
        try:
            drafts.append(_draft(order, geometry, properties))
        except Refused as refusal:
            problems.append(refusal)
    if not drafts:
        raise Unreadable(problems or [Refused("文件里没有地块")])
    try:
        system = _system(named, drafts)
    except Refused as refusal:
        raise Unreadable([*problems, refusal]) from None
    return Drawing(tuple(drafts), system, tuple(problems))


def _system(named: str | None, drafts: Sequence[Draft]) -> object:
    bounds = tuple(float(edge) for edge in shapely.total_bounds([draft.geometry for draft in drafts]))
    if named is None:
        return guessed(bounds)  # type: ignore[arg-type]
    system = checked(named)
    west, south, east, north = bounds
    is_degrees = LONGITUDES[0] <= west <= east <= LONGITUDES[1] and LATITUDES[0] <= south <= north <= LATITUDES[1]
    if system.is_geographic and not is_degrees:
        raise Refused("文件写明坐标系是“{system}”，坐标却不是中国境内的经纬度", system=system.name)
    return land.GEOGRAPHIC if system.is_geographic else system


def _draft(order: int, geometry: shapely.Geometry | None, properties: Mapping[str, Any]) -> Draft:
    number = _text(properties, NUMBERS) or str(order)
    name = _text(properties, NAMES)
    if geometry is None or geometry.is_empty:
        raise Refused("地块“{parcel}”没有图形", parcel=name or number)
    if geometry.geom_type not in ("Polygon", "MultiPolygon"):
        raise Refused("地块“{parcel}”不是面，是 {kind}", parcel=name or number, kind=geometry.geom_type)
    return Draft(number, name, shapely.force_2d(geometry), hectares(name or number, _text(properties, AREAS)))


def _text(properties: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first attribute that is filled; a missing number comes as not-a-number."""
    values = {str(key).lower(): str(value).strip() for key, value in properties.items() if value is not None}
    return next((text for name in names if (text := values.get(name.lower(), "nan")) not in ("", "nan")), "")
