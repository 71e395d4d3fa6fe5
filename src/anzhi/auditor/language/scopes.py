"""口径 Words that say of which part, level or kind an amount is, so that two amounts are not one and the same."""

import re
from functools import lru_cache

_GROUPS = tuple(
    tuple(re.compile(words) for words in group)
    for group in (
        ("收入", "支出"),
        ("全市|全县|全区|全省|全州|全旗|全镇|全街道", "[市县区州旗省镇]本?级|本级"),
        ("中央", "省级|省财政|自治区", "市级|市财政|盟市", "县级|区级|旗县|县财政|区财政", "镇级|乡级", "自筹"),
        ("一般公共预算", "政府性基金", "国有资本", "社会保险基金|社保基金"),
        ("城市|城镇", "农村"),
        ("新建", "改造|改建", "扩建", "续建"),
        ("一期", "二期", "三期"),
        ("购置", "运行"),
        ("上年|去年", "本年|当年"),
        ("男", "女"),
        ("在职|在编", "退休", "离休", "编外|临聘"),
        ("非税", "税收"),
        ("货币", "住房|实物"),
        ("基本支出", "项目支出"),
        ("人员", "公用"),
        ("一季度", "二季度", "三季度", "四季度"),
        ("上半年", "下半年", "全年"),
        ("小学", "初中", "高中", "幼儿"),
        ("合格", "不合格"),
        ("新拆", "扫尾"),
        ("门诊", "住院"),
        ("累计|滚存|历年", "当年|本年"),
        ("工资福利", "商品和?服务", "个人和家庭", "资本性"),
        ("出国|出境", "用车", "接待"),
        ("企业", "个人|居民|家庭"),
        ("稻谷|水稻", "小麦", "玉米"),
    )
)
_NOT = {"合格": re.compile("不合格"), "税收": re.compile("非税收?")}


@lru_cache(maxsize=16384)
def _marks(words: str) -> tuple[frozenset[int], ...]:
    found = []
    for group in _GROUPS:
        marks = set()
        for place, pattern in enumerate(group):
            bare = _NOT[pattern.pattern].sub("", words) if pattern.pattern in _NOT else words
            if pattern.search(bare):
                marks.add(place)
        found.append(frozenset(marks))
    return tuple(found)


def differ(first: str, second: str) -> bool:
    """Do words say that two amounts are of different parts, levels or kinds?"""
    return any(a and b and not a & b for a, b in zip(_marks(first), _marks(second), strict=True))
