"""Boundary-point texts: read back as written, measured as drawn, and refused with a sentence."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon

from anzhi.ingest import survey, survey_text
from anzhi.ingest.survey_draft import Piece, Unreadable
from anzhi.values import land

Point = tuple[str, str]
EAST, NORTH = 38_394_973_718, 3_124_394_559
"""The point of FACTS 6.2 in millimetres: 112.93 E, 28.23 N."""
SQUARE = [(0, 0), (100_000, 0), (100_000, 60_000), (0, 60_000)]
"""Nine mu, in millimetres."""
ATTRIBUTES = {
    "坐标系": "2000国家大地坐标系", "几度分带": "3", "投影类型": "高斯克吕格", "计量单位": "米", "带号": "38",
    "转换参数": "0,0,0,0,0,0,0",
}  # fmt: skip


def metres(millimetres: int) -> str:
    return f"{millimetres // 1000}.{millimetres % 1000:03d}"


def ring(corners: Sequence[tuple[int, int]], number: int = 1, first: int = 1) -> list[str]:
    """Point lines of a ring around the published point, closed."""
    names = [*range(first, first + len(corners)), first]
    return [
        f"J{name},{number},{metres(NORTH + north)},{metres(EAST + east)}"
        for name, (east, north) in zip(names, [*corners, corners[0]], strict=True)
    ]


def text(*parcels: tuple[str, list[str]], **attributes: str) -> bytes:
    """A file of parcels: line and points."""
    lines = ["[属性描述]", *(f"{k}={v}" for k, v in (ATTRIBUTES | attributes).items()), "[地块坐标]"]
    for line, points in parcels:
        lines += [line, *points]
    return "\n".join(lines).encode()


def parcel(points: list[str], *, hectares: str = "0.6", number: str = "1", name: str = "甲地块", count: int = 0):
    return f"{count or len(points)},{hectares},{number},{name},面,I-50,公共设施,,@", points


def problems(content: bytes, name: str = "a.txt") -> list[str]:
    with pytest.raises(Unreadable) as caught:
        survey.read(name, content)
    return [str(problem) for problem in caught.value.problems]


def to_the_millimetre(drawn: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(drawn, lambda points: points.round(3)).normalize()


def shoelace(corners: Sequence[tuple[int, int]]) -> Fraction:
    """Area in 0.0001 mu of corners in millimetres, without any library."""
    turned = zip(corners, [*corners[1:], corners[0]], strict=True)
    doubled = abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in turned))
    return Fraction(doubled, 2_000_000) * 15


@st.composite
def stars(draw: st.DrawFn, least: int = 20_000, most: int = 400_000) -> list[tuple[int, int]]:
    """Corners around the origin, each further round than the one before: never crossing."""
    turns = [(1, 0), (2, 1), (1, 1), (0, 1), (-1, 2), (-1, 0), (-2, -1), (0, -1), (1, -2), (2, -1)]
    kept = draw(st.lists(st.booleans(), min_size=10, max_size=10))
    chosen = [turn for turn, keep in zip(turns, kept, strict=True) if keep or turn in ((1, 0), (-1, 2), (0, -1))]
    return [(x * (size := draw(st.integers(least, most))), y * size) for x, y in chosen]


@pytest.mark.parametrize(
    "prefix", ["38", ""], ids=["zone in the easting (EPSG:4526)", "zone in the header (EPSG:4547)"]
)
def test_the_published_point_is_read_at_its_longitude_and_latitude(prefix):
    points = [line.replace(",38", f",{prefix}") for line in ring(SQUARE)]
    [piece] = survey.read("a.txt", text(parcel(points))).pieces
    assert piece.geometry.exterior.coords[0] == pytest.approx((112.93, 28.23), abs=1e-8)


@given(stars())
def test_an_area_is_the_one_that_pencil_and_paper_give(corners):
    [piece] = survey.read("a.txt", text(parcel(ring(corners)))).pieces
    assert abs(piece.area - shoelace(corners)) <= 1


@given(stars(least=100_000), stars(least=1_000, most=5_000))
def test_a_second_ring_inside_is_a_hole(outer, inner):
    points = ring(outer) + ring(inner, 2, first=len(outer) + 1)
    [piece] = survey.read("a.txt", text(parcel(points))).pieces
    assert abs(piece.area - (shoelace(outer) - shoelace(inner))) <= 1


@given(stars(), stars())
def test_a_second_ring_outside_is_a_further_part(one, other):
    moved = [(x + 5_000_000, y) for x, y in other]
    [piece] = survey.read("a.txt", text(parcel(ring(one) + ring(moved, 2, first=len(one) + 1)))).pieces
    assert abs(piece.area - (shoelace(one) + shoelace(other))) <= 1


@settings(deadline=None)
@given(st.lists(st.tuples(stars(least=100_000), st.one_of(st.none(), stars(least=1_000, most=5_000))), min_size=1))
def test_what_is_written_is_read_back_to_the_millimetre(drawn):
    planes = []
    for index, (outer, hole) in enumerate(drawn):
        rings = [
            [(394_973.718 + x / 1000 + 3000 * index, 3_124_394.559 + y / 1000) for x, y in r or ()]
            for r in (outer, hole)
        ]
        part = Polygon(rings[0], [rings[1]] if hole else [])
        planes.append(MultiPolygon([part, translate(part, 0, 2500)]) if index % 2 else part)
    pieces = [
        Piece(str(i), f"地块{i}", land.projected(plane, land.plane_code(38), land.GEOGRAPHIC), None)
        for i, plane in enumerate(planes)
    ]

    found = survey.read("a.txt", survey_text.write(pieces, 38).encode("gbk")).pieces

    back = [land.projected(piece.geometry, land.GEOGRAPHIC, land.plane_code(38)) for piece in found]
    assert [piece.name for piece in found] == [piece.name for piece in pieces]
    assert all(to_the_millimetre(b) == to_the_millimetre(p) for b, p in zip(back, planes, strict=True))
    assert all(abs(piece.deviation) <= 15 for piece in found), "the stated area is the drawn one, to 0.0001 hectares"


def test_a_ring_that_is_written_ends_with_the_name_it_began_with():
    hole = [(20_000, 20_000), (60_000, 20_000), (60_000, 50_000)]
    read = survey.read("a.txt", text(parcel(ring(SQUARE) + ring(hole, 2, first=5)))).pieces
    lines = [line.split(",")[:2] for line in survey_text.write(read, 38).splitlines() if line.startswith("J")]
    assert "".join(name + ring for name, ring in lines) == "J11J21J31J41J11" + "J52J62J72J52"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_file_of_any_usual_encoding_keeps_its_names(encoding):
    content = text(parcel(ring(SQUARE), name="双桥乡地块1")).decode().encode(encoding)
    assert survey.read("A.TXT", content).pieces[0].name == "双桥乡地块1"


def test_full_width_commas_are_commas():
    content = text(parcel([line.replace(",", "，") for line in ring(SQUARE)]))
    assert survey.read("a.txt", content).pieces[0].area == 90_000


def test_hectares_become_mu():
    [piece] = survey.read("a.txt", text(parcel(ring(SQUARE), hectares="0.018"))).pieces
    assert piece.stated_area == 2_700


@pytest.mark.parametrize("count", [4, 5])
def test_the_closing_point_may_be_counted_or_not(count):
    assert survey.read("a.txt", text(parcel(ring(SQUARE), count=count))).notes == ()


def test_a_ring_left_open_is_closed_and_said_so():
    found = survey.read("a.txt", text(parcel(ring(SQUARE)[:-1])))
    assert (found.pieces[0].area, "已按闭合处理" in str(found.notes[0])) == (90_000, True)


BOWTIE = [(0, 0), (100_000, 0), (0, 60_000), (100_000, 60_000)]
SWAPPED = [",".join((*line.split(",")[:2], line.split(",")[3], line.split(",")[2])) for line in ring(SQUARE)]
HALFWAY = [(x + 50_000, y) for x, y in SQUARE]
REFUSED = {
    "X、Y 颠倒": text(parcel([*ring(SQUARE)[:-1], SWAPPED[-1]])),
    "第 1 圈自相交，在": text(parcel(ring(BOWTIE))),
    "第 1 圈没有闭合：末点 J1": text(parcel([*ring(SQUARE)[:-1], ring(HALFWAY)[0]])),
    "第 1 圈不足三个界址点": text(parcel(ring(SQUARE[:2]))),
    "第 1 圈与第 2 圈相交": text(parcel(ring(SQUARE) + ring(HALFWAY, 2, first=5))),
    "写明 9 个界址点，文件里有 5 个": text(parcel(ring(SQUARE), count=9)),
    "没有界址点": text(parcel([])),
    "“x”不是数字": text(parcel([*ring(SQUARE), "J9,1,x,38394973.718"])),
    "应有点号、圈号、X、Y 四项": text(parcel([*ring(SQUARE), "J9,1"])),
    "不是高斯坐标": text(parcel([*ring(SQUARE), "J9,1,3124394.559,98394973.718"])),
    "不在同一带": text(parcel([*ring(SQUARE), ring(SQUARE)[1].replace(",38395", ",39395")])),
    "坐标却在 3 度分带第 38 带": text(parcel(ring(SQUARE)), 带号="37"),
    "没有“3度分带”的第“12”带": text(parcel(ring(SQUARE)), 带号="12"),
    "无法判断带号": text(parcel([line.replace(",38", ",") for line in ring(SQUARE)]), 带号=""),
    "坐标系是“80国家大地坐标系”": text(parcel(ring(SQUARE)), 坐标系="80国家大地坐标系"),
    "坐标系是“空”": text(parcel(ring(SQUARE)), 坐标系=""),
    "计量单位是“公里”": text(parcel(ring(SQUARE)), 计量单位="公里"),
    "转换参数不为 0": text(parcel(ring(SQUARE)), 转换参数="0,0,12.5,0,0,0,0"),
    "面积“六亩”不是公顷数": text(parcel(ring(SQUARE), hectares="六亩")),
    "面积“1e99999999”不是公顷数": text(parcel(ring(SQUARE), hectares="1e99999999")),
    "地块编号“1”出现 2 次": text(parcel(ring(SQUARE)), parcel(ring([(x, y + 90_000) for x, y in SQUARE]))),
    "“甲地块”与“乙地块”重叠 3000.00": text(parcel(ring(SQUARE)), parcel(ring(HALFWAY), number="2", name="乙地块")),
    "没有以 @ 结尾的地块行": text(("", ring(SQUARE))).replace(b"\n\n", b"\n"),
    "没有“[地块坐标]”一节": b"[\xe5\xb1\x9e]\n",
    "既不是 UTF-8 也不是 GBK": b"\xff\xff\xff",
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_bad_file_is_refused_with_a_sentence_that_names_the_fault(sentence):
    [problem] = problems(REFUSED[sentence])
    assert sentence in problem


def test_a_problem_names_its_line():
    content = text(parcel([*ring(SQUARE), "J9,1,x,38394973.718"]))
    line = content.decode().splitlines().index("J9,1,x,38394973.718") + 1
    assert problems(content)[0].startswith(f"第 {line} 行")


def test_every_problem_is_said_not_only_the_first():
    bad = parcel(ring(BOWTIE)), parcel(ring(SQUARE)[:-1], number="2", count=9), parcel([], number="3")
    assert len(problems(text(*bad))) == 3


def test_one_bad_parcel_keeps_the_good_one_out():
    assert len(problems(text(parcel(ring(SQUARE)), parcel(ring(BOWTIE), number="2")))) == 1


def test_neighbours_may_share_an_edge():
    east = [(x + 100_000, y) for x, y in SQUARE]
    assert len(survey.read("a.txt", text(parcel(ring(SQUARE)), parcel(ring(east), number="2"))).pieces) == 2


def test_a_parcel_may_lie_in_the_hole_of_another():
    hole = [(20_000, 20_000), (60_000, 20_000), (60_000, 50_000), (20_000, 50_000)]
    outer = parcel(ring(SQUARE) + ring(hole, 2, first=5))
    assert len(survey.read("a.txt", text(outer, parcel(ring(hole), number="2"))).pieces) == 2


def test_a_file_of_another_kind_is_refused():
    assert "请上传 .txt、.zip、.geojson、.json" in problems(b"", "a.dwg")[0]


LINES = text(parcel(ring(SQUARE))).decode().splitlines()


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(",@=J[]0123456789.x、\n", max_size=40)), max_size=30))
def test_no_text_breaks_the_reader(lines):
    try:
        survey.read("a.txt", "\n".join(lines).encode())
    except Unreadable as unreadable:
        assert all(str(problem) for problem in unreadable.problems)
        assert unreadable.problems
