"""账户 Opening accounts, passwords, closing."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from anzhi.office.actions import events
from anzhi.office.models import Account, Officer
from anzhi.office.roles import ROLES
from anzhi.values.refusal import Refused


@transaction.atomic
def open_account(
    *, officer: Officer, username: str, role: str, password: str, by: Officer, is_demo: bool = False
) -> Account:
    """Give an officer a login. The password is the first one: it must be changed at the first sign-in.

    Raises:
        Refused: an unknown role, a login name that is taken, an officer who has one, a weak password.
    """
    if role not in ROLES:
        raise Refused("没有角色 {role}", role=role)
    account = Account(username=username, officer=officer, role=role, must_change_password=not is_demo, is_demo=is_demo)
    _set(account, password)
    events.add([account], verb="account.open", by=by)
    return account


def change_password(account: Account, *, password: str, by: Officer) -> Account:
    """Set a password of the account's own choosing.

    Raises:
        Refused: the password is weak, or is the old one.
    """
    if account.check_password(password):
        raise Refused("新密码不能与原密码相同")
    _set(account, password)
    with transaction.atomic():
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])
        events.write("account.change_password", [(account, {})], by)
    return account


def reset_password(account: Account, *, password: str, by: Officer) -> Account:
    """Give a new first password to somebody who forgot theirs.

    Raises:
        Refused: the password is weak.
    """
    _set(account, password)
    with transaction.atomic():
        account.must_change_password = True
        account.save(update_fields=["password", "must_change_password"])
        events.write("account.reset_password", [(account, {})], by)
    return account


def assign(account: Account, *, role: str, is_active: bool, by: Officer) -> Account:
    """Change an account's role, close it or open it again.

    Raises:
        Refused: an unknown role, or the actor's own account.
    """
    if role not in ROLES:
        raise Refused("没有角色 {role}", role=role)
    if account.officer_id == by.pk:
        raise Refused("不能更改自己的角色或停用自己的账户")
    return events.change({account: {"role": role, "is_active": is_active}}, verb="account.assign", by=by)[0]


def _set(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise Refused("密码不符合要求：{problem}", problem="；".join(weak.messages)) from None
    account.set_password(password)
