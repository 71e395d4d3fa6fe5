"""安置审批."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """安置审批."""

    name = "anzhi.casework"
    label = "casework"
    verbose_name = "安置审批"
