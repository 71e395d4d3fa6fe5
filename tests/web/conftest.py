"""A browser without a screen, signed in as any role of the demo office."""

from collections.abc import Callable

import pytest
from django.test import Client

from anzhi.office.models import Account
from anzhi.web import computing


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Numbers of events come again after a roll-back, and what was computed under them must not."""
    computing.forget()


@pytest.fixture
def sign_in(demo: None, db: None) -> Callable[[str], Client]:
    """``sign_in("street")`` gives a client that is signed in as the demo account of that role."""

    def client_of(role: str) -> Client:
        client = Client()
        account = Account.objects.get(username=role)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return client_of
