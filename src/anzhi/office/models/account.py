"""账户 Who may sign in, as which officer, in which role."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from anzhi.office.models.officer import Officer
from anzhi.office.roles import ROLES, Role


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their login name."""

    def get_by_natural_key(self, username: str) -> "Account":
        """The account with a login name."""
        return self.get(username=username)


class Account(AbstractBaseUser):
    """账户 A login of one officer. The officer is the ``by`` of everything done under it."""

    username = models.CharField("账号", max_length=40, unique=True)
    officer = models.OneToOneField(Officer, models.PROTECT, verbose_name="人员", related_name="account")
    role = models.CharField("角色", max_length=20, choices=[(role.key, role.label) for role in ROLES.values()])
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须更换密码", default=True)
    is_demo = models.BooleanField("演示账户", default=False)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        verbose_name = "账户"

    def __str__(self) -> str:
        return self.username

    @property
    def powers(self) -> type[Role]:
        """What the role allows."""
        return ROLES[self.role]

    @property
    def is_staff(self) -> bool:
        """Nobody here is staff of the framework's own administration pages, which are not installed."""
        return False
