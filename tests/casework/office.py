"""The small cast with everybody who computes and reviews, and households whose facts are complete."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from anzhi.casework.actions import determinations, meetings, publications, reviews
from anzhi.casework.models import Decision, Determination, Meeting, Publication, Review
from anzhi.office.actions import accounts, officers, organisations
from anzhi.office.models import Officer, Organisation
from anzhi.registry.actions import households, projects
from anzhi.registry.models import Household, Notice, Project
from anzhi.values.exact import SQUARE_METRE
from tests.cast import Cast

Verdict = Decision.Verdict
DAY = date(2021, 3, 1)
PASSWORD = "correct-horse-9"
TOTAL = 120 * 1000_05 + 3 * 800_00 + 5000_00
"""What a household of ``Office`` gets under the toy law, in fen: house, moving, bonus."""


class Office:
    """甲中心 with its reviewers. The facts were entered by 李经办, computed by 拆迁部."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        [self.command_office] = organisations.add(
            [Organisation(kind="command_office", name="甲指挥部")], by=cast.officer
        )
        projects.correct(cast.project, {"command_office": self.command_office, "zone": "1"}, by=cast.officer)
        plan = Notice(project=cast.project, kind=Notice.Kind.PLAN, published_on=date(2021, 1, 25))
        projects.publish([plan], by=cast.officer)
        self.people = self._appoint(
            {
                "clearance": cast.centre,
                "street": cast.street,
                "command_office": self.command_office,
                "resettlement": cast.centre,
                "partner_bureau": cast.bureau,
                "director": cast.centre,
                "general": cast.centre,
                "finance": cast.centre,
            }
        )
        self.maker = self.people["clearance"]

    def appoint(self, role: str, organisation: Organisation, name: str = "") -> Officer:
        """One more officer with an account."""
        key = name or f"{role}2"
        officer = Officer(
            staff_number=key, name=key, organisation=organisation, title="员", employment="external", employed_on=DAY
        )
        officers.appoint([officer], by=self.cast.officer)
        accounts.open_account(
            officer=officer, username=key, role=role, password=PASSWORD, by=self.cast.officer, is_demo=True
        )
        return officer

    def household(self, project: Project | None = None, **changes: object) -> Household:
        """A household whose facts are complete under the toy law."""
        facts = self.cast.facts(3, project=project)
        members = tuple(replace(member, share=10, standing="resident") for member in facts.members)
        [structure] = facts.structures
        whole = replace(structure, lower_area=120 * SQUARE_METRE, upper_area=0, built_on=date(1995, 5, 1))
        known = {"members": members, "structures": (whole,), "household_kind": "farm", "chosen_option": "housing"}
        return households.register([replace(facts, **(known | changes))], by=self.cast.officer)[0]

    def determination(self, household: Household | None = None, on: date = DAY) -> Determination:
        """A household's determination, under review."""
        return determinations.compute(household or self.household(), on=on, by=self.maker)

    def meeting(self, title: str = "三审会议") -> Meeting:
        """A meeting that everybody attended."""
        return meetings.hold(
            Meeting(title=title, held_on=DAY, minutes="一致同意"), list(self.people.values()), by=self.maker
        )

    def approve(self, review: Review, *roles: str) -> Review:
        """Approvals by role, in the meeting where one is needed."""
        at = Meeting.objects.first() or self.meeting()
        for role in roles:
            stage = review.flow[Review.objects.get(pk=review.pk).stage]
            held = {"meeting": at} if stage["meeting"] else {}
            review = reviews.decide(review, Verdict.APPROVED, by=self.people[role], **held)
        return review

    def approved(self, household: Household | None = None, on: date = DAY) -> Determination:
        """A determination that passed every stage."""
        determination = self.determination(household, on)
        self.approve(determination.review, "street", "resettlement", "partner_bureau", "director", "general")
        return Determination.objects.get(pk=determination.pk)

    def publish(self, *found: Determination, on: date = DAY, days: int = 7) -> Publication:
        """A list of determinations of one project."""
        project = found[0].household.project
        return publications.publish(project, found, on=on, days=days, by=self.maker)

    def published(self, household: Household | None = None) -> tuple[Determination, date]:
        """A determination whose publication is over, and the first day after it."""
        determination = self.approved(household)
        return determination, self.publish(determination).last_day + timedelta(days=1)

    def _appoint(self, places: Mapping[str, Organisation]) -> dict[str, Officer]:
        return {role: self.appoint(role, organisation, role) for role, organisation in places.items()}
