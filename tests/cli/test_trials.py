"""One household, everybody, and what if, on the command line: what is printed and written is what is computed."""

import json
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as parquet
import pytest

from tests.cli.installation import DATABASE, anzhi, environment, query, well

COMPUTED = """
import json
from datetime import date
from anzhi.config.start import start
start("zh-hans")
from anzhi.casework import facts
from anzhi.registry.models import Household
from anzhi.rules import packs
from anzhi.rules.engine import case
from anzhi.rules.engine.exact import Run
from anzhi.rules.facts import CASE
run, found = Run(packs.load("example")), {}
for one in facts.with_facts(Household.objects.filter(pk__in=range(1, 6000, 400))):
    row = case.read(CASE, facts.of_household(one, date(2026, 6, 30)), of="household")
    found[one.number] = [one.pk, run.results(row, ["household_total"]).values["household_total"]]
print(json.dumps(found))
"""
FILE = """
label: 房屋单价提高一成
pack: example
scope: {year: 2021}
day: 2026-06-30
parameters:
  house.rate: {multiply: "1.10"}
"""


@pytest.fixture(scope="module")
def alone(home) -> dict[str, tuple[int, int]]:
    """Key and total of some households of the demo office, each computed by itself."""
    done = subprocess.run([sys.executable, "-c", COMPUTED], env=environment(home), capture_output=True, check=True)
    return {number: (key, total) for number, (key, total) in json.loads(done.stdout).items()}


def yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02}元"


def test_a_household_gets_what_the_law_gives_it_line_by_line(ask, alone):
    number, (_key, total) = next(iter(alone.items()))

    said = well(ask("compute", number, "--pack", "example", "--on", "2026-06-30"))

    amounts = [int(re.sub(r"[,.]", "", a)) for a in re.findall(r"([\d,]+\.\d\d)元", said)]
    assert amounts[-1] == sum(amounts[:-1]) == total > 0
    assert "虚构" in said and number in said


def test_every_line_is_explained_with_formula_parameter_clause_and_rounding(ask, alone):
    number, (_key, total) = next(iter(alone.items()))

    said = well(ask("compute", number, "--pack", "example", "--on", "2026-06-30", "--explain"))

    lines = len(re.findall(r"^  \S.*元$", said, re.MULTILINE))
    assert lines > 10 and len(re.findall(r"^ {4}= ", said, re.MULTILINE)) >= lines
    assert re.search(r"= 住宅合法面积 [\d.,]+平方米 × 房屋补偿单价（\S+） [\d.,]+元/平方米", said)
    assert re.search(r"标准 房屋补偿单价（\S+） [\d,.]+元/平方米，2013-01-01 起，示例政策，示例，虚构", said)
    assert "依据 长沙市人民政府令第103号" in said and re.search(r"舍入 [\d,.]+…?元 → [\d,.]+元", said)
    assert yuan(total) in said


def test_a_household_that_lacks_something_gets_the_list_of_it_and_no_amount(ask, alone):
    answer = ask("compute", next(iter(alone)))

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "不能计算，请先补齐：缺少政策标准：" in answer.err


def test_everybody_of_a_database_is_computed_into_parquet_as_alone(home, alone, tmp_path):
    options = ("--pack", "example", "--rule", "household_total", "--on", "2026-06-30")
    said = well(anzhi(tmp_path / "other", "batch", "--input", home / DATABASE, "--output", tmp_path / "all", *options))

    rows = parquet.read_table(tmp_path / "all" / "households").to_pylist()
    totals = {row["household_id"]: row["household_total"] for row in rows}
    assert {key: totals[key] for key, _ in alone.values()} == dict(alone.values())
    [(count,)] = query(home, "SELECT count(*) FROM registry_household")
    assert len(totals) == count and f"户：{count} 行" in said
    assert [path.name for path in tmp_path.iterdir()] == ["all"]


def test_what_if_prints_the_sums_and_writes_them(ask, tmp_path):
    (tmp_path / "change.yaml").write_text(FILE, encoding="utf-8")

    said = well(ask("whatif", tmp_path / "change.yaml", "--out", tmp_path / "change.xlsx"))

    book = openpyxl.load_workbook(tmp_path / "change.xlsx", read_only=True)
    rows = {str(row[0]): row for row in book["合计"].iter_rows(values_only=True)}
    _label, count, before, after, difference = rows["可以计算的合计"]
    assert (count, round(after - before, 2)) == (1951, difference)
    assert f"{difference:,.2f}" in said and f"{before:,.2f}" in said
    assert "1,010元/平方米" in said and "1,111元/平方米" in said and "虚构" in said
    assert "共 1899 条，列出前 10 条" in said
    assert len(list(book["增加"].iter_rows())) == 1 + 1899


WRONG = {
    "not there": (None, "无法读取"),
    "no YAML": ("a: [", "不是 YAML"),
    "a text": ("房屋单价提高", "键: 值"),
    "nothing changed": ("pack: example", "没有写明要改变什么"),
    "a float": ("parameters: {house.rate: {set: 9.5}}", "小数请加引号"),
    "an unknown number": ("parameters: {house.rates: {multiply: '2'}}", "house.rates"),
}


@pytest.mark.parametrize(("text", "named"), WRONG.values(), ids=WRONG)
def test_a_file_that_cannot_be_tried_is_refused_in_one_line(ask, tmp_path: Path, text, named):
    file = tmp_path / "change.yaml"
    if text is not None:
        file.write_text(text, encoding="utf-8")

    answer = ask("whatif", file)

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert named in answer.err
