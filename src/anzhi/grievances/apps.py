"""工单."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """工单."""

    name = "anzhi.grievances"
    label = "grievances"
    verbose_name = "工单"
