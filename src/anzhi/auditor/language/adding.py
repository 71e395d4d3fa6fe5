"""相加 What amounts make together, and which can be added at all."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from anzhi.auditor import comparing
from anzhi.auditor.language.mention import Mention
from anzhi.auditor.quantities.units import SCORE
from anzhi.auditor.report import Verdict

_LOSS, _GAIN = re.compile("亏损|赤字|逆差"), re.compile("利润|盈利|盈余|顺差")
_FULL_MARKS = re.compile(r"(?:，|的)?(?:实际|自评|实)?得")
"""产出50分得49分: what could have been scored."""
NO_PART = re.compile(r"每[\u4e00-\u9fff]{0,2}$|[人户亩次]均$|最[高低大小多少]|平均|中位|均(?:为|达)?$")


def total_of(mentions: Sequence[Mention]) -> Fraction:
    """Amounts together; changes with the direction they are said to have, losses beside gains as what they take."""
    gains = any(_GAIN.search(m.label) for m in mentions)
    return sum((-abs(m.signed) if gains and _LOSS.search(m.label) else m.signed for m in mentions), Fraction(0))


def agree(parts: Sequence[Mention], total: Mention) -> Verdict:
    """Do parts make a total, directions included?"""
    stated = replace(total.quantity, value=total.signed)
    return comparing.amounts(total_of(parts), [part.quantity for part in parts], stated)


def fits(mention: Mention, total: Mention) -> bool:
    """Can a mention be a part of a total: the same dimension and the same role?"""
    return (
        mention.role is total.role
        and mention.quantity.dimension == total.quantity.dimension
        and mention.quantity.upper is None
        and not NO_PART.search(mention.before)
        and not (mention.quantity.dimension == SCORE and _FULL_MARKS.match(mention.after))
    )
