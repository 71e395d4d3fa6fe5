"""增减存量 What an amount is in the life of a stock: what was there, came, went, is left; or a task and its rest."""

import re
from enum import StrEnum

from anzhi.auditor.language.mention import Mention, Role


class Flow(StrEnum):
    """What an amount is to a stock."""

    OPENING = "opening"
    CLOSING = "closing"
    IN = "in"
    OUT = "out"
    NET = "net"
    OTHER = ""


_OPENING = re.compile(r"年初|期初|上年末|上年底|上年度?结[转余]|年初结[转余]|上月末|\d{4}年及?以前|原有|初始")
_CLOSING = re.compile(r"年末|期末|年底|月末|月底|滚存结余|期终")
_NET = re.compile(r"净(?:增|减)[加少长]?(?:了|为|员)?\s*$")
_IN = re.compile(
    r"新增|新招|新录|新建|新购|新吸收|新发|新纳入|新认定|新登记|新审批|增加|转入|调入|购入|借入|收入|收到|登记|审批|流入|迁入|接收|吸收"
)
_OUT = re.compile(
    r"减少|退出|归还|偿还|还本|核销|清退|报废|处置|注销|死亡|转出|调出|迁出|支出|已安置|已化解|减员|退休|辞职|化解|办结|销号|核减|流出|转为|分配|缴回|收回|上缴|解除|注销|销户|迁移|结案"
)
_COMPARED = re.compile(r"比|较|同比|相比")

TASK = re.compile(r"应|任务|计划|目标|需|核定|共|总|发现|受理|抽[查检测]|下达|交办|梳理|排查|收到")
DONE = re.compile(r"已|实际|完成|整改|办结|到[位岗]|实有|落实|解决")
LEFT = re.compile(r"剩余|尚余|尚有|还有|还剩|其余|余下|尚未|仍有|未[\u4e00-\u9fff]{1,3}(?:的|为)?\s*$")
SHORT = re.compile(r"(?:缺口|空编|缺编|短缺|还差|尚缺|缺额|差额|差)(?:为|达)?\s*$")


def flow_of(mention: Mention) -> Flow:
    """What an amount is to a stock; a change against another year is none."""
    words = mention.before
    if _NET.search(words):
        return Flow.NET
    if mention.role is Role.CHANGE and _COMPARED.search(mention.lead):
        return Flow.OTHER
    if mention.role not in (Role.LEVEL, Role.CHANGE):
        return Flow.OTHER
    if _OPENING.search(words):
        return Flow.OPENING
    if _CLOSING.search(words):
        return Flow.CLOSING
    came, went = list(_IN.finditer(words)), list(_OUT.finditer(words))
    if not came and not went:
        return Flow.OTHER
    return Flow.IN if not went or (came and came[-1].start() > went[-1].start()) else Flow.OUT
