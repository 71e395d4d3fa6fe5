"""标签 Template tags of the law: how sure something is, the unit of a parameter."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from anzhi.rules.engine.parameters import CERTAINTIES
from anzhi.web.language import translated
from anzhi.web.policies.lines import SURE

register = template.Library()


@register.simple_tag
def sure(certainty: str) -> SafeString:
    """How sure something is in a word, and on pointing at it in a sentence."""
    word, tone = SURE[certainty]
    return _badge(certainty, gettext(word), tone)


@register.simple_tag
def sure_sentence(certainty: str) -> SafeString:
    """How sure something is, and what to do about it."""
    return _badge(certainty, gettext(CERTAINTIES[certainty]), SURE[certainty][1])


@register.filter
def unit_of(symbol: str) -> str:
    """The unit of a rule or a parameter in the reader's language."""
    return translated(symbol, "unit") if symbol else ""


def _badge(certainty: str, text: str, tone: str) -> SafeString:
    return format_html(
        '<span class="badge bg-{}-lt flex-shrink-0" title="{}">{}</span>', tone, gettext(CERTAINTIES[certainty]), text
    )
