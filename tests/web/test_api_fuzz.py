"""Whatever is asked of the API, in whatever role: no failure of the server, no record out of scope, no surprise."""

from collections.abc import Iterator
from datetime import date

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

from anzhi.config.wsgi import application
from anzhi.office.actions import tokens
from anzhi.office.models import Account
from anzhi.office.roles import ROLES
from anzhi.registry.models import Household, Project
from anzhi.web.api.service import RECORDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "one_connection")]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A server closes old connections between requests; the test's own holds the transaction it is asked within."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_no_request_of_a_role_breaks_the_server_or_shows_another_street(role):
    account = Account.objects.get(username=role)
    _, text = tokens.issue(account, label="试", expires_on=date(2999, 1, 1), on=date(2026, 1, 1), by=account.officer)
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    own = _own(account)

    for operation in schema.get_all_operations():
        call = operation.ok()

        @settings(
            max_examples=4, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=call.as_strategy())
        def ask(case):
            response = case.call(headers={"Authorization": f"Bearer {text}"})
            assert response.status_code < 500
            if own is not None and response.status_code == 200:
                _check(case.path, response.json(), own)

        ask()


def _own(account):
    """Keys of the projects and households a bounded role may see; None for the whole district."""
    reach, place = account.powers.reach, account.officer.organisation_id
    if reach == "district":
        return None
    if reach == "street":
        return {
            "project": set(Project.objects.filter(street=place).values_list("pk", flat=True)),
            "household": set(Household.objects.filter(street=place).values_list("pk", flat=True)),
        }
    return {
        "project": set(Project.objects.filter(command_office=place).values_list("pk", flat=True)),
        "household": set(Household.objects.filter(project__command_office=place).values_list("pk", flat=True)),
    }


def _check(path, answer, own):
    noun = path.removeprefix("/api").split("/")[1]
    rows = answer if isinstance(answer, list) else [answer]
    model = RECORDS.get(noun)
    for row in rows:
        for name, keys in own.items():
            if isinstance(row, dict) and name in row and row[name] is not None:
                assert row[name] in keys
        if model is Project or model is Household:
            assert row["id"] in own[model.__name__.lower()]
