"""One computation of many cases, one after the other."""

from anzhi.rules import packs
from anzhi.rules.engine import case
from anzhi.rules.engine.exact import Run
from anzhi.rules.facts import CASE


def test_a_case_that_was_let_go_is_never_taken_for_the_next():
    run = Run(packs.load("example"))

    areas = []
    for area in range(200):
        crops = [{"crop_class": "paddy", "grade": "1", "area": str(area)}]
        written = {"project": {"plan_announced_on": "2015-01-01"}, "household": {"crops": crops}}
        household = case.read(CASE, written, of="household")
        areas.append(run.value("crop_compensation", household.children["crops"][0]))

    assert len(set(areas)) == 200
