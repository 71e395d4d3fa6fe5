"""社保 Rosters approved and held, and money collected."""

from anzhi.metrics.dates import by_end, by_opening, during, open_at_end
from anzhi.metrics.model import Count, Section, Sum
from anzhi.values.unit import YI, count

_OWNER = Section.RESETTLEMENT

batches_approved = Count(
    label="社保报批批次",
    unit=count("批次"),
    owner=_OWNER,
    of="batches",
    where=lambda b, year: during(b.approved_on, year),
    definition="当年审批的社保批次。",
)
persons_listed = Count(
    label="社保报批人数",
    unit=count("人"),
    owner=_OWNER,
    of="enrolments",
    where=lambda e, year: during(e.approved_on, year),
    definition="当年审批的社保批次中的人员。",
)
batch_persons = Sum(
    label="社保批次人数合计",
    unit=count("人"),
    owner=_OWNER,
    of="batches",
    column="people",
    where=lambda b, year: during(b.approved_on, year),
    definition="当年审批的社保批次的人数之和。",
)
persons_held = Count(
    label="因政策暂停纳入的人数",
    unit=count("人"),
    owner=_OWNER,
    of="enrolments",
    where=lambda e, year: by_end(e.held_on, year) & open_at_end(e.released_on, year),
    definition="所在批次因后出台的政策暂停、截至期末未恢复的人员。",
)
fourth_band_held = Count(
    label="暂停纳入的第四年龄段人数",
    unit=count("人"),
    owner=_OWNER,
    of="enrolments",
    where=lambda e, year: (e.age_band == 4) & by_end(e.held_on, year) & open_at_end(e.released_on, year),
    definition="因政策暂停纳入、名册列为第四年龄段的人员。",
)
contributions = Sum(
    label="当年收缴社保资金",
    unit=YI,
    owner=_OWNER,
    of="contributions",
    column="amount",
    where=lambda c, year: during(c.collected_on, year),
    may_be_empty=False,
    definition="当年收缴的社保资金之和。",
)
contributions_before = Sum(
    label="以前年度收缴社保资金",
    unit=YI,
    owner=_OWNER,
    of="contributions",
    column="amount",
    where=lambda c, year: by_opening(c.collected_on, year),
    definition="年初以前收缴的社保资金之和。",
)
contributions_in_all = Sum(
    label="累计收缴社保资金",
    unit=YI,
    owner=_OWNER,
    of="contributions",
    column="amount",
    where=lambda c, year: by_end(c.collected_on, year),
    may_be_empty=False,
    definition="截至期末收缴的社保资金之和。",
)
