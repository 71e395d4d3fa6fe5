"""A report with a hole in it is not written: what is missing is named instead."""

import pytest

from anzhi.grievances.models import Ticket
from anzhi.housing.models import Estate
from anzhi.office.actions import organisations
from anzhi.office.queries import officer
from anzhi.performance.actions import evaluations
from anzhi.performance.models import Indicator
from anzhi.reports import queries
from anzhi.reports.actions import narratives
from anzhi.reports.models import Narrative
from anzhi.values.period import Year
from anzhi.values.refusal import Missing, Refused
from tests.cast import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_a_fact_that_was_not_entered_stops_the_report_and_is_named():
    Estate.objects.filter(name="岳华新苑二期").update(planned_area=None)

    with pytest.raises(
        Missing, match=r"缺 1 个数字：.*planned_housing_area.*3 条安置小区记录中有 1 条未填 规划安置房面积"
    ):
        queries.report(YEAR)


def test_every_missing_figure_is_named_at_once():
    Estate.objects.filter(name="岳华新苑二期").update(planned_area=None)
    Estate.objects.filter(name="岳华村黄金安置地").update(site_area=None)

    with pytest.raises(Missing, match=r"缺 2 个数字：.*blocked_site_area.*planned_housing_area"):
        queries.report(YEAR)


def test_a_rate_of_nothing_is_missing_and_not_zero():
    Ticket.objects.all().delete()

    with pytest.raises(Missing, match=r"缺 2 个数字：.*on_time_rate.*分母.*satisfaction_rate.*分母"):
        queries.report(YEAR)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_section_without_text_stops_the_report_and_is_named(text):
    Narrative.objects.filter(section="problems").update(text=text)

    with pytest.raises(Missing, match=r"2021 年报告缺少正文：problems$"):
        queries.report(YEAR)


def test_a_quality_nobody_graded_stops_the_report_and_is_named():
    Indicator.objects.filter(name="扫尾项目成效").update(grade="")

    with pytest.raises(Missing, match="扫尾项目成效"):
        queries.report(YEAR)


def test_an_unmet_target_without_a_reason_stops_the_report_and_is_named():
    Indicator.objects.filter(metric="study_sessions").update(target=2100)

    with pytest.raises(Refused, match=r"专题学习研讨的次数.*没有说明扣分原因"):
        queries.report(YEAR)


def test_a_year_nobody_keeps_records_for_has_no_report():
    with pytest.raises(Missing, match="2019 年不是本单位的业务年度"):
        queries.report(Year.whole(2019))


def test_a_year_that_was_carried_forward_has_its_text_and_asks_for_its_own_records():
    by = officer("003")
    organisations.open_year(2022, by=by)
    evaluations.carry_forward(2021, 2022, by=by)
    narratives.carry_forward(2021, 2022, by=by)

    with pytest.raises(Missing, match=r"报告不能生成，缺 \d+ 个数字：.*2022 年没有一条支出记录"):
        queries.report(Year.whole(2022))
