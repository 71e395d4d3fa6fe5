"""综合事务 Recording what was held, placed, visited and paid."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.office.actions import corrections, events
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
        _check_year(activity)
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


@transaction.atomic
def correct_programme(programme: Programme, values: Mapping[str, object], *, by: Officer) -> Programme:
    """更正专项活动.

    Raises:
        Refused: a name is taken, or an occasion lies outside the year.
    """
    corrections.apply(programme, values, fields=("year", "kind", "name"), verb="programme.correct", by=by)
    outside = programme.activities.exclude(held_on__year=programme.year).first()
    if outside is not None:
        raise Refused("活动“{activity}”的日期不在专项活动所属年度", activity=outside).at("year")
    return programme


@transaction.atomic
def correct_activity(activity: Activity, values: Mapping[str, object], *, by: Officer) -> Activity:
    """更正活动.

    Raises:
        Refused: it lies outside the year of its programme.
    """
    fields = ("kind", "programme", "held_on", "title", "place", "attendance")
    chosen = values.get("programme", activity.programme)
    if chosen is not None:
        chosen = Programme.objects.select_for_update().get(pk=chosen.pk)
    corrections.apply(activity, {**values, "programme": chosen}, fields=fields, verb="activity.correct", by=by)
    _check_year(activity)
    return activity


def correct_article(article: Article, values: Mapping[str, object], *, by: Officer) -> Article:
    """更正上稿."""
    fields = ("title", "occasion", "outlet", "level", "placed_on")
    return corrections.apply(article, values, fields=fields, verb="article.correct", by=by)


def correct_visit(visit: HomeVisit, values: Mapping[str, object], *, by: Officer) -> HomeVisit:
    """更正走访慰问."""
    fields = ("street", "family", "visited_on")
    return corrections.apply(visit, values, fields=fields, verb="home_visit.correct", by=by)


def correct_assistance(assistance: Assistance, values: Mapping[str, object], *, by: Officer) -> Assistance:
    """更正救助."""
    fields = ("household", "kind", "paid_on", "amount")
    return corrections.apply(assistance, values, fields=fields, verb="assistance.correct", by=by)


def _check_year(activity: Activity) -> None:
    if activity.programme is not None and activity.programme.year != activity.held_on.year:
        raise Refused("活动“{activity}”的日期不在专项活动所属年度", activity=activity).at("held_on")
