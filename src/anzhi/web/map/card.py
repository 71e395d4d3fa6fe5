"""地图卡片 What the map needs on a page that carries it: streets, ways to colour them, states, words."""

import json

from django.conf import settings
from django.utils.translation import gettext as _

from anzhi.office.models import Account
from anzhi.values.period import Year
from anzhi.web.map import streets
from anzhi.web.registry.lists import PROJECT_STATES


def card(account: Account, year: Year) -> dict[str, object]:
    """What ``map/card.html`` is printed with."""
    lines = streets.lines(account, year)
    return {
        "lines": lines,
        "measures": streets.measures(account) if any(line.geometry for line in lines) else (),
        "states": PROJECT_STATES,
        "tiles": settings.TILES,
        "words": json.dumps(_words()),
    }


def _words() -> dict[str, str]:
    """MapLibre's own words."""
    return {
        "Map.Title": _("地图"),
        "NavigationControl.ZoomIn": _("放大"),
        "NavigationControl.ZoomOut": _("缩小"),
        "Popup.Close": _("关闭"),
        "ScaleControl.Meters": _("米"),
        "ScaleControl.Kilometers": _("公里"),
    }
