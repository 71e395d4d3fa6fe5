"""A law that does not change, and the office that works under it."""

import pytest

from tests.casework import toy
from tests.casework.office import Office


@pytest.fixture
def law(monkeypatch):
    """The toy law is the law; called with another one, that is."""

    def enact(pack):
        monkeypatch.setattr("anzhi.rules.packs.load", lambda name: pack)

    enact(toy.PACK)
    return enact


@pytest.fixture
def office(cast, law, settings):
    """甲中心 with everybody who computes and reviews. Nobody signs in, so their passwords need not be slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return Office(cast)
