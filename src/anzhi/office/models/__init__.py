"""机构 Models of the office."""

from anzhi.office.models.account import Account
from anzhi.office.models.document import Document, StoredFile
from anzhi.office.models.event import Event, Seal
from anzhi.office.models.officer import Officer, Post
from anzhi.office.models.organisation import Organisation, Street
from anzhi.office.models.token import Token
from anzhi.office.models.work_year import WorkYear

__all__ = [
    "Account", "Document", "Event", "Officer", "Organisation", "Post", "Seal", "StoredFile", "Street", "Token",
    "WorkYear",
]  # fmt: skip
