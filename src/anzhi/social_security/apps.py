"""社保."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """社保."""

    name = "anzhi.social_security"
    label = "social_security"
    verbose_name = "社保"
