"""征拆的地址."""

from django.urls import path

from anzhi.web.pages import list_path
from anzhi.web.registry import lists, views

urlpatterns = [
    list_path("projects/", lists.PROJECTS),
    path("projects/<int:key>/", views.project, name="project"),
    list_path("households/", lists.HOUSEHOLDS),
    path("households/<int:key>/", views.household, name="household"),
    path("households/<int:key>/phone/", views.reveal_phone, name="reveal_phone"),
    path("households/<int:key>/account/", views.reveal_account, name="reveal_account"),
    path("persons/<int:key>/identity/", views.reveal_identity, name="reveal_identity"),
    list_path("firms/", lists.FIRMS),
    list_path("clearings/", lists.CLEARINGS),
]
