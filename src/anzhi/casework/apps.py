"""安置审批与补偿核定."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """安置审批与补偿核定."""

    name = "anzhi.casework"
    label = "casework"
    verbose_name = "安置审批与补偿核定"
