"""套用残留 Does another unit's name, or another year, stand where this report's own should?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anzhi.auditor.checks import relations
from anzhi.auditor.document import Paragraph, Place
from anzhi.auditor.language.mention import Passage
from anzhi.auditor.quantities.width import plain
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.tables.sheet import tidy
from anzhi.values.wording import phrase

_KINDS = (
    "局|委员会|办公室|服务中心|管理中心|中心|人民政府|街道办事处|"
    "办事处|小学|中学|学校|幼儿园|医院|卫生院|法院|检察院|联合会|"
    "残联|妇联|工会|协会|管理处|服务站|监测站|监督站|研究院|研究所|"
    "图书馆|博物馆|档案馆|文化馆|党校|大队|支队|总队|街道|厅"
)
_BODY = rf"[\u4e00-\u9fff]{{2,24}}?(?:{_KINDS})"
_UNIT = re.compile(_BODY)
_TITLED = re.compile(
    rf"^(?:关于)?(?:(?:19|20)\d{{2}}年?度?)?(?P<unit>{_BODY})(?:本级|机关)?(?:（本级）)?(?:关于)?(?:(?:19|20)\d{{2}}年?度?)?的?(?:部门|单位|项目|整体|预算|决算|绩效|财政|[“\"]?三公|政府|专项|一般公共|收支|自评|的)"
)
_SUBJECT = re.compile(
    rf"^[\d一二三四五六七八九十（）、.\s]*(?:根据职责，|经批准，)?(?P<unit>{_BODY})(?:（[^）]*）)?(?:本级)?(?:是|为[^了]|现有|共有|内设|设有|下设|的?主要职[责能]|(?:19|20)\d{{2}}年?度?(?:部门|整体|收入|支出|预算|决算|总))"
)
_SAID_OF = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<unit>{_BODY})(?:(?:19|20)\d{{2}}年?度?)?(?:部门)?(?:整体支出|部门预算|部门决算|绩效自评|预算绩效自评)"
)
_FIELD = re.compile(
    r"^(?:部门|单位|填报单位|预算单位|项目单位|实施单位|填报部门|自评单位|项目实施单位|预算部门)(?:（单位）)?名?称?[：:]?$"
)
_INLINE = re.compile(
    r"(?:填报单位|部门名称|单位名称|预算单位|自评单位|项目单位|填报部门)(?:（公章）|（盖章）)?[：:]\s*(?P<unit>[\u4e00-\u9fff]{3,30})"
)
_REGION = re.compile(r"([\u4e00-\u9fff]{2,4}?(?:省|自治区|市|自治州|州|盟|县|旗|区))")
_TITLE_WORDS = re.compile(r"报告|自评|决算|预算|说明|公开|目标|公告|总结|情况")
_TABLE_TITLE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年?度?[^，。；\d]{0,30}?(?:自评表|目标表|申报表|决算表|预算表|评价表|绩效目标|自评报告|情况表|公开表)"
)
_OF_YEAR = re.compile(r"[（(]\s*(?P<year>(?:19|20)\d{2})\s*年度?\s*[）)]")
_YEARLY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年?度(?P<what>(?:[^，。；、\d]{0,24}?)(?:整体支出|部门决算|部门预算|决算编制|预算编制|绩效自评|绩效评价|预算绩效|项目支出绩效|自评工作))"
)
_OTHER_TIME = re.compile(
    r"比|较|上年|去年|同比|相比|结转|以来|通知|文件|《|》|根据|按照|下年|明年|下一|计划|打算|建议|将|对照|参照|试行|印发|办法|延续|衔接"
)
_PLACE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:年度?|关于|据统计，|[省市]政府)?(?P<name>(?P<stem>[\u4e00-\u9fff]{2,3})(?P<rank>[县区市旗州镇]))"
    r"(?=(?P<after>[\u4e00-\u9fff]{0,12}))"
)
_OFFICE = 3
_POINTS = "东西南北中新老"
"""城东区 and 城西区 are two places."""
_TO_COME = re.compile(
    r"(?:将|拟|争取|建议|力争)[^。；]{0,20}?(?:纳入|列入|编入|安排进)(?P<year>(?:19|20)\d{2})年度?[^，。；]{0,8}预算"
)
_RULES = re.compile(
    r"(?:按照?|根据|依据)(?P<year>(?:19|20)\d{2})年度?(?:部门|单位)?(?P<kind>决算|预算)(?:编制|公开|编报)[^，。；]{0,6}要求"
)
_QUOTED, _DOCUMENT = re.compile(r"《|下属|所属|主管"), re.compile(r"》|通知|文件")
_LONGEST = 4000
"""Characters of a paragraph that is looked through for names."""
_LONGEST_TITLE = 60
_CLOSING, _TITLES, _LONGEST_NAME = 8, 6, 24


@dataclass(frozen=True)
class Named:
    """A unit's name where the report's own should stand."""

    unit: str
    place: Place
    where: str
    """``title``, ``field``, ``closing`` or ``body``."""


def check(reading: Reading) -> Iterator[Relation]:
    """Names of units and years that do not belong to this report."""
    yield from _units(reading)
    yield from _regions(reading)
    yield from _years(reading)
    yield from _plans(reading)


def _units(reading: Reading) -> Iterator[Relation]:
    named = list(_named(reading))
    own = next((n for where in ("title", "field", "body") for n in named if n.where == where), None)
    if own is None:
        return
    others = [n for n in named if not _same(n.unit, own.unit)]
    for other in others:
        often = sum(_same(n.unit, other.unit) for n in named)
        sure = other.where != "body" or (often == 1 and len(named) - len(others) > 1)
        verdict = Verdict.ERROR if sure and often * 2 <= len(named) else Verdict.PERSON
        said = (
            phrase(
                "这里写的是“{other}”，本报告的单位是“{own}”，可能套用了其他单位的文本", other=other.unit, own=own.unit
            )
            if verdict is Verdict.ERROR
            else phrase(
                "这里写的是“{other}”，本报告的单位是“{own}”，请核实是否套用了其他单位的文本",
                other=other.unit,
                own=own.unit,
            )
        )
        yield relations.relation(
            "leftover", verdict, said, document=reading.document,
            arithmetic=f"{other.unit} ≠ {own.unit}", places=[other.place, own.place],
        )  # fmt: skip


def _regions(reading: Reading) -> Iterator[Relation]:
    """The report's own place under another name: 青河县 for 青荷县, 竹坞县教育局 for 竹坞区教育局."""
    places = [
        (found, passage.place.at(*found.span("name")))
        for passage in reading.passages
        if len(passage.plain) <= _LONGEST
        for found in _PLACE.finditer(passage.plain)
    ]
    if not places:
        return
    own, where = places[0]
    unit = next((n.unit for n in _named(reading) if n.where in ("title", "field", "body")), "")
    body = unit.partition(own["name"])[2]
    for found, place in places:
        if _is_mistaken(found, own["name"], body):
            said = phrase("这里写的是“{other}”，本报告是“{own}”，请核实是否写错", other=found["name"], own=own["name"])
            yield relations.relation(
                "leftover", Verdict.PERSON, said, document=reading.document,
                arithmetic=f"{found['name']} ≠ {own['name']}", places=[place, where],
            )  # fmt: skip


