"""The pages of determinations: a statement adds up, who may decide decides, what is missing is told, nothing leaks."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import cn2an
import pytest

from anzhi.casework import queries, standing
from anzhi.casework.models import Agreement, Decision, Determination, Meeting, Objection, Publication, Review
from anzhi.office.models import Account, Officer
from anzhi.office.roles import ROLES
from anzhi.registry.actions import household_corrections
from anzhi.registry.models import Household
from anzhi.rules import packs
from anzhi.values.exact import half_up
from anzhi.web.scope import scope
from tests.rules.test_trace import worked_out
from tests.web.entry_case import first, officer
from tests.web.test_entry import newest

pytestmark = pytest.mark.django_db
SEEING = [role for role in ROLES if "determinations" in ROLES[role].sees]


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def fen(printed: str) -> int:
    return int(printed.replace(",", "").replace(".", ""))


def cells(page: str, kind: str) -> list[str]:
    return [unescape(found) for found in re.findall(rf'<td class="right {kind}">([^<]*)</td>', page)]


def paper(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    [found] = re.findall(r'<article class="paper".*?</article>', response.content.decode(), re.DOTALL)
    return found


@pytest.fixture
def statements(sign_in):
    client = sign_in("director")
    return [(d, paper(client, f"/determinations/{d.pk}/statement/")) for d in Determination.objects.order_by("pk")]


def test_the_printed_formulas_of_a_statement_give_its_printed_amounts(statements):
    worked = 0
    for determination, page in statements:
        rows = re.findall(r'<tr data-rule="[^"]*">(.*?)</tr>', page, re.DOTALL)
        amounts = []
        for row in rows:
            [formula] = re.findall(r'<div class="paper-formula">([^<]*)</div>', row)
            [amount] = cells(row, "amount")
            assert half_up(worked_out(unescape(formula)) * 100) == fen(amount), formula
            amounts.append(fen(amount))
            worked += 1
        assert sum(amounts) == determination.total == fen(cells(page, "total")[0])

    assert worked > 4 * len(statements)


def test_a_statement_ends_in_what_is_payable_in_figures_and_in_capitals(statements):
    for determination, page in statements:
        adjusted = [int(f"{a[0]}{fen(a[1:])}") for a in re.findall(r'amount">([+-][\d,.]+)</td>', page)]
        payable = determination.total + sum(adjusted)
        assert payable == standing.payable(determination)
        assert [fen(found) for found in cells(page, "payable")] == ([payable] if adjusted else [])
        [capitals] = re.findall(r"人民币（大写）：<strong>([^<]*)</strong>", page)
        assert capitals == cn2an.an2cn(f"{payable // 100}.{payable % 100:02d}", "rmb")


def test_a_statement_lists_every_standard_it_points_to_with_its_source_and_how_sure_it_is(statements):
    for determination, page in statements:
        listed = re.findall(r'<tr data-standard="[^"]*"><td>【(\d+)】</td>(.*?)</tr>', page, re.DOTALL)
        assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))
        head = page[: page.index("所用的政策标准")]
        assert {int(n) for n in re.findall(r"【(\d+)】", head)} == {int(number) for number, _ in listed}
        found = queries.determination_page(determination).statement
        for standard, (_, row) in zip(found.standards, listed, strict=True):
            said = text(row)
            assert standard.used.document + standard.used.article in said
            assert standard.used.printed in said
            assert ("待核原文" in said) is (standard.used.certainty != "found")


def test_whatever_a_line_rests_on_is_on_the_statement(statements):
    for determination, page in statements:
        found = queries.determination_page(determination).statement
        for item in (item for group in found.grounds for item in group.items):
            assert f'data-ground="{item.line.rule}"' in page
            assert item.line.printed in unescape(page)
        for item in found.nothing:
            assert item.line.label in page


def test_a_statement_says_what_it_is_worth(sign_in, statements):
    states = {d.review.outcome: page for d, page in statements}
    assert "已通过审核" in states["approved"]
    assert "审核中" in states["open"]
    assert "退回" in states["returned"]
    assert all("机构、人员和金额均为虚构" in page for _, page in statements)

    determination = first(Determination, review__outcome="approved", agreements=None)
    change_a_fact(determination.household)
    page = paper(sign_in("director"), f"/determinations/{determination.pk}/statement/")
    assert "事实有改动" in page and "已通过审核" not in page


def test_a_trial_under_the_invented_policy_is_labelled_and_determines_nothing(sign_in):
    household, before = first(Determination).household, Determination.objects.count()
    day = first(Determination).computed_on.isoformat()
    page = paper(sign_in("clearance"), f"/households/{household.pk}/case/?pack=example&on={day}")

    assert "虚构示例：所用政策数值全部为虚构" in page
    assert '<div class="paper-across" aria-hidden="true">虚构示例</div>' in page
    assert Determination.objects.count() == before


def test_a_case_that_stops_lists_all_that_is_missing_who_supplies_it_and_where_and_no_amount(sign_in):
    household = first(Determination).household
    member, structure = household.memberships.order_by("pk")[0], household.structures.order_by("pk")[0]
    household_corrections.correct_member(member, {"share": None}, by=officer())
    household_corrections.correct_structure(structure, {"use": None}, by=officer())
    address = f"/households/{household.pk}/case/?on={household.determinations.first().computed_on}"

    found = sign_in("clearance").get(address).content.decode()
    shown = text(found)
    assert "还缺 2 项" in shown or "还缺 1 项" in shown
    assert "缺少事实：房屋的用途" in shown and "拆迁部：补录事实" in shown
    assert f'href="/structures/{structure.pk}/edit/"' in found
    assert 'class="paper"' not in found
    assert f'href="/structures/{structure.pk}/edit/"' not in sign_in("director").get(address).content.decode()


@pytest.mark.parametrize("role", SEEING)
def test_the_inbox_holds_what_the_reader_may_decide_and_the_dashboard_counts_it(sign_in, role):
    client, account = sign_in(role), Account.objects.get(username=role)
    waiting = queries.waiting(account, scope(Review.objects.all(), account))

    listed = client.get("/reviews/").context
    assert [line.review for line in listed["lines"]] == [each.review for each in waiting]
    counts = [todo.count for todo in client.get("/").context["todos"] if todo.address == "/reviews/"]
    assert counts == ([len(waiting)] if waiting else [])
    for each in waiting:
        assert client.get(f"/reviews/{each.review.pk}/").context["form"] is not None


@pytest.mark.parametrize("role", SEEING)
@pytest.mark.parametrize("verdict", ["approved", "returned", "rejected"])
def test_whoever_the_stage_does_not_name_is_refused_on_the_page_too(sign_in, role, verdict):
    client, account = sign_in(role), Account.objects.get(username=role)
    mine = {each.pk for each in queries.queue(account, Review.objects.all())}

    for review in scope(Review.objects.exclude(pk__in=mine), account):
        before = newest()
        response = client.post(f"/reviews/{review.pk}/decide/", {"verdict": verdict, "reason": "甲"})
        assert response.status_code == 200
        assert newest() == before


def test_a_maker_is_refused_on_the_page_and_told_why(sign_in):
    review = first(Review, outcome="open", stage=0)
    maker = Account.objects.get(officer=review.maker)
    client = sign_in(maker.username)
    Account.objects.filter(pk=maker.pk).update(role="street")  # promoted into the pool of the stage since
    Officer.objects.filter(pk=review.maker_id).update(organisation=review.household.street_id)

    assert "须为不同的人" in text(client.get(f"/reviews/{review.pk}/").content.decode())
    response = client.post(f"/reviews/{review.pk}/decide/", {"verdict": "approved"})
    assert "须为不同的人" in text(response.content.decode())
    assert not Decision.objects.filter(review=review, verdict="approved").exists()


def test_after_a_changed_fact_nobody_approves_and_the_page_says_what_changed(sign_in):
    review = first(Review, outcome="open", stage=0, determination__isnull=False)
    client = sign_in("street")
    assert client.get(f"/reviews/{review.pk}/").context["form"] is not None
    change_a_fact(review.household)

    shown = client.get(f"/reviews/{review.pk}/")
    assert shown.context["form"] is None
    assert "事实已有改动（户·户别）" in text(shown.content.decode())
    answer = client.post(f"/reviews/{review.pk}/decide/", {"verdict": "approved"})
    assert "此前的审核意见作废" in text(answer.content.decode())
    assert review.decisions.filter(verdict="approved").count() == 0
    held = sign_in("director").get("/reviews/?show=held")
    assert review.pk in [line.review.pk for line in held.context["lines"]]
    assert "事实已有改动（户·户别）" in text(held.content.decode())


def test_a_return_asks_for_its_reason_beside_the_field(sign_in):
    review = first(Review, outcome="open", stage=0, determination__isnull=False)
    client = sign_in("street")

    answer = client.post(f"/reviews/{review.pk}/decide/", {"verdict": "returned", "reason": ""})
    assert answer.context["form"].errors["reason"] == ["退回或不同意须说明原因"]
    said = {"verdict": "returned", "reason": "复核面积"}
    assert client.post(f"/reviews/{review.pk}/decide/", said).status_code == 302
    review.refresh_from_db()
    assert review.outcome == "returned"


def test_a_list_that_is_public_shows_no_full_name_and_no_number(sign_in):
    client = sign_in("street")
    for publication in Publication.objects.all():
        page = paper(client, f"/publications/{publication.pk}/")
        for entry in publication.entries.select_related("determination__household"):
            household = entry.determination.household
            assert entry.masked_name in page
            assert household.head_name not in page and household.number not in page
            assert [m.person.name for m in household.memberships.all() if m.person.name in page] == []


def test_a_determination_is_shown_as_it_was_even_where_it_cannot_be_computed_again(sign_in, monkeypatch):
    determination = first(Determination)
    client, address = sign_in("director"), f"/determinations/{determination.pk}/"
    assert "重算，结果一致" in text(client.get(address).content.decode())

    schema = replace(packs.load("changsha").schema.entities["household"], facts={})  # facts that the law asks no more
    monkeypatch.setitem(packs.load("changsha").schema.entities, "household", schema)
    shown = text(client.get(address).content.decode())
    assert re.search("户没有 .* 这一事实", shown)
    assert f"{determination.total // 100:,}" in shown


def test_the_word_file_of_an_agreement_is_the_one_that_was_drawn_up(sign_in):
    agreement = first(Agreement)
    response = sign_in("street").get(f"/agreements/{agreement.pk}/file/")
    assert response.content == bytes(agreement.document)


def test_an_agreement_says_what_keeps_it_from_being_signed(sign_in):
    agreement = first(Agreement, signed_on=None, voided_on=None)
    client = sign_in("clearance")
    assert "目前不能签订" not in text(client.get(f"/agreements/{agreement.pk}/").content.decode())

    change_a_fact(agreement.household)
    assert "目前不能签订：“" in text(client.get(f"/agreements/{agreement.pk}/").content.decode())


def test_an_objection_that_is_not_answered_is_told_where_the_agreement_is_drawn_up(sign_in):
    objection = first(Objection, answered_on=None)
    determination = objection.entry.determination
    day = objection.entry.publication.last_day + timedelta(days=1)
    said = {"number": "测〔2021〕9号", "drawn_on": day.isoformat(), "seen": str(newest())}

    answer = sign_in("clearance").post(f"/determinations/{determination.pk}/draw-up/", said)
    assert "有异议尚未答复" in text(answer.content.decode())
    assert not determination.agreements.exists()


def change_a_fact(household: Household) -> None:
    household = Household.objects.get(pk=household.pk)
    kind = "non_farm" if household.household_kind == "farm" else "farm"
    household_corrections.correct(household, {"household_kind": kind}, by=officer())


def test_what_a_meeting_decided_is_approved_together_from_the_inbox(sign_in):
    review = first(Review, outcome="open", stage=2)
    meeting = first(Meeting, title__startswith=review.household.project.name)
    client = sign_in("director")
    assert [line.review for line in client.get("/reviews/").context["lines"]] == [review]

    before = newest()
    for wrong in ({"review": review.pk}, {"meeting": meeting.pk}, {"review": "9" * 30, "meeting": meeting.pk}):
        shown = client.post("/reviews/approve/", wrong, follow=True)
        assert '<div class="alert alert-danger' in shown.content.decode()
    assert newest() == before
    for role in ("director", "general"):
        assert "已同意 1 项" in text(
            sign_in(role)
            .post("/reviews/approve/", {"review": review.pk, "meeting": meeting.pk}, follow=True)
            .content.decode()
        )
    review.refresh_from_db()
    assert review.outcome == "approved"
