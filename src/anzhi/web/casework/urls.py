"""安置审批的地址."""

from anzhi.web.casework import lists
from anzhi.web.pages import list_path

urlpatterns = [list_path("approvals/", lists.APPROVALS)]
