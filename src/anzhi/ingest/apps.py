"""导入."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """导入."""

    name = "anzhi.ingest"
    label = "ingest"
    verbose_name = "导入"
