"""标签 Template tags: numbers in their units, figures with their evidence, icons, fields."""

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from anzhi.office.models import Event
from anzhi.values import unit as units
from anzhi.values.figure import Figure
from anzhi.values.land import EXACT_MU
from anzhi.web import verbs
from anzhi.web.language import said, symbol
from anzhi.web.listing import Column

register = template.Library()
_UNITS = {
    "mu": units.MU_AREA,
    "exact_mu": EXACT_MU,
    "persons": units.PERSONS,
    "wan": units.WAN,
    "yuan": units.Unit("元", 100, 2),
    "square_metres": units.Unit("平方米", 10_000, 2, trim=True),
}


@register.filter
def quantity(value: int | None, unit: str) -> str:
    """A stored integer in a unit, with its symbol: ``{{ project.area|quantity:"mu" }}``."""
    if value is None:
        return "—"
    chosen = _UNITS[unit]
    return chosen.number(value) + symbol(chosen)


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the vendored set."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>', extra, static("anzhi/icons.svg"), name
    )


@register.simple_tag(takes_context=True)
def figure(context: template.Context, found: Figure) -> SafeString:
    """A figure as a link to the records it counts."""
    address = f"{reverse('figure', args=[found.name])}?year={context['year'].number}"
    number = found.unit.number(found.value)
    return format_html(
        '<a class="figure" href="{}" title="{}">{}<span class="unit">{}</span></a>',
        address,
        gettext(found.label),
        number,
        symbol(found.unit),
    )


@register.filter
def unit_symbol(unit: object) -> str:
    """The symbol of a unit in the reader's language."""
    return symbol(unit).strip() if unit else ""


@register.filter
def term(text: object) -> str:
    """A word of the record (a label, a unit, a choice) in the reader's language."""
    return gettext(str(text)) if text not in (None, "") else ""


@register.filter
def dash(value: object) -> object:
    """A dash where nothing is recorded."""
    return "—" if value in (None, "") else value


@register.simple_tag
def field_control(field: object) -> SafeString:
    """A form field's control with the classes of the page's style."""
    widget = type(field.field.widget).__name__
    kind = {
        "CheckboxInput": "form-check-input",
        "Select": "form-select",
        "NullBooleanSelect": "form-select",
        "SelectMultiple": "form-select",
    }
    classes = kind.get(widget, "form-control") + (" is-invalid" if field.errors else "")
    return field.as_widget(attrs={"class": classes})


@register.filter
def verb(key: str) -> str:
    """A verb of the trail in words."""
    return verbs.words(key)


@register.simple_tag
def change_text(event: Event) -> str:
    """What an event changed, after a colon; nothing for a record that was only added."""
    text = verbs.change(event)
    return f"：{text}" if text else ""


@register.simple_tag
def figure_number(found: Figure) -> SafeString:
    """A figure's number with its unit, not as a link."""
    return format_html('{}<span class="unit">{}</span>', found.unit.number(found.value), symbol(found.unit))


@register.simple_tag
def sentence(part: object) -> str:
    """A finding or a refusal in the reader's language."""
    return said(part)


@register.simple_tag
def toned(column: Column, text: str) -> str:
    """A cell's text, as a badge where its column gives it a colour."""
    tone = column.tone(text)
    return format_html('<span class="badge bg-{}-lt">{}</span>', tone, text) if tone else text
