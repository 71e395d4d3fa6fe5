"""Right documents of many forms, with invented figures: nothing is claimed, and most numbers are held."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from anzhi.auditor import Verdict, audit

DOCUMENTS = sorted(path for path in (Path(__file__).parent / "documents").iterdir() if path.stem != "restated")
NUMBER = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?(?![\d年月日号、.）)])")
HELD = {"anhui": 80, "budget": 90, "chongqing": 80, "final_accounts": 70, "three_public": 80, "zhejiang": 100}
"""Percent of the numbers of a document that cannot be changed without a finding."""


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_nothing_is_claimed_of_a_right_document(path: Path):
    report = audit(path)

    assert [relation.message for relation in report.findings] == []
    assert report.relations


def changed(text: str) -> Iterator[str]:
    """The text with one number after the other made wrong, every third of them."""
    bare = re.sub(r"<[^>]*>", lambda tag: "\0" * len(tag[0]), text)
    for found in list(NUMBER.finditer(bare))[::3]:
        digits = found[0]
        place = max(digits.find("."), 1) - 1 if len(digits) > 2 else 0
        other = str((int(digits[place]) + 3) % 10 or 4)
        yield text[: found.start()] + digits[:place] + other + digits[place + 1 :] + text[found.end() :]


@pytest.mark.parametrize("name", HELD)
def test_most_numbers_cannot_be_changed_unnoticed(name: str):
    [path] = [path for path in DOCUMENTS if path.stem == name]
    wrong = [audit(text.encode(), name=path.name) for text in changed(path.read_text(encoding="utf-8"))]
    noticed = [report for report in wrong if any(r.verdict is not Verdict.OK for r in report.findings)]

    assert len(noticed) * 100 >= HELD[name] * len(wrong)
