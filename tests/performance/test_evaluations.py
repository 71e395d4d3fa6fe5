from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from anzhi.budget.actions import accounts
from anzhi.budget.models import Appropriation, EconomicItem, Expenditure
from anzhi.grievances.actions import tickets
from anzhi.grievances.models import Ticket
from anzhi.office.models import Event
from anzhi.performance.actions import evaluations
from anzhi.performance.models import Evaluation, Indicator
from anzhi.performance.queries import evaluation
from anzhi.performance.scoring import score
from anzhi.values.finding import Severity
from anzhi.values.refusal import Missing, Refused
from tests.cast import YEAR
from tests.performance import reference

pytestmark = pytest.mark.django_db


def quantity(**changes: object) -> Indicator:
    """At least four tickets closed, for 60 points."""
    values = {
        "ordinal": 1,
        "first": "output",
        "second": "quantity",
        "name": "办结工单",
        "weight": 6000,
        "measure": "quantity",
        "metric": "tickets_closed",
        "comparator": "at_least",
        "target": 400,
        "actual_text": "{{ tickets_closed }}",
    }
    return Indicator(**(values | changes))


def quality(ordinal: int, first: str, second: str, points: int) -> Indicator:
    return Indicator(
        ordinal=ordinal,
        first=first,
        second=second,
        name=f"定性指标之{'甲乙丙丁'[ordinal - 1]}",
        weight=points * 100,
        measure="quality",
        target_text="做好",
        actual_text="已做好",
    )


def yuelu(*changed: Indicator) -> list[Indicator]:
    first = changed or (quantity(),)
    return [*first, quality(2, "benefit", "social", 30), quality(3, "satisfaction", "satisfaction", 10)]


@pytest.fixture
def office(cast):
    """The small cast with three indicators, the two qualities graded as achieved."""
    evaluations.define(Evaluation(year=2021, method="yuelu-2021"), yuelu(), by=cast.officer)
    for indicator in Indicator.objects.filter(measure="quality"):
        evaluations.grade(indicator, Indicator.Grade.ACHIEVED, by=cast.officer)
    return cast


def close(cast, *numbers: str) -> None:
    day = date(2021, 3, 1)
    received = tickets.receive(
        [Ticket(number=n, subject="咨询", received_on=day, due_on=day + timedelta(days=7)) for n in numbers],
        by=cast.officer,
    )
    tickets.close(dict.fromkeys(received, day), by=cast.officer)


def rows():
    return evaluation(YEAR).rows


def test_a_record_more_changes_the_proposed_score(office):
    close(office, "G1", "G2")
    before = evaluation(YEAR).total
    close(office, "G3")

    assert (before, evaluation(YEAR).total) == (3000 + 4000, 4500 + 4000)


def test_an_unmet_target_is_an_error_until_its_deduction_is_explained(office):
    close(office, "G1", "G2")
    assert [(f.severity, f.check) for f in evaluation(YEAR).findings] == [(Severity.ERROR, "deduction")]

    evaluations.adjust(rows()[0], score=3000, deviation="来电减少", by=office.officer)
    assert evaluation(YEAR).findings == []


def test_the_officers_score_stands_and_the_trail_says_who_gave_it(office):
    close(office, "G1", "G2", "G3", "G4")
    evaluations.adjust(rows()[0], score=5500, deviation=" 一条超期 ", improvement="加强调度", by=office.officer)

    event = Event.objects.get(verb="indicator.adjust")
    assert evaluation(YEAR).total == 5500 + 4000
    assert event.recorded_by == office.officer
    assert event.detail["old"]["score"] is None
    assert event.detail["new"] == {"score": 5500, "deviation": "一条超期", "improvement": "加强调度"}


@pytest.mark.parametrize(
    ("row", "adjustment", "sentence"),
    [
        (0, {"score": 6001, "deviation": "原因"}, "不在 0 至 60 分之间"),
        (0, {"score": 5999}, "扣分必须说明原因"),
        (1, {"score": 2399, "deviation": "原因"}, "不在该达成程度的区间内"),
        (0, {"score": 5000, "deviation": "少办了3条"}, "不能直接写数"),
        (0, {"score": 5000, "deviation": "原因", "improvement": "多办{{ nothing }}"}, "不存在的数字"),
    ],
)
def test_an_adjustment_against_the_rules_changes_nothing(office, row, adjustment, sentence):
    with pytest.raises(Refused, match=sentence):
        evaluations.adjust(rows()[row], **adjustment, by=office.officer)
    assert not Indicator.objects.filter(score__isnull=False).exists()


def test_a_score_is_judged_by_the_grade_that_stands_now(office):
    [_, read_before, _] = rows()
    evaluations.grade(Indicator.objects.get(ordinal=2), Indicator.Grade.MISSED, by=office.officer)

    with pytest.raises(Refused, match="不在该达成程度的区间内"):
        evaluations.adjust(read_before, score=3000, by=office.officer)


def test_a_new_grade_voids_the_score_given_under_the_old_one(office):
    evaluations.adjust(rows()[1], score=2500, deviation="原因", improvement="改进", by=office.officer)
    indicator = evaluations.grade(Indicator.objects.get(ordinal=2), Indicator.Grade.PARTIAL, by=office.officer)

    assert (indicator.score, indicator.deviation, indicator.improvement) == (None, "", "")
    with pytest.raises(Missing, match="定性指标之乙"):
        _ = evaluation(YEAR).total


