"""自评报告的地址."""

from django.urls import path

from anzhi.web.reports import submissions, views

urlpatterns = [
    path("reports/", views.overview, name="reports"),
    path("reports/text/", views.text, name="report_text"),
    path("reports/carry-forward/", views.carry_forward, name="carry_narrative"),
    path("reports/sections/<slug:key>/", views.section, name="report_section"),
    path("reports/sections/<slug:key>/preview/", views.preview_section, name="report_preview"),
    path("reports/files/<slug:key>/", views.download, name="report_file"),
    path("reports/submit/", submissions.submit, name="submit_report"),
    path("reports/submissions/<int:key>/", submissions.submission, name="submission"),
    path("reports/submissions/<int:key>/files/<int:file>/", submissions.submitted_file, name="submitted_file"),
]
