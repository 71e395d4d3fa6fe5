"""审核的标签 Passages with their notes, counts with their colours, the address where a finding is judged."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from anzhi.auditor.summary import Outcome
from anzhi.web.audits.sheet import FINDINGS, TONES, Note, Piece
from anzhi.web.audits.views import Source

register = template.Library()


@register.simple_tag
def passages(pieces: Sequence[Piece]) -> SafeString:
    """A text with its passages marked; each leads to its note, and is what the note leads back to."""
    return format_html_join("", "{}", ((_passage(piece),) for piece in pieces))


def _passage(piece: Piece) -> SafeString | str:
    if not piece.notes:
        return piece.text
    first = piece.notes[0]
    false = " is-false" if all(note.is_false for note in piece.notes) else ""
    links = format_html_join("", '<a id="place-{}" href="#finding-{}">{}</a>', ((n, n, n) for n in _numbers(piece)))
    return format_html(
        '<mark class="{}{}">{}</mark><sup>{}</sup>', first.relation.verdict.value, false, piece.text, links
    )


def _numbers(piece: Piece) -> list[int]:
    return [note.number for note in piece.notes]


@register.filter
def counted(outcome: Outcome) -> list[tuple[int, str]]:
    """How many findings of each verdict, with its colour."""
    return [(outcome.count(verdict), TONES[verdict]) for verdict in FINDINGS]


@register.simple_tag
def judging(file: Source, note: Note) -> str:
    """Where a finding is judged."""
    return file.address("judge", note.relation.identity)
