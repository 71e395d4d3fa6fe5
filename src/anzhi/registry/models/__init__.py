"""登记 Models of the registry."""

from anzhi.registry.models.firm import Firm
from anzhi.registry.models.household import Household, Structure
from anzhi.registry.models.notice import Filing, Notice
from anzhi.registry.models.parcel import Boundary, Parcel
from anzhi.registry.models.person import Membership, Person
from anzhi.registry.models.plan import AnnualPlan, PlanItem
from anzhi.registry.models.project import LandClearing, Project

__all__ = [
    "AnnualPlan",
    "Boundary",
    "Filing",
    "Firm",
    "Household",
    "LandClearing",
    "Membership",
    "Notice",
    "Parcel",
    "Person",
    "PlanItem",
    "Project",
    "Structure",
]
