"""个数 Are as many things named as are said to be: 内设机构4个，分别是…; 3个街道（…）?"""

import re
from collections.abc import Iterator

from anzhi.auditor.checks import relations
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.values.wording import phrase

_AFTER = re.compile(
    r"^(?P<noun>[^，。；：（）\d]{0,16}?)(?:(?P<cue>[，：（]?\s*(?:其中)?(?:分别是|分别为|包括|即|具体是|具体为|依次为|主要包括|名称为|有)[：]?)|(?P<open>（)|(?P<colon>：))"
)
_NUMBERED = re.compile(r"(?:^|[。；：，])\s*([一二三四五六七八九十]{1,2})是")
_ORDER = "一二三四五六七八九十"
_JOINTS = re.compile(r"、|；|以及")
_LAST = re.compile(r"(?<=[\u4e00-\u9fff）”])(?:和|及|与)(?=[\u4e00-\u9fff“])")
_THINGS = {
    "个",
    "家",
    "项",
    "处",
    "所",
    "次",
    "类",
    "种",
    "街道",
    "镇",
    "乡",
    "社区",
    "村",
    "条",
    "场",
    "座",
    "件",
    "门",
    "部",
    "批",
    "支",
    "名",
    "位",
    "人",
    "户",
    "篇",
    "期",
}
_MOST, _LONGEST, _WINDOW = 60, 40, 400
_NOUN, _FEW, _SHORTEST = 5, 2, 2
_BODY = re.compile(r"(?:[科室股部所局站院办队村镇乡县区市校园馆厂会组处]|中心|街道|社区|公司)$")


def check(reading: Reading) -> Iterator[Relation]:
    """Every number of things that is followed, or preceded, by their names."""
    for passage in reading.passages:
        for mention in passage.mentions:
            if not _counts_things(mention):
                continue
            found = _numbered(passage, mention) or _after(passage, mention) or _before(passage, mention)
            if found and (made := _relation(reading, passage, mention, *found)):
                yield made


def _counts_things(mention: Mention) -> bool:
    quantity = mention.quantity
    return (
        mention.role is Role.LEVEL
        and quantity.is_exact
        and quantity.unit.symbol in _THINGS
        and quantity.value.denominator == 1
        and 1 < quantity.value <= _MOST
    )


Found = tuple[list[str], bool, bool, tuple[int, int]]
"""Names, whether others may be left out, whether it is sure that these are the things counted, and where they stand."""


def _after(passage: Passage, mention: Mention) -> Found | None:
    text, end = passage.plain, mention.place.end
    found = _AFTER.match(text[end : end + 60])
    if not found:
        return None
    start = end + found.end()
    stop = (
        _bracket_end(text, start)
        if found["open"] or (found["cue"] or "").startswith("（")
        else _sentence_end(text, start)
    )
    if "；" in text[start:stop] and "、" in text[start:stop].partition("；")[0]:
        stop = text.index("；", start)  # 科室7个：甲科、乙科；派出所9个
    names, rest = _names(text[start:stop])
    names = _fitting(names, int(mention.quantity.value))
    sure = bool(found["cue"]) or (bool(found["colon"]) and "，" not in text[start:stop] and _are_bodies(names))
    if len(names) < 2 or any(len(name) < _SHORTEST for name in names) or _amounts(passage, mention, start, stop):
        return None
    if not sure and not all(len(name) <= _LONGEST for name in names):
        return None
    return names, rest, sure or bool(found["open"]), (start, stop)


def _are_bodies(names: list[str]) -> bool:
    """Are all of these names of bodies or places, so that they are what was counted?"""
    return len(names) > _FEW and all(_BODY.search(name) for name in names)


def _amounts(passage: Passage, mention: Mention, start: int, stop: int) -> bool:
    """Are there amounts in the list, so that it is a sum and no list of names?"""
    inside = [m for m in passage.mentions if start <= m.place.start < stop]
    return any(m.quantity.dimension == mention.quantity.dimension for m in inside) or len(inside) > 1


def _names(text: str) -> tuple[list[str], bool]:
    """The names of a list, and whether it ends in 等."""
    text = re.sub(r"（[^（）]*）", "", text).strip(" ，：。")
    text, *tail = re.split(r"，(?!其)", text, maxsplit=1)
    more = re.search(r"等(?:\d+|[一二三四五六七八九十]+)?[^、，]{0,12}$", text)
    if more:
        text = text[: more.start()]
    names = [name.strip() for name in _JOINTS.split(text) if name.strip()]
    del tail
    return names, bool(more)


