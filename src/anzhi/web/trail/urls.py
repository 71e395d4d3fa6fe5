"""事件的地址."""

from anzhi.web.pages import list_path
from anzhi.web.trail import lists

urlpatterns = [list_path("trail/", lists.EVENTS)]
