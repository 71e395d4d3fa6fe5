"""What a form refuses stands beside the field in plain Chinese; nothing is written and nothing typed is lost."""

from datetime import date

import pytest

from anzhi.administration.models import Activity
from anzhi.grievances.models import Ticket
from anzhi.registry.actions import household_corrections, projects
from anzhi.registry.models import Household, Membership, Project
from tests.web.entry_case import NUMBER, first, officer
from tests.web.entry_cases import CASES, identity
from tests.web.test_entry import address, client_for, newest
from tests.web.typing import opened, read

pytestmark = pytest.mark.django_db


def cleared():
    return first(Project, cleared_on__isnull=False, clearings__isnull=False, firms=None)


def signed():
    return first(Household, signed_on__isnull=False, project__cleared_on=None)


REFUSED = {
    "no number": ("project_new", {"area": "十亩"}, "area", "不是数字"),
    "too fine": ("project_new", {"area": "0.00001"}, "area", "小数位过多"),
    "too large": ("project_new", {"area": "9" * 40}, "area", ""),
    "an exponent": ("project_new", {"area": "1e99"}, "area", "不是数字"),
    "zero area": ("project_new", {"area": "0"}, "area", "征地面积应大于 0"),
    "no date": ("project_new", {"prepared_on": "2021-02-30"}, "prepared_on", "2021-02-30"),
    "a day to come": ("project_new", {"prepared_on": "2098-01-01"}, "prepared_on", "日期晚于今天"),
    "nothing typed": ("project_new", {"code": " "}, "code", "请填写此项"),
    "nothing chosen": ("project_new", {"street": ""}, "street", "请选择"),
    "a choice that is none": ("project_new", {"street": "999999"}, "street", "请从列表中选择"),
    "a code in use": ("project_new", {"code": lambda: first(Project).code}, "code", "已被另一条记录使用"),
    "less land than cleared": ("project_edit", {"area": "0.0001"}, "area", "超过征地面积", cleared),
    "signing after a signature": (
        "project_edit", {"signing_started_on": "2022-12-31"}, "signing_started_on", "已有住户于",
        lambda: signed().project,
    ),
    "dates out of order": ("project_launch", {"launched_on": "1990-01-01"}, "launched_on", "启动日期早于预备日期"),
    "cleared while households stand": (
        "project_clear", {}, "cleared_on", "不能清零", lambda: signed_or_not_down().project,
    ),
    "more land than there is": ("clearing_new", {"area": "999999"}, "area", "超过征地面积"),
    "a wrong credit code": ("firm_new", {"credit_code": "91430104MA4L1234XX"}, "credit_code", "校验不符"),
    "a number in use": ("household_edit", {"number": lambda: first(Household).number}, "number", "已被另一条记录使用"),
    "signed before the survey": ("household_edit", {"signed_on": "1999-01-01"}, "signed_on", "早于入户调查日期"),
    "signing emptied": ("household_edit", {"signed_on": ""}, "signed_on", "请填写此项"),
    "a reason of blanks": ("household_unsign", {"reason": "  "}, "reason", "请填写此项"),
    "a wrong check character": (
        "household_new", {"members-1-identity": "439999195505057770"}, "members-1-identity", "校验码不符",
    ),
    "somebody else's member": (
        "household_add_member", {"identity": lambda: identity(first(Membership).person)}, "identity",
        "此人已是另一户的成员",
    ),
    "the same person twice": (
        "household_new",
        {f"members-2-{name}": value for name, value in {
            "name": "赵", "relation": "子", "joined_on": "1955-05-05",
            "identity": NUMBER}.items()},
        "members-2-identity", "与上面一行重复",
    ),
    "no floor area": ("household_new", {"structures-0-floor_area": "0"}, "structures-0-floor_area", "应大于 0"),
    "a ticket due before it came": ("ticket_new", {"due_on": "2021-12-19"}, "due_on", "办结期限早于受理日期"),
    "an activity of another year": (
        "activity_edit", {"held_on": "2020-05-05"}, "held_on", "不在专项活动所属年度",
        lambda: first(Activity, programme__isnull=False),
    ),
    "no such household": ("assistance_new", {"household": "没有"}, "household", "没有户号为"),
    "no approval for a home": (
        "allotment_new", {"household": lambda: first(Household, approvals=None).number}, "household",
        "没有保障住房安置审批",
    ),
    "more persons than approved": ("allotment_new", {"persons": "99"}, "persons", "超出审批人数"),
    "a home before the approval": ("allotment_new", {"housed_on": "2000-01-01"}, "housed_on", "早于安置审批日期"),
    "a stranger on the roster": (
        "batch_new", {"people-3-person": "439999195505057777"}, "people-3-person", "登记中没有此人",
    ),
    "a year that is not kept": ("expenditure_new", {"year": "1999"}, "year", "请从列表中选择"),
    "paid in another year": ("expenditure_new", {"paid_on": "2020-12-20"}, "paid_on", "的支付日期不在"),
    "no amount": ("expenditure_new", {"amount": "0"}, "amount", "金额不能为 0"),
}  # fmt: skip


