import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.office import personal_data
from anzhi.values.refusal import Missing, Refused


@given(st.text())
def test_what_is_sealed_can_be_read_again(text: str):
    assert personal_data.unseal(personal_data.seal(text)) == text


@given(st.text(min_size=1))
def test_sealing_the_same_text_twice_shows_nothing_in_common(text: str):
    assert personal_data.seal(text) != personal_data.seal(text)


@given(st.text(min_size=1, max_size=20), st.data())
def test_any_altered_byte_is_refused(text: str, data: st.DataObject):
    sealed = bytearray(personal_data.seal(text))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))

    with pytest.raises(Refused):
        personal_data.unseal(bytes(sealed))


@given(st.text(), st.text())
def test_the_blind_index_is_equal_only_for_equal_texts(one: str, other: str):
    assert (personal_data.blind_index(one) == personal_data.blind_index(other)) == (one == other)


def test_only_the_owner_can_read_the_key_file(keys):
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600


def test_existing_keys_are_never_overwritten(keys):
    before = keys.read_text()

    assert not personal_data.create_keys()
    assert keys.read_text() == before


def test_lost_keys_are_reported_with_what_to_do(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "keys.json"
    personal_data._keys.cache_clear()
    try:
        with pytest.raises(Missing, match="请从备份恢复"):
            personal_data.seal("x")
    finally:
        personal_data._keys.cache_clear()
