"""工单的地址."""

from anzhi.web.grievances import lists
from anzhi.web.pages import list_path
from anzhi.web.sheets import sheet_path

urlpatterns = [list_path("tickets/", lists.TICKETS), sheet_path("tickets/<int:key>/", lists.TICKET)]
