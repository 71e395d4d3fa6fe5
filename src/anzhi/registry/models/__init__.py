"""登记 Models of the registry."""

from anzhi.registry.models.firm import Firm
from anzhi.registry.models.household import HOUSEHOLD_FACTS, STRUCTURE_FACTS, Crop, Household, Structure
from anzhi.registry.models.notice import Filing, Notice
from anzhi.registry.models.parcel import Boundary, Parcel
from anzhi.registry.models.person import MEMBER_FACTS, Membership, Person
from anzhi.registry.models.plan import AnnualPlan, PlanItem
from anzhi.registry.models.project import PROJECT_FACTS, LandArea, LandClearing, Project

__all__ = [
    "HOUSEHOLD_FACTS",
    "MEMBER_FACTS",
    "PROJECT_FACTS",
    "STRUCTURE_FACTS",
    "AnnualPlan",
    "Boundary",
    "Crop",
    "Filing",
    "Firm",
    "Household",
    "LandArea",
    "LandClearing",
    "Membership",
    "Notice",
    "Parcel",
    "Person",
    "PlanItem",
    "Project",
    "Structure",
]
