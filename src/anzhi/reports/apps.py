"""报告."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """报告."""

    name = "anzhi.reports"
    label = "reports"
    verbose_name = "报告"
