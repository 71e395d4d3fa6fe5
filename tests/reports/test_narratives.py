import re
from importlib.resources import files

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.prose import check
from anzhi.office.models import Event
from anzhi.reports.actions import narratives
from anzhi.reports.models import Narrative
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db

FOLDER = files("anzhi.demo").joinpath("narrative", "2021")
TEXTS = {path.name.removesuffix(".md"): path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
FREE = re.compile(r"\d{4}年(\d+月)?(\d+日)?|\d+月\d+日|《[^》]*》|〔\d{4}〕\d+号|\d+号令|“12345”")
"""Where digits may stand: dates, titles, numbers of documents, the name of the hotline."""


def saved(year: int = 2021) -> dict[str, str]:
    return dict(Narrative.objects.filter(year=year).values_list("section", "text"))


@pytest.mark.parametrize("section", sorted(TEXTS))
def test_the_published_text_holds_no_typed_number(section):
    check(TEXTS[section], METRICS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_digit_typed_anywhere_is_refused(cast, data):
    section = data.draw(st.sampled_from(sorted(TEXTS)))
    text, digit = TEXTS[section], data.draw(st.sampled_from("0123456789０５"))
    free = {place for match in FREE.finditer(text) for place in range(match.start(), match.end() + 1)}
    place = data.draw(st.sampled_from([place for place in range(len(text) + 1) if place not in free]))

    with pytest.raises(Refused):
        narratives.write(2021, {section: text[:place] + digit + text[place:]}, by=cast.officer)
    assert saved() == {}


@pytest.mark.parametrize(
    ("section", "text", "sentence"),
    [
        ("nothing", "甲", "没有名为 nothing 的章节"),
        ("duties", "{{ nothing }}", "不存在的数字 nothing"),
        ("duties", "{{ spending", "占位符不完整"),
        ("duties", "支出{{ spending }}，其中二季度12万元", "12万元"),
    ],
)
def test_what_cannot_be_saved_is_named_and_nothing_else_is_saved(cast, section, text, sentence):
    with pytest.raises(Refused, match=sentence):
        narratives.write(2021, {"goal": "甲", section: text}, by=cast.officer)
    assert saved() == {}


def test_text_is_saved_as_it_was_written(cast):
    narratives.write(2021, TEXTS, by=cast.officer)

    assert saved() == TEXTS


def test_only_what_changed_is_written_again_with_old_and_new(cast):
    narratives.write(2021, {"goal": "甲", "basic": "乙"}, by=cast.officer)
    [changed] = narratives.write(2021, {"goal": "甲", "basic": "丙"}, by=cast.officer)

    event = Event.objects.filter(verb="narrative.write").order_by("id").last()
    assert (changed.section, event.key) == ("basic", changed.pk)
    assert event.detail == {"old": {"text": "乙"}, "new": {"text": "丙"}}
    assert saved() == {"goal": "甲", "basic": "丙"}


def test_a_year_starts_with_the_text_of_the_year_before(cast):
    narratives.write(2021, TEXTS, by=cast.officer)
    narratives.carry_forward(2021, 2022, by=cast.officer)

    assert saved(2022) == saved(2021) == TEXTS


def test_text_is_carried_to_a_year_once(cast):
    narratives.write(2021, {"goal": "甲"}, by=cast.officer)
    narratives.write(2022, {"goal": "乙"}, by=cast.officer)

    with pytest.raises(Refused, match="2022 年已有报告正文"):
        narratives.carry_forward(2021, 2022, by=cast.officer)
    assert saved(2022) == {"goal": "乙"}


def test_nothing_is_carried_from_a_year_without_text(cast):
    with pytest.raises(Refused, match="2020 年没有报告正文可以结转"):
        narratives.carry_forward(2020, 2021, by=cast.officer)


def test_a_section_has_one_text_a_year(cast):
    narratives.write(2021, {"goal": "甲"}, by=cast.officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Narrative.objects.create(year=2021, section="goal", text="乙")
