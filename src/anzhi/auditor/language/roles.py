"""角色 What an amount is in its sentence, told by the words around it."""

import re

from anzhi.auditor.language import labels
from anzhi.auditor.language.mention import Role
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.units import PERCENT, POINTS, TIMES

_UP = "净增加|净增|增加|增长|增收|增支|上升|提高|提升|升高|追加|调增|上涨|扩大|攀升|超收|增幅|增速|涨幅"
_DOWN = "净减少|净减|减少|下降|降低|减收|减支|压减|压缩|缩短|核减|调减|缩减|下滑|回落|削减|短收|降幅|跌幅|减幅"
_TAIL = (
    r"(?:了|额度?|数额?|幅度?|金额|率|总额|资金|支出|经费|比例|比率|收入|部分)*"
    r"(?:为|达到?|约|近|共计?|合计|是|将近|接近|超过|了|：)*\s*$"
)
_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_TAIL}")
_COMPARED = r"(?:比|较|同比|环比|与[^，。；]{1,14}相比)"
_SHORT = re.compile(
    rf"(?:(?:{_COMPARED}[^，。；]{{0,16}}|^\s*)(?:(?P<up>[多增升超高])|(?P<down>[少减降低])))(?:了|约|近)?\s*$"
)
_SAVED = re.compile(rf"{_COMPARED}[^，。；]{{0,16}}(?:节约|节省|结余){_TAIL}")
_SAVES = re.compile(r"^\s*(?:共计?)?(?:节约|节省|节支)(?:了|资金|经费|开支)*\s*$")
_TO = re.compile(r"(?:到|至|为)\s*$")
_THAN = r"(?<![对相占评无])(?:比|较)(?![重例率赛武选价对如拼照较大多小高低好快少为长])"
"""比 and 较 where they compare, and are not part of another word."""
_BASE = re.compile(rf"{_THAN}(?P<of>[^，。；增减升降多少]{{0,20}})$")
_WITH_BASE = re.compile(r"(?:与|同|和|跟)[^，。；、]{0,16}$")
_COMPARED_WITH = re.compile(r"^\s*(?:相比|比较|相较|对比)")
"""与上年100万元相比: what something is compared with."""
_COMPARES = re.compile(rf"同比|环比|相比|{_THAN}")
_MOVED = re.compile(rf"(?:{_UP}|{_DOWN})[^，。；、]*$|[多少增减升降高低]\s*$")
_WITH = re.compile(rf"(?:与|同|跟|和)?[^，。；、]{{0,12}}(?:相比|同比|环比)[，]?|{_THAN}[^，。；]*$")
_FROM = re.compile(r"(?:^|[^，。；])?(?:由|从)(?P<of>[^，。；]{0,16})$")
_RAISED = re.compile(rf"^\s*(?:{_UP}|{_DOWN}|[增升减降提])(?:到|至|为)?")
_OF = re.compile(r"^\s*的\s*$")
_SHARE = re.compile(r"占|比重|占比|构成比")
_EXECUTION = re.compile(
    r"执行率|完成率|完成[^，。；]{0,12}(?:预算|任务|计划|目标|调整)|(?:为|占)[^，。；]{0,12}(?:预算|任务|计划|目标)数?的?|支出进度|执行进度|支付率|使用率|到位率|拨付率|支出率"
)
_OVER = re.compile(r"(?:超额完成|超任务|超目标|超计划|超预算|超收)[^，。；]{0,10}$")


def role(quantity: Quantity, clause: str, before: str, after: str, following: Quantity | None) -> tuple[Role, int]:
    """The role of an amount and the direction it is said to have moved in.

    Args:
        quantity: the amount.
        clause: words of its clause up to it, with earlier amounts in place.
        before: words since the last punctuation or amount.
        after: words up to the next punctuation or amount.
        following: the next amount, when nothing but ``after`` stands between.
    """
    direction = _direction(before)
    if quantity.dimension in (PERCENT, POINTS, TIMES):
        return _rate(quantity, clause, before, direction)
    if direction:
        return Role.CHANGE, direction
    if following is not None and following.dimension == PERCENT and _OF.match(after):
        return Role.BASE, 0
    if _WITH_BASE.search(before) and _COMPARED_WITH.match(after):
        return Role.BASE, 0
    if _BASE.search(before) and not before.rstrip().endswith(("计划", "比例")):
        return Role.BASE, 0
    if _FROM.search(before) and _RAISED.match(after):
        return Role.BASE, 0
    return Role.LEVEL, 0


