"""安置 What was approved, who was housed, who waits, and who waits too long.

Persons and quota differ: a person may bring more quota than one. Both can be half.
"""

from anzhi.metrics.dates import during
from anzhi.metrics.model import Count, Derived, Ratio, Section, Sum
from anzhi.values.citation import Citation
from anzhi.values.exact import PERSON
from anzhi.values.unit import PERSONS, WHOLE_PERCENT, count

_OWNER = Section.RESETTLEMENT
BADLY_OVERDUE = 1000 * PERSON
"""A street with more overdue persons than this is named in the report."""

cash_quota_approved = Sum(
    label="货币补贴安置指标",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="quota",
    where=lambda a, year: (a.option == "cash") & during(a.approved_on, year),
    definition="当年审批的货币补贴安置指标之和。",
)
housing_quota_approved = Sum(
    label="保障住房安置指标",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="quota",
    where=lambda a, year: (a.option == "housing") & during(a.approved_on, year),
    definition="当年审批的保障住房安置指标之和。",
)
housing_persons_approved = Sum(
    label="保障住房安置审批人数",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="persons",
    where=lambda a, year: (a.option == "housing") & during(a.approved_on, year),
    definition="当年审批的保障住房安置人数之和。",
)
persons_approved = Sum(
    label="安置审批人数",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="persons",
    where=lambda a, year: during(a.approved_on, year),
    definition="当年审批的两种安置方式的人数之和。",
)
entitled_persons = Sum(
    label="安置明细人数",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="line_persons",
    where=lambda a, year: during(a.approved_on, year),
    definition="当年审批的安置指标明细中的人数之和。",
)
quota_approved = Sum(
    label="安置审批指标",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="quota",
    where=lambda a, year: during(a.approved_on, year),
    definition="当年审批的两种安置方式的指标之和。",
)
entitled_quota = Sum(
    label="安置明细指标",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="line_quota",
    where=lambda a, year: during(a.approved_on, year),
    definition="当年审批的安置指标明细中的指标之和。",
)
waiting_at_opening = Sum(
    label="年初未安置人数",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="waiting_at_opening",
    where=lambda a, year: a.waiting_at_opening != 0,
    definition="年初以前审批保障住房安置、年初尚未分房的人数。",
)
housed = Sum(
    label="当年安置人数",
    unit=PERSONS,
    owner=_OWNER,
    of="allotments",
    column="persons",
    where=lambda a, year: during(a.housed_on, year),
    definition="当年分房安置的人数之和。",
)
waiting_at_end = Sum(
    label="期末未安置人数",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="waiting_at_end",
    where=lambda a, year: a.waiting_at_end != 0,
    definition="截至期末已审批保障住房安置、尚未分房的人数。",
)
overdue_persons = Sum(
    label="延期过渡人数",
    unit=PERSONS,
    owner=_OWNER,
    of="approvals",
    column="overdue_at_end",
    where=lambda a, year: a.overdue_at_end != 0,
    definition="腾房超过过渡期、截至期末仍未分房的人数。",
)
overdue_rate = Ratio(
    label="延期过渡率",
    unit=WHOLE_PERCENT,
    owner=_OWNER,
    numerator="overdue_persons",
    denominator="waiting_at_end",
    definition="延期过渡人数除以期末未安置人数。",
)
badly_overdue_streets = Count(
    label="延期过渡突出的街道数",
    unit=count("个"),
    owner=_OWNER,
    of="streets",
    where=lambda s, year: s.overdue_at_end > BADLY_OVERDUE,
    definition="延期过渡超过 1,000 人的街道。",
)
transition_period = Derived(
    label="过渡期",
    unit=count("年"),
    owner=_OWNER,
    inputs=(),
    compute=lambda: 2,
    cites=Citation("长沙市人民政府令第103号", "附件（过渡费行，24个月）"),
    definition="从腾房到交付分房的期限，超过即为延期过渡。",
)
