"""安置房."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """安置房."""

    name = "anzhi.housing"
    label = "housing"
    verbose_name = "安置房"
