"""What people do on more than one journey. Every journey leaves the figures as it found them."""

import contextlib
import random
import re
import string
from collections.abc import Iterator
from datetime import date

from docx import Document
from playwright.sync_api import Locator, Page, expect

from anzhi.values.identity_number import IdentityNumber

UNSIGNED_TAIL = "/households/?state=unsigned&q=-T"
"""Households of tail projects that have not signed."""
STILL_UNSIGNED = "tail_unsigned_at_end"
"""The figure that counts them."""
RESERVE_PROJECT = "大王山南"
"""A project that is prepared and not launched: its households are in no figure."""


def chance_word() -> str:
    """A word that nobody wrote before; without digits, which a report may not contain."""
    return "".join(random.choices(string.ascii_lowercase, k=12))


def chance_identity() -> str:
    """The number of an invented person of a time when nobody of the demo office was born."""
    born_on = date(1911, random.randint(1, 12), random.randint(1, 28))
    return IdentityNumber.synthetic(born_on, random.randint(1, 999)).text


def misread(identity: str) -> str:
    """A number with a wrong check character."""
    return identity[:17] + ("0" if identity[17] != "0" else "1")


def save(page: Page) -> None:
    """Send the form."""
    page.locator("#save").click()


def message(page: Page) -> Locator:
    """What the page says was done."""
    return page.locator("main .alert[role=status]")


def figure(page: Page, name: str) -> int:
    """A whole number as its own page shows it."""
    page.goto(f"/figures/{name}/")
    return int(re.match(r"[\d,]+", page.locator("main .display-6").inner_text())[0].replace(",", ""))


def sign(page: Page, household: str, day: str) -> None:
    """Enter on a household's page that it signed."""
    page.goto(household)
    page.get_by_role("link", name="签约", exact=True).click()
    page.get_by_label("签约日期").fill(day)
    save(page)
    expect(message(page)).to_contain_text("签约")


def take_back(page: Page, household: str, reason: str) -> None:
    """Enter that a household did not sign after all."""
    page.goto(household)
    page.get_by_role("link", name="撤销签约").click()
    page.get_by_label("原因").fill(reason)
    save(page)
    expect(message(page)).to_contain_text("撤销签约")


def unsigned(page: Page) -> str:
    """The address of a household of a tail project that has not signed."""
    page.goto(UNSIGNED_TAIL)
    return page.locator("#results tbody a").first.get_attribute("href")


@contextlib.contextmanager
def text_kept(page: Page, section: str) -> Iterator[Locator]:
    """The editor of a section; whatever becomes of its text, it stands there again in the end."""
    address = f"/reports/sections/{section}/"
    page.goto(address)
    text = page.get_by_label("正文", exact=True)
    kept = text.input_value()
    try:
        yield text
    finally:
        page.goto(address)
        text.fill(kept)
        save(page)
        expect(message(page)).to_contain_text("已保存")


def report_text(page: Page) -> str:
    """All paragraphs of the report that a page offers as a Word file."""
    with page.expect_download() as download:
        page.get_by_role("link", name="自评报告.docx").click()
    return "\n".join(paragraph.text for paragraph in Document(str(download.value.path())).paragraphs)
