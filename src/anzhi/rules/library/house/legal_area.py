"""合法建筑面积 The floor area of a building that counts."""

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import SQUARE_METRES


@rule("structure", SQUARE_METRES, cites=("长沙市人民政府令第103号", "合法建筑面积认定"))
def legal_area(structure: View, parameter: Parameters) -> Expression:
    """All floors of a legal building, nothing of any other.

    A limit by household or by head is said to exist and was not found (FACTS 1.3); none is applied.
    """
    return cases((structure.legality == "legal", structure.lower_area + structure.upper_area), otherwise=0)
