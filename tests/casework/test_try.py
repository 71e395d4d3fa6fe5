import pytest

from anzhi.casework import queries
from anzhi.casework.actions import agreements
from tests.casework.office import *

pytestmark = pytest.mark.django_db


def test_x(office):
    d = office.determination()
    print(d.total, TOTAL, d.snapshot.content)
    assert d.total == TOTAL
    print(queries.determination_page(d))
    d, day = office.published()
    a = agreements.draw_up(d, number="甲1", on=day, by=office.maker)
    from pathlib import Path

    Path("/tmp/a.docx").write_bytes(bytes(a.document))
    agreements.sign(a, on=day, by=office.maker)
    print(queries.progress(d.household.project))
