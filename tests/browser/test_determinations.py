"""From a returned determination to a signed agreement and a change after it, each step by whoever it belongs to."""

import random
import re

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.acts import chance_word, message, save
from tests.browser.conftest import VIEWPORTS, Visit

DAY = "2022-03-01"
"""After every period of the demo office."""
RETURNED = "/determinations/?outcome=returned"


def household_of(page: Page) -> tuple[str, str]:
    """The number and the address of the household whose determination was returned."""
    page.goto(RETURNED)
    page.locator("#results tbody a").first.click()
    link = page.locator(".breadcrumb a").last
    return link.inner_text().split()[0], link.get_attribute("href")


def grow(page: Page, household: str) -> None:
    """Enter how much timber the household grows, an area that it never had: a fact of its case."""
    page.goto(household)
    known = page.locator("a[href*='/crops/'][href$='/edit/']")
    if known.count():
        known.first.click()
    else:
        page.get_by_role("link", name="添加青苗").click()
        page.get_by_label("类别").select_option(label="人造用材林")
        page.get_by_label("等级").select_option(label="一类")
    page.get_by_label("面积").fill(f"0.{random.randint(1000, 9999)}")
    save(page)
    expect(message(page)).to_contain_text("已保存")


def determine(page: Page, household: str) -> str:
    """Compute the household's case; the address of the determination."""
    page.goto(household)
    page.get_by_role("link", name="事实和试算").first.click()
    expect(page.locator(".paper")).to_contain_text("试算，未经核定和审核")
    page.get_by_role("link", name="核定", exact=True).last.click()
    page.get_by_label("计算日期").fill(DAY)
    save(page)
    expect(message(page)).to_contain_text("核定")
    return page.url


def approve(page: Page, number: str, *, meets: bool = False) -> None:
    """Find the household in the inbox, read its statement, approve."""
    page.goto("/reviews/")
    page.get_by_role("link", name=re.compile(number)).click()
    page.get_by_role("link", name="补偿计算书").first.click()
    expect(page.locator(".paper .total")).to_be_visible()
    page.go_back()
    page.get_by_label("同意", exact=True).check()
    if meets:
        page.get_by_label("会议").select_option(index=1)
    page.get_by_role("button", name="提交意见").click()
    expect(message(page)).to_contain_text("同意")
    expect(page.get_by_role("link", name=re.compile(number))).to_have_count(0)


@pytest.mark.parametrize(("viewport", "scripts"), [("desk", True), ("phone", False)])
def test_from_facts_to_a_signed_agreement_and_a_change_after_it(visit: Visit, viewport: str, scripts: bool):
    assert viewport in VIEWPORTS
    clearance = visit("clearance", viewport, scripts=scripts)
    number, household = household_of(clearance)
    grow(clearance, household)
    determination = determine(clearance, household)
    clearance.get_by_role("link", name="补偿计算书").first.click()
    expect(clearance.locator(".paper")).to_contain_text("审核中，未经审核通过不作为补偿依据")
    payable = clearance.locator(".paper .total").inner_text()

    reviewers = {role: visit(role, viewport, scripts=scripts) for role in ("street", "resettlement", "partner_bureau")}
    for page in reviewers.values():
        approve(page, number)
    for role in ("director", "general"):
        approve(visit(role, viewport, scripts=scripts), number, meets=True)

    open_signing(clearance, household)
    publish(clearance, household, number)
    object_and_answer(clearance)
    agreement = draw_up(clearance, determination, payable)
    clearance.goto(agreement)
    clearance.get_by_role("link", name="签订").click()
    clearance.get_by_label("签订日期").fill("2022-03-20")
    save(clearance)
    expect(clearance.locator("main")).to_contain_text("已签订")

    grow(clearance, household)
    clearance.goto(f"{determination}statement/")
    expect(clearance.locator(".paper")).to_contain_text("审核后事实有改动")
    again = determine(clearance, household)
    expect(clearance.locator("main")).to_contain_text("与已签协议相比")
    expect(clearance.locator("main")).to_contain_text("青苗补偿费")
    approve(reviewers["street"], number)
    grow(clearance, household)
    held = reviewers["resettlement"]
    held.goto(again)
    held.get_by_role("link", name="审核页").click()
    expect(held.locator("main")).to_contain_text("此前的审核意见作废")
    expect(held.get_by_role("button", name="提交意见")).to_have_count(0)

    take_back(clearance, agreement, reviewers["street"], household, number)


def open_signing(page: Page, household: str) -> None:
    """Begin signing in the household's project, after the year that the figures are of."""
    page.goto(household)
    page.locator(".breadcrumb a").last.click()
    if page.get_by_role("link", name="启动签约").count():
        page.get_by_role("link", name="启动签约").click()
        page.get_by_label("启动签约日期").fill(DAY)
        save(page)


def publish(page: Page, household: str, number: str) -> None:
    """Make this household's determination public, and no other."""
    page.goto(household)
    page.locator(".breadcrumb a").last.click()
    page.get_by_role("link", name="公示", exact=True).last.click()
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("checkbox", name=re.compile(number)).check()
    page.get_by_label("公示日期").fill("2022-03-02")
    page.get_by_label("公示天数").fill("7")
    page.get_by_label("公示地点").fill("村务公开栏")
    save(page)
    expect(page.locator(".paper")).to_contain_text("公示期自2022年3月2日起 7 天，至2022年3月9日止")
    expect(page.locator(".paper")).not_to_contain_text(number)


def object_and_answer(page: Page) -> None:
    page.get_by_role("link", name="登记异议").click()
    page.get_by_label("公示条目").select_option(index=1)
    page.get_by_label("收到日期").fill("2022-03-04")
    page.get_by_label("异议人").fill("邻户（虚构）")
    page.get_by_label("异议内容").fill("偏房系租赁")
    save(page)
    expect(page.locator("main")).to_contain_text("尚未答复，不能签订协议")
    page.get_by_role("link", name="答复").click()
    page.get_by_label("答复日期").fill("2022-03-08")
    page.get_by_label("答复", exact=True).fill("经复核，偏房为自有，不予调整。")
    save(page)
    expect(page.locator("main")).not_to_contain_text("尚未答复，不能签订协议")


def draw_up(page: Page, determination: str, payable: str) -> str:
    """Draw up the agreement and read its Word file; the agreement's address."""
    page.goto(determination)
    page.get_by_role("link", name="拟定协议").click()
    page.get_by_label("协议编号").fill(f"测协〔2022〕{chance_word()}号")
    page.get_by_label("拟定日期").fill("2022-03-10")
    save(page)
    expect(message(page)).to_contain_text("拟定协议")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    words = "\n".join(paragraph.text for paragraph in Document(str(download.value.path())).paragraphs)
    assert f"（{payable}元）" in words
    return page.url


def take_back(page: Page, agreement: str, street: Page, household: str, number: str) -> None:
    """Leave the household as it was: unsigned, its determination returned."""
    page.goto(agreement)
    page.get_by_role("link", name="作废", exact=True).click()
    page.get_by_label("作废日期").fill("2022-03-21")
    page.get_by_label("原因").fill("演练结束")
    save(page)
    expect(page.locator("main")).to_contain_text("已于 2022-03-21 作废：演练结束")
    determine(page, household)
    street.goto("/reviews/")
    street.get_by_role("link", name=re.compile(number)).click()
    street.get_by_label("退回", exact=True).check()
    street.get_by_label("说明").fill("演练结束")
    street.get_by_role("button", name="提交意见").click()
    expect(message(street)).to_contain_text("退回")
