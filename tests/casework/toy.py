"""A small law of its own for tests of casework: two lines of a household, one of a building, fixed numbers.

The real law grows and is corrected; what is promised about determinations does not depend on it.
"""

from types import ModuleType

from anzhi.rules import packs
from anzhi.rules.engine import parameters
from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import Pack, View
from anzhi.rules.engine.rule import Parameters, gather, rule
from anzhi.rules.engine.types import MONEY
from anzhi.rules.facts import CASE

CITED = ("测试规定", "第一条")


@rule("structure", MONEY, cites=CITED, line=True)
def house(structure: View, parameter: Parameters) -> Expression:
    """Floor area at a price by construction."""
    area = structure.lower_area + structure.upper_area
    return rounded(area * parameter("toy.rate", structure.construction), MONEY)


@rule("household", MONEY, cites=CITED, line=True)
def moving(household: View, parameter: Parameters) -> Expression:
    """A sum a share of a member."""
    return rounded(household.persons.total("share") * parameter("toy.moving"), MONEY)


@rule("household", MONEY, cites=CITED, line=True)
def bonus(household: View, parameter: Parameters) -> Expression:
    """A sum for a farming household that chose a home; nothing for others."""
    chosen = cases((household.option == "housing", parameter("toy.bonus")), otherwise=0)
    return cases((household.kind == "farm", chosen), otherwise=0)


@rule("household", MONEY, cites=CITED, line=True)
def generous_bonus(household: View, parameter: Parameters) -> Expression:
    """The bonus of another law, doubled."""
    return parameter("toy.bonus") + parameter("toy.bonus")


LABELS = {"house": "房屋补偿费", "moving": "搬迁费", "bonus": "奖励"}
PERIOD = {"from": "2000-01-01", "to": None, "document": "测试规定", "certainty": "example"}


def pack(**texts: object) -> Pack:
    """The law, with other texts for some of its rules."""
    rules = {"house": house, "moving": moving, "bonus": bonus} | texts
    modules = []
    for name, text in rules.items():
        module = ModuleType(f"toy.{name}", f"{LABELS[name]} A rule of the toy law.")
        module.text = text  # type: ignore[attr-defined]
        modules.append(module)
    rate = {"brick_timber": "1000.05", "earth_timber": "520.00"}
    numbers = {
        "toy.rate": _parameter("单价", "元/平方米", rate, ["结构"], {"brick_timber": "砖木", "earth_timber": "土木"}),
        "toy.moving": _parameter("搬迁标准", "元/人", "800.00"),
        "toy.bonus": _parameter("奖励标准", "元/户", "5000.00"),
    }
    return Pack("changsha", "测试政策", CASE, gather(modules), numbers, is_fictional=True)


def _parameter(label: str, unit: str, value: object, by: object = (), classes: object = None) -> parameters.Parameter:
    from datetime import date

    period = PERIOD | {"from": date(2000, 1, 1), "value": value}
    written = {"label": label, "unit": unit, "governed_by": "computed_on", "review_by": date(2030, 1, 1)}
    written |= {"by": list(by), "classes": classes} if classes else {}
    return parameters.read(label, written | {"values": [period]})


PACK = pack()
OTHER = pack(bonus=generous_bonus)


def install(law: Pack = PACK) -> None:
    """Make a law the one that everybody loads, in a process of its own."""
    packs.load = lambda name: law  # type: ignore[assignment]
