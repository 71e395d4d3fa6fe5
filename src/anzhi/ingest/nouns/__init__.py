"""记录种类 What can be imported, by key."""

from anzhi.ingest.nouns.administration import ACTIVITY, ARTICLE, ASSISTANCE, HOME_VISIT, PROGRAMME
from anzhi.ingest.nouns.base import Noun
from anzhi.ingest.nouns.budget import APPROPRIATION, EARMARK, EXPENDITURE, REVENUE
from anzhi.ingest.nouns.buildings import CROP, STRUCTURE
from anzhi.ingest.nouns.casework import APPROVAL
from anzhi.ingest.nouns.grievances import TICKET
from anzhi.ingest.nouns.households import HOUSEHOLD
from anzhi.ingest.nouns.housing import ALLOTMENT, ESTATE
from anzhi.ingest.nouns.projects import CLEARING, FIRM, LAND_AREA, NOTICE, PROJECT
from anzhi.ingest.nouns.social_security import BATCH, CONTRIBUTION

NOUNS: dict[str, Noun] = {
    noun.key: noun
    for noun in (
        PROJECT, NOTICE, LAND_AREA, HOUSEHOLD, STRUCTURE, CROP, FIRM, CLEARING, APPROVAL, ESTATE, ALLOTMENT, BATCH,
        CONTRIBUTION, TICKET, PROGRAMME, ACTIVITY, ARTICLE, HOME_VISIT, ASSISTANCE, EARMARK, APPROPRIATION, REVENUE,
        EXPENDITURE,
    )
}  # fmt: skip
"""Every kind of record that a workbook can bring, in the order an office would enter them."""
