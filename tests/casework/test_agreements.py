"""An agreement binds one determination, to the fen and to the letter; what comes later is an amendment."""

import io
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from django.db import IntegrityError, transaction

from anzhi.casework import documents, queries
from anzhi.casework.actions import agreements, determinations
from anzhi.casework.models import Agreement, Determination
from anzhi.registry.actions import household_corrections, households
from anzhi.registry.models import Household
from anzhi.values.capitals import capitals
from anzhi.values.digest import sm3
from anzhi.values.refusal import Refused
from tests.casework import toy
from tests.casework.office import DAY, TOTAL

pytestmark = pytest.mark.django_db


def draw_up(office, determination, day, number="甲1", **more):
    return agreements.draw_up(determination, number=number, on=day, by=office.maker, **more)


def signed(office, household=None):
    """A signed agreement, and its day."""
    determination, day = office.published(household)
    return agreements.sign(draw_up(office, determination, day), on=day, by=office.maker), day


def amended(office, agreement, day):
    """The household computed again, reviewed, made public, and its agreement amended."""
    again = office.approved(agreement.household, on=day)
    later = office.publish(again, on=day).last_day + timedelta(days=1)
    return agreements.amend(agreement, again, number="甲1-1", on=later, by=office.maker), later


def text_of(agreement):
    document = docx.Document(io.BytesIO(bytes(agreement.document)))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return "\n".join(p.text for p in document.paragraphs), cells


def test_it_states_the_amount_of_the_determination_it_binds(office):
    determination, day = office.published()
    agreement = draw_up(office, determination, day)

    assert (agreement.determination, agreement.amount, agreement.household) == (
        determination,
        TOTAL,
        determination.household,
    )
    words, cells = text_of(agreement)
    assert capitals(TOTAL) in words
    assert "127,406.00元" in words
    assert cells == [
        ["项目", "金额"],
        ["房屋补偿费", "120,006.00元"],
        ["搬迁费", "2,400.00元"],
        ["奖励", "5,000.00元"],
        ["合计", "127,406.00元"],
    ]
    assert sm3(bytes(agreement.document)) == agreement.document_digest


def test_the_same_agreement_is_the_same_bytes(office):
    determination, day = office.published()
    agreement = draw_up(office, determination, day)

    assert documents.written(agreement) == documents.written(agreement) == bytes(agreement.document)


def test_an_office_prints_it_its_own_way(office, tmp_path):
    path = tmp_path / "本单位.docx"
    template = docx.Document()
    template.add_paragraph("{{ head }}得{{ capitals }}，{{ lines|length }}项")
    template.save(str(path))
    determination, day = office.published()

    words, _ = text_of(draw_up(office, determination, day, template=path))
    assert words == f"赵户得{capitals(TOTAL)}，3项"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ nothing }}", "无法填写"),
        ("{{ head.__class__ }}", "无法填写"),
        ("{% for %}", "无法填写"),
        (None, "找不到模板文件"),
    ],
)
def test_a_template_that_cannot_be_filled_leaves_no_agreement(office, tmp_path, text, sentence):
    path = tmp_path / "坏.docx"
    if text is not None:
        template = docx.Document()
        template.add_paragraph(text)
        template.save(str(path))
    determination, day = office.published()

    with pytest.raises(Refused, match=sentence):
        draw_up(office, determination, day, template=Path(path))
    assert not Agreement.objects.exists()


def test_the_default_template_is_one_an_office_can_begin_with(office, tmp_path):
    path = tmp_path / "模板.docx"
    path.write_bytes(documents.default_template())
    determination, day = office.published()

    agreement = draw_up(office, determination, day, template=path)
    assert text_of(agreement)[0] == _without_template(office, agreement)


def _without_template(office, agreement):
    document = docx.Document(io.BytesIO(documents.written(agreement)))
    return "\n".join(p.text for p in document.paragraphs)


def test_nothing_is_agreed_that_is_not_approved_and_public(office):
    with pytest.raises(Refused, match="尚未通过审核"):
        draw_up(office, office.determination(), DAY)
    with pytest.raises(Refused, match="尚未公示"):
        draw_up(office, office.approved(), DAY)


