"""大写 Amounts of money in the capitals that nobody can alter with a stroke, as agreements and vouchers state them."""

import cn2an

from anzhi.values.exact import YI_YUAN, YUAN
from anzhi.values.refusal import Refused

_MOST = 10_000 * YI_YUAN


def capitals(amount: int) -> str:
    """An amount in fen: 壹仟零壹元壹角.

    Raises:
        Refused: it is negative, or a trillion yuan and more.
    """
    if not 0 <= amount < _MOST:
        raise Refused("金额超出大写的范围")
    yuan, fen = divmod(amount, YUAN)
    return str(cn2an.an2cn(f"{yuan}.{fen:02d}", "rmb"))
