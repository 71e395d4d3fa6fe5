"""The office's own self-evaluation of 2021: every relation in it is found, and no error is claimed.

Its sentences are not ours to keep; ``restated.txt`` says all of its figures in the same forms and other words. Where
ANZHI_SEED names the original, that is audited too.
"""

import os
from pathlib import Path

import pytest
import yaml

from anzhi.auditor import Report, Verdict, audit
from tests.auditor.matching import unfound

HERE = Path(__file__).parent
RELATIONS = yaml.safe_load((HERE / "seed_relations.yaml").read_text(encoding="utf-8"))
ORIGINAL = os.environ.get("ANZHI_SEED", "")
DOCUMENTS = [
    pytest.param(HERE / "documents" / "restated.txt", id="restated"),
    pytest.param(
        Path(ORIGINAL), id="original", marks=pytest.mark.skipif(not ORIGINAL, reason="ANZHI_SEED names no original")
    ),
]


@pytest.fixture(scope="module", params=DOCUMENTS)
def report(request: pytest.FixtureRequest) -> Report:
    return audit(request.param)


def test_every_relation_is_found_with_its_verdict(report: Report):
    assert unfound(RELATIONS, report.relations) == []


def test_no_error_is_claimed(report: Report):
    assert [relation.message for relation in report.findings if relation.verdict is Verdict.ERROR] == []


def test_a_person_is_asked_only_about_what_is_doubtful(report: Report):
    asked = [relation for relation in report.findings if relation.verdict is Verdict.PERSON]
    assert len(asked) == 5  # the four of the list, and a deduction that names measures and no reason
    assert {relation.confidence for relation in asked} == {"low"}


def test_every_place_can_be_pointed_at_again(report: Report):
    for relation in report.relations:
        for place, text in relation.quotes:
            assert text in report.document.text_at(place)
        if relation.stated and relation.stated.place and relation.stated.printed != "0家":
            assert relation.stated.printed in report.document.text_at(relation.stated.place).replace("\n", "")
