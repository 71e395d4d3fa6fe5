"""安置审批、核定与协议的地址."""

from django.urls import path

from anzhi.web.casework import determinations, lists, reviews, views
from anzhi.web.pages import list_path

urlpatterns = [
    list_path("approvals/", lists.APPROVALS),
    path("households/<int:key>/case/", determinations.case, name="household_case"),
    list_path("determinations/", lists.DETERMINATIONS),
    path("determinations/<int:key>/", determinations.determination, name="determination"),
    path("determinations/<int:key>/statement/", determinations.statement, name="statement"),
    path("reviews/", reviews.inbox, name="reviews"),
    path("reviews/approve/", reviews.approve_together, name="approve_together"),
    path("reviews/<int:key>/", reviews.review, name="review"),
    path("reviews/<int:key>/decide/", reviews.decide, name="decide"),
    list_path("publications/", lists.PUBLICATIONS),
    path("publications/<int:key>/", views.publication, name="publication"),
    list_path("agreements/", lists.AGREEMENTS),
    path("agreements/<int:key>/", views.agreement, name="agreement"),
    path("agreements/<int:key>/file/", views.agreement_file, name="agreement_file"),
    list_path("meetings/", lists.MEETINGS),
    path("meetings/<int:key>/", views.meeting, name="meeting"),
]