def test_a_quantity_is_measured_and_never_graded(office):
    with pytest.raises(Refused, match="定量指标"):
        evaluations.grade(Indicator.objects.get(ordinal=1), Indicator.Grade.ACHIEVED, by=office.officer)


@pytest.mark.parametrize(
    ("indicator", "sentence"),
    [
        (quantity(weight=5900), "应为 100"),
        (quantity(first="benefit"), "一级指标 output"),
        (quantity(metric="nothing"), "不存在的数字 nothing"),
        (quantity(target_metric="nothing"), "不存在的数字 nothing"),
        (quantity(actual_text="办结24条"), "不能直接写数"),
        (quantity(name="办结24条"), "不能直接写数"),
        (quantity(target_text="4条以上"), "不能直接写数"),
        (quantity(target=None), "应有实际值数字、比较方式和指标值"),
    ],
)
def test_indicators_against_the_rules_are_refused_as_a_whole(cast, indicator, sentence):
    with pytest.raises(Refused, match=sentence):
        evaluations.define(Evaluation(year=2021, method="yuelu-2021"), yuelu(indicator), by=cast.officer)
    assert (Evaluation.objects.count(), Indicator.objects.count()) == (0, 0)


@pytest.mark.parametrize("values", [{"score": F("weight") + 1, "deviation": "原因"}, {"score": 1}])
def test_the_database_itself_refuses_a_score_against_the_rules(office, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.update(**values)


def test_a_year_without_indicators_is_reported_as_such(cast):
    with pytest.raises(Missing, match="2021 年还没有绩效指标"):
        evaluation(YEAR)


@pytest.mark.parametrize(("budget", "spent"), [(100_000, 95_470), (100_000, 100_000), (100_000, 103_741), (300, 100)])
def test_the_national_method_scores_the_execution_rate_of_the_budget(cast, budget, spent):
    accounts.load_classification(by=cast.officer)
    line = {"year": 2021, "nature": "basic", "item": EconomicItem.objects.get(code="30201")}
    accounts.appropriate([], [Appropriation(**line, amount=budget)], by=cast.officer)
    paid = {"voucher": "V1", "paid_on": date(2021, 3, 1), "summary": "办公用品"}
    accounts.pay([Expenditure(**line, **paid, amount=spent)], by=cast.officer)
    rate = quantity(
        first="execution",
        second="execution_rate",
        name="预算执行率",
        weight=1000,
        metric="execution_rate",
        target=10_000,
        actual_text="{{ execution_rate }}",
    )
    others = [("output", "quantity", 50), ("benefit", "social", 30), ("satisfaction", "satisfaction", 10)]
    evaluations.define(
        Evaluation(year=2021, method="national-2020"),
        [rate, *(quality(ordinal, *other) for ordinal, other in enumerate(others, start=2))],
        by=cast.officer,
    )
    for indicator in Indicator.objects.filter(measure="quality"):
        evaluations.grade(indicator, Indicator.Grade.ACHIEVED, by=cast.officer)

    page = evaluation(YEAR)
    assert page.rows[0].target == "100%以上"
    assert page.total == 9000 + reference.execution_rate(budget, spent, 1000)


def test_carrying_forward_copies_what_is_aimed_at_and_nothing_that_was_reached(office):
    evaluations.adjust(rows()[1], score=2500, deviation="原因", improvement="改进", by=office.officer)
    evaluations.carry_forward(2021, 2022, by=office.officer)

    aims = ["ordinal", "first", "second", "name", "weight", "measure", "metric"]
    aims += ["comparator", "target", "target_metric", "target_text", "actual_text"]
    reached = ["grade", "score", "deviation", "improvement"]
    old, new = (Indicator.objects.filter(evaluation__year=year) for year in (2021, 2022))
    assert list(old.values(*aims)) == list(new.values(*aims))
    assert set(new.values_list(*reached)) == {("", None, "", "")}
    assert Evaluation.objects.get(year=2022).method == "yuelu-2021"


def test_every_field_of_an_indicator_is_either_carried_or_left_behind():
    known = {"id", "evaluation", "ordinal", "first", "second", "name", "weight", "measure", "metric", "comparator"}
    known |= {"target", "target_metric", "target_text", "actual_text", "grade", "score", "deviation", "improvement"}

    assert {field.name for field in Indicator._meta.concrete_fields} == known


def test_indicators_are_carried_to_a_year_once(office):
    evaluations.carry_forward(2021, 2022, by=office.officer)

    with pytest.raises(Refused, match="2022 年已有绩效指标"):
        evaluations.carry_forward(2021, 2022, by=office.officer)


def test_nothing_is_carried_from_a_year_without_indicators(office):
    with pytest.raises(Refused, match="2020 年没有绩效指标可以结转"):
        evaluations.carry_forward(2020, 2022, by=office.officer)


@pytest.mark.usefixtures("demo")
class TestTheOfficeOf2021:
    SCORES = (10, 10, 10, 5, 5, 9, 5, 5, 10, 8, 9, 10)

    def test_every_indicator_has_its_published_score(self):
        page = evaluation(YEAR)

        assert [score(row.measured, page.method) for row in page.rows] == [100 * points for points in self.SCORES]

    def test_the_total_is_96_and_its_grade_is_excellent(self):
        page = evaluation(YEAR)

        assert (page.total, page.method.grade(page.total)) == (9600, "优")
