"""Tickets, activities, staff and money, by hand."""

from tests.metrics.reference.records import Figures, View, entered, minus, ratio

THREE_PUBLIC = {"30212", "30217", "30231", "31013", "30913"}


def ticket_figures(view: View) -> Figures:
    closed, late = [], []
    open_tickets = 0
    for ticket in view.records.tickets:
        if view.this_year(ticket.closed_on):
            closed.append(ticket)
        elif not view.done(ticket.closed_on):
            open_tickets += ticket.received_on <= view.today
            if ticket.due_on <= view.today:
                late.append(ticket)
    in_time = sum(ticket.closed_on <= ticket.due_on for ticket in closed)
    rated = [ticket for ticket in closed if ticket.is_satisfied is not None]
    satisfied = sum(ticket.is_satisfied for ticket in rated)
    return {
        "tickets_closed": len(closed),
        "tickets_due": len(closed) + len(late),
        "tickets_closed_in_time": in_time,
        "on_time_rate": ratio(in_time, len(closed) + len(late)),
        "tickets_rated": len(rated),
        "tickets_satisfied": satisfied,
        "satisfaction_rate": ratio(satisfied, len(rated)),
        "tickets_open": open_tickets,
    }


def activity_figures(view: View) -> Figures:
    held = [activity for activity in view.records.activities if view.this_year(activity.held_on)]
    kinds = {
        "study_sessions": "study",
        "red_visits": "visit",
        "lectures": "lecture",
        "walks": "walk",
        "ideology_meetings": "ideology",
        "trainings": "training",
        "exams": "exam",
    }
    in_programmes = [activity for activity in held if activity.programme is not None]
    running = {activity.programme_id for activity in in_programmes}
    programmes = [p for p in view.records.programmes if p.year == view.number and p.pk in running]
    visited = sum(view.this_year(visit.visited_on) for visit in view.records.visits)
    assisted = len({row.household_id for row in view.records.assistances if view.this_year(row.paid_on)})
    return {name: sum(activity.kind == kind for activity in held) for name, kind in kinds.items()} | {
        "culture_programmes": sum(programme.kind == "culture" for programme in programmes),
        "contest_programmes": sum(programme.kind == "contest" for programme in programmes),
        "outings": sum(activity.programme.kind == "outing" for activity in in_programmes),
        "activities_organised": len(in_programmes),
        "articles_placed": sum(
            view.this_year(article.placed_on) and bool(article.occasion) and article.level != "own"
            for article in view.records.articles
        ),
        "home_visits": visited,
        "assisted_households": assisted,
        "families_helped": visited + assisted,
    }


def staff_figures(view: View) -> Figures:
    posts = sum(view.done(post.authorised_on) and not view.done(post.abolished_on) for post in view.records.posts)
    in_post = retired = temporary = 0
    for officer in view.records.officers:
        if not view.done(officer.employed_on) or view.done(officer.left_on):
            continue
        if officer.employment == "temporary":
            temporary += 1
        elif officer.employment == "established" and view.done(officer.retired_on):
            retired += 1
        elif officer.employment == "established":
            in_post += 1
    return {
        "sections": len(view.records.sections),
        "establishment": posts,
        "officers_in_post": in_post,
        "officers_retired": retired,
        "officers_temporary": temporary,
        "staffing_rate": ratio(in_post, posts),
    }


def revenue_figures(view: View) -> Figures:
    own = [revenue for revenue in view.records.revenues if revenue.year == view.number]
    approved = [revenue for revenue in own if revenue.stage == "budget"]
    received = [revenue for revenue in own if revenue.stage == "final" and view.done(revenue.dated_on)]
    carried_in = view.records.carry_overs.get(view.number)
    revenue = entered(row.amount for row in received)
    return {
        "budget_revenue": entered(row.amount for row in approved),
        "budget_grant": entered(row.amount for row in approved if row.source == "appropriation"),
        "revenue": revenue,
        "carried_in": carried_in,
        "carried_out": view.records.carry_overs.get(view.number + 1),
        "available": None if carried_in is None or revenue is None else carried_in + revenue,
    }


def budget_figures(view: View) -> Figures:
    own = [approved for approved in view.records.appropriations if approved.year == view.number]
    return {
        "budget_spending": entered(row.amount for row in own),
        "budget_basic": entered(row.amount for row in own if row.nature == "basic"),
        "budget_project": entered(row.amount for row in own if row.nature == "project"),
        "budget_hospitality": sum(row.amount for row in own if row.item.code == "30217"),
        "budget_vehicles": sum(row.amount for row in own if row.item.code == "30231"),
        "budget_three_public": sum(row.amount for row in own if row.item.code in THREE_PUBLIC),
    }


def spending_figures(view: View) -> Figures:
    paid = view.paid(view.number)
    before = view.paid(view.number - 1)
    basic = [payment for payment in paid if payment.nature == "basic"]
    project = [payment for payment in paid if payment.nature == "project"]
    budget = budget_figures(view)
    spending, basic_spending, project_spending = (
        entered(payment.amount for payment in payments) for payments in (paid, basic, project)
    )
    hospitality = sum(payment.amount for payment in paid if payment.item.code == "30217")
    three_public = sum(payment.amount for payment in paid if payment.item.code in THREE_PUBLIC)
    three_public_before = sum(payment.amount for payment in before if payment.item.code in THREE_PUBLIC)
    project_before = entered(payment.amount for payment in before if payment.nature == "project")
    earmarked = sum(p.amount for p in project if p.earmark is not None and p.earmark.year == view.number)
    return {
        "spending": spending,
        "basic_spending": basic_spending,
        "project_spending": project_spending,
        "personnel_spending": sum(p.amount for p in basic if p.item.class_code in ("301", "303")),
        "public_spending": sum(p.amount for p in basic if p.item.class_code in ("302", "310")),
        "hospitality_spending": hospitality,
        "three_public_spending": three_public,
        "three_public_spending_before": three_public_before,
        "spending_before": entered(payment.amount for payment in before),
        "project_spending_before": project_before,
        "earmarked_spending": earmarked,
        "earmarked_rate": ratio(earmarked, project_spending),
        "execution_rate": ratio(spending, budget["budget_spending"]),
        "project_execution_rate": ratio(project_spending, budget["budget_project"]),
        "basic_execution_rate": ratio(basic_spending, budget["budget_basic"]),
        "three_public_change": minus(three_public, budget["budget_three_public"]),
        "hospitality_change": minus(hospitality, budget["budget_hospitality"]),
        "three_public_change_on_year": three_public - three_public_before,
        "project_spending_change_on_year": minus(project_spending, project_before),
    }


def item_figures(view: View) -> Figures:
    """Spending by class, and by nature and class and item."""
    figures: dict[str, int] = {}
    for item in view.records.items:
        figures[f"spending_{item.class_code}"] = 0
        for nature in ("basic", "project"):
            figures[f"{nature}_spending_{item.class_code}"] = figures[f"{nature}_spending_{item.code}"] = 0
    for payment in view.paid(view.number):
        item = payment.item
        figures[f"spending_{item.class_code}"] += payment.amount
        figures[f"{payment.nature}_spending_{item.class_code}"] += payment.amount
        figures[f"{payment.nature}_spending_{item.code}"] += payment.amount
    return figures
