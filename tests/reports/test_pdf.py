"""The files as they come out of a printer, where LibreOffice can print them."""

import re
import shutil
import subprocess

import pytest
from pypdf import PdfReader

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: nothing prints PDF"),
]

NAMES = ("自评报告.docx", "自评表.docx", "自评表.xlsx")


@pytest.fixture(scope="module")
def pages(folder, tmp_path_factory):
    """Text of every page of every file."""
    out = tmp_path_factory.mktemp("pdf")
    sources = [shutil.copy(folder / name, out / f"{position}-{name}") for position, name in enumerate(NAMES)]
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {
        name: [page.extract_text() for page in PdfReader(out / f"{position}-{name.split('.')[0]}.pdf").pages]
        for position, name in enumerate(NAMES)
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_that_the_office_is_invented(pages, name):
    assert all("演示数据" in text for text in pages[name])


@pytest.mark.parametrize("name", ["自评报告.docx", "自评表.docx"])
def test_pages_are_numbered_from_one(pages, name):
    numbers = [re.findall(r"— (\d+) —", text) for text in pages[name]]

    assert numbers == [[str(number)] for number in range(1, len(numbers) + 1)]


def test_the_pages_of_the_workbook_say_how_many_there_are(pages):
    texts = pages["自评表.xlsx"]

    assert all(f"第 {number} 页，共 {len(texts)} 页" in text for number, text in enumerate(texts, start=1))


def test_the_table_repeats_its_headings_on_every_page_of_indicators(pages):
    for name in NAMES[1:]:
        assert all("偏差原因分析" in text for text in pages[name][1:]), name


def test_no_line_of_the_report_is_lost_between_pages(pages, page):
    printed = re.sub(r"\s", "", "".join(re.sub(r"演示数据：.*\n|— \d+ —", "", text) for text in pages["自评报告.docx"]))

    lost = [block.text for block in page.blocks if letters(block.text) not in letters(printed)]
    assert lost == []


def letters(text: str) -> str:
    """Without blanks and the quotation marks that fonts place differently."""
    return re.sub(r"[\s“”‘’]", "", text)
