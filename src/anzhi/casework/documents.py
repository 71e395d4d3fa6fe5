"""协议文本 The agreement in Word: from the template that comes with anzhi, or from one of the office's own."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import _Cell
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from anzhi.casework import results, snapshots
from anzhi.casework.models import Agreement, Determination, Review
from anzhi.office import official
from anzhi.office.official import FANG_SONG, INVENTED
from anzhi.office.queries import office
from anzhi.rules import packs
from anzhi.rules.engine.types import MONEY
from anzhi.rules.facts import OPTIONS
from anzhi.values.capitals import capitals

NAME = "补偿安置协议.docx"
_TEXT = (
    ("公文标题", "{{ title }}"),
    ("公文正文", "协议编号：{{ number }}　　拟定日期：{{ drawn_on }}"),
    ("公文正文", "甲方：{{ office }}"),
    ("公文正文", "乙方：{{ head }}（户号 {{ household }}，{{ address }}）"),
    ("公文正文", "{%p if amends %}"),
    ("公文正文", "本协议变更双方签订的第 {{ amends }} 号协议，与其不一致的，以本协议为准。"),
    ("公文正文", "{%p endif %}"),
    ("公文一级", "一、征收事项"),
    ("公文正文", "因实施“{{ project }}”项目，甲方对乙方户内房屋、设施和青苗予以补偿，乙方选择{{ option }}。"),
    ("公文一级", "二、补偿金额"),
    ("公文正文", "补偿金额合计人民币{{ capitals }}（{{ amount }}），明细如下："),
)
_AFTER_TABLE = (
    ("公文正文", "{%p if deltas %}"),
    ("公文正文", "与第 {{ amends }} 号协议相比，变动如下："),
    ("公文正文", "{%p for delta in deltas %}"),
    ("公文正文", "{{ delta.label }}：{{ delta.before }}变为{{ delta.after }}，相差{{ delta.difference }}；"),
    ("公文正文", "{%p endfor %}"),
    ("公文正文", "合计相差{{ difference }}。"),
    ("公文正文", "{%p endif %}"),
    ("公文一级", "三、依据"),
    ("公文正文", "本协议金额依据{{ policy }}核定，核定日期{{ computed_on }}，经审核并于{{ published_on }}公示。"),
    ("公文正文", "事实摘要 {{ facts_digest }}；计算过程摘要 {{ trace_digest }}。"),
    ("公文正文", ""),
    ("公文正文", "甲方（盖章）："),
    ("公文正文", "乙方（签字）："),
    ("公文正文", "签订日期：　　年　　月　　日"),
)


def default_template() -> bytes:
    """The default template: what an office opens in Word to make its own."""
    document = official.official_document()
    _write(document, _TEXT)
    rows = ("{%tr for line in lines %}", ""), ("{{ line.label }}", "{{ line.amount }}"), ("{%tr endfor %}", "")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for texts in (("项目", "金额"), *rows, ("合计", "{{ amount }}")):
        item, sum_of_it = table.add_row().cells
        _set(item, texts[0], WD_ALIGN_PARAGRAPH.LEFT)
        _set(sum_of_it, texts[1], WD_ALIGN_PARAGRAPH.RIGHT)
    _write(document, _AFTER_TABLE)
    return official.bytes_of(document)


def own_template() -> Path | None:
    """The office's own template: ``补偿安置协议.docx`` in its folder, where there is one."""
    own = settings.HOME / NAME
    return own if own.is_file() else None


def written(agreement: Agreement, template: Path | None = None) -> bytes:
    """An agreement as a Word file.

    A template of an office's own may use what ``context`` gives.

    Raises:
        Refused: the template is not there, is no Word document, or names something that does not exist.
    """
    source = default_template() if template is None else official.template_at(template)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    name = NAME if template is None else template.name
    mark = INVENTED if office().is_synthetic else ""
    return official.filled(source, context(agreement), name=name, environment=environment, mark=mark)


def context(agreement: Agreement) -> dict[str, Any]:
    """What a template can name."""
    determination, household = agreement.determination, agreement.household
    entry = determination.entries.select_related("publication").latest("pk")
    frozen = snapshots.written(bytes(determination.snapshot.content))["household"]
    listed, amends = items(determination), agreement.amends
    deltas = () if amends is None else _differences(items(amends.determination), listed)
    return {
        "title": "征地补偿安置协议" if amends is None else "征地补偿安置变更协议",
        "number": agreement.number,
        "office": office().name,
        "household": household.number,
        "head": household.head_name,
        "address": household.address,
        "project": household.project.name,
        "option": OPTIONS.get(frozen.get("option", ""), "待定的安置方式"),
        "lines": [{"label": label, "amount": MONEY.say(amount)} for label, amount in listed.items()],
        "amount": MONEY.say(agreement.amount),
        "capitals": capitals(agreement.amount),
        "amends": "" if amends is None else amends.number,
        "deltas": list(deltas),
        "difference": "" if amends is None else MONEY.say(agreement.amount - amends.amount),
        "policy": packs.load(determination.pack).label,
        "computed_on": _day(determination.computed_on),
        "published_on": _day(entry.publication.published_on),
        "drawn_on": _day(agreement.drawn_on),
        "facts_digest": determination.snapshot.digest[:16],
        "trace_digest": determination.trace_digest[:16],
    }


def items(determination: Determination) -> dict[str, int]:
    """What an agreement lists, in fen: lines of one kind together, then the approved adjustments; nothing that is 0."""
    found: dict[str, int] = {}
    for line in results.restore(bytes(determination.trace)):
        found[line.label] = found.get(line.label, 0) + results.amount(line)
    for adjustment in determination.adjustments.filter(review__outcome=Review.Outcome.APPROVED).order_by("pk"):
        label = f"调整：{adjustment.reason}"
        found[label] = found.get(label, 0) + adjustment.amount
    return {label: amount for label, amount in found.items() if amount}


def _differences(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[dict[str, str]]:
    for label in {**before, **after}:
        old, new = before.get(label, 0), after.get(label, 0)
        if old != new:
            amounts = {"before": old, "after": new, "difference": new - old}
            yield {"label": label, **{name: MONEY.say(amount) for name, amount in amounts.items()}}


def _write(document: WordDocument, paragraphs: Iterable[tuple[str, str]]) -> None:
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)


def _set(cell: _Cell, text: str, alignment: WD_ALIGN_PARAGRAPH) -> None:
    [paragraph] = cell.paragraphs
    paragraph.alignment = alignment
    official.set_font(paragraph.add_run(text), FANG_SONG, official.TABLE_TEXT)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
