"""Signing in and what stands around it: roles, first passwords, lock-out, second factor, language."""

import base64
import re
import time
import uuid

import pytest
from django_otp.oath import totp
from playwright.sync_api import Page, expect

from anzhi.office.roles import ROLES
from tests.browser.conftest import VIEWPORTS, Visit, sign_in

NEW_PASSWORD = "long-words-hold-better"
WRONG = {"password": "not-the-password"}


def sign_out(page: Page) -> None:
    page.get_by_label("我的账户").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


@pytest.fixture
def opened(visit: Visit) -> tuple[str, str]:
    """A login of the test's own: its name and first password, as the administrator reads them off the page."""
    name = f"t{uuid.uuid4().hex[:8]}"
    page = visit("administrator")
    page.goto("/accounts/open/")
    page.get_by_label("姓名").fill("测试员")
    page.get_by_label("工号").fill(name)
    page.get_by_label("所在机构").select_option("岳麓区财政局")
    page.get_by_label("职务").fill("评审")
    page.get_by_label("账号").fill(name)
    page.get_by_label("角色").select_option("财政评审")
    page.locator("main").get_by_role("button", name="开立账户").click()
    return name, page.locator("main code").inner_text()


@pytest.fixture
def member(visit: Visit, opened: tuple[str, str]) -> tuple[str, Page]:
    """A login of the test's own behind its first change of password, and its page."""
    name, first = opened
    page = visit(name, password=first)
    change_password(page, first)
    return name, page


def change_password(page: Page, old: str) -> None:
    page.get_by_label("原密码").fill(old)
    page.get_by_label("新密码", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("再次输入新密码").fill(NEW_PASSWORD)
    page.get_by_role("button", name="更换密码").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()


@pytest.mark.parametrize("role", ROLES)
def test_every_role_signs_in_and_sees_its_own_pages(visit, role):
    page = visit(None, "phone")
    sign_in(page, role)
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    menu = page.get_by_role("navigation", name="主导航")
    expect(menu).to_be_hidden()
    page.get_by_label("菜单").click()
    pages = {"事件": ("director", "auditor"), "账户": ("administrator",), "项目": set(ROLES) - {"administrator"}}
    for width, height in VIEWPORTS.values():
        page.set_viewport_size({"width": width, "height": height})
        for name, roles in pages.items():
            expect(menu.get_by_role("link", name=name, exact=True)).to_be_visible(visible=role in roles)


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_the_first_password_must_be_changed_before_anything_opens(visit, opened, viewport):
    name, first = opened
    page = visit(name, viewport, password=first)
    page.goto("/figures/")
    expect(page.get_by_text("首次登录须先更换密码")).to_be_visible()
    change_password(page, first)
    page.goto("/figures/")
    expect(page.get_by_role("heading", name="数字")).to_be_visible()


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_five_wrong_passwords_lock_the_right_one_out(visit, opened, viewport):
    name, first = opened
    page = visit(None, viewport, expected=(429,))
    for _ in range(4):
        sign_in(page, name, **WRONG)
        expect(page.get_by_role("alert")).to_contain_text("账号或密码不正确")
    sign_in(page, name, **WRONG)
    expect(page.get_by_role("heading", name="账户已锁定")).to_be_visible()
    page.goto("/sign-in/")
    sign_in(page, name, first)
    expect(page.get_by_role("heading", name="账户已锁定")).to_be_visible()


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_an_enrolled_authenticator_is_asked_for_at_the_next_sign_in(visit, member, viewport):
    name, page = member
    page.goto("/security/")
    key = base64.b32decode(page.locator("main code").inner_text())
    now = time.time()
    page.get_by_label("动态验证码").fill(f"{totp(key):06}")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("已启用动态验证码")).to_be_visible()

    page = visit(name, viewport, password=NEW_PASSWORD)
    page.goto("/figures/")
    expect(page.get_by_text("请输入手机验证器上显示的 6 位数字")).to_be_visible()
    # A code opens once; the next one is accepted early, as an authenticator's clock may run ahead.
    page.get_by_label("动态验证码").fill(f"{totp(key, drift=1 + int(now // 30) - int(time.time() // 30)):06}")
    page.get_by_role("button", name="继续").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_nothing_opens_after_signing_out(visit, viewport):
    page = visit(None, viewport)
    sign_in(page, "auditor")
    sign_out(page)
    page.goto("/households/")
    expect(page).to_have_url(re.compile(r"/sign-in/\?next=(/|%2F)households(/|%2F)$"))


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_the_language_is_switched_on_the_page_it_stays_on(visit, viewport):
    page = visit(None, viewport)
    sign_in(page, "auditor")
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    page.goto("/projects/?q=洋湖")
    page.locator("button[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("searchbox")).to_have_value("洋湖")
    page.locator("button[name=language][value=zh-hans]").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
