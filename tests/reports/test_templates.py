from pathlib import Path

import pytest
from docx import Document

from anzhi.reports import files, word
from anzhi.values.refusal import Refused
from tests.reports.reading import paragraphs

pytestmark = pytest.mark.django_db

UNUSABLE = {
    "a name nobody knows": "{{ nothing }}",
    "an attribute nobody has": "{{ office.nothing }}",
    "an open brace": "{{ spending",
    "an open tag": "{%p for block in blocks %}",
    "an empty condition": "{% if %}",
    "an unknown filter": "{{ spending|nothing }}",
    "a filter without its argument": "{{ overdue_persons|streets }}",
    "a filter of figures on a year": "{{ year|number }}",
    "a fraction in Chinese numerals": "{{ spending|chinese }}",
    "streets of what has none": "{{ spending|streets(badly_overdue_streets) }}",
    "a call": "{{ spending() }}",
    "a division by zero": "{{ 1/0 }}",
    "a way out of the sandbox": "{{ spending.__class__ }}",
}


def template(folder: Path, text: str, name: str = "本单位.docx") -> Path:
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    path = folder / name
    document.save(str(path))
    return path


def filled(tmp_path: Path, content: bytes) -> list[str]:
    path = tmp_path / "filled.docx"
    path.write_bytes(content)
    return [text for _, text in paragraphs(path)]


def test_the_exported_template_filled_again_is_the_report(page, folder, tmp_path):
    path, _ = files.write_template(tmp_path)

    assert filled(tmp_path, word.from_template(path, page)) == [t for _, t in paragraphs(folder / "自评报告.docx")]


def test_the_template_is_the_same_bytes_every_time(tmp_path):
    assert [files.write_template(tmp_path)[1] for _ in range(2)] == [True, False]


def test_an_office_says_it_in_words_and_order_of_its_own(page, tmp_path):
    text = "{{ office }}{{ year }}年支出{{ spending }}，{{ study_sessions|chinese }}研讨\n得{{ total }}分"

    found = filled(tmp_path, word.from_template(template(tmp_path, text), page))
    assert found == ["长沙市岳麓区征地服务中心2021年支出423.25万元，二十次研讨", "得96分"]


def test_an_office_sets_the_indicators_in_a_list_of_its_own(page, tmp_path):
    text = "{%p for row in rows %}\n{{ row.evaluated.indicator.name }}：{{ row.actual }}\n{%p endfor %}"

    found = filled(tmp_path, word.from_template(template(tmp_path, text), page))
    assert len(found) == 12
    assert found[4] == "新拆项目签约率：100%"


@pytest.mark.parametrize("text", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_template_that_cannot_be_filled_is_refused_in_one_sentence(page, tmp_path, text):
    with pytest.raises(Refused) as refused:
        word.from_template(template(tmp_path, text), page)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ spending|nothing }}", "{{ year|number }}"])
def test_the_refusal_names_the_template_and_what_is_wrong_in_it(page, tmp_path, text):
    with pytest.raises(Refused, match=r"^模板 本单位\.docx 无法填写：.*(nothing|figure)"):
        word.from_template(template(tmp_path, text), page)


@pytest.mark.parametrize("content", ["nothing", "text", "a workbook", "half a template"])
def test_a_file_that_is_no_word_document_is_refused_as_such(page, folder, tmp_path, content):
    path = tmp_path / "模板.docx"
    path.write_bytes(
        {
            "nothing": b"",
            "text": b"{{ spending }}",
            "a workbook": (folder / "自评表.xlsx").read_bytes(),
            "half a template": word.default_template()[:3000],
        }[content]
    )

    with pytest.raises(Refused, match=r"模板\.docx 不是 Word"):
        word.from_template(path, page)


@pytest.mark.parametrize("place", ["nowhere.docx", "."])
def test_a_template_that_is_not_there_is_refused_as_such(page, tmp_path, place):
    with pytest.raises(Refused, match="找不到模板文件"):
        word.from_template(tmp_path / place, page)


def test_a_template_of_the_reports_name_replaces_it_and_another_is_added(page, tmp_path, monkeypatch):
    monkeypatch.setattr(files.workbook, "source_workbook", lambda page: b"")
    own, extra = template(tmp_path, "甲", "自评报告.docx"), template(tmp_path, "乙", "汇报稿.docx")
    out = tmp_path / "out"

    names = [path.name for path, _ in files.write_all(page, out, [own, extra])]
    assert names == ["自评表.xlsx", "自评表.docx", "自评报告.docx", "数字出处.xlsx", "figures.json", "汇报稿.docx"]
    assert [paragraphs(out / name) for name in ("自评报告.docx", "汇报稿.docx")] == [
        [("Normal", "甲")],
        [("Normal", "乙")],
    ]


def test_a_refused_template_leaves_the_folder_as_it_was(page, tmp_path, monkeypatch):
    monkeypatch.setattr(files.workbook, "source_workbook", lambda page: b"")
    out = tmp_path / "out"

    with pytest.raises(Refused):
        list(files.write_all(page, out, [template(tmp_path, "{{ nothing }}")]))
    assert not out.exists()


def test_a_folder_that_cannot_be_written_is_refused_by_name(tmp_path):
    place = tmp_path / "file"
    place.write_text("in the way")

    with pytest.raises(Refused, match=f"无法写入 {place}"):
        files.write_template(place)


def test_no_template_loses_the_mark_of_an_invented_office(page, tmp_path):
    exported, _ = files.write_template(tmp_path / "exported")
    for path in (exported, template(tmp_path, "{{ office }}")):
        marked = tmp_path / "marked.docx"
        marked.write_bytes(word.from_template(path, page))
        section = Document(str(marked)).sections[0]
        assert [p.text for p in section.header.paragraphs].count(word.mark(page)) == 1
        assert [p.text for p in section.even_page_header.paragraphs].count(word.mark(page)) == 1
