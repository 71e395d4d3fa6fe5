"""A random office: whatever the database accepts, on the days around which figures turn.

The records are written past the actions, so that the figures meet every state and not only those that the actions
allow today.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db.models import Model

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.budget.models import Appropriation, CarryOver, Earmark, EconomicItem, Expenditure, Revenue
from anzhi.casework.models import Approval, Entitlement
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Allotment, Estate
from anzhi.office.models import Officer, Organisation, Post, Street
from anzhi.registry.models import AnnualPlan, Firm, Household, LandClearing, Person, PlanItem, Project
from anzhi.social_security.models import Batch, Contribution, Enrolment, PolicyHold

AS_OF = (date(2021, 1, 1), date(2021, 2, 28), date(2021, 6, 30), date(2021, 12, 31))
CODES = ("30101", "30217", "30216", "30302", "31002", "31013", "30701")
SIZES = (0, 3, 80, 80, 80, 80)
"""How many records there may be of a kind: none, hardly any, or mostly enough that every day meets every other."""
MOST = max(SIZES)
STREETS = 15


def turning_days(as_of: date) -> list[date]:
    """Days on which a figure may turn, and the days beside them."""
    turns = {date(2021, 1, 1), date(2020, 1, 1), date(2022, 1, 1), as_of, date(as_of.year - 2, as_of.month, as_of.day)}
    return sorted({day + timedelta(days=step) for day in turns for step in (-1, 0, 1)} | {date(2015, 1, 1)})


class RandomOffice:
    """Makes records and saves them, parents before children."""

    def __init__(self, chance: Random, as_of: date, centre: Organisation) -> None:
        self.chance = chance
        self.days = turning_days(as_of)
        self.centre = centre

    def build(self) -> None:
        self.streets = [
            Street.objects.create(kind="street", name=f"随机街道{n}", area_code=f"4301049{n:02}")
            for n in range(STREETS)
        ]
        self.people = self.save(Person, [self.person(n) for n in range(MOST)])
        self.projects = self.many(Project, self.project)
        if self.projects:
            self.land()
            self.homes()
            self.social_security()
        self.affairs()
        self.staff()
        self.plans()
        self.money()

    def one_of(self, choices: Sequence[Any]) -> Any:
        return self.chance.choice(choices)

    def maybe(self) -> bool:
        return self.chance.random() < 0.5

    def tenths(self) -> int:
        """Persons or quota, in halves; now and then the thousand persons from which a street is named."""
        return self.one_of((5, 10, 15, 30, 10_000))

    def amount(self) -> int:
        return self.one_of((1, 100, 12_345, -100))

    def day(self, after: date | None = None) -> date:
        return self.one_of([day for day in self.days if after is None or day >= after])

    def later(self, after: date | None = None) -> date | None:
        """A day not before another, or none."""
        return self.day(after) if self.maybe() else None

    def many(self, model: type[Model], make: Callable[[int], Model], unique: tuple[str, ...] = ()) -> list:
        """New records; of those that agree in the unique fields only one is kept."""
        made = [make(number) for number in range(self.one_of(SIZES))]
        kept = {tuple(getattr(m, field) for field in unique) if unique else n: m for n, m in enumerate(made)}
        return self.save(model, list(kept.values()))

    @staticmethod
    def save(model: type[Model], records: list) -> list:
        return model.objects.bulk_create(records)

    def person(self, number: int) -> Person:
        return Person(
            name="甲", sealed_identity=b"", identity_index=f"{number}", born_on=date(1980, 1, 1), is_female=False
        )

    def project(self, number: int) -> Project:
        prepared_on = self.day()
        launched_on = self.later(prepared_on)
        return Project(
            code=f"R{number}",
            name=f"随机项目{number}",
            street=self.one_of(self.streets),
            area=self.one_of((10_000, 123_456)),
            is_key=self.maybe(),
            prepared_on=prepared_on,
            launched_on=launched_on,
            clear_by=self.day(launched_on) if launched_on else None,
            signing_started_on=self.later(launched_on) if launched_on else None,
            cleared_on=self.later(launched_on) if launched_on else None,
        )

    def household(self, number: int) -> Household:
        surveyed_on = self.day()
        return Household(
            project=self.one_of(self.projects),
            street=self.one_of(self.streets),
            number=f"R{number}",
            head_name="甲",
            surveyed_on=surveyed_on,
            signed_on=self.later(surveyed_on),
            vacated_on=self.later(surveyed_on),
            demolished_on=self.later(surveyed_on),
        )

    def firm(self, number: int) -> Firm:
        surveyed_on = self.day()
        return Firm(
            project=self.one_of(self.projects),
            name=f"厂{number}",
            surveyed_on=surveyed_on,
            demolished_on=self.later(surveyed_on),
        )

    def land(self) -> None:
        self.households = self.many(Household, self.household)
        self.many(Firm, self.firm)
        self.many(
            LandClearing,
            lambda n: LandClearing(
                project=self.one_of(self.projects), cleared_on=self.day(), area=self.one_of((1, 10_000, 55_555))
            ),
            unique=("project", "cleared_on"),
        )
        if self.households:
            self.many(
                Assistance,
                lambda n: Assistance(
                    household=self.one_of(self.households),
                    kind=self.one_of(Assistance.Kind.values),
                    paid_on=self.day(),
                    amount=100,
                ),
                unique=("household", "kind", "paid_on"),
            )

    def approval(self, number: int) -> Approval:
        persons = self.tenths()
        return Approval(
            household=self.one_of(self.households),
            option=self.one_of(Approval.Option.values),
            approved_on=self.day(),
            persons=persons,
            quota=persons + self.one_of((0, 5, 10)),
        )

    def entitlement(self, approval: Approval, person: Person | None) -> Entitlement:
        if person is None:
            return Entitlement(approval=approval, reason="only_child", persons=0, quota=self.one_of((5, 10)))
        tenths, is_whole = (10, True) if self.maybe() else (5, False)
        return Entitlement(
            approval=approval,
            reason="member",
            person=person,
            first_half=True,
            second_half=is_whole,
            persons=tenths,
            quota=tenths,
        )

    def estate(self, number: int) -> Estate:
        approved_on = self.later()
        started_on = self.later(approved_on) if approved_on else None
        return Estate(
            name=f"小区{number}",
            street=self.one_of(self.streets),
            site_area=self.one_of((None, 0, 310_000)),
            planned_area=self.one_of((None, 0, 10_000_000)),
            approved_on=approved_on,
            started_on=started_on,
            expected_on=self.later(),
            delivered_on=self.later(started_on) if started_on else None,
            delay_reason=self.one_of(("", "规划调整")),
        )

    def homes(self) -> None:
        estates = self.many(Estate, self.estate)
        if not self.households:
            return
        approvals = self.many(Approval, self.approval, unique=("household", "option"))
        if not approvals:
            return
        people = iter(self.people)
        lines = [(self.one_of(approvals), next(people) if self.maybe() else None) for _ in range(MOST)]
        self.save(Entitlement, [self.entitlement(approval, person) for approval, person in lines])
        if estates:
            self.many(
                Allotment,
                lambda n: Allotment(
                    approval=self.one_of(approvals),
                    estate=self.one_of(estates),
                    unit=f"{n}",
                    housed_on=self.day(),
                    persons=self.tenths(),
                ),
            )

    def batch(self, number: int, policy: PolicyHold) -> Batch:
        held_on = self.later()
        return Batch(
            number=f"R{number}",
            project=self.one_of(self.projects),
            approved_on=self.day(),
            hold=policy if held_on else None,
            held_on=held_on,
            released_on=self.later(held_on) if held_on else None,
        )

    def social_security(self) -> None:
        policy = PolicyHold.objects.create(issuer="甲厅", title="甲通知", issued_on=date(2020, 7, 7))
        batches = self.many(Batch, lambda n: self.batch(n, policy))
        if batches:
            self.many(
                Enrolment,
                lambda n: Enrolment(
                    batch=self.one_of(batches), person=self.people[n], age_band=self.one_of((1, 2, 3, 4))
                ),
            )
        self.many(
            Contribution,
            lambda n: Contribution(
                project=self.one_of(self.projects), collected_on=self.day(), voucher=f"R{n}", amount=self.amount()
            ),
        )

    def ticket(self, number: int) -> Ticket:
        received_on = self.day()
        closed_on = self.later(received_on)
        return Ticket(
            number=f"R{number}",
            subject="甲",
            received_on=received_on,
            due_on=self.day(received_on),
            closed_on=closed_on,
            is_satisfied=self.one_of((None, True, False)) if closed_on else None,
        )

    def affairs(self) -> None:
        self.many(Ticket, self.ticket)
        programmes = self.many(
            Programme,
            lambda n: Programme(
                year=self.one_of((2020, 2021)), kind=self.one_of(Programme.Kind.values), name=f"专项{n}"
            ),
        )
        self.many(
            Activity,
            lambda n: Activity(
                kind=self.one_of(Activity.Kind.values),
                programme=self.one_of([None, *programmes]),
                held_on=self.day(),
                title=f"活动{n}",
                attendance=9,
            ),
        )
        self.many(
            Article,
            lambda n: Article(
                title=f"稿{n}",
                occasion=self.one_of(("", "征文")),
                outlet="甲",
                level=self.one_of(Article.Level.values),
                placed_on=self.day(),
            ),
        )
        self.many(HomeVisit, lambda n: HomeVisit(street=self.streets[0], family=f"{n}家", visited_on=self.day()))

    def officer(self, number: int) -> Officer:
        employed_on = self.day()
        return Officer(
            staff_number=f"R{number}",
            name="甲",
            organisation=self.centre,
            title="干事",
            employment=self.one_of(Officer.Employment.values),
            employed_on=employed_on,
            retired_on=self.later(employed_on),
            left_on=self.later(employed_on),
        )

    def staff(self) -> None:
        self.many(Post, lambda n: Post(title="岗", number=n, authorised_on=self.day(), abolished_on=self.later()))
        self.many(Officer, self.officer)
        self.many(Organisation, lambda n: Organisation(kind="section", name=f"{n}部", parent=self.centre))

    def plans(self) -> None:
        plans = self.save(
            AnnualPlan, [AnnualPlan(year=year, adopted_on=date(year, 1, 1)) for year in (2021, 2022) if self.maybe()]
        )
        if plans:
            self.many(
                PlanItem,
                lambda n: PlanItem(
                    plan=self.one_of(plans),
                    kind=self.one_of(PlanItem.Kind.values),
                    name=f"任务{n}",
                    area=self.one_of((0, 10_000)),
                    households_to_sign=n,
                    households_to_demolish=n + 1,
                    firms_to_demolish=n + 2,
                ),
            )

    def spending(self, model: type[Model], **facts: Any) -> Model:
        nature, year = self.one_of(("basic", "project")), self.one_of((2020, 2021))
        return model(
            year=year,
            nature=nature,
            item=self.one_of(self.items),
            earmark=self.one_of([None, *self.earmarks]) if nature == "project" else None,
            **facts,
        )

    def payment(self, number: int) -> Expenditure:
        payment = self.spending(Expenditure, voucher=f"R{number}", summary="甲", amount=self.amount())
        payment.paid_on = self.one_of([day for day in self.days if day.year == payment.year])
        return payment

    def money(self) -> None:
        self.items = list(EconomicItem.objects.filter(code__in=CODES))
        self.earmarks = self.save(
            Earmark, [Earmark(year=year, name="专项", purpose="甲", ordinal=1) for year in (2020, 2021)]
        )
        self.many(
            Appropriation,
            lambda n: self.spending(Appropriation, amount=self.one_of((1, 100, 12_345))),
            unique=("year", "nature", "item", "earmark"),
        )
        self.many(Expenditure, self.payment)
        self.many(
            Revenue,
            lambda n: Revenue(
                year=self.one_of((2020, 2021)),
                stage=self.one_of(Revenue.Stage.values),
                source=self.one_of(Revenue.Source.values),
                dated_on=self.day(),
                voucher=f"R{n}",
                amount=self.amount(),
            ),
        )
        self.save(CarryOver, [CarryOver(year=year, amount=self.amount()) for year in (2021, 2022) if self.maybe()])
