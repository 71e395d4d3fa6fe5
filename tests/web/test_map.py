"""The map: what is drawn, for whom, and how surveys come in and go out."""

import json
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from shapely.geometry import shape

from anzhi.demo import geography
from anzhi.metrics import engine
from anzhi.office.models import Street
from anzhi.registry.actions.parcels import STATED_TOLERANCE
from anzhi.registry.models import Boundary, Parcel, Project
from anzhi.values import land
from anzhi.values.period import Year
from anzhi.web.map.streets import MEASURES

pytestmark = pytest.mark.django_db
YEAR = Year.whole(2021)


def features(client, name: str, query: str = "") -> list[dict]:
    response = client.get(f"/map/{name}.geojson?{query}")
    assert response["Content-Type"] == "application/geo+json"
    return json.loads(response.content)["features"]


def titles(found: list[dict]) -> set[str]:
    return {feature["properties"]["title"] for feature in found}


def upload(client, content: bytes, *, name: str = "a.txt", project: Project, reason: str = ""):
    data = {"project": project.pk, "file": SimpleUploadedFile(name, content), "reason": reason}
    return client.post("/map/import/", data)


def errors(response) -> str:
    return str(response.context["form"].errors)


def exported(client, project: Project) -> bytes:
    return client.get(f"/projects/{project.pk}/parcels.txt").content


@pytest.fixture
def project(demo: None, db: None) -> Project:
    return Project.objects.get(name="洋湖智慧园")


def test_the_district_sees_every_street_and_every_project(sign_in):
    client = sign_in("clearance")
    assert titles(features(client, "streets")) == set(geography.MIDDLES)
    assert titles(features(client, "parcels")) == set(Project.objects.values_list("name", flat=True))


def test_a_street_officer_sees_the_own_street_only(sign_in):
    client = sign_in("street")
    assert titles(features(client, "streets")) == {"洋湖街道"}
    own = Project.objects.filter(street__name="洋湖街道").values_list("name", flat=True)
    assert titles(features(client, "parcels")) == set(own)


def test_a_command_office_sees_the_own_projects_and_no_street(sign_in):
    client = sign_in("command_office")
    assert features(client, "streets") == []
    own = Project.objects.filter(command_office__name="洋湖片区指挥部").values_list("name", flat=True)
    assert titles(features(client, "parcels")) == set(own)


def test_who_may_not_see_approvals_is_not_told_who_waits(sign_in):
    [street, *_] = features(sign_in("partner_bureau"), "streets")
    assert ("overdue" in street["properties"], "signed" in street["properties"]) == (False, True)


@pytest.mark.parametrize("address", ["/map/", "/map/streets.geojson", "/map/parcels.geojson"])
def test_a_stranger_and_the_administrator_see_no_map(sign_in, client, address):
    assert client.get(address).status_code == 302
    assert sign_in("administrator").get(address).status_code == 403


@pytest.mark.parametrize("page", ["parcels/", "parcels.txt"])
def test_parcels_of_another_street_are_not_there(sign_in, page):
    other = Project.objects.exclude(street__name="洋湖街道").first()
    assert sign_in("street").get(f"/projects/{other.pk}/{page}").status_code == 404


@pytest.mark.parametrize("role", ["director", "street", "reviewer"])
@pytest.mark.parametrize("address", ["/map/import/", "/map/outlines/"])
def test_only_who_keeps_the_registry_imports(sign_in, role, address):
    assert sign_in(role).get(address).status_code == 403


def test_overdue_persons_by_street_add_up_to_the_figure(sign_in):
    told = [f["properties"]["facts"][0][1] for f in features(sign_in("director"), "streets")]
    total = sum(float(text.removesuffix("人")) for text in told)
    assert total * 10 == engine.compute(YEAR, ["overdue_persons"])["overdue_persons"].value


def test_the_darkest_streets_are_those_that_the_report_names(sign_in):
    dark = [f for f in features(sign_in("director"), "streets") if f["properties"]["overdue"] == 4]
    assert len(dark) == engine.compute(YEAR, ["badly_overdue_streets"])["badly_overdue_streets"].value > 0


@pytest.mark.parametrize(
    ("tenths", "level"), [(0, 0), (5, 1), (995, 1), (1000, 2), (4995, 2), (5000, 3), (10_000, 3), (10_005, 4)]
)
def test_a_street_has_the_level_that_the_legend_says(tenths, level):
    assert MEASURES[0].level(Fraction(tenths)) == level


