"""标签 The way from a list to the page that imports its records."""

from django import template
from django.urls import reverse

from anzhi.ingest.nouns import NOUNS
from anzhi.ingest.nouns.base import Noun

register = template.Library()


@register.inclusion_tag("imports/links.html", takes_context=True)
def import_links(context: template.Context, page: str) -> dict[str, object]:
    """Links to the imports that bring records onto a list, for a role that may change them."""
    changes = context["request"].user.powers.changes
    return {"nouns": [noun for noun in NOUNS.values() if noun.page == page and noun.area in changes]}


@register.simple_tag
def import_address(noun: Noun, view: str = "", name: str = "") -> str:
    """The address of a kind of record's page, of its template, or of one import."""
    return reverse(f"import_{noun.area}{'_' + view if view else ''}", args=[noun.key, *([name] if name else [])])