def _is_mistaken(found: re.Match[str], home: str, body: str) -> bool:
    """Is a place the home by another name: one character other, or another place with the report's own office?"""
    stem, rank, after = found["stem"], found["rank"], found["after"]
    same_rank = rank == home[-1]
    if stem == home[:-1]:
        return not same_rank and bool(body) and after.startswith(body[:_OFFICE])
    alike = len(stem) == len(home) - 1 and sum(a != b for a, b in zip(stem, home[:-1], strict=True)) == 1
    own_office = len(body) >= _OFFICE and after.startswith(body)
    return same_rank and (own_office or (alike and not own_office and stem[-1:] not in _POINTS))


def _named(reading: Reading) -> Iterator[Named]:
    for at, passage in enumerate(p for p in reading.passages if len(p.plain) <= _LONGEST):
        yield from _in_passage(passage, may_be_title=at < _TITLES)
    for passage in [p for p in reading.passages if not p.is_cell][-_CLOSING:]:
        words = passage.plain.strip()
        if len(words) <= _LONGEST_NAME and _UNIT.fullmatch(words):
            yield Named(words, passage.place, "closing")
    yield from _fields(reading)


def _in_passage(passage: Passage, *, may_be_title: bool) -> Iterator[Named]:
    """The unit that a passage is about, and those it says to be the report's own."""
    text = passage.plain.strip()
    lead = len(passage.plain) - len(passage.plain.lstrip())
    is_title = may_be_title and len(text) <= _LONGEST_TITLE and _TITLE_WORDS.search(text)
    titled = _TITLED.match(text) if is_title else None
    found = titled or (_SUBJECT.match(text) if not passage.is_cell else None)
    if found:
        start = lead + found.start("unit")
        place = passage.place.at(start, start + len(found["unit"]))
        yield Named(found["unit"], place, "title" if titled else "body")
    elif not passage.is_cell:
        yield from _said_of(passage)
    for other in _INLINE.finditer(passage.plain):
        yield Named(other["unit"], passage.place.at(*other.span("unit")), "field")


