from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from anzhi.values.period import Year, months_before
from anzhi.values.refusal import Refused


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.integers(0, 600))
def test_months_before_agrees_with_dateutil(day: date, months: int):
    assert months_before(day, months) == day - relativedelta(months=months)


def test_a_year_seen_from_another_year_is_refused():
    with pytest.raises(Refused):
        Year(2021, date(2022, 1, 1))


def test_a_whole_year_opens_where_the_last_one_ended():
    year = Year.whole(2021)
    assert (year.opening, year.first, year.as_of) == (date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31))
