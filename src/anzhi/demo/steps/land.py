"""街道边界与项目地块 Where streets and projects lie: invented, and every project's land exactly as large as stated."""

from collections.abc import Iterator

from shapely.geometry import Polygon

from anzhi.demo import geography
from anzhi.demo.chance import SEED, Chance
from anzhi.demo.world import World
from anzhi.registry.actions import parcels
from anzhi.registry.models import Parcel, Project
from anzhi.values import land

SOURCE = "虚构（演示数据）"


def build(world: World) -> None:
    """Draw the streets and survey the projects."""
    by, chance = world.clerks["拆迁部"], Chance(SEED)
    outlines = geography.streets()
    drawn = {world.streets[name]: land.geojson(geography.degrees(outline)) for name, outline in outlines.items()}
    parcels.draw(drawn, source=SOURCE, by=by)
    for street, outline in outlines.items():
        projects = [p for group in world.projects.values() for p in group if p.street == world.streets[street]]
        for project, piece in zip(projects, _pieces(outline, projects, chance), strict=True):
            parcel = Parcel(
                number="1",
                name=f"{project.name}地块",
                geometry=land.geojson(geography.degrees(piece)),
                stated_area=project.area,
                source_file=SOURCE,
            )
            parcels.survey(project, [parcel], on=project.prepared_on, by=by)


def _pieces(outline: Polygon, projects: list[Project], chance: Chance) -> Iterator[Polygon]:
    areas = [float(land.square_metres(project.area)) for project in projects]
    yield from geography.parcels(outline, areas, chance)
