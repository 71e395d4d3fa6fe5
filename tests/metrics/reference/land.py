"""Projects, households, homes and social security, by hand."""

from anzhi.housing.models import Allotment
from anzhi.registry.models import Household, Project
from tests.metrics.reference.records import Figures, View, entered, ratio, total


def project_figures(view: View) -> Figures:
    by_kind: dict[str, list[Project]] = {"": [], "新拆": [], "扫尾": [], "续拆": [], "预备": []}
    for project in view.records.projects:
        by_kind[view.kind(project)].append(project)
    new, tail, ongoing, reserve = (by_kind[kind] for kind in ("新拆", "扫尾", "续拆", "预备"))
    every = [*new, *tail, *ongoing, *reserve]

    def cleared(projects: list[Project]) -> int:
        return sum(view.this_year(project.cleared_on) for project in projects)

    def area(projects: list[Project]) -> int:
        return sum(project.area for project in projects)

    def cleared_area(*kinds: str) -> int:
        return sum(
            clearing.area
            for clearing in view.records.clearings
            if view.this_year(clearing.cleared_on) and view.kind(clearing.project) in kinds
        )

    return {
        "projects": len(every),
        "new_projects": len(new),
        "tail_projects": len(tail),
        "ongoing_projects": len(ongoing),
        "reserve_projects": len(reserve),
        "project_area": area(every),
        "tail_area": area(tail),
        "ongoing_area": area(ongoing),
        "new_and_reserve_area": area(new) + area(reserve),
        "cleared_projects": cleared(every),
        "new_cleared_projects": cleared(new),
        "tail_cleared_projects": cleared(tail),
        "ongoing_cleared_projects": cleared(ongoing),
        "cleared_area": cleared_area("新拆", "扫尾", "续拆", "预备", ""),
        "new_cleared_area": cleared_area("新拆"),
        "tail_cleared_area": cleared_area("扫尾"),
        "ongoing_cleared_area": cleared_area("续拆"),
    }


def signing_figures(view: View) -> Figures:
    """Of new projects whose signing has begun."""
    opened = [p for p in view.records.projects if view.kind(p) == "新拆" and view.done(p.signing_started_on)]
    known: dict[int, list[Household]] = {project.pk: [] for project in opened}
    for household in view.records.households:
        if household.project_id in known and view.done(household.surveyed_on):
            known[household.project_id].append(household)
    finished = [p for p in opened if known[p.pk] and all(view.done(h.signed_on) for h in known[p.pk])]
    to_sign = [household for households in known.values() for household in households]
    signed = [household for household in to_sign if view.done(household.signed_on)]
    return {
        "signing_projects": len(opened),
        "signed_projects": len(finished),
        "key_projects_signed": sum(project.is_key for project in finished),
        "households_to_sign": len(to_sign),
        "signed_households": len(signed),
        "signing_rate": ratio(len(signed), len(to_sign)),
    }


def tail_figures(view: View) -> Figures:
    """The stock of tail projects, worked down: surveyed before the year began."""
    figures: dict[str, int] = {}

    def flow(records: list, field: str, opening: str, done: str, end: str) -> None:
        known = [r for r in records if view.kind(r.project) == "扫尾" and view.done_before(r.surveyed_on)]
        figures[opening] = sum(not view.done_before(getattr(record, field)) for record in known)
        figures[done] = sum(view.this_year(getattr(record, field)) for record in known)
        figures[end] = sum(not view.done(getattr(record, field)) for record in known)

    flow(view.records.households, "signed_on", "tail_unsigned_at_opening", "tail_signed", "tail_unsigned_at_end")
    flow(
        view.records.households,
        "demolished_on",
        "tail_standing_at_opening",
        "tail_demolished",
        "tail_standing_at_end",
    )
    flow(view.records.firms, "demolished_on", "tail_firms_at_opening", "tail_firms_demolished", "tail_firms_at_end")
    return figures


def plan_figures(view: View) -> Figures:
    figures: Figures = {}
    for prefix, number in (("plan", view.number), ("next_plan", view.number + 1)):
        for kind in ("tail", "new"):
            tasks = [item for item in view.records.plan_items if item.plan.year == number and item.kind == kind]
            figures[f"{prefix}_{kind}_projects"] = len(tasks) or None
            for task in ("area", "households_to_sign", "households_to_demolish", "firms_to_demolish"):
                figures[f"{prefix}_{kind}_{task}"] = entered(getattr(item, task) for item in tasks)
    return figures


