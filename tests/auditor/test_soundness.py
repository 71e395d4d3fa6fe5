"""The corpus tells the truth about itself: its quotations, its numbers, and the files that are built from it."""

import shutil
import zipfile
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.auditor.corpus.build import build
from tests.auditor.corpus.document import FOLDER, FORMATS, KINDS, PARTS, Document, load_all
from tests.auditor.corpus.reading import plain, quotes
from tests.auditor.corpus.soundness import complaints

DOCUMENTS = load_all()
ERRORS = [expected for document in DOCUMENTS for expected in document.expected if expected.verdict == "error"]
PRINTED = ("pdf", "doc")


def one(**conditions) -> Document:
    """The first document that has all of these."""
    return next(d for d in DOCUMENTS if all(getattr(d, name) for name, wanted in conditions.items() if wanted))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_document_is_sound(document):
    assert complaints(document) == []


def test_a_name_says_what_a_document_is_about_and_no_two_have_the_same_title():
    assert {path.name for path in FOLDER.iterdir()} == set(PARTS)
    assert [t for t, n in Counter(document.title for document in DOCUMENTS).items() if n > 1] == []


# What the checks of the corpus themselves would notice


def broken(document: Document, **changes) -> list[str]:
    return complaints(replace(document, **changes))


def test_a_relation_that_does_not_hold_is_noticed():
    document = one(holds=True)
    left, _, right = document.holds[0].partition("=")
    assert any("does not hold" in each for each in broken(document, holds=(f"{left} + 1 = {right}",)))


def test_a_number_that_does_not_stand_in_the_document_is_noticed():
    assert any("does not stand" in each for each in broken(one(holds=True), holds=("98765.43 - 98765.43 = 0",)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"quotes": ("不在文中",)}, "does not stand in the document"),
        ({"kinds": ("nonsense",)}, "unknown"),
        ({"verdicts": ("perhaps",)}, "unknown"),
        ({"wrong": ""}, "says neither"),
        ({"claim": "1 < 2"}, "is true"),
        ({"names": ("无此名",), "wrong": "4"}, "not listed"),
    ],
)
def test_a_slip_that_lies_is_noticed(changes, said):
    document = next(d for d in DOCUMENTS if d.expected and d.expected[0].right and d.expected[0].wrong)
    slip = replace(document.expected[0], **changes)
    assert any(said in complaint for complaint in broken(document, expected=(slip,)))


def test_a_slip_that_adds_up_is_noticed():
    document = next(d for d in DOCUMENTS if d.expected and d.expected[0].right and d.expected[0].wrong)
    slip = replace(document.expected[0], right=document.expected[0].wrong)
    assert any("adds up" in complaint for complaint in broken(document, expected=(slip,)))


def test_a_near_miss_that_is_not_there_is_noticed():
    document = one(near_misses=True)
    assert broken(document, near_misses=(replace(document.near_misses[0], quote="不在文中"),))


# What the corpus covers


def test_half_of_the_documents_or_more_have_slips_others_only_look_wrong_or_are_right():
    wrong = [d for d in DOCUMENTS if any(e.verdict == "error" for e in d.expected)]
    right = [d for d in DOCUMENTS if not d.expected and not d.near_misses]
    assert len(DOCUMENTS) >= 80
    assert 0.45 <= len(wrong) / len(DOCUMENTS) <= 0.7
    assert 0.1 <= len(right) / len(DOCUMENTS) <= 0.3
    assert all(sum(e.verdict == "error" for e in d.expected) <= 4 for d in wrong)


def test_every_kind_of_slip_is_planted_several_times():
    planted = Counter(expected.kind for expected in ERRORS)
    assert len(ERRORS) >= 120
    assert {kind: planted[kind] for kind in KINDS if planted[kind] < 4} == {}


def test_more_passages_look_wrong_than_are():
    assert sum(len(document.near_misses) for document in DOCUMENTS) >= max(150, len(ERRORS))


def test_every_format_occurs_several_times():
    formats = Counter(document.format for document in DOCUMENTS)
    assert {name: formats[name] for name in FORMATS if formats[name] < 3} == {}
    words = [document for document in DOCUMENTS if document.format == "docx"]
    assert sum("[box]" in text(document) for document in words) >= 3
    assert sum("nested:" in text(document) for document in words) >= 3


def text(document: Document) -> str:
    return (FOLDER / document.part / f"{document.name}.yaml").read_text(encoding="utf-8")


# The files


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    """Every document that needs no office program, by name."""
    documents = [document for document in DOCUMENTS if document.format not in PRINTED]
    return build(documents, tmp_path_factory.mktemp("corpus")).files


class Words(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def read(path: Path) -> str:
    """All text of a file, by a reader that did not write it."""
    match path.suffix:
        case ".docx":
            return "\n".join(
                node.text or "" for node in docx.Document(str(path)).element.body.iter() if node.tag.endswith("}t")
            )
        case ".xlsx":
            return "\n".join(map(shown, (c for s in load_workbook(path) for row in s.iter_rows() for c in row)))
        case ".html":
            return "\n".join(Words(path.read_text(encoding="utf-8")).said)
        case ".pdf":
            return "".join(page.extract_text() for page in PdfReader(path).pages)
        case ".doc":
            return path.read_bytes().decode("utf-16-le", errors="replace")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return path.read_text(encoding="gb18030")


def shown(cell) -> str:
    """A cell as its format shows it."""
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    percent = cell.number_format.endswith("%")
    digits = len(cell.number_format.rstrip("%").partition(".")[2])
    return f"{cell.value * (100 if percent else 1):.{digits}f}" + "%" * percent


def unquoted(document: Document, path: Path) -> list[str]:
    said = read(path)
    wanted = [quote for e in document.expected for quote in e.quotes] + [near.quote for near in document.near_misses]
    return [quote for quote in wanted if not quotes(said, quote)]


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.format not in PRINTED], ids=lambda d: d.name)
def test_a_file_says_what_its_document_quotes(document, files):
    assert unquoted(document, files[document.name]) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: nothing prints PDF or .doc")
def test_a_printed_file_says_what_its_document_quotes(tmp_path):
    documents = [document for document in DOCUMENTS if document.format in PRINTED]
    built = build(documents, tmp_path)
    assert built.not_run == {}
    assert {document.name: unquoted(document, built.files[document.name]) for document in documents} == {
        document.name: [] for document in documents
    }


def test_building_again_gives_the_same_bytes(files, tmp_path):
    again = build([document for document in DOCUMENTS if document.name in files], tmp_path).files
    assert [name for name, path in files.items() if path.read_bytes() != again[name].read_bytes()] == []


def test_without_an_office_program_documents_are_named_and_not_built(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda program: None)
    printed = [document for document in DOCUMENTS if document.format in PRINTED]
    built = build(printed, tmp_path)
    assert built.not_run.keys() == {document.name for document in printed}
    assert built.files == {}


def test_tables_keep_their_merged_cells_and_tables_within(files):
    document = next(d for d in DOCUMENTS if "nested:" in text(d) and d.format == "docx")
    with zipfile.ZipFile(files[document.name]) as package:
        xml = package.read("word/document.xml").decode("utf-8")
    assert "<w:gridSpan" in xml
    assert plain(xml).count("<w:tbl>") > sum(hasattr(block, "cells") for block in document.blocks)
