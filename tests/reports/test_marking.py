"""Text whose figures can be found again prints what the report prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.metrics.prose import Placed, render
from anzhi.reports.marking import Marks, Piece
from anzhi.values.figure import Figure
from anzhi.values.refusal import Refused
from anzhi.values.unit import count

FORMS = ("", "|number", "|chinese", "|over", "|trimmed", "|change", "|names")
CONTEXT = {
    "tickets_closed": Placed(Figure("tickets_closed", "工单", 12, count("条"), 12), lambda: ["G1", "G2"], list),
    "year": 2021,
    "office": "甲中心",
}
placeholders = st.one_of(
    st.sampled_from([f"{{{{ tickets_closed{form} }}}}" for form in FORMS]),
    st.sampled_from(["{{ year }}", "{{ office }}"]),
)
words = st.text(st.characters(blacklist_characters="{}%#", blacklist_categories=["Cs", "Co"]), max_size=8)
texts = st.lists(st.one_of(words, placeholders), max_size=8).map("".join)


@given(texts)
def test_marked_text_prints_as_the_report_does(text):
    marks = Marks()

    assert marks.plain(marks.render(text, CONTEXT)) == render(text, CONTEXT)


@given(texts)
def test_exactly_the_figures_are_pieces_of_their_own(text):
    marks = Marks()

    pieces = marks.pieces(marks.render(text, CONTEXT))

    assert sum(bool(piece.figure) for piece in pieces) == text.count("{{ tickets_closed")


def test_a_figure_that_cannot_be_computed_is_marked_by_its_label():
    marks = Marks()

    pieces = marks.pieces(marks.render("共{{ signed_households|number }}户", CONTEXT))

    assert pieces == (Piece("共"), Piece("新拆签约户数", "signed_households", is_missing=True), Piece("户"))


def test_typed_characters_cannot_pass_for_a_figure():
    marks = Marks()

    pieces = marks.pieces(marks.render("{{ tickets_closed }}\U000f0000\U000f0001", CONTEXT))

    assert pieces == (Piece("12条", "tickets_closed"),)


@pytest.mark.parametrize(
    "text", ["{{ nothing }}", "{{ tickets_closed", "{{ tickets_closed + 1 }}", "{{ tickets_closed.figure }}"]
)
def test_what_no_report_prints_is_refused(text):
    with pytest.raises(Refused):
        Marks().render(text, CONTEXT)
