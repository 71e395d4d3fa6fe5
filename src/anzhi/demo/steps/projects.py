"""项目 Projects with their dates, plans and cleared land, shared out from the published totals.

2021: 12 tail projects of 2,508 mu, 4 of them cleared; 42 launched and 1 in reserve, 9,182 mu; 26 signed, 17 of these
cleared with 3,832 mu. Plan of 2022: 11 tail tasks of 4,062 mu, 37 new ones of 7,323 mu.
"""

from datetime import date, timedelta

from anzhi.demo.world import World, read
from anzhi.office.models import Organisation
from anzhi.registry.actions import firms, plans, projects
from anzhi.registry.models import AnnualPlan, Filing, Firm, LandClearing, Notice, PlanItem, Project
from anzhi.values.exact import MU

CLEARED, LATE, SIGNED = 17, 20, 26
"""Of the new projects: the first 17 are cleared in the year, up to 20 were due by its end, up to 26 are signed."""
TAIL_CLEARED = 4
TAIL_LEFT = 111
"""Mu that the eight uncleared tail projects still hold at the end of 2021."""


def build(world: World) -> None:
    """Prepare, launch and open every project; publish its notices; adopt the plans."""
    names, by = read("projects.yaml"), world.clerks["拆迁部"]
    areas = _areas(world)
    offices = [o for o in world.organisations.values() if o.kind == Organisation.Kind.COMMAND_OFFICE]
    for group in ("past", "tail", "new", "reserve"):
        dates = _dates(world, group, len(names[group]))
        prepared = projects.prepare(
            [
                Project(
                    code=f"YL{prepared_on.year}-{group[0].upper()}{index:02d}",
                    name=name,
                    street=world.streets[street],
                    command_office=offices[index % len(offices)],
                    area=area,
                    is_key=group == "new" and index < 5,
                    prepared_on=prepared_on,
                    **world.surveys.project(),
                )
                for index, ((name, street), area, (prepared_on, _, _)) in enumerate(
                    zip(names[group], areas[group], dates, strict=True)
                )
            ],
            by=by,
        )
        world.projects[group] = prepared
        if group == "reserve":
            continue
        projects.launch({p: (launch, due) for p, (_, launch, due) in zip(prepared, dates, strict=True)}, by=by)
        opened = prepared[:SIGNED] if group == "new" else prepared
        projects.start_signing({p: p.launched_on + timedelta(days=10) for p in opened}, by=by)
        _publish(world, prepared)
    _firms(world)
    _plans(world, names["future"])


def clear(world: World) -> None:
    """Hand over cleared land, and clear the projects that were cleared."""
    by, chance = world.clerks["拆迁部"], world.chance
    past, tail, new = (world.projects[group] for group in ("past", "tail", "new"))
    demolition = {f: chance.day(date(2021, 2, 1), date(2021, 10, 31)) for p in tail for f in p.firms.all()}
    firms.demolish(demolition, by=by)
    whole = {p: p.launched_on + timedelta(days=chance.randrange(700, 900)) for p in past}
    whole |= {p: chance.day(date(2021, 11, 1), date(2021, 12, 20)) for p in tail[:TAIL_CLEARED]}
    whole |= {p: chance.day(date(2021, 11, 20), date(2021, 12, 30)) for p in new[:CLEARED]}
    clearings = [LandClearing(project=p, cleared_on=day, area=p.area) for p, day in whole.items()]
    left = chance.partition(TAIL_LEFT, len(tail) - TAIL_CLEARED, least=4)
    for project, rest in zip(tail[TAIL_CLEARED:], left, strict=True):
        area = project.area - rest * MU
        first = area // MU // 2 * MU
        clearings.append(LandClearing(project=project, cleared_on=date(2021, 6, 30), area=first))
        clearings.append(LandClearing(project=project, cleared_on=date(2021, 12, 15), area=area - first))
    projects.clear_land(clearings, by=by)
    projects.clear(whole, by=by)
    projects.explain_tail({p: "个别户诉求未达成一致，司法程序进行中" for p in tail[TAIL_CLEARED:]}, by=by)


def _areas(world: World) -> dict[str, list[int]]:
    """Areas in 0.0001 mu. The eight tails that stay and the three new ones that turn tail make 4,062 mu."""
    split = world.chance.partition
    tail_cleared, tail_left = split(653, TAIL_CLEARED, least=90), split(1855, 8, least=120)
    new = split(3832, CLEARED, least=80) + split(2207, LATE - CLEARED, least=500)
    waiting = split(3143, 42 - LATE + 1, least=50)
    return {
        "past": [MU * area for area in split(9600, 24, least=150)],
        "tail": [MU * area for area in tail_cleared + tail_left],
        "new": [MU * area for area in new + waiting[:-1]],
        "reserve": [MU * waiting[-1]],
    }


