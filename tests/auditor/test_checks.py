"""One sentence, one verdict: every kind of relation on texts that are right and on texts that are wrong."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from anzhi.auditor import Report, audit
from anzhi.auditor.saying import KINDS

ALONE = KINDS.keys() - {"original"}
"""Kinds that one document has; an edited copy is held to its original in ``test_original.py``."""
CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


def verdicts(report: Report) -> Counter[str]:
    return Counter(f"{relation.kind} {relation.verdict}" for relation in report.relations)


def report(text: str) -> Report:
    return audit(text.encode(), name="case.md")


@pytest.mark.parametrize("case", CASES, ids=[case["text"].replace("\n", " ")[:40] for case in CASES])
def test_the_auditor_says_what_is_right_and_what_is_wrong(case: dict):
    found, wanted = verdicts(report(case["text"])), Counter(case["says"])

    assert wanted - found == Counter()
    assert {said for said in found if said.endswith("error")} == {said for said in wanted if said.endswith("error")}


def test_every_kind_has_a_case_that_is_wrong():
    wrong = {said.split()[0] for case in CASES for said in case["says"] if not said.endswith("ok")}
    assert ALONE - wrong == set()


def test_every_module_of_checks_is_a_kind_or_serves_one():
    kinds = {relation.kind for case in CASES for relation in report(case["text"]).relations}
    assert kinds == ALONE
