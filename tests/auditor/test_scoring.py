"""The measure itself: an auditor that knows everything, one that is blind, and every way to be wrong between them."""

from dataclasses import dataclass, replace
from enum import Enum

import pytest
from tools.auditor_score import measure, page, totals

from anzhi.values.refusal import Refused
from tests.auditor.corpus.document import (
    DEVELOPMENT,
    HELD_OUT,
    PARTS,
    Document,
    Expected,
    NearMiss,
    Paragraph,
    load_all,
)
from tests.auditor.corpus.scoring import Outcome, compare, score

PLACE = "正文第3段"
SLIP = Expected(
    ("parts_sum", "table_totals"), ("error",), ("支出合计2253万元",), "1200加1063为2263", "1200 + 1063", "2253"
)
TAIL = Expected(("growth_rate",), ("rounding",), ("增长4.31%",), "应为4.32%", "5 / 115.8 * 100", "4.31")
QUESTION = Expected(("deduction_reason",), ("person", "error"), ("扣2分",), "没有原因", wrong="扣2分")
ECHO = replace(SLIP, echoes=(("share", "占比56%"),))
NEAR = NearMiss("主要是甲1200万元", "没有列全")


@dataclass(frozen=True)
class Said:
    """A finding as an auditor gives it."""

    kind: str
    verdict: object
    quotes: tuple[tuple[object, str], ...]
    message: str = ""


def said(kind: str, text: str, verdict: object = "error", message: str = "") -> Said:
    return Said(kind, verdict, ((PLACE, text),), message)


def outcome(*findings: Said, expected: tuple[Expected, ...] = (SLIP,), near: tuple[NearMiss, ...] = ()) -> Outcome:
    blocks = (Paragraph("支出合计2253万元，甲1200万元，乙1063万元"),)
    document = Document("样本", "样本", "通用", "部门决算说明", "txt", blocks, expected=expected, near_misses=near)
    return compare(document, findings)


RIGHT = said("parts_sum", "支出合计 2,253 万元")


def test_a_right_finding_counts_once():
    errors = score([outcome(RIGHT)]).errors
    assert (errors.planted, errors.found, errors.alarms) == (1, 1, 0)
    assert (errors.precision, errors.recall) == (1, 1)


def test_a_verdict_may_be_a_member_of_an_enumeration():
    assert outcome(said("parts_sum", "支出合计2253万元", Enum("Verdict", {"ERROR": "error"}).ERROR)).missed == []


def test_saying_it_again_is_neither_a_hit_nor_a_false_alarm():
    again = said("table_totals", "支出合计2253万元", message="两次")
    assert score([outcome(RIGHT, again, RIGHT)]) == score([outcome(RIGHT)])


def test_what_follows_from_a_slip_is_no_false_alarm_and_finds_nothing():
    assert score([outcome(said("share", "占比56%"), expected=(ECHO,))]).errors.alarms == 0
    assert outcome(said("share", "占比56%"), expected=(ECHO,)).missed == [ECHO]


@pytest.mark.parametrize(
    "finding",
    [
        said("parts_sum", "收入合计2263万元"),
        said("parts_sum", "支出合计22530万元"),
        said("counts", "支出合计2253万元"),
        said("share", "占比56%"),
    ],
    ids=["another place", "a number that only begins alike", "another kind", "what follows from nothing planted"],
)
def test_a_finding_that_is_not_the_slip_is_a_false_alarm_and_a_miss(finding):
    errors = score([outcome(finding)]).errors
    assert (errors.found, errors.alarms) == (0, 1)
    assert (errors.precision, errors.recall) == (0, 0)


def test_a_false_alarm_names_the_near_miss_it_fell_for():
    fallen = outcome(said("parts_sum", "其中主要是甲1200万元", message="和小于总数"), near=(NEAR,))
    assert [alarm.near_miss for alarm in fallen.alarms] == [NEAR]
    assert score([fallen]).fallen_for == 1


def test_a_question_about_a_near_miss_is_a_note_and_no_false_alarm():
    asked = outcome(RIGHT, said("parts_sum", "主要是甲1200万元", "person"), near=(NEAR,))
    assert score([asked]).errors.precision == 1
    assert (score([asked]).person.alarms, score([asked]).fallen_for) == (1, 0)


def test_an_error_that_is_left_to_a_person_is_missed_and_said_so():
    softened = outcome(said("parts_sum", "支出合计2253万元", "person"))
    assert softened.missed == [SLIP]
    assert [expected for expected, _ in softened.softened] == [SLIP]
    assert score([softened]).errors.alarms == 0


