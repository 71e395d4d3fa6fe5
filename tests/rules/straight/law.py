"""The numbers of the law, read from their files with nothing but YAML."""

from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

PACK = "example"


class Stops(Exception):
    """The case cannot be computed; the message names what is missing."""


@cache
def _file(name: str) -> dict[str, Any]:
    topic, _, rest = name.partition(".")
    path = files("anzhi.rules") / "parameters" / PACK / topic / f"{rest}.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def value(name: str, day: date, *classes: str) -> Any:
    """What the file says for a day and a class."""
    found = _in_force(name, day)
    for part in classes:
        if part not in found:
            raise Stops(f"{name}[{part}]")
        found = found[part]
    return found


@cache
def number(name: str, day: date, *classes: str) -> Fraction:
    """A number of the law."""
    return Fraction(value(name, day, *classes))


@cache
def reached(name: str, day: date, amount: Fraction) -> Fraction:
    """The number for the highest step that an amount reaches."""
    steps = [(Fraction(bound), Fraction(text)) for bound, text in _in_force(name, day).items()]
    within = [step for step in steps if step[0] <= amount]
    if not within:
        raise Stops(f"{name}: {amount} is below every step")
    return max(within)[1]


def _in_force(name: str, day: date) -> Any:
    for period in _file(name)["values"]:
        if period["from"] <= day and (period["to"] is None or day < period["to"]):
            return period["value"]
    raise Stops(f"{name}@{day}")
