import json
import re
import subprocess
import sys
from fractions import Fraction

import pytest

from anzhi.rules import packs
from tests.cli.installation import anzhi, digests, environment, query, tamper, well

ENGINE = """
import json
from anzhi.config.start import start
start("zh-hans")
from anzhi.metrics import engine
from anzhi.values.period import Year
figures = engine.compute(Year.whole(2021))
print(json.dumps({name: [str(f.value / f.unit.scale), f.printed, f.evidence] for name, f in figures.items()}))
"""
FILES = ("自评表.xlsx", "自评表.docx", "自评报告.docx", "数字出处.xlsx", "figures.json")


def evidence(ask, name, *arguments):
    """The figure as printed, the amounts of the records listed, and the count of records that is stated."""
    output = well(ask("evidence", "2021", name, *arguments))
    amounts = [Fraction(a) for a in re.findall(r"^│\s*\d+ │ .* │\s*([\d.]+)\D*│$", output, re.MULTILINE)]
    [stated] = re.findall(r"共 (\d+) 条", output)
    return Fraction(re.search(r"  ([\d.]+)", output)[1]), amounts, int(stated)


def test_without_a_command_the_commands_are_listed(ask):
    listed = well(ask())

    assert all(name in listed for name in ("demo", "figures", "evidence", "report", "verify", "carry-forward"))
    assert listed == well(ask("--help"))


def test_loading_the_demo_again_changes_nothing_and_says_so(home):
    before = digests(home)

    assert well(anzhi(home, "demo")) == "演示机构已在库中，没有改动\n"
    assert digests(home) == before


def test_figures_as_json_are_those_of_the_engine(home, ask):
    listed = json.loads(well(ask("figures", "2021", "--json")))
    computed = subprocess.run([sys.executable, "-c", ENGINE], env=environment(home), capture_output=True, check=True)

    figures = {f["name"]: (Fraction(f["value"]), f["printed"], f["evidence"]) for f in listed if "missing" not in f}
    assert figures == {
        name: (Fraction(value), printed, count) for name, (value, printed, count) in json.loads(computed.stdout).items()
    }
    assert len(figures) > 200


def test_figures_are_listed_in_the_order_they_are_asked_for(ask):
    lines = [line.split("│") for line in well(ask("figures", "2021", "tickets_closed", "housed")).splitlines()]

    assert [(line[1].strip(), line[3].strip()) for line in lines if len(line) > 3] == [
        ("tickets_closed", "24条"),
        ("housed", "741人"),
    ]


@pytest.mark.parametrize("name", ["households_to_sign", "project_area", "housed", "overdue_persons", "batch_persons"])
def test_the_records_behind_a_figure_add_up_to_it(ask, name):
    figure, amounts, stated = evidence(ask, name, "--limit", "0")

    assert (sum(amounts), len(amounts)) == (figure, stated)


def test_a_limit_shortens_the_list_and_says_how_many_there_are(ask):
    _, shown, stated = evidence(ask, "households_to_sign", "--limit", "3")
    _, by_default, _ = evidence(ask, "households_to_sign")

    assert (len(shown), len(by_default), stated) == (3, 50, 1831)


@pytest.mark.parametrize("arguments", [["figures", "2021", "tickets_closed"], ["figures", "2999"], ["--help"]])
def test_the_language_may_stand_anywhere(ask, arguments):
    places = [[*arguments[:i], "--lang", "en", *arguments[i:]] for i in range(len(arguments) + 1)]
    [english] = {ask(*line) for line in [*places, ["--lang=en", *arguments]]}

    assert english != ask(*arguments)
    assert not re.search("[\u4e00-\u9fff]", english.out + english.err)


def test_chinese_is_spoken_by_default_and_on_request(ask):
    assert ask("figures", "2021", "housed") == ask("figures", "2021", "housed", "--lang", "zh")


def test_a_report_written_again_is_unchanged_and_one_of_the_offices_own_is_added(home, ask, tmp_path):
    first = well(ask("report", "2021", "--out", tmp_path))
    well(ask("template", "--out", tmp_path / "own"))
    own = (tmp_path / "own" / "自评报告.docx").rename(tmp_path / "own" / "汇报稿.docx")
    second = well(anzhi(home, "report", "2021", "--out", tmp_path, "--template", own))

    written = re.compile(r"^(\S+)  .*/(\S+)$", re.MULTILINE)
    audits = ["自评表-审核.html", "自评报告-审核.html"]
    assert written.findall(first) == [("已写入", name) for name in (*FILES, *audits)]
    same = [[("无变化", name) for name in names] for names in (FILES, audits)]
    assert written.findall(second) == [*same[0], ("已写入", "汇报稿.docx"), *same[1]]
    assert "自评得分 96（优）" in first


