"""标签 Buttons that lead to the forms, for those who may use them."""

from typing import Any

from django import template
from django.utils.translation import gettext

from anzhi.web.documents.card import address_of, area_of
from anzhi.web.entry import catalogue

register = template.Library()


@register.inclusion_tag("entry/buttons.html", takes_context=True)
def record_actions(context: template.Context, record: Any, size: str = "") -> dict[str, object]:
    """What may be done with a record now: ``{% record_actions project %}``.

    ``size`` is ``link`` in a table or a text: what stands there has no page, so one link leads to its documents.
    """
    account = context["account"]
    buttons = catalogue.buttons(record, account)
    if size and type(record) in catalogue.BY_MODEL and area_of(record) in account.powers.changes:
        buttons.append((gettext("佐证材料"), address_of(record), ""))
    return {"buttons": buttons, "size": size}


@register.inclusion_tag("entry/buttons.html", takes_context=True)
def list_actions(context: template.Context, page: str) -> dict[str, object]:
    """What may be entered from a list: ``{% list_actions listing.page %}``."""
    found = [(label, address, "plus") for label, address in catalogue.beginnings(page, context["account"])]
    return {"buttons": found, "size": "", "is_first_main": True}
