"""Finding a known relation again among those of a report: by its verdict and by the numbers it is made of."""

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from anzhi.auditor import Relation

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def numbers(relation: Relation) -> Counter[Fraction]:
    """The numbers of a relation as printed; those in Chinese numerals by their value."""
    found = Counter(Fraction(text.replace(",", "")) for text in NUMBER.findall(relation.arithmetic))
    for operand in (relation.stated, relation.expected):
        if operand and not NUMBER.search(operand.printed):
            found[operand.value] += 1
    return found


def unfound(wanted: Iterable[dict], relations: Iterable[Relation]) -> list[str]:
    """Names of the wanted relations that are not there, each relation standing for one of them only."""
    left = list(relations)
    missing = []
    for want in sorted(wanted, key=lambda want: -len(want["numbers"])):
        needed = Counter(Fraction(text) for text in want["numbers"])
        fitting = [r for r in left if r.verdict == want["verdict"] and needed <= numbers(r)]
        fitting = [r for r in fitting if needed or "在建" in r.message]
        if not fitting:
            missing.append(want["name"])
            continue
        left.remove(min(fitting, key=lambda r: numbers(r).total()))
    return missing
