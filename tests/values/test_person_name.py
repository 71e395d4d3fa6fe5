import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.values.person_name import masked


@pytest.mark.parametrize(
    ("name", "shown"), [("张小明", "张*明"), ("李四", "李*"), ("王", "王*"), ("欧阳春秋", "欧**秋")]
)
def test_a_public_list_shows_a_name_like_this(name, shown):
    assert masked(name) == shown


@given(st.text("王李张刘陈小大明", min_size=1, max_size=6))
def test_a_character_inside_a_name_is_never_shown(name):
    assert set(masked(name)[1:-1]) <= {"*"}
    assert masked(name) != name
