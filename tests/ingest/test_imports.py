"""A workbook is imported whole or comes back with every bad row named, and coming again changes nothing."""

from datetime import date, datetime

import pytest

from anzhi.ingest.models import Import
from anzhi.office import personal_data
from anzhi.office.models import Event
from anzhi.registry.models import Household, Membership, Person, Structure
from anzhi.values.bank_account import BankAccount
from anzhi.values.phone import Phone
from tests.ingest.workbooks import BUILDING, bring, families, filled, first_line, head, member, returned

pytestmark = pytest.mark.django_db


@pytest.fixture
def tried(cast, tmp_path):
    """Imports household rows; gives the outcome."""
    return lambda rows: bring(filled("household", rows), "household", tmp_path, cast.officer)


def reasons(outcome):
    return {line: [str(refusal) for _, refusal in found] for line, found in outcome.problems.lines.items()}


def test_a_filled_template_becomes_households_with_members_and_buildings(cast, tried):
    rows = families(cast, 3)

    outcome = tried(rows)

    assert (outcome.added, outcome.present) == (3, 0)
    household = Household.objects.get(number="B001")
    assert (household.project, household.street, household.surveyed_on) == (cast.project, cast.street, date(2021, 3, 1))
    numbers = [personal_data.unseal(m.person.sealed_identity) for m in household.memberships.order_by("pk")]
    assert numbers == [rows[2]["身份证号"], rows[3]["身份证号"]]
    assert household.structures.values_list("construction", "floors", "floor_area", "legality")[0] == (
        "brick_timber", 2, 1_205_000, "legal",
    )  # fmt: skip


def test_three_bad_rows_come_back_with_their_reasons_and_nothing_is_entered(cast, tried, tmp_path):
    rows = families(cast, 4)
    rows[0]["入户调查日期"] = "去年"
    rows[3]["身份证号"] = rows[3]["身份证号"][:-1] + ("0" if rows[3]["身份证号"][-1] != "0" else "1")
    rows[4]["项目"] = "乙项目"
    first, before = first_line("household"), Event.objects.count()

    outcome = tried(rows)

    sheet = returned(outcome, "household", tmp_path).worksheets[0]
    column = {cell.row: cell.value for cell in sheet["A"] if cell.value is not None}
    assert sheet["A1"].value == "问题"
    assert column.keys() - {1, 2, 3} == {first, first + 3, first + 4}
    assert "去年" in column[first]
    assert "校验码" in column[first + 3]
    assert "乙项目" in column[first + 4]
    red = {cell.coordinate for line in sheet.iter_rows() for cell in line if cell.fill.fgColor.rgb == "FFFDE2E1"}
    assert red == {f"J{first}", f"P{first + 3}", f"C{first + 4}"}
    assert (Household.objects.count(), Person.objects.count(), Event.objects.count()) == (0, 0, before)


def test_the_returned_workbook_is_imported_once_it_is_mended(cast, tried, tmp_path):
    rows = families(cast, 3)
    good = rows[4]["入户调查日期"]
    rows[4]["入户调查日期"] = "去年"
    book = returned(tried(rows), "household", tmp_path)

    book.worksheets[0].cell(first_line("household") + 4, 10, good)

    assert bring(book, "household", tmp_path, cast.officer).added == 3
    assert Membership.objects.count() == 6


def test_the_same_workbook_again_changes_nothing(cast, tried):
    rows = families(cast, 3)
    tried(rows)
    events, imports = Event.objects.count(), Import.objects.count()

    outcome = tried(rows)

    assert (outcome.added, outcome.present, len(outcome.problems)) == (0, 3, 0)
    assert (Event.objects.count(), Import.objects.count()) == (events, imports)


def test_a_longer_workbook_adds_only_what_is_new(cast, tried):
    rows = families(cast, 3)
    tried(rows[:4])

    outcome = tried(rows)

    assert (outcome.added, outcome.present, Household.objects.count()) == (1, 2, 3)


