"""佐证材料 Files that prove what a record says, and the sealed bytes they are kept as."""

from django.db import models
from django.db.models import Q

from anzhi.values.digest import LENGTH
from anzhi.values.media_type import MediaType

LONGEST_NAME = 120
"""Characters of a file's name."""


class StoredFile(models.Model):
    """存档文件 The bytes of a file, sealed (SM4, HMAC-SM3), once for every content. Insert-only.

    A table of its own, so that reading about documents never reads their content.
    """

    digest = models.CharField("文件摘要（SM3）", max_length=LENGTH, unique=True)
    media_type = models.CharField("文件类型", max_length=80, choices=[(t.value, t.label) for t in MediaType])
    size = models.PositiveIntegerField("字节数")
    sealed = models.BinaryField("文件内容")

    class Meta:
        verbose_name = "存档文件"
        constraints = [
            models.CheckConstraint(
                name="stored_file_is_not_empty", violation_error_message="文件是空的", condition=Q(size__gt=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_media_type_display()} {self.digest[:12]}"


class Document(models.Model):
    """佐证材料 A file that proves something about a record. It is never deleted; one that is wrong is withdrawn.

    The record is named like an event names it, by its kind and key. Who attached or withdrew a document, and who opened
    it, stands in the trail.
    """

    class Kind(models.TextChoices):
        """材料类别 What it is, and so what it can prove."""

        AGREEMENT = "agreement", "协议"
        CERTIFICATE = "certificate", "证书证件"
        OFFICIAL = "official", "批文公告"
        ROSTER = "roster", "名册清单"
        VOUCHER = "voucher", "票据凭证"
        PHOTO = "photo", "照片"
        OTHER = "other", "其他材料"

    noun = models.CharField("记录类别", max_length=40)
    key = models.BigIntegerField("记录编号")
    title = models.CharField("材料名称", max_length=80)
    kind = models.CharField("材料类别", max_length=12, choices=Kind)
    file_name = models.CharField("文件名", max_length=LONGEST_NAME)
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="存档文件", related_name="documents")
    withdrawal_reason = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "佐证材料"
        indexes = [models.Index(fields=["noun", "key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "key", "file"],
                condition=Q(withdrawal_reason=""),
                name="one_document_a_file_of_a_record",
                violation_error_message="这份文件已在本记录的佐证材料中",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        """It proves nothing any more."""
        return self.withdrawal_reason != ""
