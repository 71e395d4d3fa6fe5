"""``anzhi audit`` as people use it: in a process, without a database."""

import json
from pathlib import Path

import pytest
from docx import Document

from anzhi.auditor import Verdict, audit
from tests.cli.installation import anzhi, well

RIGHT = "2021年支出合计100万元，其中：基本支出60万元，项目支出40万元。"
WRONG = RIGHT.replace("40万元", "45万元")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "reports"
    (inside / "a").mkdir(parents=True)
    (inside / "right.txt").write_text(RIGHT, encoding="utf-8")
    (inside / "a" / "wrong.txt").write_text(WRONG, encoding="utf-8")
    (inside / "bad.docx").write_bytes(b"PK\x03\x04 broken")
    (inside / "~$bad.docx").write_bytes(b"lock")
    document = Document()
    document.add_paragraph(WRONG)
    document.save(inside / "wrong.docx")
    return inside


def test_a_right_report_ends_with_0_and_a_wrong_one_with_1_when_asked(folder: Path):
    nowhere = folder / "nowhere"
    assert anzhi(nowhere, "audit", folder / "right.txt", "--fail-on", "rounding").code == 0
    wrong = anzhi(nowhere, "audit", folder / "wrong.docx", "--fail-on", "error")

    assert wrong.code == 1
    assert "60万元 + 45万元 = 105万元" in wrong.out
    assert anzhi(nowhere, "audit", folder / "wrong.docx").code == 0
    assert not nowhere.exists()


def test_one_bad_file_stops_no_other_and_ends_with_2(folder: Path):
    answer = anzhi(
        folder / "nowhere", "audit", folder, "--annotate", folder.parent / "out", "--summary", folder.parent / "s.docx"
    )

    assert answer.code == 2
    assert answer.err.strip() == "✗ bad.docx已损坏或不完整，请重新导出"
    made = sorted(path.relative_to(folder.parent / "out").as_posix() for path in (folder.parent / "out").rglob("*.*"))
    assert made == ["a/wrong.txt.html", "right.txt.html", "wrong.docx"]
    assert len(list(Document(folder.parent / "out" / "wrong.docx").comments)) == 1
    assert "审核 3 个文件" in Document(folder.parent / "s.docx").paragraphs[1].text


def test_json_is_one_report_a_line(folder: Path):
    answer = anzhi(folder / "nowhere", "audit", folder / "right.txt", folder / "a", "--json")
    reports = [json.loads(line) for line in answer.out.splitlines()]

    assert {Path(report["file"]).name: report["counts"]["error"] for report in reports} == {
        "right.txt": 0,
        "wrong.txt": 1,
    }


def test_it_speaks_english_throughout(folder: Path):
    answer = anzhi(folder / "nowhere", "audit", folder / "wrong.docx", "--lang", "en")
    for quoted in ("支出", "万元"):
        answer = answer._replace(out=answer.out.replace(quoted, ""))

    assert answer.code == 0
    assert [character for character in answer.out if "\u4e00" <= character <= "\u9fff"] == []


def test_what_cannot_be_audited_is_said(folder: Path):
    for arguments, said in (
        ((folder / "none.docx",), "没有文件none.docx"),
        ((folder / "nothing",), "没有文件nothing"),
        ((folder / "a", "--annotate", folder / "right.txt"), "无法写入"),
    ):
        answer = anzhi(folder / "nowhere", "audit", *arguments)
        assert answer.code == 2
        assert said in answer.err


def test_an_audit_never_overwrites_what_it_audits(folder: Path):
    before = (folder / "wrong.docx").read_bytes()
    answer = anzhi(folder / "nowhere", "audit", folder / "wrong.docx", "--annotate", folder)

    assert answer.code == 2
    assert (folder / "wrong.docx").read_bytes() == before


def test_no_error_is_claimed_of_the_report_that_writes_itself(home: Path, tmp_path: Path):
    assert anzhi(home, "report", "2021", "--out", tmp_path).code == 0

    for name in ("自评表.docx", "自评表.xlsx", "自评报告.docx"):
        report = audit(tmp_path / name)
        assert [r.message for r in report.findings if r.verdict is Verdict.ERROR] == []
        assert len(report.relations) >= 30


def test_a_report_is_audited_when_it_is_written_and_a_copy_is_held_to_it(ask, tmp_path: Path):
    said = well(ask("report", "2021", "--out", tmp_path))
    assert "自评表.docx：核对 33 条关系，差错 0" in said
    assert "自评报告.docx：核对" in said and (tmp_path / "自评报告-审核.html").read_text("utf-8").count("<mark") >= 3

    document = Document(str(tmp_path / "自评报告.docx"))
    run = next(run for p in document.paragraphs for run in p.runs if "423.25万元" in run.text)
    run.text = run.text.replace("423.25万元", "424.25万元", 1)
    document.save(str(tmp_path / "copy.docx"))
    changed = ask("audit", tmp_path / "copy.docx", "--against", "2021", "--json", "--fail-on", "error")
    named = [r for r in json.loads(changed.out)["relations"] if r["kind"] == "original"]
    assert changed.code == 1
    assert [(r["figure"], r["arithmetic"]) for r in named] == [("available", "423.25万元 → 424.25万元")]

    (tmp_path / "other.txt").write_text(RIGHT, encoding="utf-8")
    other = ask("audit", tmp_path / "other.txt", "--against", "2021")
    assert (other.code, "都不相像" in other.err) == (2, True)