@pytest.mark.parametrize(
    ("place", "heading", "value", "said"),
    [
        (0, "户主", "孙户", ["户主", "孙户", "赵户"]),
        (0, "签约日期", datetime(2021, 4, 1), ["签约日期", "2021-04-01", "空"]),
        (1, "与户主关系", "子", ["与户主关系", "子", "配偶"]),
        (1, "成员姓名", "孙配", ["成员姓名", "孙配", "钱配"]),
        (0, "房屋1层数", 3, ["房屋"]),
    ],
)
def test_a_row_that_differs_from_the_record_is_refused_by_name(cast, tried, place, heading, value, said):
    rows = families(cast, 2)
    tried(rows)
    rows[place][heading] = value

    outcome = tried(rows)

    [(line, [reason])] = reasons(outcome).items()
    assert line == first_line("household") + place
    assert all(word in reason for word in said)


def test_a_member_left_out_of_the_workbook_is_a_difference(cast, tried):
    rows = families(cast, 1)
    tried(rows)

    [[reason]] = reasons(tried(rows[:1])).values()

    assert "钱配" in reason


def test_a_person_of_another_household_is_refused(cast, tried):
    household = cast.household()
    taken = personal_data.unseal(cast.people(household)[0].sealed_identity)
    rows = families(cast, 1)
    rows[1] |= {"身份证号": taken, "成员姓名": "赵户"}

    [[reason]] = reasons(tried(rows)).values()

    assert str(household) in reason


def test_an_identity_number_known_under_another_name_is_refused(cast, tried):
    household = cast.household()
    taken = personal_data.unseal(cast.people(household)[0].sealed_identity)
    rows = families(cast, 1)
    rows[1]["身份证号"] = taken

    assert any("赵户" in reason for reason in reasons(tried(rows))[first_line("household") + 1])


def test_nobody_stands_twice_in_a_workbook(cast, tried):
    rows = families(cast, 2)
    rows[3]["身份证号"] = rows[0]["身份证号"]
    first = first_line("household")

    assert reasons(tried(rows)) == {first + 3: [f"身份证号与第 {first} 行相同"]}


def test_repeated_household_columns_say_the_same_as_blank_ones(cast, tried):
    rows = families(cast, 1)
    rows[1] = rows[0] | rows[1]

    tried(rows)

    assert (Household.objects.count(), Membership.objects.count(), Structure.objects.count()) == (1, 2, 1)


def test_household_columns_that_contradict_the_first_line_are_refused(cast, tried):
    rows = families(cast, 1)
    rows[1] |= {"户号": rows[0]["户号"], "组别地址": "二组"}

    [[reason]] = reasons(tried(rows)).values()

    assert "一组" in reason and "二组" in reason


def test_buildings_beyond_the_third_stand_on_a_line_of_their_own(cast, tried):
    rows = families(cast, 1)
    more = BUILDING | {"房屋1层数": 1, "户号": "B000"}

    tried([*rows, more])

    assert sorted(Structure.objects.values_list("floors", flat=True)) == [1, 2]


def test_other_buildings_beside_a_further_member_are_refused(cast, tried):
    rows = families(cast, 1)
    rows[1] |= BUILDING | {"房屋1层数": 1}

    [[reason]] = reasons(tried(rows)).values()

    assert "房屋" in reason


def test_a_household_signed_before_signing_began_is_refused(cast, tried):
    rows = families(cast, 2)
    rows[2] |= {"入户调查日期": date(2020, 12, 1), "签约日期": date(2021, 1, 31)}

    [(line, [reason])] = reasons(tried(rows)).items()

    assert line == first_line("household") + 2
    assert cast.project.name in reason


def test_what_became_of_a_household_comes_in_with_it(cast, tried):
    rows = families(cast, 1)
    rows[0] |= {"签约日期": date(2021, 4, 1), "腾房日期": date(2021, 5, 1), "拆除日期": date(2021, 6, 1)}

    tried(rows)

    household = Household.objects.get()
    assert (household.signed_on, household.vacated_on, household.demolished_on) == (
        date(2021, 4, 1), date(2021, 5, 1), date(2021, 6, 1),
    )  # fmt: skip


