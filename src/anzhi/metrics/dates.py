"""日期条件 The few ways in which a date falls before, in or after a year."""

import ibis.expr.types as ir

from anzhi.values.period import Year


def during(day: ir.Column, year: Year) -> ir.BooleanValue:
    """The day came within the year, up to the day it is seen from."""
    return day.between(year.first, year.as_of)


def by_end(day: ir.Column, year: Year) -> ir.BooleanValue:
    """The day has come by the end of the year, or by the day it is seen from."""
    return day <= year.as_of


def by_opening(day: ir.Column, year: Year) -> ir.BooleanValue:
    """The day came before the year began."""
    return day < year.first


def open_at_end(day: ir.Column, year: Year) -> ir.BooleanValue:
    """The day has not come by the end of the year."""
    return day.isnull() | (day > year.as_of)


def open_at_opening(day: ir.Column, year: Year) -> ir.BooleanValue:
    """The day had not come when the year began."""
    return day.isnull() | (day >= year.first)
