"""综合事务 Recording what was held, placed, visited and paid."""

from collections.abc import Sequence

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused


def set_up(programmes: Sequence[Programme], *, by: Officer) -> list[Programme]:
    """Set up the programmes of a year."""
    return events.add(programmes, verb="programme.set_up", by=by)


def hold(activities: Sequence[Activity], *, by: Officer) -> list[Activity]:
    """Record occasions that took place.

    Raises:
        Refused: an occasion lies outside the year of its programme.
    """
    for activity in activities:
        if activity.programme is not None and activity.programme.year != activity.held_on.year:
            raise Refused("活动“{activity}”的日期不在专项活动所属年度", activity=activity)
    return events.add(activities, verb="activity.hold", by=by)


def place(articles: Sequence[Article], *, by: Officer) -> list[Article]:
    """上稿."""
    return events.add(articles, verb="article.place", by=by)


def visit(visits: Sequence[HomeVisit], *, by: Officer) -> list[HomeVisit]:
    """走访慰问."""
    return events.add(visits, verb="home_visit.make", by=by)


def assist(assistances: Sequence[Assistance], *, by: Officer) -> list[Assistance]:
    """救助: money paid to relocated households."""
    return events.add(assistances, verb="assistance.pay", by=by)
