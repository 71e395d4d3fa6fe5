"""标签 Template tags of self-evaluation and report: points, outlooks, text in which figures are links."""

from collections.abc import Iterable
from fractions import Fraction

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from anzhi.metrics.definitions import METRICS
from anzhi.performance import scoring
from anzhi.performance.pace import Outlook
from anzhi.reports.marking import Piece
from anzhi.reports.outline import TITLES
from anzhi.values.figure import Figure
from anzhi.values.period import Year
from anzhi.web.language import symbol

register = template.Library()
OUTLOOKS = {
    Outlook.MET: (gettext_lazy("已达成"), "green"),
    Outlook.ON_COURSE: (gettext_lazy("按进度可达成"), "azure"),
    Outlook.AT_RISK: (gettext_lazy("有风险"), "orange"),
    Outlook.MISSED: (gettext_lazy("未达成"), "red"),
}
"""Words and colour of each outlook."""


@register.filter
def points(hundredths: int | None) -> str:
    """Hundredths of a point as people write them; a dash where there is no score."""
    return "—" if hundredths is None else scoring.printed(hundredths)


@register.simple_tag
def outlook(found: Outlook | None) -> SafeString:
    """How an indicator stands, as a badge."""
    words, colour = OUTLOOKS[found] if found else (gettext("待评定"), "secondary")
    return format_html('<span class="badge bg-{}-lt">{}</span>', colour, words)


@register.simple_tag
def section_title(key: str) -> str:
    """What a section of the report is called."""
    return gettext(TITLES[key])


@register.simple_tag
def placeholder(name: str) -> str:
    """What stands in a text where a figure goes."""
    return f"{{{{ {name} }}}}"


@register.simple_tag
def projected(found: Figure, value: Fraction) -> SafeString:
    """A projected value in the unit of its figure."""
    return format_html('{}<span class="unit">{}</span>', found.unit.number(value), symbol(found.unit))


@register.simple_tag
def pieces(parts: Iterable[Piece], year: Year, apart: bool = False) -> SafeString:
    """Text whose figures are links to their evidence. Everything else is escaped.

    Args:
        parts: the text in pieces.
        year: the year whose figures they are.
        apart: open links in a tab of their own, where a form is being filled in.
    """
    return format_html_join("", "{}", ((_piece(part, year, apart),) for part in parts))


def _piece(part: Piece, year: Year, apart: bool) -> SafeString:
    if not part.figure:
        return conditional_escape(part.text)
    address = f"{reverse('figure', args=[part.figure])}?year={year.number}"
    target = mark_safe(' target="_blank" rel="noopener"') if apart else ""
    label = gettext(METRICS[part.figure].label)
    if part.is_missing:
        words = gettext("缺：{label}").format(label=label)
        return format_html('<a class="figure missing" href="{}"{}>{}</a>', address, target, words)
    return format_html('<a class="figure" href="{}" title="{}"{}>{}</a>', address, label, target, part.text)