def signed_or_not_down():
    return first(Household, demolished_on=None, project__launched_on__isnull=False, project__cleared_on=None)


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_stands_beside_its_field_and_nothing_is_lost_or_written(sign_in, what):
    name, wrong, field, message, *found = REFUSED[what]
    record = found[0]() if found else CASES[name].find()
    client, place = client_for(sign_in, name), address(name, record)
    wrong = {key: value() if callable(value) else value for key, value in wrong.items()}
    typed = opened(client, place) | CASES[name].typed(record) | wrong
    last = newest()

    page = read(client.post(place, typed))

    assert message in page.messages.get(field, "-"), page.messages
    assert page.messages.keys() == {field}
    assert newest() == last
    lost = {k for k, v in typed.items() if page.sent.get(k, "") != str(v) and f"{k}-sealed" not in page.sent}
    assert lost <= {"csrfmiddlewaretoken", *({field} if message == "请从列表中选择" else ())}


def test_a_household_without_members_is_refused_above_the_rows(sign_in):
    client = sign_in("clearance")
    typed = opened(client, "/households/new/") | CASES["household_new"].typed(None)
    without = {key: value for key, value in typed.items() if not key.startswith("members-1-")}

    response = client.post("/households/new/", without)

    assert "至少填写一行" in response.content.decode()
    assert not Household.objects.filter(number="T-0001").exists()


def test_a_grant_to_nobody_is_refused(sign_in):
    household = first(Household, approvals=None)
    client, place = sign_in("resettlement"), f"/households/{household.pk}/grant/"

    response = client.post(place, opened(client, place) | {"option": "cash", "approved_on": "2021-12-20"})

    assert "安置人数应大于 0" in response.content.decode()
    assert not household.approvals.exists()


def test_what_cannot_be_done_any_more_leads_back_to_the_record(sign_in):
    household = first(Household, signed_on__isnull=False)

    response = sign_in("clearance").get(f"/households/{household.pk}/sign/")

    assert response.url == f"/households/{household.pk}/"


def is_refused(response):
    return "已被他人改动" in response.content.decode()


class Overtaken:
    """A form that somebody opened before a colleague changed the record."""

    def __init__(self, sign_in):
        self.household = signed()
        self.client = sign_in("clearance")
        self.place = f"/households/{self.household.pk}/edit/"
        self.typed = opened(self.client, self.place)
        again = Household.objects.get(pk=self.household.pk)
        household_corrections.correct(again, {"head_name": "钱改名"}, by=officer())

    def send(self, **typed):
        return self.client.post(self.place, self.typed | typed)


def test_a_record_that_others_changed_is_not_overwritten(sign_in):
    form = Overtaken(sign_in)

    response = form.send(address="二组")

    assert is_refused(response)
    assert Household.objects.values_list("head_name", "address").get(pk=form.household.pk) == (
        "钱改名", form.household.address,
    )  # fmt: skip


def test_what_others_changed_is_shown_with_who_and_both_values(sign_in):
    form = Overtaken(sign_in)

    shown = form.send(address="二组").content.decode()

    assert officer().name in shown
    assert f"户主 {form.household.head_name} → 钱改名" in shown


def test_fields_left_alone_follow_the_colleague_and_typed_ones_stay(sign_in):
    form = Overtaken(sign_in)

    page = read(form.send(address="二组"))

    assert page.sent["head_name"] == "钱改名"
    assert page.sent["address"] == "二组"


def test_a_field_that_both_changed_keeps_what_was_typed(sign_in):
    form = Overtaken(sign_in)

    assert read(form.send(head_name="孙改名")).sent["head_name"] == "孙改名"


def test_after_the_difference_was_seen_it_can_be_saved(sign_in):
    form = Overtaken(sign_in)
    page = read(form.send(address="二组"))

    assert form.client.post(form.place, page.sent).status_code == 302
    stored = Household.objects.get(pk=form.household.pk)
    assert (stored.head_name, stored.address) == ("钱改名", "二组")


@pytest.mark.parametrize("seen", ["", "0", "-1", "abc", "9" * 30, "²"])
def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing(sign_in, seen):
    household = signed()
    client, place = sign_in("clearance"), f"/households/{household.pk}/edit/"

    response = client.post(place, opened(client, place) | {"seen": seen, "head_name": "孙"})

    assert is_refused(response)
    assert Household.objects.get(pk=household.pk).head_name == household.head_name


def test_nobody_changes_a_project_that_was_launched_meanwhile(sign_in):
    project = first(Project, launched_on=None)
    client, place = sign_in("clearance"), f"/projects/{project.pk}/launch/"
    typed = opened(client, place)
    day = date(2021, 12, 1)
    projects.launch({Project.objects.get(pk=project.pk): (day, day)}, by=officer())

    response = client.post(place, typed | {"launched_on": "2021-12-20", "clear_by": "2022-12-20"})

    assert is_refused(response)
    assert Project.objects.get(pk=project.pk).launched_on == day


@pytest.mark.parametrize("text", ["\x00", "<script>alert(1)</script>", "=1+1", "'" * 5, "𠮷" * 5])
def test_odd_text_does_no_harm(sign_in, text):
    client = sign_in("general")
    typed = opened(client, "/tickets/new/") | CASES["ticket_new"].typed(None) | {"subject": text}

    response = client.post("/tickets/new/", typed)

    assert response.status_code in (200, 302)
    assert response.status_code == 200 or Ticket.objects.get(number="T-1").subject == text
    assert "<script>alert" not in response.content.decode()
