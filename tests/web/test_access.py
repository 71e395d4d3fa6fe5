"""Every address of the application, asked by every role and by a stranger, against the table in ``access.yaml``."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from anzhi.office.actions import tokens
from anzhi.office.models import Account
from anzhi.office.roles import ROLES
from anzhi.web.scope import scope

TABLE = yaml.safe_load(Path(__file__).with_name("access.yaml").read_text(encoding="utf-8"))
GROUPS: Mapping[str, list[str]] = TABLE["groups"]
PAGES: Mapping[str, str] = TABLE["pages"]
POSTS: Mapping[str, str] = TABLE["posts"]
API: Mapping[str, str] = TABLE["api"]
EVERYBODY = "everybody"
_ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Address:
    """An address: what the table calls it, and its route."""

    name: str
    route: str


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[Address]:
    """Every pattern that the resolver knows. Of the API many share a name: there the route is the name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(route if route.startswith("api/") else pattern.name or route, route)
        else:
            yield from addresses(pattern, route)


ADDRESSES = list(addresses())


@dataclass
class Visitor:
    """A role, or a stranger, with pages and a token."""

    account: Account | None
    client: Client = field(default_factory=Client)
    token: str = ""

    @classmethod
    def of(cls, role: str) -> "Visitor":
        account = Account.objects.get(username=role)
        _, text = tokens.issue(account, label="试", expires_on=date.max, on=date(2026, 1, 1), by=account.officer)
        visitor = cls(account, token=text)
        visitor.client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return visitor

    def path(self, address: Address) -> str:
        """The route with arguments: the first record that the visitor sees, else the first there is."""
        route = re.sub(r"\(\?P<(\w+)>.*\)", r"<\1>", address.route).strip("^$")
        before = route.partition("<")[0].removeprefix("api/").strip("/")
        return "/" + _ARGUMENT.sub(lambda found: self._argument(before, found["name"]), route) + "?year=2021"

    def _argument(self, before: str, name: str) -> str:
        sample = TABLE["samples"][before]
        sample = sample[name] if isinstance(sample, dict) else sample
        if sample.partition(".")[0] not in apps.app_configs:
            return sample
        records = apps.get_model(sample)._default_manager.order_by("pk")
        seen = scope(records, self.account) if self.account else records
        return str((seen.first() or records.first() or Nothing).pk)

    def get(self, address: Address) -> HttpResponse:
        headers = {"Authorization": f"Bearer {self.token}"} if address.name in API and self.token else {}
        return self.client.get(self.path(address), headers=headers)

    def post(self, address: Address) -> HttpResponse:
        return self.client.post(self.path(address))


class Nothing:
    """Stands for a record where there is none yet: nobody is let in by its absence."""

    pk = 1


def opened(response: HttpResponse) -> bool:
    """Did the visitor get somewhere? On to another page is somewhere; to the door is not."""
    if response.status_code == 302:
        return not response["Location"].startswith("/sign-in/?next=")
    return response.status_code in (200, 404)


def compared(names: Mapping[str, str], may: Callable[[str], bool], did: Callable[[Address], bool]) -> dict[str, str]:
    """Addresses where what happened is not what the table says."""
    wrong = {}
    for address in ADDRESSES:
        if address.name in names and (expected := may(names[address.name])) != did(address):
            wrong[address.name] = "shut, should open" if expected else "opens, should be shut"
    return wrong


@pytest.fixture
def visitor(demo: None, db: None, request: pytest.FixtureRequest) -> Visitor:
    return Visitor.of(request.param)


each_role = pytest.mark.parametrize("visitor", ROLES, indirect=True)


def may(visitor: Visitor) -> Callable[[str], bool]:
    return lambda group: group == EVERYBODY or visitor.account.role in GROUPS[group]


def test_every_address_has_a_row_in_the_table_and_every_row_an_address():
    names = [address.name for address in ADDRESSES]
    assert sorted(names) == sorted([*PAGES, *POSTS, *API])


@pytest.mark.django_db
@each_role
def test_a_role_opens_the_pages_of_the_table_and_is_refused_all_others(visitor: Visitor):
    def shown(address: Address) -> bool:
        response = visitor.get(address)
        assert opened(response) or response.status_code == 403, (address.name, response.status_code)
        return opened(response)

    assert compared(PAGES, may(visitor), shown) == {}


@pytest.mark.django_db
@each_role
def test_a_role_cannot_write_where_the_table_does_not_let_it(visitor: Visitor):
    names = {name: group for name, group in (PAGES | POSTS).items() if not may(visitor)(group)}
    assert compared(names, may(visitor), lambda address: visitor.post(address).status_code != 403) == {}


@pytest.mark.django_db
@each_role
def test_an_address_that_only_writes_is_not_opened(visitor: Visitor):
    names = {name: group for name, group in POSTS.items() if may(visitor)(group)}
    assert compared(names, may(visitor), lambda address: visitor.get(address).status_code == 405) == {}


@pytest.mark.django_db
@each_role
def test_the_api_answers_a_role_as_the_table_says(visitor: Visitor):
    def answered(address: Address) -> bool:
        status = visitor.get(address).status_code
        assert status in (200, 403, 404), (address.name, status)
        return status != 403

    assert compared(API, may(visitor), answered) == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_door(method: str):
    stranger = Visitor(None)

    def came_in(address: Address) -> bool:
        response = getattr(stranger, method)(address)
        return not (response.status_code == 302 and response["Location"].startswith("/sign-in/"))

    assert compared({n: g for n, g in PAGES.items() if g != EVERYBODY}, lambda group: False, came_in) == {}
    assert compared({n: g for n, g in POSTS.items() if g != EVERYBODY}, lambda group: False, came_in) == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_stranger_gets_nothing_from_the_api():
    stranger = Visitor(None)
    shut = {name: group for name, group in API.items() if group != EVERYBODY}
    assert compared(shut, lambda group: False, lambda address: stranger.get(address).status_code != 401) == {}
