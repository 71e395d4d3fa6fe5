"""列表 Accounts: who may sign in, as which officer, in which role."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef
from django.db.models.expressions import Combinable
from django_otp.plugins.otp_totp.models import TOTPDevice

from anzhi.office.models import Account
from anzhi.office.roles import ROLES
from anzhi.values.period import Year
from anzhi.web.derived import YES_NO
from anzhi.web.listing import Column, Filter, Listing
from anzhi.web.sheets import Fact, Sheet

ROLE_LABELS = {role.key: role.label for role in ROLES.values()}
ACTIVE = {True: "启用", False: "停用"}
TONES = {True: "green", False: "red"}


def account_columns(year: Year) -> Mapping[str, Combinable]:
    """Does the account ask for a second factor?"""
    return {"has_second_factor": Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))}


ACCOUNTS = Listing(
    page="accounts",
    title="账户",
    area="accounts",
    model=Account,
    columns=(
        Column("账号", "username"),
        Column("人员", "officer__name"),
        Column("所在机构", "officer__organisation__name"),
        Column("角色", "role", choices=ROLE_LABELS),
        Column("状态", "is_active", choices=ACTIVE, tones=TONES),
        Column("须更换密码", "must_change_password"),
        Column("动态验证码", "has_second_factor"),
        Column("上次登录", "last_login"),
    ),
    search=("username", "officer__name", "officer__organisation__name"),
    filters=(
        Filter("角色", "role", "role", choices=ROLE_LABELS),
        Filter("启用", "active", "is_active", choices=YES_NO),
    ),
    sort="username",
    annotate=account_columns,
    record_page="account",
)
ACCOUNT = Sheet(
    page="account",
    listing=ACCOUNTS,
    facts=(
        Fact("人员", "officer__name"),
        Fact("工号", "officer__staff_number"),
        Fact("所在机构", "officer__organisation__name"),
        Fact("职务", "officer__title"),
        Fact("角色", "role", choices=ROLE_LABELS),
        Fact("状态", "is_active", choices=ACTIVE, tones=TONES),
        Fact("须更换密码", "must_change_password"),
        Fact("动态验证码", "has_second_factor"),
        Fact("上次登录", "last_login"),
    ),
    template="accounts_admin/account.html",
)