def test_every_measure_has_a_legend_for_each_level():
    assert {m.key: len(m.legend) - len(m.steps) for m in MEASURES} == {m.key: 1 for m in MEASURES}


def test_a_parcel_has_the_state_of_its_project_in_the_year(sign_in, project):
    client = sign_in("clearance")
    [before] = features(client, "parcels", f"q={project.name}")
    Project.objects.filter(pk=project.pk).update(cleared_on="2021-12-31")
    [after] = features(client, "parcels", f"q={project.name}")
    assert (before["properties"]["state"], after["properties"]["state"]) == ("signing", "cleared")


def test_the_map_draws_what_the_list_is_narrowed_to(sign_in):
    client = sign_in("clearance")
    street = Street.objects.get(name="学士街道")
    query = f"street={street.pk}&state=cleared"
    assert len(features(client, "parcels", query)) == client.get(f"/map/?{query}").context["page"].count > 0


def test_a_name_stands_on_what_it_names(sign_in):
    for feature in features(sign_in("clearance"), "parcels"):
        west, south, east, north = shape(feature["geometry"]).bounds
        x, y = feature["properties"]["label"]
        assert west < x < east and south < y < north


def test_the_page_says_everything_without_a_script(sign_in):
    page = sign_in("director").get("/map/").content.decode()
    assert all(name in page for name in geography.MIDDLES)
    assert "洋湖湿地二期" in page


def test_a_tile_server_is_asked_only_where_one_is_set(sign_in, settings):
    client = sign_in("clearance")
    without = client.get("/map/").content.decode()
    settings.TILES = "http://127.0.0.1:9999/{z}/{x}/{y}.png"
    assert ('data-tiles=""' in without, settings.TILES in client.get("/map/").content.decode()) == (True, True)


def test_what_is_taken_out_can_be_brought_in_again(sign_in, project):
    client = sign_in("clearance")
    before = Parcel.objects.get(project=project)
    response = upload(client, exported(client, project), project=project)
    assert response.url == f"/projects/{project.pk}/parcels/"
    again = Parcel.objects.get(project=project, replaced_on__isnull=True)
    assert (again.pk != before.pk, again.name) == (True, before.name)
    assert again.area == pytest.approx(before.area, abs=STATED_TOLERANCE), "coordinates go out to the millimetre"


def test_a_bad_file_changes_nothing_and_says_why(sign_in, project):
    client = sign_in("clearance")
    content = exported(client, project).replace("2000国家".encode("gbk"), "80国家".encode("gbk"))
    assert "坐标系是“80国家大地坐标系”" in errors(upload(client, content, project=project))
    assert Parcel.objects.filter(project=project).count() == 1


def test_a_file_full_of_faults_is_answered_with_the_first_ones(sign_in, project):
    client = sign_in("clearance")
    head, _, _ = exported(client, project).partition(b"J1,")
    response = upload(client, head + b"J1,1,x,y\n" * 5000, project=project)
    [*shown, last] = response.context["form"].errors["file"]
    assert (len(shown), last) == (20, "另有 4980 处问题。")


def test_an_area_that_does_not_fit_needs_a_reason(sign_in, project):
    client = sign_in("clearance")
    content = exported(client, project)
    other = Project.objects.exclude(area=project.area).filter(street=project.street).first()
    refused = upload(client, content, project=other)
    assert f"征地面积 {other.area // 10_000}亩" in errors(refused)
    assert str(refused.context["form"]["project"].value()) == str(other.pk), "nothing typed is lost"
    assert upload(client, content, project=other, reason="分期勘测").status_code == 302


def test_outlines_of_streets_come_in_by_name(sign_in):
    client = sign_in("clearance")
    drawn = Boundary.objects.get(street__name="洋湖街道")
    wider = land.geojson(shape(drawn.geometry).buffer(0.001))
    root = {"type": "Feature", "geometry": wider, "properties": {"name": "洋湖街道"}}
    client.post("/map/outlines/", {"file": SimpleUploadedFile("b.geojson", json.dumps(root).encode())})
    drawn.refresh_from_db()
    assert shape(drawn.geometry).area == pytest.approx(shape(wider).area)


def test_an_outline_of_an_unknown_street_is_refused(sign_in):
    root = {"type": "Feature", "geometry": Boundary.objects.first().geometry, "properties": {"name": "无名街道"}}
    response = sign_in("clearance").post(
        "/map/outlines/", {"file": SimpleUploadedFile("b.geojson", json.dumps(root).encode())}
    )
    assert "没有名为“无名街道”的街道" in errors(response)
