"""网页."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """网页."""

    name = "anzhi.web"
    label = "web"
    verbose_name = "网页"
