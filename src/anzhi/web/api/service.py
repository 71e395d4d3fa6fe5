"""接口 Read access for other programs: records, figures and their evidence, described by OpenAPI.

A request carries ``Authorization: Bearer <token>``. It sees what the token's account sees on the pages.
"""

from collections.abc import Callable
from typing import Annotated, Any

from django.db import models
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query, Schema
from ninja.errors import HttpError
from ninja.orm import create_schema
from ninja.security import HttpBearer
from pydantic import Field

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.budget.models import Appropriation, CarryOver, Earmark, EconomicItem, Expenditure, Revenue
from anzhi.casework.models import Approval, Entitlement
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Allotment, Estate
from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.relations import RELATIONS
from anzhi.office.models import Account, Street
from anzhi.office.queries import office, token_holder
from anzhi.registry.models import (
    AnnualPlan,
    Filing,
    Firm,
    Household,
    LandClearing,
    Membership,
    Notice,
    Person,
    PlanItem,
    Project,
    Structure,
)
from anzhi.reports.files import figure_record
from anzhi.social_security.models import Batch, Contribution, Enrolment, PolicyHold
from anzhi.values.period import Year
from anzhi.values.refusal import Missing, Refused
from anzhi.web.api.documents import DocumentOut, documents_of
from anzhi.web.computing import figures
from anzhi.web.entry.catalogue import BY_MODEL
from anzhi.web.frame import as_of_today, today
from anzhi.web.language import said
from anzhi.web.scope import scope

LIMIT = 500
"""Most records of one answer."""
RECORDS: dict[str, type[Model]] = {
    "projects": Project, "land-clearings": LandClearing, "notices": Notice, "filings": Filing, "firms": Firm,
    "households": Household, "structures": Structure, "memberships": Membership, "persons": Person,
    "annual-plans": AnnualPlan, "plan-items": PlanItem, "approvals": Approval, "entitlements": Entitlement,
    "estates": Estate, "allotments": Allotment, "batches": Batch, "enrolments": Enrolment,
    "contributions": Contribution, "policy-holds": PolicyHold, "tickets": Ticket, "programmes": Programme,
    "activities": Activity, "articles": Article, "home-visits": HomeVisit, "assistances": Assistance,
    "economic-items": EconomicItem, "earmarks": Earmark, "appropriations": Appropriation, "revenues": Revenue,
    "expenditures": Expenditure, "carry-overs": CarryOver, "streets": Street,
}  # fmt: skip
"""Record types by the name in their address."""
_HIDDEN = {"sealed_identity", "identity_index", "account_index", "is_synthetic"}
_MASKED: dict[type[Model], list[tuple[str, Any, Any]]] = {
    Household: [("masked_phone", str, ""), ("masked_account", str, "")],
}
"""What a record type shows of its personal numbers: name, type and default."""
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
Number = Annotated[int, Field(ge=1900, le=2999)]


class Bearer(HttpBearer):
    """The token in the Authorization header."""

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        """The token's account, or nobody."""
        return token_holder(token, today())


api = NinjaAPI(
    title="anzhi",
    version="1",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api",
    description="Amounts are integers of the smallest unit: fen, 0.0001 mu, 0.0001 m², tenths of a person.",
)


class Place(Schema):
    """Where a page of records begins, and how long it may be."""

    after: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    limit: Annotated[int, Field(ge=1, le=LIMIT)] = 100


class FigureOut(Schema):
    """A figure; ``value`` is exact, in the printed unit."""

    name: str
    label: str
    value: str
    unit: str
    printed: str
    evidence: int


class MissingOut(Schema):
    """A figure that cannot be computed, and why."""

    name: str
    label: str
    missing: str


class EvidenceRow(Schema):
    """A record behind a figure, and what it adds in the smallest unit."""

    id: int
    label: str
    amount: int


class EvidenceOut(Schema):
    """The records of one simple metric in a figure."""

    metric: str
    noun: str
    records: str | None
    count: int
    rows: list[EvidenceRow]


class Problem(Schema):
    """Why there is no answer."""

    detail: str


@api.exception_handler(Missing)
def missing(request: HttpRequest, error: Missing) -> HttpResponse:
    """A year without records, a figure that cannot be computed."""
    return api.create_response(request, {"detail": said(error)}, status=404)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """A request that cannot be carried out."""
    return api.create_response(request, {"detail": said(error)}, status=400)


