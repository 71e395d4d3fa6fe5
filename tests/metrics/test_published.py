import re
from pathlib import Path

import pytest
import yaml

from anzhi.metrics.prose import render
from anzhi.reports.queries import ReportPage, report
from tests.cast import YEAR

PUBLISHED = yaml.safe_load((Path(__file__).parent.parent / "published_2021.yaml").read_text(encoding="utf-8"))
PASSAGES = [(passage["text"], passage.get("figures", {})) for passage in PUBLISHED["passages"]]

NOT_FIGURES = {
    "a year or a date": r"\d{4}年(\d+月(\d+日)?)?|\d+月\d+日",
    "a document number": r"〔\d{4}〕\d+号|第?\d+号令?",
    "the number of a paragraph or of an indicator": r"^\d[、.]|^（\d）|^指标\d：",
    "the name of the hotline": "“12345”",
    "the name of a project": "湘江科创基地三期（1078亩二期）",
    "the name of an estate": "白鹤4S城",
    "aims and tasks that are written out after it": "四项目标|四项工作",
}
"""Numbers in the document that nobody counted, and why."""

NUMBER = re.compile(r"[0-9]|[一二三四五六七八九十]+[项次]")


def rest(text: str, printed: list[str]) -> str:
    """A passage without its figures, taken out from left to right, and without what is no figure."""
    before = []
    for figure in printed:
        head, found, text = text.partition(figure)
        assert found, f"{figure} does not stand in this order"
        before.append(head)
    remaining = "□".join([*before, text])
    for pattern in NOT_FIGURES.values():
        remaining = re.sub(pattern, "", remaining)
    return remaining


@pytest.fixture
def page(db: None, demo: None) -> ReportPage:
    return report(YEAR)


@pytest.mark.parametrize(("text", "figures"), PASSAGES)
def test_every_published_number_is_a_figure_or_says_why_not(text, figures):
    assert not NUMBER.search(rest(text, list(figures.values())))


@pytest.mark.parametrize("text", ["共办结工单24条，另有1条", "办结工单二十四次", "签约率100%", "投入7.62"])
def test_a_number_without_a_figure_would_be_noticed(text):
    assert NUMBER.search(rest(text, ["24条"] if "24条" in text else []))


@pytest.mark.django_db
def test_every_figure_prints_as_it_was_published(page):
    published = {(figure, printed) for _, figures in PASSAGES for figure, printed in figures.items()}
    prints = {(figure, render("{{ " + figure + " }}", page.context)) for figure, _ in published}

    assert len(published) > 100
    assert prints == published


@pytest.mark.django_db
def test_indicators_aim_at_what_was_published(page):
    aimed = [row["target"] for row in PUBLISHED["indicators"]]

    assert [re.match(r"(\d+\D)?", row.target)[0] for row in page.rows] == aimed


@pytest.mark.django_db
def test_indicators_have_the_published_points_and_scores(page):
    rows = [(row.evaluated.measured.weight, row.score) for row in page.rows]
    weights, scores = zip(*rows, strict=True)

    assert rows == [(100 * row["weight"], 100 * row["score"]) for row in PUBLISHED["indicators"]]
    assert {"weight": sum(weights) // 100, "score": sum(scores) // 100} == PUBLISHED["total"]
