"""住宅合法面积 The legal floor area that is lived in."""

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import SQUARE_METRES


@rule("structure", SQUARE_METRES, cites=("长沙市人民政府令第103号", "住宅房屋"))
def dwelling_area(structure: View, parameter: Parameters) -> Expression:
    """What is paid by floor area is paid for dwellings; production houses have a price of their own (FACTS 1.4)."""
    return cases((structure.use == "residential", structure.legal_area), otherwise=0)
