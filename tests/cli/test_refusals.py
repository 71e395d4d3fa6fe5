"""Whatever is wrong with a command line is said in one line on stderr, with exit code 2, and changes nothing."""

import pytest

from tests.cli.installation import DATABASE, anzhi, digests

ARGUMENTS = {
    "nothing": "没有命令 nothing",
    "[/red]": "没有命令 [/red]",
    "--nothing": "没有选项 --nothing",
    "demo extra": "多余的参数 extra",
    "figures": "缺少参数 YEAR",
    "figures abcd": "“abcd”不是年度",
    "figures 21": "“21”不是年度",
    "figures 20210": "“20210”不是年度",
    "figures 2021.0": "“2021.0”不是年度",
    "figures -- -2021": "“-2021”不是年度",
    "figures 2999": "2999 年还没有开始",
    "figures 2019": "2019 年不是本单位的业务年度（已有：2021）",
    "figures 2021 nothing": "没有名为 nothing 的数字",
    "figures 2021 [bold]": "没有名为 [bold] 的数字",
    "figures 2021 spending nothing": "没有名为 nothing 的数字",
    "figures 2021 --nothing": "没有选项 --nothing",
    "figures 2021 --json=yes": "参数 --json 的值不对",
    "evidence": "缺少参数 YEAR",
    "evidence 2021": "缺少参数 NAME",
    "evidence 2021 nothing": "没有名为 nothing 的数字",
    "evidence 2021 spending extra": "多余的参数 extra",
    "evidence 2021 spending --limit": "选项 --limit 后面缺少值",
    "evidence 2021 spending --limit many": "参数 --limit 的值不对",
    "evidence 2021 spending --limit -1": "参数 --limit 的值不对",
    "report": "缺少参数",
    "report 2021": "缺少参数 --out",
    "report 2021 --out": "选项 --out 后面缺少值",
    "report 2021 --out /dev/null": "无法写入 /dev/null",
    "report 2021 --out /dev/null/folder": "无法写入 /dev/null/folder",
    "report 2999 --out {new}": "2999 年还没有开始",
    "report 2019 --out {new}": "2019 年不是本单位的业务年度",
    "report 2021 --out {new} --template nowhere.docx": "找不到模板文件 nowhere.docx",
    "report 2021 --out {new} --template /dev/null": "找不到模板文件 /dev/null",
    "report 2021 --out {new} --template {home}/keys.json": "keys.json 不是 Word",
    "verify extra": "多余的参数 extra",
    "verify --head": "选项 --head 后面缺少值",
    "carry-forward": "缺少参数",
    "carry-forward 2021": "缺少参数",
    "carry-forward 2021 2022": "缺少参数 --by",
    "carry-forward 2021 2022 --by 999": "没有工号为 999 的人员",
    "carry-forward 2021 next --by 003": "“next”不是年度",
    "carry-forward 2021 2021 --by 003": "2021 年已有绩效指标",
    "carry-forward 2020 2022 --by 003": "2020 年没有绩效指标可以结转",
    "template": "缺少参数 --out",
    "template --out /dev/null": "无法写入 /dev/null",
    "figures 2021 --lang": "没有语言",
    "--lang fr figures 2021": "没有语言 fr",
    "compute": "缺少参数 HOUSEHOLD",
    "compute nobody": "没有户号为“nobody”的住户",
    "compute nobody --pack nothing": "没有名为 nothing 的政策包",
    "compute nobody --on 2021": "“2021”不是日期",
    "compute nobody --explain=yes": "参数 --explain 的值不对",
    "batch": "缺少参数 --output",
    "batch --output {new} --engine hadoop": "没有计算引擎 hadoop",
    "batch --output {new} --input {home}/nowhere": "找不到目录或数据库 {home}/nowhere",
    "batch --output {new} --input {home}/keys.json": "file is not a database",
    "batch --output {new} --input {home}": "里没有 projects.parquet",
    "batch --output {new} --rule nothing --pack example": "没有名为 nothing 的规则",
    "batch --output {home}": "不是空的，请换一个目录",
    "batch --output /dev/null": "无法写入 /dev/null",
    "whatif": "缺少参数 FILE",
    "whatif {home}/nowhere.yaml": "无法读取 {home}/nowhere.yaml",
    "whatif {home}": "无法读取 {home}",
    "whatif {home}/keys.json": "不认识的键",
    "figures --lang=fr 2021": "没有语言 fr",
}


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    return tmp_path_factory.mktemp("refused") / "new"


@pytest.fixture(scope="module")
def before(home):
    return digests(home)


@pytest.mark.parametrize("line", ARGUMENTS)
def test_a_wrong_command_line_is_answered_in_one_line_with_exit_code_2(ask, home, new, before, line):
    answer = ask(*line.format(home=home, new=new).split())

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("错误 ") and answer.err.endswith("\n") and answer.err.count("\n") == 1
    assert ARGUMENTS[line].format(home=home) in answer.err


def test_no_wrong_command_line_changed_or_wrote_anything(home, new, before):
    assert digests(home) == before
    assert not new.exists()


def test_a_process_of_its_own_gives_the_same_answer(home, ask):
    assert anzhi(home, "figures", "2999") == ask("figures", "2999")


@pytest.mark.parametrize("command", [["figures", "2021"], ["verify"], ["report", "2021", "--out", "out"]])
def test_without_a_database_the_answer_says_how_to_make_one(tmp_path, command):
    answer = anzhi(tmp_path / "nowhere", *command)

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert f"{tmp_path / 'nowhere'} 里没有数据库，请先运行 anzhi demo" in answer.err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("", "数据库结构不是当前版本"), ("no database at all, but text", "file is not a database")],
)
def test_a_file_that_is_no_database_of_ours_is_reported_as_such(tmp_path, content, sentence):
    (tmp_path / DATABASE).write_text(content)
    answer = anzhi(tmp_path, "figures", "2021")

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert sentence in answer.err


@pytest.mark.parametrize(
    "address", ["nonsense", "nonsense://host/name", "mysql://user@host/name", "postgresql://user@127.0.0.1:1/name"]
)
def test_a_database_that_cannot_be_used_is_reported_in_one_line(tmp_path, address):
    answer = anzhi(tmp_path, "demo", ANZHI_DATABASE_URL=address)

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("megabytes", ["0", "-1", "2.5", "zwanzig", "10000", ""])
def test_a_limit_of_documents_that_is_none_is_named_in_one_line(tmp_path, megabytes):
    answer = anzhi(tmp_path, "demo", ANZHI_DOCUMENT_MB=megabytes)

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "ANZHI_DOCUMENT_MB" in answer.err


def test_a_home_that_cannot_be_made_is_reported_in_one_line():
    answer = anzhi("/dev/null/home", "demo")

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "无法写入 /dev/null/home" in answer.err