def _account(request: HttpRequest, area: str) -> Account:
    account: Account = request.auth  # type: ignore[attr-defined]
    if area not in account.powers.sees:
        raise HttpError(403, _("角色“{role}”不能查看这类记录").format(role=_(account.powers.label)))
    return account


def _area(model: type[Model]) -> str:
    """Streets are seen by whoever sees what lies in them."""
    return "registry" if model is Street else model._meta.app_label


def _fields(model: type[Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if not isinstance(field, models.BinaryField) and field.name not in _HIDDEN
    ]


def _mount(name: str, model: type[Model]) -> None:
    schema = create_schema(model, name=model.__name__, fields=_fields(model), custom_fields=_MASKED.get(model))
    area = _area(model)
    described = str(model._meta.verbose_name)

    def some(request: HttpRequest, place: Query[Place]) -> list[Any]:
        records = scope(model._default_manager.all(), _account(request, area))
        return list(records.filter(pk__gt=place.after).order_by("pk")[: place.limit])

    def one(request: HttpRequest, key: Key) -> Any:
        return get_object_or_404(scope(model._default_manager.all(), _account(request, area)), pk=key)

    def documents(request: HttpRequest, key: Key) -> Any:
        return documents_of(one(request, key))

    refusals = {401: Problem, 403: Problem}
    ways: list[tuple[str, Callable[..., Any], Any]] = [
        (f"/{name}", some, {200: list[schema]} | refusals),
        (f"/{name}/{{key}}", one, {200: schema, 404: Problem} | refusals),
    ]
    if model in BY_MODEL:
        ways.append((f"/{name}/{{key}}/documents", documents, {200: list[DocumentOut], 404: Problem} | refusals))
    for address, view, response in ways:
        operation = f"{name}_{view.__name__}".replace("-", "_")
        api.get(address, response=response, tags=[area], summary=described, operation_id=operation)(view)


for _name, _model in RECORDS.items():
    _mount(_name, _model)


@api.get("/figures", response={200: list[FigureOut | MissingOut], 401: Problem, 403: Problem, 404: Problem})
def all_figures(request: HttpRequest, year: Number) -> list[dict[str, object]]:
    """Every figure of a year; one that cannot be computed says what is missing."""
    _account(request, "figures")
    found = _computed(year)
    return [_figure(name, found) for name in METRICS]


@api.get("/figures/{name}", response={200: FigureOut | MissingOut, 401: Problem, 403: Problem, 404: Problem})
def one_figure(request: HttpRequest, name: str, year: Number) -> dict[str, object]:
    """One figure of a year."""
    _account(request, "figures")
    return _figure(_known(name), _computed(year))


@api.get("/figures/{name}/evidence", response={200: list[EvidenceOut], 401: Problem, 403: Problem, 404: Problem})
def figure_evidence(request: HttpRequest, name: str, year: Number) -> list[dict[str, object]]:
    """The records behind a figure, as far as the account may see their kind."""
    account = _account(request, "figures")
    _computed(year)
    answer = []
    for part in engine.evidence(_year(year), _known(name)):
        model = RELATIONS[part.metric.of].model
        open_ = _area(model) in account.powers.sees or model._meta.app_label == "office"
        rows = [{"id": key, "label": label, "amount": amount} for key, label, amount in part.rows] if open_ else []
        records = next((address for address, known in RECORDS.items() if known is model), None)
        answer.append(
            {"metric": part.metric.name, "noun": part.noun, "records": records, "count": len(part.rows), "rows": rows}
        )
    return answer


def _known(name: str) -> str:
    if name not in METRICS:
        raise HttpError(404, _("没有名为 {name} 的数字").format(name=name))
    return name


def _year(number: int) -> Year:
    if number not in office().years:
        raise Missing("{year} 年不是本单位的业务年度", year=number)
    return as_of_today(number)


def _computed(number: int) -> engine.Figures:
    return figures(_year(number))


def _figure(name: str, found: engine.Figures) -> dict[str, object]:
    if name in found.missing:
        return {"name": name, "label": METRICS[name].label, "missing": str(found.missing[name])}
    return figure_record(found[name])
