"""接口令牌 Issuing and revoking tokens."""

import secrets
from datetime import date

from anzhi.office.actions import events
from anzhi.office.models import Account, Officer, Token
from anzhi.values.refusal import Refused


def issue(account: Account, *, label: str, expires_on: date, on: date, by: Officer) -> tuple[Token, str]:
    """A new token of an account: the record, and the token itself, which nobody can show again.

    Raises:
        Refused: no label, or a day that has passed.
    """
    if not label.strip():
        raise Refused("请写明令牌的用途")
    if expires_on < on:
        raise Refused("有效期至 {day} 已经过去", day=expires_on)
    text = secrets.token_urlsafe(32)
    token = Token(account=account, label=label.strip(), digest=Token.digest_of(text), expires_on=expires_on)
    return events.add([token], verb="token.issue", by=by)[0], text


def revoke(token: Token, *, by: Officer) -> Token:
    """End a token at once."""
    return events.change({token: {"is_revoked": True}}, verb="token.revoke", by=by)[0]
