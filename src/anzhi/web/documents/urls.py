"""佐证材料的地址 ``/documents/<area>/<kind>/<key>/``, and what can be done there."""

from django.urls import path

from anzhi.web.documents import views
from anzhi.web.entry.catalogue import KINDS

urlpatterns = []
for area in dict.fromkeys(kind.area for kind in KINDS):
    page, attach, file, withdraw = views.of_area(area)
    address, name = f"documents/{area}/<slug:kind>/<int:key>/", f"documents_{area}"
    urlpatterns += [
        path(address, page, name=name),
        path(f"{address}attach/", attach, name=f"{name}_attach"),
        path(f"{address}<int:document>/", file, name=f"{name}_file"),
        path(f"{address}<int:document>/withdraw/", withdraw, name=f"{name}_withdraw"),
    ]
