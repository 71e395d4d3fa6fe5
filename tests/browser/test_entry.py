"""A record is entered with a mistake: the form says what is wrong, where, and keeps what was typed."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import RESERVE_PROJECT, chance_identity, chance_word, message, misread, save
from tests.browser.conftest import VIEWPORTS, Visit


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_mistake_is_explained_beside_its_field_and_nothing_typed_is_lost(visit: Visit, viewport: str, scripts: bool):
    page = visit("clearance", viewport, scripts=scripts)
    page.goto("/households/")
    page.get_by_role("link", name="登记住户").click()
    number, identity = chance_word(), chance_identity()
    typed = {
        "number": number,
        "head_name": "钱登记",
        "address": "二组",
        "members-0-name": "钱登记",
        "members-0-identity": misread(identity),
        "members-0-relation": "户主",
        "members-0-joined_on": "2001-01-01",
    }
    page.get_by_label("项目", exact=True).select_option(label=RESERVE_PROJECT)
    page.get_by_label("街道", exact=True).select_option(label="坪塘街道")
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    save(page)

    surveyed, member = page.locator("[name=surveyed_on]"), page.locator("[name=members-0-identity]")
    expect(surveyed).to_have_accessible_description("请填写此项")
    expect(surveyed.locator("xpath=..")).to_contain_text("请填写此项")
    expect(member.locator("xpath=..")).to_contain_text("身份证号校验码不符，请核对是否录错")
    expect(member).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("项目", exact=True).locator("option:checked")).to_have_text(RESERVE_PROJECT)
    for name, value in typed.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)

    surveyed.fill("2019-05-06")
    member.fill(identity)
    save(page)
    expect(message(page)).to_contain_text("登记住户")
    expect(page.locator("h1")).to_have_text(f"{number} 钱登记")

    page.get_by_role("link", name="更正").first.click()
    page.get_by_label("户主", exact=True).fill("钱更正")
    save(page)
    history = page.locator("main .card", has_text="记录变动")
    expect(history).to_contain_text("登记住户")
    expect(history).to_contain_text("户主 钱登记 → 钱更正")