@pytest.mark.parametrize("moment", ["before it is drawn up", "before it is signed"])
def test_a_fact_that_changes_stops_it(office, moment):
    determination, day = office.published()
    agreement = draw_up(office, determination, day) if moment == "before it is signed" else None
    household_corrections.correct(determination.household, {"household_kind": "non_farm"}, by=office.cast.officer)

    with pytest.raises(Refused, match="在审核后有改动"):
        draw_up(office, determination, day) if agreement is None else agreements.sign(
            agreement, on=day, by=office.maker
        )
    assert Household.objects.get(pk=determination.household_id).signed_on is None


def test_a_household_has_one_agreement_and_a_number_is_used_once(office):
    determination, day = office.published()
    draw_up(office, determination, day)

    with pytest.raises(Refused, match="已有协议"):
        draw_up(office, determination, day, number="甲2")
    other, later = office.published()
    with pytest.raises(Refused, match="协议编号"):
        draw_up(office, other, later)


def test_the_database_itself_keeps_a_determination_to_one_agreement(office):
    determination, day = office.published()
    agreement = draw_up(office, determination, day)

    for row in ({"number": "乙", "amends": agreement}, {"number": "丙"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.create(
                household=agreement.household, determination=determination, amount=1, drawn_on=day, maker=office.maker,
                document=b"x", document_digest="x", **row,
            )  # fmt: skip


def test_signing_it_signs_the_household_in_the_same_transaction(office):
    agreement, day = signed(office)

    assert agreement.signed_on == Household.objects.get(pk=agreement.household_id).signed_on == day
    with pytest.raises(Refused, match="已签订或已作废"):
        agreements.sign(agreement, on=day, by=office.maker)


def test_when_the_household_cannot_sign_the_agreement_is_not_signed(office):
    determination, day = office.published()
    agreement = draw_up(office, determination, day)
    Household.objects.filter(pk=agreement.household_id).update(signed_on=day - timedelta(days=1))

    with pytest.raises(Refused, match="登记的签约日期是"):
        agreements.sign(agreement, on=day, by=office.maker)
    assert Agreement.objects.get().signed_on is None


def test_a_household_that_signed_on_paper_that_day_keeps_its_day(office):
    determination, day = office.published()
    agreement = draw_up(office, determination, day)
    households.sign({determination.household: day}, by=office.cast.officer)

    assert agreements.sign(agreement, on=day, by=office.maker).signed_on == day


def test_it_is_not_signed_before_it_was_drawn_up(office):
    determination, day = office.published()
    agreement = draw_up(office, determination, day + timedelta(days=5))

    with pytest.raises(Refused, match="签订日期早于拟定日期"):
        agreements.sign(agreement, on=day, by=office.maker)
    assert Household.objects.get(pk=agreement.household_id).signed_on is None


def test_voiding_asks_a_reason_and_unsigns_the_household(office):
    agreement, day = signed(office)
    with pytest.raises(Refused, match="必须说明原因"):
        agreements.void(agreement, on=day, reason=" ", by=office.maker)

    voided = agreements.void(agreement, on=day, reason="户主反悔", by=office.maker)
    assert (voided.voided_on, voided.void_reason) == (day, "户主反悔")
    assert Household.objects.get(pk=agreement.household_id).signed_on is None
    with pytest.raises(Refused, match=r"已于 .* 作废"):
        agreements.void(agreement, on=day, reason="甲", by=office.maker)


def test_after_a_void_one_the_determination_can_be_agreed_on_again(office):
    agreement, day = signed(office)
    agreements.void(agreement, on=day, reason="户主反悔", by=office.maker)

    again = draw_up(office, agreement.determination, day, number="甲2")
    assert again.amount == TOTAL


def test_new_facts_after_signing_give_lines_that_differ_and_change_nothing_that_was_signed(office):
    agreement, day = signed(office)
    household_corrections.correct(agreement.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    again = determinations.compute(agreement.household, on=day, by=office.maker)

    page = queries.determination_page(again)
    assert [(d.label, d.before, d.after, d.difference) for d in page.deltas] == [("奖励", 500_000, 0, -500_000)]
    assert sum(delta.difference for delta in page.deltas) == again.total - agreement.determination.total
    assert Determination.objects.get(pk=agreement.determination_id).total == TOTAL == Agreement.objects.get().amount


def test_a_new_law_after_signing_gives_lines_that_differ_too(office, law):
    agreement, day = signed(office)
    law(toy.OTHER)
    again = determinations.compute(agreement.household, on=day, by=office.maker)

    assert [(d.label, d.difference) for d in queries.determination_page(again).deltas] == [("奖励", 500_000)]


def test_an_amendment_names_what_it_amends_and_states_the_differences(office):
    agreement, day = signed(office)
    household_corrections.correct(agreement.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    amendment, _ = amended(office, agreement, day)

    words, cells = text_of(amendment)
    assert (amendment.amends, amendment.amount) == (agreement, TOTAL - 500_000)
    assert "变更双方签订的第 甲1 号协议" in words
    assert "奖励：5,000.00元变为0.00元，相差-5,000.00元" in words
    assert "合计相差-5,000.00元" in words
    assert ["奖励", "5,000.00元"] not in cells


def test_an_amendment_is_signed_without_touching_the_households_day(office):
    agreement, day = signed(office)
    household_corrections.correct(agreement.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    amendment, later = amended(office, agreement, day)
    agreements.sign(amendment, on=later, by=office.maker)

    assert Household.objects.get(pk=agreement.household_id).signed_on == day
    assert queries.agreed(agreement.household) == amendment


@pytest.mark.parametrize("state", ["drawn", "void", "amended"])
def test_only_what_is_signed_and_stands_is_amended(office, state):
    agreement, day = signed(office)
    if state == "void":
        agreements.void(agreement, on=day, reason="甲", by=office.maker)
    household_corrections.correct(agreement.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    if state == "drawn":
        Agreement.objects.update(signed_on=None)
    if state == "amended":
        amended(office, agreement, day)

    with pytest.raises(Refused, match=r"尚未签订或已作废|已有(变更)?协议"):
        if state == "amended":
            office.publish(office.approved(agreement.household, on=day + timedelta(days=60)), on=day)
        amended(office, agreement, day + timedelta(days=90))


def test_an_amendment_needs_a_determination_of_its_own(office):
    agreement, day = signed(office)

    with pytest.raises(Refused, match="请先重新核定"):
        agreements.amend(agreement, agreement.determination, number="甲1-1", on=day, by=office.maker)
    stranger, later = office.published()
    with pytest.raises(Refused, match="不是同一户"):
        agreements.amend(agreement, stranger, number="甲1-1", on=later, by=office.maker)


def test_what_was_amended_is_not_void_while_its_amendment_stands(office):
    agreement, day = signed(office)
    household_corrections.correct(agreement.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    amendment, later = amended(office, agreement, day)
    with pytest.raises(Refused, match="请先作废变更协议"):
        agreements.void(agreement, on=later, reason="甲", by=office.maker)

    agreements.void(amendment, on=later, reason="甲", by=office.maker)
    assert Household.objects.get(pk=agreement.household_id).signed_on == day
    agreements.void(agreement, on=later, reason="甲", by=office.maker)
    assert Household.objects.get(pk=agreement.household_id).signed_on is None


def test_the_page_of_an_agreement_says_what_keeps_it_from_being_signed(office):
    determination, day = office.published()
    agreement = draw_up(office, determination, day)
    page = queries.agreement_page(agreement, day)
    assert (page.obstacle, sum(page.items.values())) == (None, agreement.amount)

    household_corrections.correct(determination.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    assert "在审核后有改动" in str(queries.agreement_page(agreement, day).obstacle)


def test_the_file_of_a_household_has_all_that_was_decided_newest_first(office):
    agreement, day = signed(office)
    household_corrections.correct(agreement.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    amendment, _ = amended(office, agreement, day)

    file = queries.case_file(agreement.household)
    assert file.current == amendment.determination == file.determinations[0]
    assert file.agreements == (amendment, agreement)
    assert [d.label for d in queries.agreement_page(amendment, day).deltas] == ["奖励"]


def test_every_household_of_a_project_is_counted_once_where_it_is_furthest(office):
    office.household()
    office.determination()
    office.approved()
    office.publish(office.approved())
    determination, day = office.published()
    draw_up(office, determination, day, number="乙1")
    signed(office)

    progress = queries.progress(office.cast.project)
    assert progress == queries.Progress(
        households=6, undetermined=1, in_review=1, approved=1, public=1, drawn=1, signed=1
    )
