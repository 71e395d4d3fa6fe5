"""综合事务 Tickets, activities, articles, visits and assistance."""

from datetime import date, timedelta

from anzhi.administration.actions import activities
from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.demo.world import World, read
from anzhi.grievances.actions import tickets
from anzhi.grievances.models import Ticket

Kind = Activity.Kind
ASSISTED = 512
"""Households that received hardship or illness money: the report says 500余户."""


def build(world: World) -> None:
    """Record the year's affairs."""
    data = read("affairs.yaml")
    _tickets(world, data["tickets"])
    _activities(world, data)
    _articles(world, data["articles"])
    _assistance(world)


def _tickets(world: World, subjects: list[str]) -> None:
    chance, by = world.chance, world.clerks["综合部"]
    received = sorted(chance.day(date(2021, 1, 6), date(2021, 12, 10)) for _ in range(2 * len(subjects)))
    opened = tickets.receive(
        [
            Ticket(
                number=f"12345-2021-{number:05d}",
                street=chance.choice(list(world.streets.values())),
                subject=f"咨询{subjects[number % len(subjects)]}",
                received_on=day,
                due_on=day + timedelta(days=7),
            )
            for number, day in enumerate(received, start=1)
        ],
        by=by,
    )
    tickets.close({ticket: ticket.received_on + timedelta(days=chance.randrange(1, 7)) for ticket in opened}, by=by)
    tickets.rate(dict.fromkeys(opened[:-2], True), by=by)


def _activities(world: World, data: dict) -> None:
    by = world.clerks["综合部"]
    kinds = Programme.Kind
    names = [(kinds.CULTURE, name) for name in data["culture"]]
    names += [(kinds.CONTEST, row["title"]) for row in data["contests"]]
    names += [(kinds.OUTING, row["title"]) for row in data["visits"] if row["outing"]]
    programmes = {p.name: p for p in activities.set_up([Programme(year=2021, kind=k, name=n) for k, n in names], by=by)}
    topics = data["study_topics"]
    rows = [
        (
            Kind.STUDY,
            date(2021, 1, 12) + timedelta(days=17 * i),
            f"{topics[i % len(topics)]}专题学习研讨（第{i + 1}次）",
            "",
        )
        for i in range(20)
    ]
    rows += [(Kind.LECTURE, row["day"], row["title"], "") for row in data["lectures"]]
    rows += [(Kind.VISIT, row["day"], row["title"], row["title"]) for row in data["visits"]]
    rows += [(Kind.CONTEST, row["day"], row["title"], row["title"]) for row in data["contests"]]
    walk = data["culture"][0]
    rows += [(Kind.WALK, date(2021, month, 15), f"{month}月健走", walk) for month in range(1, 13)]
    rows += [(Kind.CAMPAIGN, day, name, name) for name, days in data["campaigns"].items() for day in days]
    for kind, key, title in (
        (Kind.IDEOLOGY, "ideology_meetings", "意识形态工作专题会议"),
        (Kind.TRAINING, "trainings", "季度业务培训"),
        (Kind.EXAM, "exams", "季度考试"),
    ):
        rows += [(kind, day, title, "") for day in data[key]]
    activities.hold(
        [
            Activity(
                kind=kind,
                programme=programmes.get(programme),
                held_on=day,
                title=title,
                attendance=world.chance.randrange(8, 13),
            )
            for kind, day, title, programme in rows
        ],
        by=by,
    )


def _articles(world: World, data: dict) -> None:
    outlets = data["outlets"]
    placed = [
        Article(
            title=title,
            occasion=data["occasion"],
            outlet=outlets[index % len(outlets)][0],
            level=outlets[index % len(outlets)][1],
            placed_on=world.chance.day(date(2021, 3, 1), date(2021, 9, 30)),
        )
        for index, title in enumerate(data["titles"])
    ]
    placed += [
        Article(title=title, outlet="中心宣传栏", level=Article.Level.OWN, placed_on=date(2021, 12, 20))
        for title in data["own"]
    ]
    activities.place(placed, by=world.clerks["综合部"])


def _assistance(world: World) -> None:
    """13 visits; 512 households assisted, some of them for both reasons, so that payments outnumber households."""
    chance, streets = world.chance, list(world.streets.values())
    activities.visit(
        [
            HomeVisit(
                street=chance.choice(streets),
                family=f"{world.population.name()}家",
                visited_on=date(2021, 2, 3 + i % 5),
            )
            for i in range(13)
        ],
        by=world.clerks["综合部"],
    )
    settled = [household for cohort, _, household in world.households() if cohort.vacated]
    chosen = chance.sample(settled, ASSISTED)
    kinds = Assistance.Kind
    payments = [(h, kinds.ILLNESS if i % 3 else kinds.HARDSHIP) for i, h in enumerate(chosen)]
    payments += [(h, kinds.HARDSHIP) for i, h in enumerate(chosen) if i % 3 and i % 11 == 0]
    activities.assist(
        [
            Assistance(
                household=household,
                kind=kind,
                paid_on=chance.day(date(2021, 1, 20), date(2021, 12, 20)),
                amount=chance.randrange(10, 101) * 100_00,
            )
            for household, kind in payments
        ],
        by=world.clerks["安置社保部"],
    )
