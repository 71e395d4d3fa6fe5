"""综合事务."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """综合事务."""

    name = "anzhi.administration"
    label = "administration"
    verbose_name = "综合事务"
