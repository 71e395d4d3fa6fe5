"""地址 All addresses, area by area."""

from django.urls import include, path
from django.views.i18n import set_language

from anzhi.web import errors
from anzhi.web.gate import EVERYBODY, opens

handler404 = errors.not_found
handler403 = errors.forbidden
handler500 = errors.failed

urlpatterns = [
    path("language/", opens(EVERYBODY)(set_language), name="set_language"),
    path("", include("anzhi.web.accounts.urls")),
    path("", include("anzhi.web.dashboard.urls")),
    path("", include("anzhi.web.registry.urls")),
    path("", include("anzhi.web.casework.urls")),
    path("", include("anzhi.web.housing.urls")),
    path("", include("anzhi.web.social_security.urls")),
    path("", include("anzhi.web.grievances.urls")),
    path("", include("anzhi.web.administration.urls")),
    path("", include("anzhi.web.budget.urls")),
    path("", include("anzhi.web.trail.urls")),
    path("", include("anzhi.web.accounts_admin.urls")),
    path("", include("anzhi.web.entry.urls")),
    path("", include("anzhi.web.documents.urls")),
    path("", include("anzhi.web.map.urls")),
    path("", include("anzhi.web.imports.urls")),
    path("", include("anzhi.web.policies.urls")),
    path("", include("anzhi.web.trials.urls")),
    path("", include("anzhi.web.figures.urls")),
    path("", include("anzhi.web.performance.urls")),
    path("", include("anzhi.web.reports.urls")),
    path("", include("anzhi.web.audits.urls")),
    path("", include("anzhi.web.api.urls")),
]
