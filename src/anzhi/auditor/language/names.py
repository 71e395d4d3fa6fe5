"""科目 Amounts that every budget report knows, whatever the words around them."""

import re
from functools import lru_cache

_STRIPPED = re.compile(
    r"^(?:(?:19|20)\d{2}年度?(?![初末底])|本年度?(?![初末])|[我本](?:单位|部门|中心|[局委办院校站所区县市镇乡处])(?:本级)?|全年|当年|年度|年初|上年|部门|单位|全部|我[局区县市中心单位]*|区?县?市?财政|批复|决算|预算|执行|实际|完成|总的|整体|其中|一般公共预算|财政拨款|的|、|安排|支出决算|收入决算)+(?=.{2,})"
)
_ORDER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[.、．]|其中[：:]?|[①-⑳])+")
_NAMES = (
    ("basic", re.compile(r"^基本支出(?:年初)?(?:预算|决算|执行)?(?:数|合计|总额)?$")),
    ("project", re.compile(r"^项目支出(?:年初)?(?:预算|决算|执行)?(?:数|合计|总额)?$")),
    ("wages", re.compile(r"^工资福利(?:支出)?$")),
    ("goods", re.compile(r"^商品和?服务支出$")),
    ("individuals", re.compile(r"^(?:对)?个人和家庭的?补助(?:支出)?$")),
    ("capital", re.compile(r"^(?:其他)?资本性支出$")),
    ("personnel", re.compile(r"^人员(?:经费|支出)(?:支出)?$")),
    ("running", re.compile(r"^(?:日常)?公用(?:经费|支出)(?:支出)?$")),
    (
        "three_public",
        re.compile(r"^三公经费(?:支出)?(?:预算|决算|财政拨款)?(?:支出)?(?:预算|决算)?(?:数|合计|总额|总计)?$"),
    ),
    ("abroad", re.compile(r"^因公出国境?(?:费用?|经费)?(?:支出)?(?:预算|决算)?$")),
    (
        "cars",
        re.compile(
            r"^公务用车购置(?:费)?(?:及|和|与)?(?:公务用车)?运行(?:维护)?(?:费用?|经费)?(?:支出)?"
            r"(?:预算|决算)?$"
            r"|^公务用车(?:费用?|经费)$"
        ),
    ),
    (
        "car_purchase",
        re.compile(
            r"^(?:公务用车)?购置费?(?:支出)?$"
            r"|^公务用车购置(?:费|支出)(?:预算|决算)?$"
        ),
    ),
    (
        "car_running",
        re.compile(
            r"^公务用车运行(?:维护)?(?:费|经费)(?:支出)?(?:预算|决算)?$"
            r"|^运行(?:维护)?费(?:支出)?$"
        ),
    ),
    ("reception", re.compile(r"^公务接待(?:费用?|经费)(?:支出)?(?:预算|决算)?$")),
    (
        "carried_in",
        re.compile(
            r"^(?:上年末?|年初|期初)(?:财政拨款|累计)?"
            r"(?:结转(?:和|及|与)?结?余?|结余(?:和|及)?(?:结转)?)(?:资金|收入|决算|数)*$"
        ),
    ),
    (
        "carried_out",
        re.compile(
            r"^(?:(?:(?:19|20)\d{2})?年末|期末|年终|年底)(?:财政拨款|累计|滚存)?"
            r"(?:结转(?:和|及|与)?结?余?|结余(?:和|及)?(?:结转)?)(?:资金|决算|数)*$"
            r"|^结转下年(?:支出)?$"
        ),
    ),
    (
        "revenue_total",
        re.compile(
            r"^收?、?支总计$"
            r"|^收支总计$"
            r"|^(?:决算|预算)?收入(?:决算|预算)?总(?:计|额)$"
            r"|^收入总计$"
            r"|^总收入$"
        ),
    ),
    (
        "revenue",
        re.compile(
            r"^(?:决算|预算)?收入(?:决算|预算)?(?:合计)?(?:数)?$"
            r"|^收入合计$"
        ),
    ),
    (
        "expenditure_total",
        re.compile(
            r"^(?:决算|预算)?支出(?:决算|预算)?总(?:计|额)$"
            r"|^支出总计$"
        ),
    ),
    (
        "expenditure",
        re.compile(
            r"^(?:决算|预算)?总?支出(?:决算|预算)?(?:合计)?(?:数)?$"
            r"|^支出合计$"
            r"|^总支出$"
            r"|^支出总额$"
        ),
    ),
)


@lru_cache(maxsize=4096)
def name_of(words: str) -> str:
    """Which known amount words name; empty when none.

    ``words`` are those before an amount or in the label of a row, brackets and quotation marks left out.
    """
    bare = re.sub(r"[“”\"'‘’「」\s：:]|（[^）]*）", "", words)
    bare = _ORDER.sub("", bare)
    for candidate in (bare, _STRIPPED.sub("", bare)):
        for name, pattern in _NAMES:
            if pattern.match(candidate):
                return name
    return ""
