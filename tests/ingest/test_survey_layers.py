"""Shapefiles, written here by GDAL itself, and GeoJSON."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon, box, mapping

from anzhi.ingest import survey
from anzhi.ingest.survey_draft import Unreadable
from anzhi.values import land

PLANE = box(394_973.718, 3_124_394.559, 394_973.718 + 200, 3_124_394.559 + 100)
"""Thirty mu at the point of FACTS 6.2."""
DEGREES = land.projected(PLANE, 4547, 4490)
BOWTIE = Polygon([(112.93, 28.23), (112.931, 28.23), (112.93, 28.231), (112.931, 28.231)])

PLANE_BOWTIE = Polygon([(395_000, 3_124_000), (395_100, 3_124_000), (395_000, 3_124_100), (395_100, 3_124_100)])


@pytest.fixture
def shapefile(tmp_path: Path):
    """``shapefile(polygon, crs)`` gives a zipped shapefile with a GBK name; ``without`` leaves files of it out."""

    def build(drawn, crs: str | None, *, without: tuple[str, ...] = (), hectares: float = 2.0) -> bytes:
        columns = [np.array(["01"], dtype=object), np.array(["甲地块"], dtype=object), np.array([hectares])]
        pyogrio.raw.write(
            tmp_path / "甲.shp",
            np.array([drawn.wkb], dtype=object),
            columns,
            ["DKBH", "DKMC", "DKMJ"],
            geometry_type=drawn.geom_type,
            crs=crs,
            encoding="GBK",
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path in tmp_path.iterdir():
                if path.suffix not in without:
                    archive.write(path, f"成果/{path.name}")
        return packed.getvalue()

    return build


def problem(name: str, content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        survey.read(name, content)
    [refusal] = caught.value.problems
    return str(refusal)


def geojson(*geometries, **properties: object) -> dict:
    features = [{"type": "Feature", "geometry": mapping(g), "properties": properties} for g in geometries]
    return {"type": "FeatureCollection", "features": features}


def encoded(root: object) -> bytes:
    return json.dumps(root).encode()


@pytest.mark.parametrize("crs", ["EPSG:4547", "EPSG:4526", "EPSG:4490", "EPSG:4326", "EPSG:32649"])
def test_a_shapefile_is_read_from_the_system_its_prj_names(shapefile, crs):
    drawn = land.projected(PLANE, 4547, crs)
    [piece] = survey.read("a.zip", shapefile(drawn, crs)).pieces
    assert piece.geometry.normalize().equals_exact(DEGREES.normalize(), 1e-8)


def test_a_shapefile_gives_number_name_and_hectares(shapefile):
    [piece] = survey.read("a.zip", shapefile(PLANE, "EPSG:4547")).pieces
    assert (piece.number, piece.name, piece.stated_area, piece.area) == ("01", "甲地块", 300_000, 300_000)


def test_names_in_a_shapefile_without_an_encoding_are_gbk(shapefile):
    [piece] = survey.read("a.zip", shapefile(PLANE, "EPSG:4547", without=(".cpg",))).pieces
    assert piece.name == "甲地块"


def test_without_a_prj_the_zone_in_the_easting_tells_the_system(shapefile):
    drawn = land.projected(PLANE, 4547, 4526)
    [piece] = survey.read("a.zip", shapefile(drawn, "EPSG:4526", without=(".prj",))).pieces
    assert piece.geometry.normalize().equals_exact(DEGREES.normalize(), 1e-8)


@pytest.mark.parametrize(
    ("drawn", "crs", "without", "sentence"),
    [
        (PLANE, "EPSG:4547", (".prj",), "无法判断坐标系"),
        (PLANE, "EPSG:2383", (), "不是 2000 国家大地坐标系"),
        (land.projected(PLANE, 4547, 4526), "EPSG:4547", (), "坐标与坐标系不符"),
        (PLANE, "EPSG:4490", (), "坐标却不是中国境内的经纬度"),
        (PLANE, "EPSG:4547", (".dbf",), "缺少 .dbf 文件"),
        (PLANE, "EPSG:4547", (".shp",), "应正好有一个 .shp 文件，现有 0 个"),
        (PLANE.exterior, "EPSG:4547", (), "不是面"),
        (BOWTIE, "EPSG:4490", (), "边界有误：边界自相交，在 112.9305 28.2305 处"),
        (PLANE_BOWTIE, "EPSG:4547", (), "边界有误：边界自相交，在 395050 3124050 处"),
    ],
)
def test_a_bad_shapefile_is_refused_with_a_sentence(shapefile, drawn, crs, without, sentence):
    drawn = LineString(drawn) if drawn.geom_type == "LinearRing" else drawn
    assert sentence in problem("a.zip", shapefile(drawn, crs, without=without))


def test_what_is_no_archive_is_refused():
    assert "压缩包无法打开" in problem("a.zip", b"PK")


def test_geojson_is_in_degrees():
    [piece] = survey.read("a.geojson", encoded(geojson(DEGREES, name="甲地块", hectares=2))).pieces
    assert (piece.name, piece.area, piece.stated_area) == ("甲地块", 300_000, 300_000)


@pytest.mark.parametrize("root", [mapping(DEGREES), geojson(DEGREES)["features"][0]], ids=["geometry", "feature"])
def test_a_single_feature_or_geometry_is_a_survey_too(root):
    assert survey.read("a.json", encoded(root)).pieces[0].area == 300_000


def test_geojson_may_name_its_system_as_older_programs_do():
    named = geojson(PLANE) | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}}
    assert survey.read("a.json", encoded(named)).pieces[0].area == 300_000


def test_the_same_land_has_the_same_area_in_every_format(shapefile):
    by_shapefile = survey.read("a.zip", shapefile(PLANE, "EPSG:4547")).pieces[0].area
    assert by_shapefile == survey.read("a.json", encoded(geojson(DEGREES))).pieces[0].area


@pytest.mark.parametrize(
    ("root", "sentence"),
    [
        (geojson(BOWTIE), "地块“1”的边界有误：边界自相交"),
        (geojson(DEGREES, hectares="两公顷"), "面积“两公顷”不是公顷数"),
        (geojson(LineString([(112, 28), (113, 28)])), "不是面"),
        (geojson(Polygon()), "没有图形"),
        (geojson(), "没有地块"),
        (geojson(box(2.0, 48.0, 2.1, 48.1)), "无法判断坐标系"),
        ({"type": "Polygon", "coordinates": [[[112, 28], [113, 28], [113, 29], [112, 29]]]}, "边界没有闭合"),
        ({"type": "Polygon", "coordinates": [[["a", 28], [113, 28], [113, 29], ["a", 28]]]}, "无法读取"),
        ({"type": "Point", "coordinates": [112, 28]}, "应是 FeatureCollection"),
        ([], "应是 FeatureCollection"),
    ],
)
def test_bad_geojson_is_refused_with_a_sentence(root, sentence):
    assert sentence in problem("a.json", encoded(root))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "features", "geometry", "properties", "crs", "name"]), inner
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(JUNK, st.sampled_from(["Polygon", "MultiPolygon", "Feature", "FeatureCollection"]))
def test_no_json_breaks_the_reader(junk, kind):
    content = json.dumps({"type": kind, "coordinates": junk, "features": [junk], "geometry": junk, "properties": junk})
    try:
        survey.read("a.json", content.encode())
    except Unreadable as unreadable:
        assert unreadable.problems


@given(st.binary(max_size=300))
def test_no_bytes_break_the_readers(content):
    for name in ("a.zip", "a.json", "a.txt"):
        with pytest.raises(Unreadable):
            survey.read(name, content)