def compared(words: str) -> str:
    """What follows the word that compares, in the words that lead up to a claim; empty when none does."""
    found = list(_COMPARES.finditer(words))
    if not found:
        return ""
    with_words = re.search(r"(?:与|同|跟|和)([^，。；、]{1,12})相比", words)
    return words[found[-1].start() :] + (with_words[1] if with_words else "")


def noun(before: str) -> str:
    """What is said to have changed, in the words before a change or what it is compared with; empty when not said."""
    moved = _MOVED.search(before)
    return labels.clean(_WITH.sub("", before[: moved.start()] if moved else before))


def _direction(before: str) -> int:
    """Grew, fell, or neither: 增加5万元 is a change, 增加到5万元 is not."""
    if _TO.search(before) and not re.search(r"(?:额|数|幅|率|度|比例|速)为\s*$", before):
        return 0
    found = _CHANGE.search(before) or _SHORT.search(before)
    if found and not re.search(r"新增加?$|增加值$|减少值$", before[: found.end()].rstrip()):
        return 1 if found["up"] else -1
    return -1 if _SAVED.search(before) or _SAVES.search(before) else 0


def _rate(quantity: Quantity, clause: str, before: str, direction: int) -> tuple[Role, int]:
    if _OVER.search(before):
        return Role.EXECUTION, 1
    if quantity.dimension == TIMES:
        return (Role.GROWTH, direction) if direction else (Role.RATE, 0)
    if direction:
        return (Role.GROWTH if quantity.dimension == PERCENT else Role.CHANGE), direction
    if quantity.dimension == POINTS:
        return Role.RATE, 0
    if _EXECUTION.search(clause):
        return Role.EXECUTION, 0
    if _SHARE.search(clause):
        return Role.SHARE, 0
    return Role.RATE, 0


_STAGES = (
    ("prior", re.compile(r"上年(?!结转|结余|度?结转)|去年|上一年度?(?!结转)|上年同期|同期数?$")),
    (
        "adjusted",
        re.compile(r"调整后?的?预算|调整(?:后|为|到|至|数)|调[增减]后?[为到至]|变更为|追加后|全年预算|预算调整数"),
    ),
    ("budget", re.compile(r"年初预算|预算|批复|核定(?!编制)")),
    ("plan", re.compile(r"计划|任务|目标|指标值|应(?![急对用届])|拟|预计|将")),
    ("remaining", re.compile(r"剩余|尚余|尚有|还有|余下|未完成|结余|年末|期末|剩")),
    ("opening", re.compile(r"年初(?!预算)|期初|初扫|年初存量")),
    ("final", re.compile(r"决算|执行|实际|完成|支出数|已|到位|实现")),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_PERIOD = re.compile(
    r"\d{1,2}\s*[-—~至]\s*\d{1,2}\s*月(?:份)?|(?<!\d)\d{1,2}月(?:份|底|末)?(?!\d{1,2}日)|上半年|下半年|[一二三四]季度|第[一二三四]季度|前[一二三四五六七八九十]+个?月|本月|当月|首季"
)


_NO_STAGE = re.compile(
    r"(?:一般)?公共预算|政府性?基金预算|国有资本经营预算|社会保险基金预算|预算(?:单位|绩效|执行情况|执行数|管理|外|内)|编制(?:人数|数)?|指标值?(?=\d|$)"
)
"""Words with a stage in them that say nothing of the stage: 一般公共预算收入 is no budget figure."""


def stage(words: str) -> str:
    """At which stage of the year an amount stands, by the words that lead up to it."""
    words = _NO_STAGE.sub("", words)
    return next((name for name, pattern in _STAGES if pattern.search(words)), "")


_TOPIC = re.compile(r"(预算|决算|上年|去年)[^，。；]{0,6}(?:中|方面|里)[，：]|^[^，。；]{0,14}(预算|决算)(?:情况)?：")


def topic(words: str) -> str:
    """The stage that a sentence sets for all of its amounts before it names the first: 支出预算中，基本支出100万元."""
    found = _TOPIC.search(_NO_STAGE.sub("", words))
    return stage(found[1] or found[2]) if found else ""


def year(words: str) -> int | None:
    """The last year that is named in words."""
    named = _YEAR.findall(words)
    return int(named[-1]) if named else None


def first_year(words: str) -> int | None:
    """The first year that is named in words."""
    named = _YEAR.search(words)
    return int(named[1]) if named else None


def period(words: str) -> str:
    """The months or the quarter that is named in words."""
    named = _PERIOD.search(words)
    return re.sub(r"\s", "", named[0]) if named else ""
