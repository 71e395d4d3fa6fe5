"""试算的地址."""

from django.urls import path, re_path

from anzhi.web.trials import changes, whatif
from anzhi.web.trials.charts import NAMES

urlpatterns = [
    path("policies/what-if/", whatif.what_if, name="what_if"),
    re_path(rf"^policies/what-if/charts/(?P<name>{'|'.join(NAMES)})/$", whatif.chart, name="what_if_chart"),
    path("policies/changes/", changes.policy_change, name="policy_change"),
]
