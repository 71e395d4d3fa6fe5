"""登记."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """登记."""

    name = "anzhi.registry"
    label = "registry"
    verbose_name = "登记"
