"""三公经费 Do travel abroad, cars and receptions make the three public expenses, purchase and running the cars?"""

from collections.abc import Iterator, Sequence

from anzhi.auditor.checks import balance
from anzhi.auditor.checks.balance import Terms
from anzhi.auditor.facts import Fact
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.values.wording import phrase

_PARTS = ("abroad", "cars", "reception")
_CARS = ("car_purchase", "car_running")


def check(reading: Reading) -> Iterator[Relation]:
    """Every stage and year, in the text and in each table."""
    groups: dict[tuple[str, int | None, int], list[Fact]] = {}
    for fact in reading.facts:
        where = fact.place.block if fact.place.row is not None else -1
        groups.setdefault((fact.stage, fact.year, where), []).append(fact)
    for facts in groups.values():
        for at, fact in enumerate(facts):
            if fact.name == "three_public":
                yield from _whole(reading, fact, _following(facts, at, "three_public"))
            elif fact.name == "cars":
                yield from _cars(reading, fact, _following(facts, at, "cars"))


def _following(facts: Sequence[Fact], at: int, name: str) -> dict[str, Fact]:
    """The first amount of each name after a total and before the next total of its name, else before it."""
    found: dict[str, Fact] = {}
    for fact in facts[at + 1 :]:
        if fact.name == name:
            break
        found.setdefault(fact.name, fact)
    for fact in reversed(facts[:at]):
        if fact.name == name:
            break
        found.setdefault(fact.name, fact)
    return found


def _whole(reading: Reading, total: Fact, known: dict[str, Fact]) -> Iterator[Relation]:
    parts = [known[name] for name in _PARTS if name in known]
    if "cars" not in known:
        parts += [known[name] for name in _CARS if name in known]
    if len(parts) < 2:
        return
    complete = all(name in known for name in _PARTS) or {*_CARS, "abroad", "reception"} <= known.keys()
    yield from _judged(reading, [(1, part) for part in parts], total, complete=complete)


def _cars(reading: Reading, total: Fact, known: dict[str, Fact]) -> Iterator[Relation]:
    parts = [known[name] for name in _CARS if name in known]
    if len(parts) == 2:
        yield from _judged(reading, [(1, part) for part in parts], total, complete=True)


def _judged(reading: Reading, terms: Terms, total: Fact, *, complete: bool) -> Iterator[Relation]:
    verdict = balance.verdict(terms, total)
    expected = balance.computed(terms, total)
    if verdict is Verdict.ERROR and not complete and balance.value(terms) < total.quantity.value:
        return
    label = phrase("“三公”经费") if total.name == "three_public" else phrase("公务用车购置及运行费")
    names = {"label": label, "stated": total.quantity.printed, "expected": expected}
    if verdict is Verdict.OK:
        said = phrase("{label} {stated} 等于各项之和", label=label, stated=total.quantity.printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("{label}写 {stated}，各项之和为 {expected}，属四舍五入尾差", **names)
    else:
        said = phrase("{label}写 {stated}，各项之和为 {expected}", **names)
    yield balance.relation(reading, "three_public", verdict, said, terms, total, expected=expected)
