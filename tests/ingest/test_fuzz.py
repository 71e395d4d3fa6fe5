"""Whatever stands in the cells, a workbook is entered, or refused row by row in words."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anzhi.ingest.actions.imports import _name_refused
from anzhi.ingest.nouns import NOUNS
from anzhi.ingest.problems import Problems, silent, words
from anzhi.ingest.reading import read
from anzhi.ingest.sheets import returned
from anzhi.values.refusal import Refused
from tests.ingest.office import Office

pytestmark = pytest.mark.django_db
JUNK = st.one_of(
    st.none(), st.booleans(), st.text(max_size=12), st.text(min_size=200, max_size=220), st.floats(), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(), st.integers(-(10**18), 10**18).map(float), st.integers(-3, 9).map(str),
    st.sampled_from(["2021-06-01", "=1+1", "是", "否", "\x00", "'", "%s", "{0}", "{line}", "甲专项", "0.5"]),
)  # fmt: skip


class Lines:
    """A table whose lines are given: what a workbook's source gives."""

    heading, unreadable, sheet = 0, {}, SimpleNamespace(name="表")

    def __init__(self, noun, rows):
        self.headings = tuple(column.heading for column in noun.columns)
        self.cells = [[row.get(heading) for heading in self.headings] for row in rows]
        self.height = len(rows) + 1

    def rows(self):
        yield from enumerate(self.cells, start=2)

    def everything(self):
        yield 0, list(self.headings)
        yield from enumerate(self.cells, start=1)


@pytest.fixture
def place(cast):
    return Office(cast)


@pytest.mark.parametrize("noun", NOUNS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cells_are_entered_or_refused_in_words(place, tmp_path, noun, data):
    kind = NOUNS[noun]
    rows = [dict(row) for row in place.rows(noun) for _ in range(data.draw(st.integers(1, 2)))]
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.sampled_from(kind.columns)).heading] = data.draw(JUNK)
    problems, lines = Problems(), Lines(kind, rows)

    work = kind.check(read(lines, kind.columns, problems, silent), problems, silent)
    with transaction.atomic():
        if work.new and not problems:
            try:
                with transaction.atomic():
                    kind.write([item.facts for item in work.new], by=place.cast.officer)
            except Refused:
                _name_refused(kind, work.new, problems, place.cast.officer, silent)
                assert problems
        transaction.set_rollback(True)
    assert all(words(refusal) for found in problems.lines.values() for _, refusal in found)
    returned(kind, lines, problems, tmp_path / "returned.xlsx")
