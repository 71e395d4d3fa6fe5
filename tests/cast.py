"""The small cast: one office with what most promises need, made through the actions."""

from datetime import date
from itertools import count

from anzhi.casework.actions import approvals
from anzhi.casework.actions.approvals import Grant
from anzhi.casework.models import Approval, Entitlement
from anzhi.housing.actions import estates
from anzhi.housing.models import Estate
from anzhi.office.actions import organisations
from anzhi.office.models import Officer, Organisation, Street
from anzhi.registry.actions import households, projects
from anzhi.registry.actions.households import HouseholdFacts, MemberFacts, StructureFacts
from anzhi.registry.models import Household, Person, Project, Structure
from anzhi.values.exact import MU, SQUARE_METRE
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.period import Year

YEAR = Year.whole(2021)


class Cast:
    """甲中心, its officer, 甲街道, a project launched in 2021, and households on request."""

    def __init__(self) -> None:
        self._sequence = count(1)
        self.centre, self.officer = organisations.found(
            name="甲中心",
            established_on=date(2010, 1, 1),
            first_officer=Officer(
                staff_number="001", name="李经办", title="主任", employment="established", employed_on=date(2010, 1, 1)
            ),
        )
        [self.street] = organisations.add(
            [Street(kind="street", name="甲街道", area_code="430104001")], by=self.officer
        )
        [self.bureau] = organisations.add([Organisation(kind="partner_bureau", name="甲局")], by=self.officer)
        organisations.open_year(2021, by=self.officer)
        self.project = self.launch("甲项目")

    def launch(self, name: str, *, on: date = date(2021, 2, 1), clear_by: date = date(2021, 12, 31), area: int = 100):
        """A project whose signing began on the day it was launched."""
        [project] = projects.prepare(
            [
                Project(
                    code=f"P{next(self._sequence)}",
                    name=name,
                    street=self.street,
                    area=area * MU,
                    prepared_on=date(2014, 1, 1),
                )
            ],
            by=self.officer,
        )
        projects.launch({project: (on, clear_by)}, by=self.officer)
        projects.start_signing({project: on}, by=self.officer)
        return project

    def identity(self, born_on: date = date(1980, 1, 1)) -> str:
        """A new invented identity number."""
        return IdentityNumber.synthetic(born_on, next(self._sequence)).text

    def facts(self, members: int = 3, project: Project | None = None, **changes: object) -> HouseholdFacts:
        """A household as surveyed."""
        facts = {
            "project": project or self.project,
            "street": self.street,
            "number": f"H{next(self._sequence):04d}",
            "head_name": "赵户",
            "address": "一组",
            "surveyed_on": (project or self.project).launched_on,
            "members": tuple(
                MemberFacts("赵户", self.identity(), "户主", True, date(1980, 1, 1)) for _ in range(members)
            ),
            "structures": (
                StructureFacts(Structure.Construction.BRICK_TIMBER, 2, 120 * SQUARE_METRE, Structure.Legality.LEGAL),
            ),
        }
        return HouseholdFacts(**(facts | changes))

    def household(self, members: int = 3, **changes: object) -> Household:
        """A registered household."""
        return households.register([self.facts(members, **changes)], by=self.officer)[0]

    def people(self, household: Household) -> list[Person]:
        """Its members."""
        return [m.person for m in household.memberships.order_by("pk").select_related("person")]

    def approve(
        self,
        household: Household,
        *,
        on: date = date(2021, 6, 1),
        option: str = "housing",
        whole: int = 3,
        half: int = 0,
        extras: tuple[int, ...] = (),
    ) -> Approval:
        """An approval for the first members of a household."""
        people = self.people(household)
        return approvals.approve(
            [
                Grant(
                    household=household,
                    option=Approval.Option(option),
                    approved_on=on,
                    whole=tuple(people[:whole]),
                    half=tuple(people[whole : whole + half]),
                    extras=tuple((Entitlement.Reason.ONLY_CHILD, quota) for quota in extras),
                )
            ],
            by=self.officer,
        )[0]

    def estate(self, name: str = "甲小区") -> Estate:
        """A delivered estate."""
        day = date(2015, 1, 1)
        estate = Estate(name=name, street=self.street, approved_on=day, started_on=day, delivered_on=day)
        return estates.register([estate], by=self.officer)[0]
