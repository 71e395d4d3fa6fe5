from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from anzhi.budget.actions import accounts
from anzhi.budget.models import Appropriation, CarryOver, EconomicItem, Expenditure, Revenue
from anzhi.casework.models import Approval
from anzhi.metrics import engine, identities
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.identities import BREAKDOWNS, IDENTITIES, Breakdown, Identity
from anzhi.office.models import Officer
from anzhi.registry.actions import projects
from anzhi.registry.models import LandClearing, Project
from anzhi.values.figure import Figure
from anzhi.values.finding import Finding, Severity
from tests.cast import YEAR

every_identity = pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.name)
every_breakdown = pytest.mark.parametrize("entry", BREAKDOWNS, ids=lambda entry: entry.name)

AMOUNTS = st.integers(0, 10**12)
CHANGES = st.integers(-(10**9), 10**9).filter(bool)


def terms(identity: Identity) -> list[str]:
    return [term.removeprefix("-") for term in (*identity.left, *identity.right)]


def figure(name: str, value: int | Fraction) -> Figure:
    return Figure(name, METRICS[name].label, Fraction(value), METRICS[name].unit, 1)


def balanced(identity: Identity, draw) -> dict[str, Figure]:
    """Figures that an identity holds for: all drawn but the first, which follows from them."""
    first, *others = terms(identity)
    values = {name: draw(AMOUNTS) for name in others}

    def side(signed: tuple[str, ...]) -> int:
        return sum(-values.get(t[1:], 0) if t.startswith("-") else values.get(t, 0) for t in signed)

    values[first] = side(identity.right) - side(identity.left)
    return {name: figure(name, value) for name, value in values.items()}


def errors(found: list[Finding], check: str) -> list[Finding]:
    return [finding for finding in found if finding.check == check and finding.severity is Severity.ERROR]


@every_identity
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_an_identity_that_holds_is_not_reported(identity, data):
    found = list(identities.check(balanced(identity, data.draw), {}))

    assert not errors(found, identity.name)


@every_identity
@settings(max_examples=30, deadline=None)
@given(data=st.data(), change=CHANGES)
def test_any_figure_that_is_off_breaks_its_identity(identity, data, change):
    figures = balanced(identity, data.draw)
    name = data.draw(st.sampled_from(terms(identity)))
    figures[name] = figure(name, figures[name].value + change)

    [finding] = errors(list(identities.check(figures, {})), identity.name)

    assert all(one.label in str(finding) and one.printed in str(finding) for one in figures.values() if one.value)
    assert any(f"（最小单位 {gap}）" in str(finding) for gap in (change, -change))


@every_identity
def test_a_broken_identity_names_both_sides_with_their_values(identity):
    figures = {name: figure(name, 10**7 * (number + 2) ** 2) for number, name in enumerate(terms(identity))}

    [finding] = errors(list(identities.check(figures, {})), identity.name)

    said = {side: str(part) for side, part in finding.parameters}
    for side, signed in (("left", identity.left), ("right", identity.right)):
        parts = [figures[term.removeprefix("-")] for term in signed]
        assert [one.label + " " + one.printed for one in parts] == said[side].replace("－", "＋").split("＋")
        assert said[side] in str(finding)


@every_identity
def test_an_identity_whose_figure_is_missing_is_not_judged(identity):
    figures = {name: figure(name, 7 + number) for number, name in enumerate(terms(identity))}

    for name in figures:
        rest = {other: one for other, one in figures.items() if other != name}
        assert not errors(list(identities.check(rest, {})), identity.name)


@every_identity
def test_an_identity_adds_figures_of_one_unit(identity):
    assert len({(METRICS[name].unit.symbol, METRICS[name].unit.scale) for name in terms(identity)}) == 1


@every_breakdown
@settings(max_examples=30, deadline=None)
@given(groups=st.dictionaries(st.integers(1, 9), AMOUNTS))
def test_groups_that_make_up_the_whole_are_not_reported(entry, groups):
    whole = {entry.metric: figure(entry.metric, sum(groups.values()))}

    assert not list(identities.check(whole, {entry.name: groups}))


@every_breakdown
@settings(max_examples=30, deadline=None)
@given(groups=st.dictionaries(st.integers(1, 9), AMOUNTS), change=CHANGES)
def test_groups_that_do_not_make_up_the_whole_are_reported_with_both_sums(entry, groups, change):
    whole = figure(entry.metric, sum(groups.values()) + change)

    [finding] = identities.check({entry.metric: whole}, {entry.name: groups})

    assert (finding.severity, finding.check) == (Severity.ERROR, entry.name)
    assert f"合计 {whole.printed}，各组之和 {whole.unit.text(sum(groups.values()))}" in str(finding)


