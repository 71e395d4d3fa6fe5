"""单位（企业） Firms on a project's land."""

from collections.abc import Mapping, Sequence
from datetime import date

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.registry.models import Firm
from anzhi.values.refusal import Refused


def register(firms: Sequence[Firm], *, by: Officer) -> list[Firm]:
    """Add firms to their projects.

    Raises:
        Refused: a credit code is not valid (GB 32100).
    """
    for firm in firms:
        try:
            firm.credit_code = uscc.validate(firm.credit_code) if firm.credit_code else None
        except ValidationError:
            raise Refused("单位“{firm}”的统一社会信用代码 {code} 校验不符", firm=firm, code=firm.credit_code) from None
    return events.add(firms, verb="firm.register", by=by)


def demolish(dates: Mapping[Firm, date], *, by: Officer) -> list[Firm]:
    """拆除: the firm's buildings are down."""
    return events.change({firm: {"demolished_on": day} for firm, day in dates.items()}, verb="firm.demolish", by=by)