def test_rounding_claimed_as_an_error_is_a_false_alarm():
    claimed = outcome(said("growth_rate", "增长4.31%"), expected=(TAIL,))
    assert score([claimed]).errors.alarms == 1
    assert score([claimed]).rounding.recall == 0
    assert score([outcome(said("growth_rate", "增长4.31%", "rounding"), expected=(TAIL,))]).rounding.recall == 1


@pytest.mark.parametrize("verdict", ["person", "error"])
def test_any_verdict_a_slip_allows_finds_it(verdict):
    assert score([outcome(said("deduction_reason", "因故扣2分", verdict), expected=(QUESTION,))]).person.found == 1


def test_a_finding_that_fits_one_slip_only_does_not_lose_it_to_one_that_fits_both():
    second = replace(SLIP, quotes=("结余10万元",))
    both = said("parts_sum", "支出合计2253万元，结余10万元")
    assert outcome(both, said("parts_sum", "支出合计2253万元"), expected=(SLIP, second)).missed == []


def test_a_number_in_a_cell_is_found_by_its_value():
    cell = replace(SLIP, quotes=("1,386.50", "98.50%"))
    assert outcome(said("parts_sum", "1386.5"), expected=(cell,)).missed == []
    assert outcome(said("parts_sum", "0.985"), expected=(cell,)).missed == []
    assert outcome(said("parts_sum", "11386.5"), expected=(cell,)).missed == [cell]


# The whole way, on documents of the corpus


DOCUMENTS = [document for document in load_all() if document.format not in ("pdf", "doc")]


@dataclass(frozen=True)
class Report:
    findings: tuple[Said, ...]
    relations: tuple[Said, ...] = ()


def by_name(say):
    """An auditor that answers by what it knows of the document instead of reading it."""
    known = {document.filename: document for document in DOCUMENTS}
    return lambda path, name: Report(tuple(say(known[name])))


def oracle(document: Document):
    return [Said(e.kind, e.verdict, ((PLACE, e.quotes[0]),)) for e in document.expected]


def test_who_knows_everything_scores_everything():
    total = measure(by_name(oracle), DOCUMENTS).score
    assert (total.errors.precision, total.errors.recall) == (1, 1)
    assert (total.rounding.recall, total.person.recall, total.fallen_for) == (1, 1, 0)


def test_who_says_nothing_is_never_wrong_and_finds_nothing():
    total = measure(by_name(lambda document: []), DOCUMENTS).score
    assert (total.errors.precision, total.errors.recall) == (1, 0)


def test_who_cries_at_everything_that_looks_wrong_is_named_for_each():
    cry = by_name(lambda document: [said("parts_sum", near.quote) for near in document.near_misses])
    total = measure(cry, DOCUMENTS).score
    assert total.fallen_for > 0.9 * total.near_misses
    assert total.errors.precision < 0.1


def test_a_document_that_is_refused_is_missed_and_said_so():
    def refuse(path, name):
        raise Refused("读不懂 {name}", name=name)

    measurement = measure(refuse, DOCUMENTS[:3])
    assert [outcome.refused for outcome in measurement.outcomes] == [f"读不懂 {d.filename}" for d in DOCUMENTS[:3]]
    assert measurement.score.errors.found == 0


def test_the_page_lists_every_miss_and_every_false_alarm_of_the_part_that_may_be_read_and_names_none_of_the_other():
    wrong = by_name(lambda document: [said("share", "无中生有", message=f"在{document.name}")])
    parts = {part: [d for d in DOCUMENTS if d.part == part][:6] for part in PARTS}
    measurement = measure(wrong, [document for part in parts.values() for document in part])
    written = page(measurement)
    for document in parts[DEVELOPMENT]:
        assert f"- {document.name}: share, 在{document.name} 「无中生有」" in written
        assert all(f"「{expected.quotes[0]}」 {expected.why}" in written for expected in document.expected)
    assert parts[HELD_OUT] and not [d.name for d in parts[HELD_OUT] if d.name in written + totals(measurement)]


def test_the_held_out_part_is_large_enough_to_measure_by():
    held_out = [document for document in load_all() if document.part == HELD_OUT]
    errors = [expected for document in held_out for expected in document.expected if expected.verdict == "error"]
    assert len(held_out) >= 10 and len(errors) >= 20
