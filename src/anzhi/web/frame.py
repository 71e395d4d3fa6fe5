"""框架 What stands around every page: the office, the year, the navigation, the account."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from anzhi.office.queries import office
from anzhi.office.roles import RECORDS, Role
from anzhi.values.period import Year


@dataclass(frozen=True)
class Item:
    """A line of the navigation: the area that opens it, its words, the name of its page.

    With ``changes`` it is shown to roles that may change records of any of these areas instead.
    """

    area: str
    label: str
    page: str
    changes: frozenset[str] = frozenset()

    def opens_to(self, role: type[Role]) -> bool:
        """Is it shown to a role?"""
        return bool(self.changes & role.changes) if self.changes else not self.area or self.area in role.sees


MENU = (
    ("home", _("工作台"), (Item("", _("工作台"), "dashboard"),)),
    (
        "map-2",
        _("征拆"),
        (
            Item("registry", _("挂图作战"), "map"),
            Item("registry", _("项目"), "projects"),
            Item("registry", _("住户"), "households"),
            Item("registry", _("单位（企业）"), "firms"),
            Item("registry", _("腾地记录"), "clearings"),
        ),
    ),
    (
        "building-community",
        _("安置"),
        (
            Item("casework", _("安置审批"), "approvals"),
            Item("housing", _("安置小区"), "estates"),
            Item("housing", _("分房"), "allotments"),
            Item("housing", _("过渡与延期"), "transition"),
        ),
    ),
    (
        "clipboard-check",
        _("核定与协议"),
        (
            Item("determinations", _("待审"), "reviews"),
            Item("determinations", _("核定"), "determinations"),
            Item("determinations", _("公示"), "publications"),
            Item("determinations", _("补偿安置协议"), "agreements"),
            Item("determinations", _("审核会议"), "meetings"),
        ),
    ),
    (
        "shield-check",
        _("社保"),
        (
            Item("social_security", _("社保批次"), "batches"),
            Item("social_security", _("参保人员"), "enrolments"),
            Item("social_security", _("社保资金"), "contributions"),
            Item("social_security", _("政策暂停"), "policy_holds"),
        ),
    ),
    ("phone", _("工单"), (Item("grievances", _("工单"), "tickets"),)),
    (
        "users",
        _("综合事务"),
        (
            Item("administration", _("活动"), "activities"),
            Item("administration", _("专项活动"), "programmes"),
            Item("administration", _("上稿"), "articles"),
            Item("administration", _("走访慰问"), "home_visits"),
            Item("administration", _("救助"), "assistances"),
        ),
    ),
    (
        "report-money",
        _("预决算"),
        (
            Item("budget", _("预算执行"), "budget"),
            Item("budget", _("预算批复"), "appropriations"),
            Item("budget", _("支出"), "expenditures"),
            Item("budget", _("收入"), "revenues"),
            Item("budget", _("结转结余"), "carry_overs"),
            Item("budget", _("专项"), "earmarks"),
        ),
    ),
    (
        "scale",
        _("政策"),
        (
            Item("", _("政策标准"), "policies"),
            Item("", _("政策规则"), "policy_rules"),
            Item("determinations", _("政策试算"), "what_if"),
            Item("social_security", _("政策变动"), "policy_change"),
        ),
    ),
    (
        "chart-bar",
        _("绩效"),
        (
            Item("figures", _("数字"), "figures"),
            Item("performance", _("绩效自评"), "performance"),
            Item("reports", _("自评报告"), "reports"),
            Item("audits", _("勾稽审核"), "audits"),
        ),
    ),
    ("history", _("事件"), (Item("trail", _("事件"), "trail"),)),
    ("upload", _("Excel 导入"), (Item("", _("Excel 导入"), "imports", changes=RECORDS),)),
    ("key", _("账户"), (Item("accounts", _("账户"), "accounts"),)),
)
"""Navigation: icon, heading, pages."""
PAGES = {item.page: item.label for _icon, _heading, items in MENU for item in items}
"""What each page of the navigation is called."""


def menu(account: object) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The navigation of an account: icon, heading, and its pages as label and address."""
    shown = []
    for icon, heading, items in MENU:
        pages = [(item.label, reverse(item.page)) for item in items if item.opens_to(account.powers)]
        if pages:
            shown.append((icon, heading, pages))
    return shown


def working_year(request: HttpRequest) -> Year:
    """The year the reader works in: chosen with ``?year=``, kept in the session, else the latest with records.

    A running year counts up to today, a finished one to its last day.

    Raises:
        Missing: there is no office yet.
    """
    known = office().years
    chosen = request.GET.get("year", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
    if number in known and request.session.get("year") != number:
        request.session["year"] = number
    number = number if number in known else request.session.get("year")
    return as_of_today(number if number in known else known[-1])


def as_of_today(number: int) -> Year:
    """A year as it stands today."""
    return Year(number, min(date(number, 12, 31), max(today(), date(number, 1, 1))))


def today() -> date:
    """The office's calendar day."""
    return date.today()  # noqa: DTZ011 - the shell of the application reads the clock


def frame(request: HttpRequest) -> dict[str, object]:
    """Template context of every page."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return {"office": SimpleLazyObject(_office_or_none)}
    return {
        "office": SimpleLazyObject(office),
        "account": account,
        "menu": SimpleLazyObject(lambda: menu(account)),
        "year": SimpleLazyObject(lambda: working_year(request)),
        "languages": settings.LANGUAGES,
    }


def _office_or_none() -> object:
    from anzhi.values.refusal import Missing

    try:
        return office()
    except Missing:
        return None
