"""不合标准生产用房合法面积 The legal floor area of production houses that lack a wall, a door or windows."""

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import SQUARE_METRES


@rule("structure", SQUARE_METRES, cites=("长沙市人民政府令第103号", "生产用房"))
def substandard_production_area(structure: View, parameter: Parameters) -> Expression:
    """What falls short of four solid walls with doors and windows has part of the price (FACTS 1.4)."""
    return cases(((structure.use == "production") & structure.is_substandard, structure.legal_area), otherwise=0)