def _fitting(names: list[str], stated: int) -> list[str]:
    """A list whose last joint is 和, as such or as part of a name, whichever makes the stated number."""
    last = _LAST.search(names[-1]) if names else None
    if last is None or len(names) == stated:
        return names
    if _are_bodies(names) and not _BODY.search(names[-1][: last.start()]):
        return names  # 人民参与和促进法治科 is one
    return [*names[:-1], names[-1][: last.start()], names[-1][last.end() :]]


def _sentence_end(text: str, start: int) -> int:
    found = re.compile("[。\n]").search(text, start, start + 4 * _WINDOW)
    return found.start() if found else min(len(text), start + 4 * _WINDOW)


def _bracket_end(text: str, start: int) -> int:
    depth = 0
    for at in range(start, min(len(text), start + 4 * _WINDOW)):
        depth += (text[at] == "（") - (text[at] == "）")
        if depth < 0:
            return at
    return len(text)


def _numbered(passage: Passage, mention: Mention) -> Found | None:
    """四项工作。一是…；二是…: as many as are numbered in a row."""
    start = mention.place.end
    if not re.match(r"[^，。；：]{0,20}[。：，；]\s*一是", passage.plain[start:]):
        return None
    order = [found[1] for found in _NUMBERED.finditer(passage.plain[start - 1 : start + 20 * _WINDOW])]
    run = 0
    for numeral in order:
        if run < len(_ORDER) and numeral == _ORDER[run]:
            run += 1
        else:
            break
    return (
        ([f"{_ORDER[n]}是" for n in range(run)], False, True, (start, _sentence_end(passage.plain, start)))
        if run > 1
        else None
    )


def _before(passage: Passage, mention: Mention) -> Found | None:
    """甲、乙、丙3个小区; with 等 others may be left out."""
    end = mention.place.start
    skipped = max(0, end - _WINDOW)
    text, end = passage.plain[skipped:end], end - skipped
    text = re.sub(r"（[^（）]*）", lambda found: "\0" * len(found[0]), text)
    start = max(text.rfind(mark, 0, end) for mark in "。；，：\n（") + 1
    words = text[start:end].replace("\0", "")
    if words.endswith("）") or "、" not in words or re.search(r"\d[万亿]?[元人户个项]", words):
        return None
    more = words.endswith("等")
    names = [name for name in _JOINTS.split(words.removesuffix("等")) if name.strip()]
    if len(names) < 2 or not mention.after:
        return None
    noun = set(passage.plain[mention.place.end :][:_NOUN]) - set("的")
    alike = not more and all(name.strip()[-1] in noun for name in names)  # 甲县、乙县、丙区4个县（区）
    return _fitting(names, int(mention.quantity.value)), more, alike, (skipped + start, skipped + end)


def named_before(passage: Passage, mention: Mention) -> list[str]:
    """The names that stand before a number of things."""
    found = _before(passage, mention) if _counts_things(mention) else None
    return found[0] if found else []


def _relation(
    reading: Reading,
    passage: Passage,
    mention: Mention,
    names: list[str],
    more: bool,
    sure: bool,
    where: tuple[int, int],
) -> Relation | None:
    stated, listed = int(mention.quantity.value), len(names)
    if stated == listed:
        verdict = Verdict.OK
    elif more and listed < stated:
        return None
    elif sure or more:
        verdict = Verdict.ERROR
    else:
        return None
    unit = mention.quantity.unit.symbol
    said = (
        phrase("写 {stated}，列出 {count} 个，数目相符", stated=mention.printed, count=listed)
        if verdict is Verdict.OK
        else phrase("写 {stated}，列出的却是 {count} 个", stated=mention.printed, count=listed)
    )
    place = passage.place.at(*where)
    return relations.relation(
        "counts",
        verdict,
        said,
        document=reading.document,
        arithmetic=f"{'、'.join(names)}：{listed}{unit} {'=' if verdict is Verdict.OK else '≠'} {mention.printed}",
        stated=relations.operand(relations.located(mention)),
        expected=Operand(mention.quantity.value * 0 + listed, f"{listed}{unit}", place),
        places=[mention.place, place],
    )
