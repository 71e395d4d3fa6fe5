"""项目与腾地 Projects of a year by kind, their land, and what was cleared."""

from anzhi.metrics.dates import by_end, during
from anzhi.metrics.model import Count, Section, Sum
from anzhi.values.unit import MU_AREA, count

_PROJECTS = count("个")
_OWNER = Section.CLEARANCE

projects = Count(
    label="实施项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: p.kind.notnull(),
    definition="当年的扫尾、新拆、续拆和预备项目。",
)
tail_projects = Count(
    label="扫尾项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: p.kind == "tail",
    definition="年初以前启动、腾地期限在年初以前、年初尚未清零的项目。",
)
new_projects = Count(
    label="新拆项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: p.kind == "new",
    definition="当年启动的项目。",
)
ongoing_projects = Count(
    label="续拆项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: p.kind == "ongoing",
    definition="年初以前启动、年初尚未清零、腾地期限未到的项目。",
)
reserve_projects = Count(
    label="预备项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: p.kind == "reserve",
    definition="已进入预备、截至期末尚未启动的项目。",
)
project_area = Sum(
    label="征地面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="projects",
    column="area",
    where=lambda p, year: p.kind.notnull(),
    definition="当年实施项目的征地面积之和。",
)
tail_area = Sum(
    label="扫尾项目征地面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="projects",
    column="area",
    where=lambda p, year: p.kind == "tail",
    definition="扫尾项目的征地面积之和。",
)
ongoing_area = Sum(
    label="续拆项目征地面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="projects",
    column="area",
    where=lambda p, year: p.kind == "ongoing",
    definition="续拆项目的征地面积之和。",
)
new_and_reserve_area = Sum(
    label="新拆及预备项目征地面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="projects",
    column="area",
    where=lambda p, year: p.kind.isin(["new", "reserve"]),
    definition="新拆项目和预备项目的征地面积之和。",
)
cleared_projects = Count(
    label="清零项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: p.kind.notnull() & during(p.cleared_on, year),
    definition="当年实施并在当年清零的项目。",
)
tail_cleared_projects = Count(
    label="扫尾清零项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: (p.kind == "tail") & during(p.cleared_on, year),
    definition="当年清零的扫尾项目。",
)
ongoing_cleared_projects = Count(
    label="续拆清零项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: (p.kind == "ongoing") & during(p.cleared_on, year),
    definition="当年清零的续拆项目。",
)
new_cleared_projects = Count(
    label="新拆清零项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: (p.kind == "new") & during(p.cleared_on, year),
    definition="当年启动并在当年清零的项目。",
)
cleared_area = Sum(
    label="腾地面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="clearings",
    column="area",
    where=lambda c, year: during(c.cleared_on, year),
    definition="当年腾地记录的面积之和。",
)
tail_cleared_area = Sum(
    label="扫尾腾地面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="clearings",
    column="area",
    where=lambda c, year: (c.kind == "tail") & during(c.cleared_on, year),
    definition="扫尾项目当年腾地记录的面积之和。",
)
ongoing_cleared_area = Sum(
    label="续拆腾地面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="clearings",
    column="area",
    where=lambda c, year: (c.kind == "ongoing") & during(c.cleared_on, year),
    definition="续拆项目当年腾地记录的面积之和。",
)
new_cleared_area = Sum(
    label="新拆腾地面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="clearings",
    column="area",
    where=lambda c, year: (c.kind == "new") & during(c.cleared_on, year),
    definition="新拆项目当年腾地记录的面积之和。",
)
key_projects_signed = Count(
    label="完成签约的省市重点项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: (
        p.is_key & (p.kind == "new") & by_end(p.signing_started_on, year) & (p.households > 0) & (p.unsigned == 0)
    ),
    definition="当年启动、已启动签约且全部签约的省市重点项目。",
)