CONTACT = {"联系电话": Phone.synthetic(5).text, "开户银行": "甲银行", "银行账号": BankAccount.synthetic(5).text}


def test_phone_and_account_come_in_sealed(cast, tried):
    rows = families(cast, 1)
    rows[0] |= CONTACT | {"联系电话": CONTACT["联系电话"].replace("-", " ")}

    tried(rows)

    household = Household.objects.get()
    assert personal_data.unseal(household.sealed_phone) == CONTACT["联系电话"]
    assert personal_data.unseal(household.sealed_account) == CONTACT["银行账号"]
    assert household.bank == "甲银行"
    told = str(list(Event.objects.values_list("detail", flat=True)))
    assert CONTACT["联系电话"] not in told and CONTACT["银行账号"] not in told


@pytest.mark.parametrize("heading", ["联系电话", "银行账号"])
def test_a_personal_number_that_differs_from_the_record_is_told_masked(cast, tried, heading):
    rows = families(cast, 1)
    rows[0] |= CONTACT
    tried(rows)
    other = {"联系电话": Phone.synthetic(6).text, "银行账号": BankAccount.synthetic(6).text}[heading]
    rows[0] |= {heading: other}

    [[reason]] = reasons(tried(rows)).values()

    assert heading in reason and other[-4:] in reason
    assert CONTACT[heading] not in reason and other not in reason


def test_a_personal_number_that_contradicts_the_first_line_is_told_masked(cast, tried):
    rows = families(cast, 1)
    rows[0] |= CONTACT
    rows[1] |= {"银行账号": BankAccount.synthetic(6).text}

    [[reason]] = reasons(tried(rows)).values()

    assert "银行账号" in reason
    assert CONTACT["银行账号"] not in reason and BankAccount.synthetic(6).text not in reason


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"联系电话": "12345"}, "电话应为"),
        ({"银行账号": "1234"}, "8 至 32 位"),
        ({"银行账号": 12345678}, "文本"),
        ({"开户银行": None}, "一并填写开户银行"),
    ],
)
def test_a_row_with_a_wrong_contact_comes_back(cast, tried, cells, said):
    rows = families(cast, 2)
    rows[2] |= CONTACT | cells

    [(line, [reason])] = reasons(tried(rows)).items()

    assert line == first_line("household") + 2
    assert said in reason
    assert not Household.objects.exists()


def test_the_examples_of_the_template_are_never_entered(cast, tried):
    outcome = tried([])

    assert (outcome.added, outcome.present, len(outcome.problems)) == (0, 0, 0)


def test_an_example_that_was_typed_over_is_a_row_like_any_other(cast, tmp_path):
    book = filled("household", [])
    for heading, value in (head(cast, "B1") | member(cast) | BUILDING).items():
        [cell] = [cell for cell in book.worksheets[0][1] if cell.value == heading]
        book.worksheets[0].cell(2, cell.column, value)
    book.worksheets[0].delete_rows(3)

    assert bring(book, "household", tmp_path, cast.officer).added == 1


def test_no_identity_number_is_stored_or_told_in_clear(cast, tried):
    rows = families(cast, 1)
    tried(rows)

    number = rows[0]["身份证号"]
    assert number.encode() not in bytes(Person.objects.order_by("pk")[0].sealed_identity)
    assert not any(number in str(detail) for detail in Event.objects.values_list("detail", flat=True))


def test_an_import_stays_in_the_trail_with_its_file(cast, tried):
    tried(families(cast, 2))

    record = Import.objects.get()
    assert (record.noun, record.file_name, record.added, record.recorded_by) == (
        "household",
        "名单.xlsx",
        2,
        cast.officer,
    )
    assert Event.objects.filter(verb="import.complete", key=record.pk).count() == 1
