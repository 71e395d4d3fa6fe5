"""阶段 States of records, derived from their dates as of a day."""

from datetime import date

from django.db.models import Case, CharField, Value, When

YES_NO = {"true": "是", "false": "否"}
"""Choices of a filter over a yes or no."""


def reached(*steps: tuple[str, str], day: date, otherwise: str) -> Case:
    """The last step that was reached by a day: (key, date field) pairs, furthest first."""
    met = [When(**{f"{path}__lte": day}, then=Value(key)) for key, path in steps]
    return Case(*met, default=Value(otherwise), output_field=CharField())