def _said_of(passage: Passage) -> Iterator[Named]:
    """Units whose 整体支出, 部门决算 or 绩效自评 is spoken of, other than in the name of a document."""
    for other in _SAID_OF.finditer(passage.plain):
        before = passage.plain[max(0, other.start() - 6) : other.start()]
        after = passage.plain[other.end() :][:16]
        if not _QUOTED.search(before) and not _DOCUMENT.search(after) and "财政" not in other["unit"]:
            yield Named(_unprefixed(other["unit"]), passage.place.at(*other.span("unit")), "body")


def _unprefixed(unit: str) -> str:
    return re.sub(r"^(?:根据|按照|通过|对|为|在|由|以及|和|及|与|我们|现将)", "", unit)


def _fields(reading: Reading) -> Iterator[Named]:
    for sheet in reading.sheets:
        for cell in sheet.table.cells:
            if _FIELD.match(tidy(cell.text)):
                column = cell.column + cell.columns
                right = sheet.table.grid[cell.row][column] if column < sheet.table.width else None
                if right is not None and (found := _UNIT.match(tidy(right.text))) and len(tidy(right.text)) <= 30:
                    yield Named(tidy(right.text), sheet.table.place(right), "field")
                    del found


def _same(first: str, second: str) -> bool:
    """One unit under its full and its short name?"""
    a, b = (re.sub(r"（[^）]*）|本级|机关", "", name) for name in (first, second))
    if a in b or b in a:
        return True
    if _region_differs(a, b):
        return False
    short = [_REGION.sub("", name) for name in (a, b)]
    return bool(short[0]) and bool(short[1]) and (short[0] in short[1] or short[1] in short[0])


def _region_differs(first: str, second: str) -> bool:
    """Do two names have regions of one rank that differ?"""
    ranks = [{region[-1]: region for region in _REGION.findall(name)} for name in (first, second)]
    return any(
        rank in ranks[1] and not (region in ranks[1][rank] or ranks[1][rank] in region)
        for rank, region in ranks[0].items()
    )


def _years(reading: Reading) -> Iterator[Relation]:
    own = reading.year
    if own is None:
        return
    for passage in (p for p in reading.passages if len(p.plain) <= _LONGEST):
        short = len(passage.plain.strip()) <= _LONGEST_TITLE
        titled = _TABLE_TITLE.search(passage.plain) if short and not _OTHER_TIME.search(passage.plain) else None
        titled = titled or _OF_YEAR.fullmatch(passage.plain.strip())
        if titled and int(titled["year"]) != own:
            yield _year(reading, Verdict.ERROR, titled, passage.place.at(*_of(titled, passage)), own)
            continue
        for found in _YEARLY.finditer(passage.plain):
            around = passage.plain[max(0, found.start() - 16) : found.end() + 12]
            if int(found["year"]) != own and not _OTHER_TIME.search(around):
                yield _year(reading, Verdict.ERROR, found, passage.place.at(*found.span("year")), own)


def _plans(reading: Reading) -> Iterator[Relation]:
    """What is still to be done, put into a budget that is over; rules of another year or another kind of report."""
    own = reading.year
    if own is None:
        return
    title = next((p.plain for p in reading.passages if _TITLE_WORDS.search(p.plain)), "")
    for passage in (p for p in reading.passages if len(p.plain) <= _LONGEST):
        past = [found for found in _TO_COME.finditer(passage.plain) if int(found["year"]) < own]
        other = [f for f in _RULES.finditer(passage.plain) if f["kind"] not in title or int(f["year"]) > own]
        for found in (*past, *other):
            yield _year(reading, Verdict.PERSON, found, passage.place.at(*found.span("year")), own)


def _of(found: re.Match[str], passage: Passage) -> tuple[int, int]:
    """Where the year of a title stands in its passage."""
    at = passage.plain.find(found["year"])
    return at, at + len(found["year"])


def _year(reading: Reading, verdict: Verdict, found: re.Match[str], place: Place, own: int) -> Relation:
    said = phrase("这里写的是 {year} 年度，本报告是 {own} 年度，可能套用了其他年度的文本", year=found["year"], own=own)
    title = next(
        (b.place for b in reading.document.blocks if isinstance(b, Paragraph) and str(own) in plain(b.text)), None
    )
    return relations.relation(
        "leftover", verdict, said, document=reading.document,
        arithmetic=f"{found['year']} ≠ {own}", places=[place, *([title] if title else [])],
    )  # fmt: skip
