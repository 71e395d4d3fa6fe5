"""年度计划 Adopting a year's plan."""

from collections.abc import Sequence

from django.db import transaction

from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.registry.models import AnnualPlan, PlanItem


@transaction.atomic
def adopt(plan: AnnualPlan, items: Sequence[PlanItem], *, by: Officer) -> AnnualPlan:
    """Record a year's plan with its items, as adopted."""
    [plan] = events.add([plan], verb="plan.adopt", by=by)
    for item in items:
        item.plan = plan
    events.add(items, verb="plan.add_item", by=by)
    return plan
