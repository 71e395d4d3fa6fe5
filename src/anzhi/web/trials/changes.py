"""政策变动 Who on the rosters could be enrolled when a policy changes, and what it costs: a hold lifted, for one."""

from collections import Counter
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from anzhi.office.models import Account
from anzhi.rules import packs
from anzhi.social_security.models import Enrolment, PolicyHold
from anzhi.trials import enrolments, rosters, tables
from anzhi.trials.enrolments import NEW, QUESTIONS, STOPPED, WORDS, Result
from anzhi.trials.workbook import workbook
from anzhi.values.refusal import Refused
from anzhi.values.wording import phrase
from anzhi.web import computing, export
from anzhi.web.frame import today
from anzhi.web.gate import opens
from anzhi.web.language import said
from anzhi.web.listing import is_key
from anzhi.web.scope import scope
from anzhi.web.trials.asked import Asked, of_text, page_of, query, text_of
from anzhi.web.trials.shown import SIZE, shown

EVERYBODY = "all"
"""Not those of one hold, but all who are not enrolled yet."""


@opens("social_security")
def policy_change(request: HttpRequest) -> HttpResponse:
    """Choose a hold or a change; see who can be enrolled before and after, and what it costs."""
    key = request.GET.get("question", "")
    key = key if key in QUESTIONS else next(iter(QUESTIONS))
    question, hold = QUESTIONS[key], _hold(request)
    asked = Asked(request.GET, [question.may, question.amount], [question.parameter], today().isoformat())
    context = _form(request, asked, key, hold)
    try:
        on = asked.day("on", today())
        written = asked.written()
        if "asked" not in request.GET:
            return render(request, "trials/policy_change.html", context | _at_first(asked, key, on, written))
        found = _result(key, text_of(written), on, hold, request.user)
    except Refused as refusal:
        return render(request, "trials/policy_change.html", context | {"refusal": refusal})
    if request.GET.get("format") == "xlsx":
        content = workbook(_notes(found, hold), rosters.whole(found), said)
        return export.attachment(content, f"{_('政策变动')}.xlsx")
    return render(request, "trials/policy_change.html", context | _results(request, asked, found))


@computing.tried
def _result(key: str, written: str, on: date, hold: PolicyHold | None, account: Account) -> Result:
    """What a change does to those on rosters that an account may see."""
    question = QUESTIONS[key]
    change = enrolments.read(of_text(written), question)
    lines = enrolments.waiting(scope(Enrolment.objects.all(), account), hold)
    return enrolments.result(question, change, on, partial(computing.facts, on), lines)


def _hold(request: HttpRequest) -> PolicyHold | None:
    """The hold that is asked about, else the latest; None for everybody who is not enrolled."""
    asked, holds = request.GET.get("hold", ""), PolicyHold.objects.order_by("-issued_on", "-pk")
    if asked == EVERYBODY:
        return None
    return (holds.filter(pk=int(asked)).first() if is_key(asked) else None) or holds.first()


def _form(request: HttpRequest, asked: Asked, key: str, hold: PolicyHold | None) -> dict[str, Any]:
    """What the form is made of."""
    return {
        "asked": asked,
        "packs": packs.every(),
        "questions": [(name, said(question.label), name == key) for name, question in QUESTIONS.items()],
        "hold": hold,
        "count": (lines := enrolments.waiting(scope(Enrolment.objects.all(), request.user), hold)).count(),
        "batches": lines.values("batch").distinct().count(),
        "holds": PolicyHold.objects.order_by("-issued_on", "-pk"),
        "everybody": EVERYBODY,
        "on": request.GET.get("on") or today().isoformat(),
    }


def _at_first(asked: Asked, key: str, on: date, written: dict[str, Any]) -> dict[str, Any]:
    """Before anything is tried: the numbers that nobody knows yet and that will be needed."""
    unknown = enrolments.unknown(QUESTIONS[key], enrolments.read(written, QUESTIONS[key]), on, ())
    return {"suppositions": asked.suppositions(unknown, {})}


def _results(request: HttpRequest, asked: Asked, found: Result) -> dict[str, Any]:
    """What the page shows below the form."""
    counts = Counter(
        reason.name for one in found.affected if (reason := one.after.reason or one.before.reason) is not None
    )
    kind = request.GET.get("show", "")
    kind = kind if kind in WORDS else next((k for k in (NEW, STOPPED) if found.by_kind[k]), NEW)
    lines, page = rosters.listed(one.enrolment for one in found.affected), page_of(request)
    persons = found.by_kind[kind]
    some = persons[(page - 1) * SIZE : page * SIZE]
    return {
        "found": found,
        "new": enrolments.added(found.by_kind[NEW]),
        "undecided": len(found.by_kind[STOPPED]),
        "kinds": [(name, said(words), len(found.by_kind[name])) for name, words in WORDS.items()],
        "kind": kind,
        "suppositions": asked.suppositions(found.unknown, counts),
        "totals": shown(rosters.totals(found)),
        "changed": shown(tables.changed(found.change)),
        "by_band": shown(rosters.by_band(found, lines)),
        "by_batch": shown(rosters.by_batch(found, lines)),
        "listed": shown(rosters.persons(kind, some, lines), len(persons), page),
        "query": query(request, "format", "page"),
        "query_of_kind": query(request, "format", "page", "show"),
    }


def _notes(found: Result, hold: PolicyHold | None) -> list[object]:
    """What stands above everything in the workbook."""
    whom = phrase("全部未纳入人员") if hold is None else phrase("“{hold}”暂停的人员", hold=hold.title)
    told: list[object] = [
        phrase("政策变动：{question}", question=found.question.label),
        phrase("对象：{whom}，共 {count} 人", whom=whom, count=len(found.affected)),
        phrase("政策包：{pack}；纳入日：{day}", pack=found.change.pack.label, day=found.on),
    ]
    return [*told, tables.FICTIONAL] if found.change.pack.is_fictional else told
