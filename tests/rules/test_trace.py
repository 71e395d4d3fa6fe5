"""A trace is stored whole, and what it prints is the arithmetic: worked out again, it gives the printed amount."""

import json
import re
from dataclasses import fields
from fractions import Fraction

import pytest

from anzhi.rules import packs
from anzhi.rules.engine import exact, trace
from anzhi.values.exact import half_up
from tests.rules.population import population

PACK = packs.load("example")
HOUSEHOLDS = 200
NUMBER = re.compile(r"(?:[^\s，0-9（）-][^\s]* )?(-?[0-9][0-9,]*(?:\.[0-9]+)?)[^\s，（）]*")
"""A number with its unit, perhaps with what it is called before it."""
SMALLER, LARGER = "较小者（", "较大者（"


class Reader:
    """Works out a printed formula: × ÷ ＋ －, brackets, the smaller and the larger of two."""

    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0

    def sum(self) -> Fraction:
        found = self.product()
        while sign := self.sign(" ＋ ", " － "):
            found += self.product() if sign == " ＋ " else -self.product()
        return found

    def product(self) -> Fraction:
        found = self.operand()
        while sign := self.sign(" × ", " ÷ "):
            found = found * self.operand() if sign == " × " else found / self.operand()
        return found

    def operand(self) -> Fraction:
        if extreme := self.sign(SMALLER, LARGER):
            first = self.sum()
            assert self.sign("，")
            second = self.sum()
            assert self.sign("）")
            return min(first, second) if extreme == SMALLER else max(first, second)
        if self.sign("（"):
            inner = self.sum()
            assert self.sign("）")
            return inner
        found = NUMBER.match(self.text, self.place)
        assert found, self.text[self.place :]
        self.place = found.end()
        return Fraction(found[1].replace(",", ""))

    def sign(self, *signs: str) -> str:
        """Goes past one of these, if it stands here."""
        for sign in signs:
            if self.text.startswith(sign, self.place):
                self.place += len(sign)
                return sign
        return ""


def worked_out(formula: str) -> Fraction:
    reader = Reader(formula)
    found = reader.sum()
    assert reader.place == len(formula), formula[reader.place :]
    return found


@pytest.fixture(scope="module")
def lines() -> list[trace.Line]:
    """Every line and total of a household's statement, with its parts, of some people."""
    people, run = population(PACK, HOUSEHOLDS, 3, missing=0.002, lost=0), exact.Run(PACK)
    names = [n for n, rule in PACK.rules.items() if rule.of == "household" and rule.type.unit in ("元", "个指标")]
    return [trace.tell(run, row, name) for row in people.rows["household"] for name in names]


def test_the_printed_formula_of_a_line_gives_the_printed_amount(lines: list[trace.Line]):
    compared = 0
    for line in lines:
        if line.problem:
            continue
        type = PACK.rules[line.rule].type
        value = half_up(worked_out(line.formula) * 10**type.scale)
        assert (line.rule, line.formula, value) == (line.rule, line.formula, line.value)
        assert type.say(value) == line.printed
        compared += value > 0

    assert compared > HOUSEHOLDS


def test_whatever_lines_rest_on_is_worked_out_once_each_with_the_printed_result():
    people = population(PACK, HOUSEHOLDS, 3, missing=0, lost=0)
    compared = 0
    for row in people.rows["household"]:
        run = exact.Run(PACK)
        found = [trace.tell(run, row, name) for name in ("quota", "moving_fee", "household_total")]
        asked = [(line.rule, row) for line in found if not line.problem]
        grounds = trace.grounds(run, asked)
        places = [(line.rule, line.row) for line in grounds]
        assert len(places) == len(set(places))
        results = {(line.entity, line.rule): set() for line in grounds}
        for line in grounds:
            results[line.entity, line.rule].add(line.printed)
        told = [line for line in found if not line.problem] + grounds
        for used in (used for line in told for used in line.facts):
            entity, _, name = used.name.partition(".")
            if name in PACK.rules and (name, row.key) not in {(rule, at.key) for rule, at in asked}:
                assert used.printed in results[entity, name]
                compared += 1
            elif name.endswith("*") and name[:-1] in PACK.rules:
                [plural] = [e.plural for e in PACK.schema.entities.values() if e.name == entity]
                rows = {line.row for line in grounds if line.rule == name[:-1]}
                assert rows == {child.key for child in row.children[plural]}
                compared += 1

    assert compared > HOUSEHOLDS


def test_a_line_that_cannot_be_worked_out_says_why_and_nothing_else(lines: list[trace.Line]):
    stopped = [line for line in lines if line.problem]

    assert stopped
    assert {(line.value, line.printed, line.formula, line.parts) for line in stopped} == {(None, "", "", ())}


def test_a_stored_trace_comes_back_as_it_was(lines: list[trace.Line]):
    stored = json.loads(json.dumps(trace.store(lines), ensure_ascii=False))

    assert trace.restore(stored) == lines
    assert {field.name for field in fields(trace.Line)} == stored["lines"][0].keys()


def test_a_trace_of_a_format_that_is_not_known_is_not_read():
    with pytest.raises(ValueError, match="2"):
        trace.restore({"version": trace.VERSION + 1, "lines": []})
