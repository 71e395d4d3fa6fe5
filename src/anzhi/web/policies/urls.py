"""政策的地址."""

from django.urls import path

from anzhi.web.policies import views

urlpatterns = [
    path("policies/", views.parameters, name="policies"),
    path("policies/parameters/<str:name>/", views.parameter, name="policy_parameter"),
    path("policies/parameters/<str:name>/chart/", views.chart, name="policy_chart"),
    path("policies/rules/", views.rules, name="policy_rules"),
    path("policies/rules/<slug:name>/", views.rule, name="policy_rule"),
]
