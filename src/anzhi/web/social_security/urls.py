"""社保的地址."""

from anzhi.web.pages import list_path
from anzhi.web.sheets import sheet_path
from anzhi.web.social_security import lists

urlpatterns = [
    list_path("batches/", lists.BATCHES),
    sheet_path("batches/<int:key>/", lists.BATCH),
    list_path("enrolments/", lists.ENROLMENTS),
    list_path("contributions/", lists.CONTRIBUTIONS),
    sheet_path("contributions/<int:key>/", lists.CONTRIBUTION),
    list_path("policy-holds/", lists.HOLDS),
    sheet_path("policy-holds/<int:key>/", lists.HOLD),
]
