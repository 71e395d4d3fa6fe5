"""绩效自评的地址."""

from django.urls import path

from anzhi.web.performance import signing, views

urlpatterns = [
    path("performance/", views.performance, name="performance"),
    path("performance/carry-forward/", views.carry_forward, name="carry_evaluation"),
    path("performance/indicators/<int:key>/", views.indicator, name="indicator"),
    path("performance/indicators/<int:key>/trend/", views.trend, name="indicator_trend"),
    path("performance/indicators/<int:key>/grade/", views.grade, name="grade_indicator"),
    path("performance/indicators/<int:key>/adjust/", views.adjust, name="adjust_indicator"),
    path("performance/indicators/<int:key>/restore/", views.restore, name="restore_indicator"),
    path("performance/table/", views.table, name="evaluation_table"),
    path("performance/signatures/", signing.page, name="signatures"),
    path("performance/signatures/sign/", signing.sign, name="sign"),
]
