"""导入的地址."""

from django.urls import path

from anzhi.ingest.nouns import NOUNS
from anzhi.web.imports import views

urlpatterns = [path("imports/", views.index, name="imports")]
for area in dict.fromkeys(noun.area for noun in NOUNS.values()):
    page, template, job, returned = views.of_area(area)
    urlpatterns += [
        path(f"imports/{area}/<slug:key>/", page, name=f"import_{area}"),
        path(f"imports/{area}/<slug:key>/template/", template, name=f"import_{area}_template"),
        path(f"imports/{area}/<slug:key>/<slug:name>/", job, name=f"import_{area}_job"),
        path(f"imports/{area}/<slug:key>/<slug:name>/workbook/", returned, name=f"import_{area}_returned"),
    ]
