"""签约与拆除 Signing of new projects, and the stock of tail projects worked down over the year."""

from anzhi.metrics.dates import by_end, by_opening, during, open_at_end, open_at_opening
from anzhi.metrics.model import Count, Ratio, Section
from anzhi.values.unit import PERCENT, count

_HOUSEHOLDS, _FIRMS, _PROJECTS = count("户"), count("家"), count("个")
_OWNER = Section.CLEARANCE

signing_projects = Count(
    label="启动签约的新拆项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: (p.kind == "new") & by_end(p.signing_started_on, year),
    definition="当年启动并已启动签约的项目。",
)
signed_projects = Count(
    label="完成签约的新拆项目数",
    unit=_PROJECTS,
    owner=_OWNER,
    of="projects",
    where=lambda p, year: (
        (p.kind == "new") & by_end(p.signing_started_on, year) & (p.households > 0) & (p.unsigned == 0)
    ),
    definition="当年启动、已启动签约且每一户都已签约的项目。",
)
households_to_sign = Count(
    label="新拆签约任务户数",
    unit=_HOUSEHOLDS,
    owner=_OWNER,
    of="households",
    where=lambda h, year: (h.kind == "new") & by_end(h.signing_started_on, year) & by_end(h.surveyed_on, year),
    definition="已启动签约的新拆项目的全部户。",
)
signed_households = Count(
    label="新拆签约户数",
    unit=_HOUSEHOLDS,
    owner=_OWNER,
    of="households",
    where=lambda h, year: (h.kind == "new") & by_end(h.signing_started_on, year) & by_end(h.signed_on, year),
    definition="已启动签约的新拆项目中截至期末已签约的户。",
)
signing_rate = Ratio(
    label="新拆项目签约率",
    unit=PERCENT,
    owner=_OWNER,
    numerator="signed_households",
    denominator="households_to_sign",
    definition="新拆签约户数除以新拆签约任务户数。",
)
tail_unsigned_at_opening = Count(
    label="扫尾年初未签约户数",
    unit=_HOUSEHOLDS,
    owner=_OWNER,
    of="households",
    where=lambda h, year: (h.kind == "tail") & by_opening(h.surveyed_on, year) & open_at_opening(h.signed_on, year),
    definition="扫尾项目中年初尚未签约的户。",
)
tail_signed = Count(
    label="扫尾签约户数",
    unit=_HOUSEHOLDS,
    owner=_OWNER,
    of="households",
    where=lambda h, year: (h.kind == "tail") & by_opening(h.surveyed_on, year) & during(h.signed_on, year),
    definition="扫尾项目中当年签约的户。",
)
tail_unsigned_at_end = Count(
    label="扫尾剩余未签约户数",
    unit=_HOUSEHOLDS,
    owner=_OWNER,
    of="households",
    where=lambda h, year: (h.kind == "tail") & by_opening(h.surveyed_on, year) & open_at_end(h.signed_on, year),
    definition="扫尾项目中截至期末尚未签约的户。",
)
tail_standing_at_opening = Count(
    label="扫尾年初未拆除户数",
    unit=_HOUSEHOLDS,
    owner=_OWNER,
    of="households",
    where=lambda h, year: (h.kind == "tail") & by_opening(h.surveyed_on, year) & open_at_opening(h.demolished_on, year),
    definition="扫尾项目中年初尚未拆除的户。",
)
tail_demolished = Count(
    label="扫尾拆除户数",
    unit=_HOUSEHOLDS,
    owner=_OWNER,
    of="households",
    where=lambda h, year: (h.kind == "tail") & by_opening(h.surveyed_on, year) & during(h.demolished_on, year),
    definition="扫尾项目中当年拆除的户。",
)
tail_standing_at_end = Count(
    label="扫尾剩余未拆除户数",
    unit=_HOUSEHOLDS,
    owner=_OWNER,
    of="households",
    where=lambda h, year: (h.kind == "tail") & by_opening(h.surveyed_on, year) & open_at_end(h.demolished_on, year),
    definition="扫尾项目中截至期末尚未拆除的户。",
)
tail_firms_at_opening = Count(
    label="扫尾年初未拆除单位数",
    unit=_FIRMS,
    owner=_OWNER,
    of="firms",
    where=lambda f, year: (f.kind == "tail") & by_opening(f.surveyed_on, year) & open_at_opening(f.demolished_on, year),
    definition="扫尾项目中年初尚未拆除的单位（企业）。",
)
tail_firms_demolished = Count(
    label="扫尾拆除单位数",
    unit=_FIRMS,
    owner=_OWNER,
    of="firms",
    where=lambda f, year: (f.kind == "tail") & by_opening(f.surveyed_on, year) & during(f.demolished_on, year),
    definition="扫尾项目中当年拆除的单位（企业）。",
)
tail_firms_at_end = Count(
    label="扫尾剩余未拆除单位数",
    unit=_FIRMS,
    owner=_OWNER,
    of="firms",
    where=lambda f, year: (f.kind == "tail") & by_opening(f.surveyed_on, year) & open_at_end(f.demolished_on, year),
    definition="扫尾项目中截至期末尚未拆除的单位（企业）。",
)
