"""支出经济分类 The economic classification of departmental budgets, down to the item."""

from django.db import models


class EconomicItem(models.Model):
    """经济分类款 One item (款) with the class (类) it belongs to: 30216 培训费 of 302 商品和服务支出."""

    code = models.CharField("款", max_length=5, unique=True)
    name = models.CharField("名称", max_length=40)
    class_code = models.CharField("类", max_length=3)
    class_name = models.CharField("类名称", max_length=40)

    class Meta:
        verbose_name = "经济分类"
        constraints = [
            models.CheckConstraint(
                name="item_code_begins_with_class",
                violation_error_message="款代码应以类代码开头",
                condition=models.Q(code__startswith=models.F("class_code")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
