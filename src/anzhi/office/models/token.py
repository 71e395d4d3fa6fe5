"""接口令牌 What another program signs in with."""

import hashlib

from django.db import models
from django.db.models.functions import Now

from anzhi.office.models.account import Account


class Token(models.Model):
    """接口令牌 A token of an account for the API. Only its digest is kept; the token itself was shown once."""

    account = models.ForeignKey(Account, models.PROTECT, verbose_name="账户", related_name="tokens")
    label = models.CharField("用途", max_length=60)
    digest = models.CharField("摘要", max_length=64, unique=True)
    issued_at = models.DateTimeField("签发时间", db_default=Now())
    expires_on = models.DateField("有效期至")
    is_revoked = models.BooleanField("已撤销", default=False)

    class Meta:
        verbose_name = "接口令牌"

    def __str__(self) -> str:
        return self.label

    @staticmethod
    def digest_of(text: str) -> str:
        """What is kept of a token. 256 random bits need no slow hash: there is nothing to guess."""
        return hashlib.sha256(text.encode()).hexdigest()
