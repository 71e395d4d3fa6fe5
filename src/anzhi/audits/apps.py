"""审核."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """审核."""

    name = "anzhi.audits"
    label = "audits"
    verbose_name = "审核"