def test_a_sound_record_verifies_against_the_digest_noted_before(ask, home):
    [(noted,)] = query(home, "SELECT digest FROM office_seal ORDER BY id DESC LIMIT 1")
    verified = well(ask("verify", "--head", noted))

    assert "事件链完整" in verified and f"当前摘要 {noted}" in verified


def test_a_digest_the_chain_does_not_hold_is_reported_with_exit_code_1(ask):
    answer = ask("verify", "--head", "0" * 64)

    assert (answer.code, answer.err) == (1, "")
    assert "事件链中没有摘要" in answer.out


def test_a_document_altered_behind_its_triggers_is_named_with_exit_code_1(copy):
    home = copy()
    [(title, digest)] = query(
        home,
        "SELECT d.title, f.digest FROM office_document d JOIN office_storedfile f ON f.id = d.file_id WHERE f.id = 2",
    )
    tamper(home, "UPDATE office_storedfile SET sealed = zeroblob(length(sealed)) WHERE id >= 2")

    answer = anzhi(home, "verify")

    [said] = [line for line in answer.out.splitlines() if "佐证材料" in line]
    assert (answer.code, answer.err) == (1, "")
    assert title in said and digest in said
    assert "事件链完整" in answer.out


def test_a_trail_rewritten_behind_its_triggers_is_reported_with_exit_code_1(copy):
    home = copy()
    tamper(home, "UPDATE office_event SET verb = 'x' WHERE id = 7")
    answer = anzhi(home, "verify")

    assert (answer.code, answer.err) == (1, "")
    assert "事件链在第 1 次封存处断开" in answer.out


def test_a_number_that_contradicts_another_is_reported_with_exit_code_1(copy):
    home = copy()
    tamper(home, "UPDATE casework_approval SET persons = persons + 10 WHERE quota > persons + 10")
    answer = anzhi(home, "verify")

    assert (answer.code, answer.err) == (1, "")
    assert "事件链完整" in answer.out and "✗" in answer.out


@pytest.fixture(scope="module")
def carried(copy):
    home = copy()
    assert well(anzhi(home, "carry-forward", "2021", "2022", "--by", "003")) == "已结转绩效指标和 13 节正文\n"
    return home


def test_the_next_year_starts_with_the_text_of_the_year_before(carried):
    sql = "SELECT section, text FROM reports_narrative WHERE year = ? ORDER BY section"

    assert query(carried, sql, 2022) == query(carried, sql, 2021) != []


def test_every_event_of_carrying_forward_names_the_officer(carried):
    [(last_sealed,)] = query(carried, "SELECT max(last_event) FROM office_seal")
    sql = "SELECT DISTINCT staff_number FROM office_event e JOIN office_officer o ON o.id = e.recorded_by_id"

    assert query(carried, f"{sql} WHERE e.id > ?", last_sealed) == [("003",)]


def test_the_report_of_the_next_year_names_what_is_missing_and_writes_nothing(carried, tmp_path):
    answer = anzhi(carried, "report", "2022", "--out", tmp_path / "2022")

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "报告不能生成，缺" in answer.err and "2022 年没有一条支出记录" in answer.err
    assert not (tmp_path / "2022").exists()


def test_a_year_is_carried_forward_once(carried):
    answer = anzhi(carried, "carry-forward", "2021", "2022", "--by", "003")

    assert (answer.code, answer.out, answer.err) == (2, "", "错误 2022 年已有绩效指标\n")


def test_the_record_stays_sound_even_when_a_year_to_come_is_prepared(carried):
    well(anzhi(carried, "carry-forward", "2021", "2998", "--by", "003"))
    verified = well(anzhi(carried, "verify"))

    assert "事件链完整，新封存" in verified
    assert "2021 年度勾稽" in verified and "2998" not in verified


def test_what_the_law_leaves_unknown_is_listed_and_counted(ask):
    parameters = packs.load("changsha").parameters.values()

    listed = well(ask("policies", "--unknown"))

    lacking = {parameter.name for parameter in parameters if parameter.unknown}
    periods = sum(len({period.since for period, _ in parameter.unknown}) for parameter in parameters)
    assert set(re.findall(r"\b\w+\.\w+\b", listed)) & {p.name for p in parameters} == lacking
    assert f"共 {periods} 项" in listed
    assert "共 0 项" in well(ask("policies", "--unknown", "--pack", "example"))
