"""录入的地址 ``/<kind>/new/`` and ``/<kind>/<key>/<step>/`` for everything in the catalogue."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from anzhi.web.entry.catalogue import KINDS
from anzhi.web.entry.views import entering, stepping


def _addresses() -> Iterator[URLPattern]:
    for kind in KINDS:
        if kind.new is not None:
            yield path(f"{kind.address}/new/", entering(kind, kind.new), name=kind.url_name(kind.new))
        for step in kind.steps:
            yield path(f"{kind.address}/<int:key>/{step.key}/", stepping(kind, step), name=kind.url_name(step))


urlpatterns = list(_addresses())
