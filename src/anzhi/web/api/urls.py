"""接口的地址. The API checks its own token, so the gate lets its requests through."""

from django.urls import path

from anzhi.web.api.service import api
from anzhi.web.gate import EVERYBODY, opens

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    opens(EVERYBODY)(_pattern.callback)

urlpatterns = [path("api/", (_patterns, _app, _namespace))]
