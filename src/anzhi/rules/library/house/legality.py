"""合法性 Is a building legal, an approved temporary one, or unauthorised?"""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import word

LEGALITIES = {"legal": "合法建筑", "temporary": "经批准的临时建筑", "unauthorised": "违法建筑"}


@rule(
    "structure",
    word(LEGALITIES),
    governed_by="policy_date",
    since=date(2000, 3, 16),
    cites=("长沙市人民政府令第60号", "第五条（第103号令同）"),
)
def legality_2000(structure: View, parameter: Parameters) -> Expression:
    """A certificate of the day set or later comes first; without one, the day of building decides what is needed.

    Of the later buildings a land or planning permit is asked; of those before, the approval of the township, or on
    farmland that of the district; of the oldest nothing. An old building that was rebuilt counts by the day of
    rebuilding; a later extension is entered as a building of its own. Everything lies in the city, for which alone the
    middle rule is written. The day of certificates cannot stand in a decree of 2000: what counted before is not known
    (FACTS 1.3).
    """
    is_certified = structure.has_certificate & (structure.certified_on >= parameter("house.certificate_from"))
    is_rebuilt = (structure.built_on < parameter("house.approval_from")) & structure.was_rebuilt
    built_on = cases((is_rebuilt, structure.rebuilt_on), otherwise=structure.built_on)
    is_approved = cases(
        (structure.is_on_farmland, structure.has_district_approval), otherwise=structure.has_township_approval
    )
    has_papers = cases(
        (built_on >= parameter("house.permit_from"), structure.has_building_approval),
        (built_on >= parameter("house.approval_from"), is_approved),
        otherwise=True,
    )
    return cases(
        (is_certified, "legal"),
        (structure.is_temporary, "temporary"),
        (has_papers, "legal"),
        otherwise="unauthorised",
    )
