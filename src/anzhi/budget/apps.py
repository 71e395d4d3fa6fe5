"""预决算."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """预决算."""

    name = "anzhi.budget"
    label = "budget"
    verbose_name = "预决算"
