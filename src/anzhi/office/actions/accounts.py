"""账户 Opening accounts, passwords, closing."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from anzhi.office.actions import events, officers
from anzhi.office.models import Account, Officer, Organisation
from anzhi.office.roles import ROLES
from anzhi.values.refusal import Refused


@transaction.atomic
def open_account(
    *,
    officer: Officer,
    username: str,
    role: str,
    password: str,
    by: Officer,
    is_demo: bool = False,
    is_own: bool = False,
) -> Account:
    """Give an officer a login. The password must be changed at the first sign-in, unless it is the officer's own.

    Raises:
        Refused: an unknown role, or one that the officer's organisation cannot hold; a login name that is taken, an
            officer who has one, a weak password.
    """
    _check_role(role, officer)
    keeps = is_demo or is_own
    account = Account(username=username, officer=officer, role=role, must_change_password=not keeps, is_demo=is_demo)
    _set(account, password)
    events.add([account], verb="account.open", by=by)
    return account


@transaction.atomic
def open_for_outsider(*, officer: Officer, username: str, role: str, password: str, by: Officer) -> Account:
    """Appoint an officer of another body and give him or her a login, both or neither.

    Raises:
        Refused: the staff number is taken, or anything that ``open_account`` refuses.
    """
    [appointed] = officers.appoint([officer], by=by)
    return open_account(officer=appointed, username=username, role=role, password=password, by=by)


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


def remove_second_factor(account: Account, *, by: Officer) -> Account:
    """Take away the authenticator of somebody who lost it; the password alone signs in until a new one is set up.

    Raises:
        Refused: the account has none, or is the actor's own.
    """
    if account.officer_id == by.pk:
        raise Refused("自己的动态验证码请在“动态验证码”页停用")
    with transaction.atomic():
        removed, _ = TOTPDevice.objects.filter(user=account).delete()
        if not removed:
            raise Refused("账户 {account} 没有启用动态验证码", account=account)
        events.write("account.remove_second_factor", [(account, {})], by)
    return account


def assign(account: Account, *, role: str, is_active: bool, by: Officer) -> Account:
    """Change an account's role, close it or open it again.

    Raises:
        Refused: an unknown role, one that the officer's organisation cannot hold, or the actor's own account.
    """
    _check_role(role, account.officer)
    if account.officer_id == by.pk:
        raise Refused("不能更改自己的角色或停用自己的账户")
    return events.change({account: {"role": role, "is_active": is_active}}, verb="account.assign", by=by)[0]


def _check_role(role: str, officer: Officer) -> None:
    """A role that reaches no further than one body can only be held in such a body: it would see nothing elsewhere."""
    if role not in ROLES:
        raise Refused("没有角色 {role}", role=role)
    reach, label = ROLES[role].reach, ROLES[role].label
    if reach != "district" and officer.organisation.kind != reach:
        raise Refused(
            "“{role}”只能由{kind}的人员担任，{officer} 属于“{organisation}”",
            role=label,
            kind=Organisation.Kind(reach).label,
            officer=officer,
            organisation=officer.organisation,
        )


def _set(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise Refused("密码不符合要求：{problem}", problem="；".join(weak.messages)) from None
    account.set_password(password)
