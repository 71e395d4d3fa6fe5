"""勾稽审核的地址: a file that was handed in, and the two that the office makes itself, have the same four pages."""

from django.urls import path

from anzhi.web.audits import views

urlpatterns = [
    path("audits/", views.index, name="audits"),
    path("audits/<slug:job>/", views.job, name="audit_job"),
    path("audits/<slug:job>/summary/", views.summary, name="audit_summary"),
]
for prefix, name, source in (
    ("audits/<slug:job>/<int:number>/", "audit_file", views.of_upload),
    ("reports/audit/<slug:key>/", "audit_own", views.of_report),
):
    page, annotated, record, judge = views.of_source(source)
    urlpatterns += [
        path(prefix, page, name=name),
        path(f"{prefix}annotated/", annotated, name=f"{name}_annotated"),
        path(f"{prefix}json/", record, name=f"{name}_json"),
        path(f"{prefix}findings/<slug:finding>/", judge, name=f"{name}_judge"),
    ]
