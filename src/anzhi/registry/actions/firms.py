"""单位（企业） Firms on a project's land."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from anzhi.office.actions import corrections, events
from anzhi.office.models import Officer
from anzhi.registry.models import Firm, Project
from anzhi.values.refusal import Refused


def register(firms: Sequence[Firm], *, by: Officer) -> list[Firm]:
    """Add firms to their projects.

    Raises:
        Refused: a credit code is not valid (GB 32100).
    """
    for firm in firms:
        firm.credit_code = _credit_code(firm, firm.credit_code)
    return events.add(firms, verb="firm.register", by=by)


def sign(dates: Mapping[Firm, date], *, by: Officer) -> list[Firm]:
    """签约.

    Raises:
        Refused: signed already, or before the survey.
    """
    for firm, day in dates.items():
        if firm.signed_on is not None:
            raise Refused("“{firm}”已于 {day} 签约", firm=firm, day=firm.signed_on).at("signed_on")
        _check_signing(firm, day)
    return events.change({firm: {"signed_on": day} for firm, day in dates.items()}, verb="firm.sign", by=by)


def demolish(dates: Mapping[Firm, date], *, by: Officer) -> list[Firm]:
    """拆除: the firm's buildings are down."""
    return events.change({firm: {"demolished_on": day} for firm, day in dates.items()}, verb="firm.demolish", by=by)


@transaction.atomic
def correct(firm: Firm, values: Mapping[str, object], *, by: Officer) -> Firm:
    """更正.

    Raises:
        Refused: a credit code is not valid, signed before the survey, or still standing in a cleared project.
    """
    cleared_on = Project.objects.select_for_update().get(pk=firm.project_id).cleared_on
    if "credit_code" in values:
        values = {**values, "credit_code": _credit_code(firm, values["credit_code"])}
    corrections.apply(
        firm,
        values,
        fields=("name", "credit_code", "surveyed_on"),
        steps=("signed_on", "demolished_on"),
        verb="firm.correct",
        by=by,
    )
    _check_signing(firm, firm.signed_on)
    if cleared_on is not None and (firm.demolished_on is None or firm.demolished_on > cleared_on):
        raise Refused("项目已于 {day} 清零，“{firm}”应在此前拆除", firm=firm, day=cleared_on).at("demolished_on")
    return firm


def _credit_code(firm: Firm, code: object) -> str | None:
    try:
        return uscc.validate(code) if code else None
    except ValidationError:
        raise Refused("单位“{firm}”的统一社会信用代码 {code} 校验不符", firm=firm, code=code).at(
            "credit_code"
        ) from None


def _check_signing(firm: Firm, day: date | None) -> None:
    if day is not None and day < firm.surveyed_on:
        raise Refused("“{firm}”的签约日期早于调查日期", firm=firm).at("signed_on")
