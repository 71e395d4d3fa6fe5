"""安置房与过渡的地址."""

from django.urls import path

from anzhi.web.housing import lists, transition, views
from anzhi.web.pages import list_path
from anzhi.web.sheets import sheet_path

urlpatterns = [
    list_path("estates/", lists.ESTATES),
    sheet_path("estates/<int:key>/", lists.ESTATE),
    list_path("allotments/", lists.ALLOTMENTS),
    path("transition/", views.transition, name="transition"),
    path("transition/chart/", views.transition_chart, name="transition_chart"),
    list_path("transition/households/", transition.WAITING),
    list_path("transition/persons/", transition.WAITING_PERSONS),
]
