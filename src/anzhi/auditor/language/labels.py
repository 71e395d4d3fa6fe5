"""名称 What an amount is called: the words before it, without what only leads up to it; and how alike two names are."""

import re
from functools import lru_cache

OPENER = (
    r"其中|分别(?:是|为|达|有|完成)?|包括|包含|(?<![不包])含(?!量|有)|主要(?:是|为|用于|包括|由)"
    r"|具体(?:是|为|如下|情况)?"
)
_PUNCTUATION = re.compile(r"[\s“”‘’\"'《》「」『』：，。；、（）()\[\]【】·．.\-—*/]+")
_LEADING = re.compile(
    r"^(?:(?:截至|截止|至|到|自|从)?(?:(?:19|20)\d{2}年?度?(?:底|末|初|全年|以来|年末)?|\d{1,2}月(?:\d{1,2}日)?(?:底|末)?|本年度?|今年|全年|当年|年内|年度"
    r"|目前|现|期间|累计|其(?!他|它|余)|该|此|上述|各|总的?)"
    r"|[两二三四五六七八九十\d]+(?:项|者|类)(?=合计|共|总|$)|其中|并|且|和|及|与|而|还|另有?|另外|此外|同时|以及|共计?|合计|总计|已|实际|的|中(?![央医学心小])|是|为|有|在|对|向|"
    r"(?:我|本)(?:省|市|县|区|镇|乡|局|中心|单位|部门|院|校|办|委|站|所|队|街道|科|处|级)(?:本级)?|第?\d+[、.．]?|[一二三四五六七八九十]+(?:是|、)|[①-⑳⑴-⒇])+"
)
_TRAILING = re.compile(
    r"(?:共计?|合计|总计|累计|总额|总量|总数|总|(?<!签)约|近|超过|超|达到?|高达|为|是|有|计|实际|已|均|分别|各|仅|只|数额?|金额|额|了|的|到|至|在|由|于|不低于|不少于|不超过|控制)+$"
)
_GENERIC = {
    "",
    "项目", "支出", "收入", "资金", "人员", "人数", "数量", "面积", "工作", "活动", "完成", "开展", "组织",
    "任务", "指标", "情况", "预算", "决算", "金额", "涉及", "问题", "其他", "企业", "单位", "会议", "实施",
    "新增", "增加", "减少", "比例", "占比", "得分", "分值", "权重", "上级", "其它", "合计数", "小计",
    "总计", "执行", "安排", "使用", "投入", "建设", "目标", "实际完成", "全部", "完成率", "执行率",
    "预算执行率", "时间", "共有", "先后", "先后组织活动", "组织活动", "开展活动", "年初预算", "预算数",
    "执行数", "决算数", "到位", "群众", "满意度",
}  # fmt: skip
_FILLERS = re.compile(
    r"(?:组织|开展|召开|举办|进行|实施|完成|活动|工作|全年|累计|共|已|等|先后|上级|有关|相关|各类|各项|情况|年度|通过|积极|认真)"
)


@lru_cache(maxsize=8192)
def clean(before: str) -> str:
    """The name in the words before an amount."""
    words = re.split(OPENER, before)[-1] if before else ""
    words = _PUNCTUATION.sub("", words)
    previous = None
    while words != previous:
        previous = words
        words = _TRAILING.sub("", _LEADING.sub("", words))
    return words


def is_generic(label: str) -> bool:
    """Does a name say too little to know the thing again?"""
    return label in _GENERIC or len(label) < 2


@lru_cache(maxsize=8192)
def core(label: str) -> str:
    """A name without words that stand in any name."""
    return _FILLERS.sub("", label)


@lru_cache(maxsize=8192)
def pairs(label: str) -> frozenset[str]:
    """The pairs of neighbouring characters in a name."""
    return frozenset(label[place : place + 2] for place in range(len(label) - 1))


def likeness(left: str, right: str) -> float:
    """How much of the shorter name is in the other one, from 0 to 1, by pairs of characters."""
    first, second = pairs(left), pairs(right)
    if not first or not second:
        return 1.0 if left and left == right else 0.0
    return len(first & second) / min(len(first), len(second))


@lru_cache(maxsize=65536)
def common(left: str, right: str) -> int:
    """Length of the longest stretch that two names share."""
    best, row = 0, [0] * (len(right) + 1)
    for a in left:
        previous = 0
        for place, b in enumerate(right, start=1):
            previous, row[place] = row[place], (previous + 1 if a == b else 0)
            best = max(best, row[place])
    return best