@every_breakdown
def test_records_without_a_group_are_reported_although_the_sum_is_right(entry):
    whole = figure(entry.metric, 1000)

    [finding] = identities.check({entry.metric: whole}, {entry.name: {1: Fraction(700), None: Fraction(300)}})

    assert f"未归组 {whole.unit.text(300)}" in str(finding)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_the_demo_office_breaks_no_identity_and_rounds_in_the_three_published_places():
    found = engine.check(engine.compute(YEAR))

    assert {(finding.check, finding.severity) for finding in found} == {
        ("basic_spending_parts", Severity.ROUNDING),
        ("personnel_by_class", Severity.ROUNDING),
        ("project_spending_302_by_item", Severity.ROUNDING),
    }
    assert len(found) == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("check", "whole", "parts"),
    [
        ("basic_spending_parts", "293.56", ("263.28", "30.29")),
        ("personnel_by_class", "263.28", ("255.69", "7.58")),
        (
            "project_spending_302_by_item",
            "120.99",
            ("6.61", "4.02", "9.6", "0.9", "1.5", "4.27", "4.95", "36.72", "48.59", "3.84"),
        ),
    ],
)
def test_a_rounding_is_reported_with_the_published_numbers_and_their_gap(check, whole, parts):
    [finding] = [finding for finding in engine.check(engine.compute(YEAR)) if finding.check == check]
    left, right = (str(dict(finding.parameters)[side]) for side in ("left", "right"))

    assert left.endswith(f" {whole}万元")
    assert [part.rsplit(" ", 1)[1] for part in right.split("＋")] == [f"{part}万元" for part in parts]
    assert f"相差 {Decimal(whole) - sum(map(Decimal, parts)):+}" in str(finding)


def test_the_published_numbers_do_round_apart_there():
    text = (Path(__file__).parent.parent / "published_2021.yaml").read_text(encoding="utf-8")
    published = {
        name: printed for p in yaml.safe_load(text)["passages"] for name, printed in p.get("figures", {}).items()
    }

    def number(name: str) -> Decimal:
        return Decimal(published[name].removesuffix("万元"))

    items = [name for name in published if name.startswith("project_spending_302") and len(name) == 22]
    assert number("basic_spending") - number("personnel_spending") - number("public_spending") == Decimal("-0.01")
    assert number("personnel_spending") - number("spending_301") - number("spending_303") == Decimal("0.01")
    assert (number("project_spending_302"), sum(map(number, items))) == (Decimal("120.99"), Decimal("121.00"))


def grant_more_persons() -> None:
    Approval.objects.filter(pk=Approval.objects.filter(approved_on__year=2021, option="cash").first().pk).update(
        persons=1, quota=9000
    )


def pay_interest() -> None:
    pay("30701", "basic")


def pay_item_outside_the_classification() -> None:
    EconomicItem.objects.create(code="39801", name="旧科目", class_code="398", class_name="旧类")
    pay("39801", "project")


def pay(code: str, nature: str) -> None:
    payment = Expenditure(
        year=2021,
        nature=nature,
        item=EconomicItem.objects.get(code=code),
        voucher="改-1",
        paid_on=date(2021, 5, 5),
        summary="甲",
        amount=123_456,
    )
    accounts.pay([payment], by=Officer.objects.first())


def receive_more() -> None:
    revenue = Revenue(
        year=2021, stage="final", source="other", dated_on=date(2021, 5, 5), voucher="改-1", amount=123_456
    )
    accounts.receive([revenue], by=Officer.objects.first())


def approve_more_spending_than_revenue() -> None:
    item = EconomicItem.objects.get(code="30215")
    accounts.appropriate(
        [], [Appropriation(year=2021, nature="basic", item=item, amount=123_456)], by=Officer.objects.first()
    )


def carry_over_more() -> None:
    CarryOver.objects.filter(year=2022).update(amount=123_456)


def clear_land_of_a_project_long_cleared() -> None:
    project = Project.objects.filter(cleared_on__year__lt=2021).first()
    Project.objects.filter(pk=project.pk).update(area=2 * project.area)
    projects.clear_land(
        [LandClearing(project=project, cleared_on=date(2021, 5, 5), area=123_456)], by=Officer.objects.first()
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("mutate", "broken"),
    [
        (grant_more_persons, {"approved_persons_by_line", "approved_quota_by_line"}),
        (pay_interest, {"basic_spending_parts", "carry_over"}),
        (pay_item_outside_the_classification, {"spending_by_class", "carry_over"}),
        (receive_more, {"carry_over"}),
        (approve_more_spending_than_revenue, {"budget_balance"}),
        (carry_over_more, {"carry_over"}),
        (clear_land_of_a_project_long_cleared, {"cleared_area_by_kind"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_records_that_contradict_each_other_break_just_the_identities_between_them(mutate, broken):
    mutate()

    found = engine.check(engine.compute(YEAR))

    assert {finding.check for finding in found if finding.severity is Severity.ERROR} == broken


def test_every_identity_and_breakdown_has_a_name_of_its_own():
    names = [entry.name for entry in (*IDENTITIES, *BREAKDOWNS)]

    assert len(names) == len(set(names))


@every_breakdown
def test_a_breakdown_groups_by_a_column_of_its_relation(entry: Breakdown):
    relation = engine.RELATIONS[METRICS[entry.metric].of]

    assert entry.by in relation.build(YEAR).columns
