"""佐证材料 A few files that prove what records say: letters that state their own invention, and one withdrawn again."""

import io
from collections.abc import Iterator

import docx
from django.db.models import Model

from anzhi.administration.models import Activity
from anzhi.demo.world import World
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Estate
from anzhi.office.actions import documents
from anzhi.office.actions.documents import Upload
from anzhi.office.models import Document
from anzhi.registry.models import Household, Notice
from anzhi.reports.packing import repack
from anzhi.social_security.models import Batch

_SECTIONS = {
    "registry": "拆迁部", "housing": "安置社保部", "social_security": "安置社保部", "grievances": "综合部",
    "administration": "综合部",
}  # fmt: skip
"""Who attaches to the records of a room."""


def build(world: World) -> None:
    """Attach them, each by the section whose record it is."""
    for record, kind, title in _proofs():
        upload = Upload(kind, f"{title}.docx", letter(title, str(record)), title)
        documents.attach(record, upload, by=world.clerks[_SECTIONS[record._meta.app_label]])
    household = _signed()[0]
    title = "入户调查表"
    blurred = Upload(Document.Kind.ROSTER, "入户调查表（模糊）.docx", letter(title, "扫描不清的一份"), title)
    attached = documents.attach(household, blurred, by=world.clerks["拆迁部"])
    documents.withdraw(attached, reason="扫描不清，另行上传", by=world.clerks["拆迁部"])
    documents.attach(
        household, Upload(Document.Kind.ROSTER, "入户调查表.docx", letter(title, str(household)), title),
        by=world.clerks["拆迁部"],
    )  # fmt: skip


def letter(title: str, about: str) -> bytes:
    """A one-page letter in Word, the same bytes for the same words."""
    page = docx.Document()
    page.add_heading(title, level=1)
    page.add_paragraph(about)
    page.add_paragraph("演示数据：本件内容、人员和印章均为虚构，不具效力。")
    file = io.BytesIO()
    page.save(file)
    return repack(file.getvalue())


def _proofs() -> Iterator[tuple[Model, Document.Kind, str]]:
    """Records, what proves something about each, and its title."""
    kinds = Document.Kind
    for household in _signed():
        yield household, kinds.AGREEMENT, "征地补偿安置协议"
    for notice in Notice.objects.order_by("pk")[:2]:
        yield notice, kinds.OFFICIAL, "公告及张贴照片"
    yield Estate.objects.order_by("pk")[0], kinds.OFFICIAL, "立项批复"
    yield Batch.objects.order_by("pk")[0], kinds.ROSTER, "社保人员名册（盖章件）"
    for ticket in Ticket.objects.order_by("pk")[:2]:
        yield ticket, kinds.OTHER, "工单答复函"
    yield Activity.objects.order_by("pk")[0], kinds.PHOTO, "活动签到表及照片"


def _signed() -> list[Household]:
    return list(Household.objects.filter(signed_on__year=2021).order_by("pk")[:3])
