"""机构人员 Sections, establishment and staff."""

import ibis.expr.types as ir

from anzhi.metrics.dates import by_end, open_at_end
from anzhi.metrics.model import Count, Ratio, Section
from anzhi.values.period import Year
from anzhi.values.unit import PERCENT, count

_PEOPLE = count("人")
_OWNER = Section.GENERAL


def _employed(officer: ir.Table, year: Year) -> ir.BooleanValue:
    return by_end(officer.employed_on, year) & open_at_end(officer.left_on, year)


sections = Count(
    label="内设机构数",
    unit=count("个"),
    owner=_OWNER,
    of="organisations",
    where=lambda o, year: o.kind == "section",
    definition="中心的内设机构。",
)
establishment = Count(
    label="编制人数",
    unit=_PEOPLE,
    owner=_OWNER,
    of="posts",
    where=lambda p, year: by_end(p.authorised_on, year) & open_at_end(p.abolished_on, year),
    definition="截至期末核定而未撤销的编制。",
)
officers_in_post = Count(
    label="在职人数",
    unit=_PEOPLE,
    owner=_OWNER,
    of="officers",
    where=lambda o, year: (o.employment == "established") & _employed(o, year) & open_at_end(o.retired_on, year),
    definition="截至期末在编在岗的人员。",
)
officers_retired = Count(
    label="离退休人数",
    unit=_PEOPLE,
    owner=_OWNER,
    of="officers",
    where=lambda o, year: (o.employment == "established") & _employed(o, year) & by_end(o.retired_on, year),
    definition="截至期末的离退休人员。",
)
officers_temporary = Count(
    label="临聘人数",
    unit=_PEOPLE,
    owner=_OWNER,
    of="officers",
    where=lambda o, year: (o.employment == "temporary") & _employed(o, year),
    definition="截至期末在岗的临聘人员。",
)
staffing_rate = Ratio(
    label="在职人员控制率",
    unit=PERCENT,
    owner=_OWNER,
    numerator="officers_in_post",
    denominator="establishment",
    definition="在职人数除以编制人数（财预〔2013〕53号）。",
)
