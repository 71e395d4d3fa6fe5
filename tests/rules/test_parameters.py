"""A file of the law is read strictly; what it holds is a number, or a day."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from anzhi.rules.engine import parameters
from anzhi.rules.engine.types import DAY
from anzhi.values.refusal import Refused

WRITTEN: dict[str, Any] = {
    "label": "须有许可证的起始日",
    "unit": "日期",
    "governed_by": "policy_date",
    "review_by": date(2027, 6, 30),
    "values": [
        {"from": date(2000, 1, 1), "to": None, "document": "某令", "certainty": "found", "value": date(1987, 1, 1)}
    ],
}


def written(value: Any) -> dict[str, Any]:
    changed = deepcopy(WRITTEN)
    changed["values"][0]["value"] = value
    return changed


@pytest.mark.parametrize("value", [date(1987, 1, 1), "1987-01-01"])
def test_a_day_of_the_law_is_read_as_a_day(value: Any):
    parameter = parameters.read("house.permit_from", written(value))

    assert parameter.type == DAY
    assert parameter.say(parameter.periods[0].cells[()].value or "") == "1987-01-01"


@pytest.mark.parametrize("value", ["1987", 1987, "8", True, {"1": "1987-01-01"}])
def test_what_is_no_day_is_refused(value: Any):
    with pytest.raises(Refused):
        parameters.read("house.permit_from", written(value))


def test_a_ratio_is_told_without_a_unit():
    parameter = parameters.read("land.fee_share", {**written("0.40"), "unit": "比例"})

    assert parameter.say(parameter.periods[0].cells[()].value or "") == "0.4"
