"""工作台的地址."""

from django.urls import path, re_path

from anzhi.web.dashboard import views
from anzhi.web.dashboard.charts import NAMES

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    re_path(rf"^charts/(?P<name>{'|'.join(NAMES)})/$", views.chart, name="chart"),
]
