"""机构."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """机构."""

    name = "anzhi.office"
    label = "office"
    verbose_name = "机构"
