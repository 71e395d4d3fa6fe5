"""绩效."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """绩效."""

    name = "anzhi.performance"
    label = "performance"
    verbose_name = "绩效"