def resettlement_figures(view: View) -> Figures:
    granted = [approval for approval in view.records.approvals if view.this_year(approval.approved_on)]
    lines = [line for line in view.records.entitlements if view.this_year(line.approval.approved_on)]
    homes: dict[int, list[Allotment]] = {}
    for allotment in view.records.allotments:
        homes.setdefault(allotment.approval_id, []).append(allotment)
    opening = end = overdue = 0
    overdue_by_street = {street.pk: 0 for street in view.records.streets}
    for approval in view.records.approvals:
        is_housing = approval.option == "housing"
        waiting_before = approval.persons if is_housing and view.done_before(approval.approved_on) else 0
        waiting = approval.persons if is_housing and view.done(approval.approved_on) else 0
        for home in homes.get(approval.pk, []):
            waiting_before -= home.persons if view.done_before(home.housed_on) else 0
            waiting -= home.persons if view.done(home.housed_on) else 0
        opening += waiting_before
        end += waiting
        vacated_on = approval.household.vacated_on
        if vacated_on is not None and vacated_on < view.two_years_ago:
            overdue += waiting
            overdue_by_street[approval.household.street_id] += waiting
    return {
        "cash_quota_approved": sum(approval.quota for approval in granted if approval.option == "cash"),
        "housing_quota_approved": sum(approval.quota for approval in granted if approval.option == "housing"),
        "housing_persons_approved": sum(approval.persons for approval in granted if approval.option == "housing"),
        "persons_approved": sum(approval.persons for approval in granted),
        "quota_approved": sum(approval.quota for approval in granted),
        "entitled_persons": sum(line.persons for line in lines),
        "entitled_quota": sum(line.quota for line in lines),
        "waiting_at_opening": opening,
        "waiting_at_end": end,
        "housed": sum(home.persons for home in view.records.allotments if view.this_year(home.housed_on)),
        "overdue_persons": overdue,
        "overdue_rate": ratio(overdue, end),
        "badly_overdue_streets": sum(persons > 10_000 for persons in overdue_by_street.values()),
        "transition_period": 2,
    }


def estate_figures(view: View) -> Figures:
    building, planned, delayed, blocked = [], [], [], []
    for estate in view.records.estates:
        if view.done(estate.started_on) and not view.done(estate.delivered_on):
            building.append(estate)
        if view.done(estate.approved_on) and not view.done(estate.started_on):
            planned.append(estate)
        if estate.delay_reason and not view.done(estate.approved_on):
            blocked.append(estate)
        if estate.delay_reason and view.done(estate.approved_on) and not view.done(estate.delivered_on):
            delayed.append(estate)
    expected = [e for e in building if e.expected_on is not None and e.expected_on.year == view.number + 1]
    return {
        "estates_expected": len(expected),
        "estates_building": len(building) - len(expected),
        "estates_planned": len(planned),
        "planned_housing_area": total(estate.planned_area for estate in planned),
        "estates_delayed": len(delayed),
        "blocked_sites": len(blocked),
        "blocked_site_area": total(estate.site_area for estate in blocked),
    }


def social_security_figures(view: View) -> Figures:
    listed = [person for person in view.records.enrolments if view.this_year(person.batch.approved_on)]
    held = [
        person
        for person in view.records.enrolments
        if view.done(person.batch.held_on) and not view.done(person.batch.released_on)
    ]
    collected = view.records.contributions
    return {
        "batches_approved": sum(view.this_year(batch.approved_on) for batch in view.records.batches),
        "persons_listed": len(listed),
        "batch_persons": len(listed),
        "persons_held": len(held),
        "fourth_band_held": sum(person.age_band == 4 for person in held),
        "contributions": entered(row.amount for row in collected if view.this_year(row.collected_on)),
        "contributions_before": sum(row.amount for row in collected if view.done_before(row.collected_on)),
        "contributions_in_all": entered(row.amount for row in collected if view.done(row.collected_on)),
    }
