"""预决算的地址."""

from django.urls import path

from anzhi.web.budget import lists, views
from anzhi.web.pages import list_path
from anzhi.web.sheets import sheet_path

urlpatterns = [
    path("budget/", views.budget, name="budget"),
    path("budget/chart/", views.chart, name="budget_chart"),
    list_path("appropriations/", lists.APPROPRIATIONS),
    sheet_path("appropriations/<int:key>/", lists.APPROPRIATION),
    list_path("expenditures/", lists.EXPENDITURES),
    sheet_path("expenditures/<int:key>/", lists.EXPENDITURE),
    list_path("revenues/", lists.REVENUES),
    sheet_path("revenues/<int:key>/", lists.REVENUE),
    list_path("carry-overs/", lists.CARRY_OVERS),
    sheet_path("carry-overs/<int:key>/", lists.CARRY_OVER),
    list_path("earmarks/", lists.EARMARKS),
    sheet_path("earmarks/<int:key>/", lists.EARMARK),
]