def _dates(world: World, group: str, count: int) -> list[tuple[date, date, date]]:
    """Preparation, launch and clearing deadline of each project of a group."""
    day = world.chance.day
    if group == "past":
        launches = [day(date(2014, 1, 1), date(2017, 6, 30)) for _ in range(count)]
        return [(launch - timedelta(days=200), launch, launch + timedelta(days=540)) for launch in launches]
    if group == "tail":
        launches = [day(date(2017, 3, 1), date(2018, 12, 31)) for _ in range(count)]
        return [(launch - timedelta(days=180), launch, launch + timedelta(days=500)) for launch in launches]
    if group == "reserve":
        return [(date(2021, 10, 18), date.max, date.max)] * count  # never launched: the last two are not used
    rows = []
    for index in range(count):
        launch = (
            day(date(2021, 1, 11), date(2021, 4, 30)) if index < SIGNED else day(date(2021, 9, 1), date(2021, 12, 10))
        )
        due = date(2021, 12, 31) if index < LATE else launch + timedelta(days=480)
        rows.append((launch - timedelta(days=world.chance.randrange(60, 160)), launch, due))
    return rows


def _publish(world: World, prepared: list[Project]) -> None:
    kinds = Notice.Kind
    notices = projects.publish(
        [
            Notice(
                project=p,
                kind=kind,
                document_number=f"岳征公告〔{(day := p.launched_on - timedelta(days=before)).year}〕{p.pk:03d}号",
                published_on=day,
            )
            for p in prepared
            for kind, before in ((kinds.PRELIMINARY, 55), (kinds.DECLARATION, 30), (kinds.PLAN, 5))
        ],
        by=world.clerks["拆迁部"],
    )
    city = world.organisations["长沙市人民政府征地办公室"]
    projects.file(
        [
            Filing(notice=n, filed_with=city, filed_on=n.published_on + timedelta(days=7))
            for n in notices
            if n.kind == kinds.DECLARATION
        ],
        by=world.clerks["拆迁部"],
    )


def _firms(world: World) -> None:
    """Nine firms on tail land at the opening of 2021, eight on the new projects that turn tail."""
    tail, late = world.projects["tail"][:9], world.projects["new"][CLEARED:LATE]
    places = [(project, date(2019, 6, 1)) for project in tail] + [(late[i % 3], date(2021, 5, 6)) for i in range(8)]
    trades = ("机械厂", "建材厂", "仓储公司", "苗木场", "汽修厂", "包装厂")
    firms.register(
        [
            Firm(project=p, name=f"{world.population.name()[1:]}{trades[i % 6]}（虚构{i + 1}）", surveyed_on=day)
            for i, (p, day) in enumerate(places)
        ],
        by=world.clerks["拆迁部"],
    )


def _plans(world: World, future: list[str]) -> None:
    by, chance, kinds = world.clerks["拆迁部"], world.chance, PlanItem.Kind
    tail, new, reserve = (world.projects[group] for group in ("tail", "new", "reserve"))

    def item(kind: str, project: Project | str, area: int, sign: int = 0, demolish: int = 0, firm: int = 0) -> PlanItem:
        known = project if isinstance(project, Project) else None
        return PlanItem(
            kind=kind,
            project=known,
            name=known.name if known else project,
            area=area,
            households_to_sign=sign,
            households_to_demolish=demolish,
            firms_to_demolish=firm,
        )

    sign, demolish = chance.partition(27, 12), chance.partition(442, 12, least=8)
    firm_counts = [1] * 9 + [0] * 3
    this_year = [
        item(kinds.TAIL, *row) for row in zip(tail, (p.area for p in tail), sign, demolish, firm_counts, strict=True)
    ]
    this_year += [item(kinds.NEW, p, p.area) for p in (*new, *reserve)]
    plans.adopt(AnnualPlan(year=2021, adopted_on=date(2020, 12, 28)), this_year, by=by)
    again = [*tail[TAIL_CLEARED:], *new[CLEARED:LATE]]
    sign, demolish = [*chance.partition(23, 8), 0, 0, 0], [5, 5, 5, 5, 5, 5, 5, 7, 131, 125, 116]
    firm_counts = [0] * 8 + [3, 3, 2]
    next_year = [
        item(kinds.TAIL, *row) for row in zip(again, (p.area for p in again), sign, demolish, firm_counts, strict=True)
    ]
    next_year += [item(kinds.NEW, p, p.area) for p in (*new[LATE:], *reserve)]
    next_year += [
        item(kinds.NEW, name, area * MU)
        for name, area in zip(future, chance.partition(4180, len(future), least=120), strict=True)
    ]
    plans.adopt(AnnualPlan(year=2022, adopted_on=date(2021, 12, 30)), next_year, by=by)
