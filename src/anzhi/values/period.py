"""期间 A year of the office's work, seen from a date."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from anzhi.values.refusal import Refused


@dataclass(frozen=True)
class Year:
    """A calendar year as it stood at the end of ``as_of``.

    Attributes:
        number: the year, such as 2021.
        as_of: the last day that counts; the year's last day unless the year is still running.
    """

    number: int
    as_of: date

    def __post_init__(self) -> None:
        if self.as_of.year != self.number:
            raise Refused("截至日期 {as_of} 不在 {year} 年内", as_of=self.as_of, year=self.number)

    @classmethod
    def whole(cls, number: int) -> "Year":
        """The complete year."""
        return cls(number, date(number, 12, 31))

    @property
    def first(self) -> date:
        """1 January of the year."""
        return date(self.number, 1, 1)

    @property
    def opening(self) -> date:
        """The last day before the year: stocks carried in are counted at its end."""
        return self.first - timedelta(days=1)

    def months_before(self, months: int) -> date:
        """The date ``months`` calendar months before ``as_of``; the last day of a shorter month stands in."""
        return months_before(self.as_of, months)


def months_before(day: date, months: int) -> date:
    """The same day ``months`` earlier; the last day of a shorter month stands in for a missing one."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
