"""视图 Handing files in, watching, reading the findings beside the text, judging them, taking the results home."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anzhi.auditor import Verdict, transcript
from anzhi.auditor import summary as summaries
from anzhi.auditor.annotate import annotate
from anzhi.auditor.batch import EXTENSIONS
from anzhi.auditor.saying import KINDS, VERDICTS
from anzhi.auditor.summary import Outcome, worst_first
from anzhi.audits import jobs, queries
from anzhi.audits.actions import judgements
from anzhi.audits.audited import Audited
from anzhi.audits.jobs import Job
from anzhi.audits.models import Judgement
from anzhi.office.models import Account
from anzhi.office.queries import office
from anzhi.reports.files import MAKERS
from anzhi.values.refusal import Refused
from anzhi.web.audits import ours
from anzhi.web.audits.sheet import FINDINGS, TONES, sheet
from anzhi.web.export import attachment
from anzhi.web.frame import as_of_today, working_year
from anzhi.web.gate import changes, opens
from anzhi.web.language import said, translated
from anzhi.web.pages import is_fragment
from anzhi.web.performance import content
from anzhi.web.reports.files import DOCX

View = Callable[..., HttpResponse]
_MEGABYTE = 2**20
_SHOWN = 8
"""Jobs that are listed."""


@dataclass(frozen=True)
class Source:
    """A file that was audited, wherever it came from.

    Attributes:
        found: the file and its audit.
        load: its bytes.
        page: the name of its page.
        arguments: of its address.
        above: the page it is reached from.
        year: of the report that it is, or is compared with; 0 for none.
    """

    found: Audited
    load: Callable[[], bytes]
    page: str
    arguments: tuple[object, ...]
    above: str
    year: int = 0

    def address(self, what: str = "", *more: object) -> str:
        """The address of its page, or of something to do with it."""
        query = f"?year={self.year}" if self.page == "audit_own" else ""
        return reverse(f"{self.page}_{what}" if what else self.page, args=[*self.arguments, *more]) + query


@opens("audits")
def index(request: HttpRequest) -> HttpResponse:
    """Hand files in; what was handed in lately."""
    problem = ""
    if request.method == "POST":
        try:
            started = _begin(request)
        except Refused as refusal:
            problem = said(refusal)
        else:
            started.launch()
            return redirect("audit_job", started.name)
    context = {
        "problem": problem,
        "limit": settings.DOCUMENT_LIMIT // _MEGABYTE,
        "most": jobs.MOST,
        "accept": ",".join(f".{extension}" for extension in sorted(EXTENSIONS)),
        "years": reversed(office().years),
        "jobs": [(job, job.state, job.done) for job in jobs.recent(request.user)[:_SHOWN]],
        "kinds": KINDS.values(),
    }
    return render(request, "audits/index.html", context, status=422 if problem else 200)


@opens("audits")
def job(request: HttpRequest, job: str) -> HttpResponse:
    """How far a job is; its files, worst first."""
    found = _job(request.user, job)
    state, done = found.state, found.done
    outcomes = [(number, name, found.outcome(number)) for number, name in enumerate(state.names)]
    if state.is_over and is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": request.path})
    if state.is_over and len(outcomes) == 1 and isinstance(outcomes[0][2], Audited):
        return redirect("audit_file", job, 0)
    lines = [_line(*outcome) for outcome in outcomes if outcome[2] is not None]
    order = {id(outcome): place for place, outcome in enumerate(worst_first([outcome for _, outcome in lines]))}
    context = {
        "job": found,
        "state": state,
        "done": done,
        "lines": sorted(lines, key=lambda line: (line[1].refusal is not None, order[id(line[1])])),
        "read": sum(outcome.refusal is None for _, outcome in lines),
    }
    answer = render(request, "audits/progress.html" if is_fragment(request) else "audits/job.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@opens("audits")
def summary(request: HttpRequest, job: str) -> HttpResponse:
    """One page on all files of a job."""
    found = _job(request.user, job)
    outcomes = [(number, name, found.outcome(number)) for number, name in enumerate(found.state.names)]
    lines = [_line(*outcome)[1] for outcome in outcomes if outcome[2] is not None]
    return attachment(summaries.write(lines, translated), _("勾稽审核汇总") + ".docx", DOCX)


def of_upload(request: HttpRequest, job: str, number: int) -> Source:
    """A file that was handed in."""
    found = _job(request.user, job)
    outcome = found.outcome(number)
    if not isinstance(outcome, Audited):
        raise Http404
    above = reverse("audit_job", args=[job]) if len(found.state.names) > 1 else reverse("audits")
    return Source(outcome, lambda: found.content(number), "audit_file", (job, number), above, found.state.year)


def of_report(request: HttpRequest, key: str) -> Source:
    """A file that would be made of the year's report now."""
    if key not in ours.KEYS:
        raise Http404
    year = working_year(request)
    try:
        audits = {found.name: found for found in ours.audits(year)}
        page = content.finished(year).page
    except Refused:
        raise Http404 from None
    name = ours.KEYS[key]
    return Source(audits[name], lambda: MAKERS[name](page), "audit_own", (key,), reverse("reports"), year.number)


def of_source(source: Callable[..., Source]) -> tuple[View, View, View, View]:
    """The views of a file: its page, the file with comments, the record, and judging a finding."""

    @opens("audits")
    def page(request: HttpRequest, **where: object) -> HttpResponse:
        return _page(request, source(request, **where))

    @opens("audits")
    def annotated(request: HttpRequest, **where: object) -> HttpResponse:
        file = source(request, **where)
        standing = file.found.standing(queries.judgements(file.found))
        made, extension = annotate(file.load(), standing, translated)
        mime = DOCX if extension == "docx" else "text/html; charset=utf-8"
        return _kept_from_caches(attachment(made, _named(file, f".{extension}"), mime))

    @opens("audits")
    def record(request: HttpRequest, **where: object) -> HttpResponse:
        file = source(request, **where)
        judged = queries.judgements(file.found)
        made = transcript.record(file.found.report, translated)
        for relation in made["relations"]:
            if (judgement := judged.get(relation["id"])) is not None:
                relation["judgement"] = {"decision": judgement.decision, "remark": judgement.remark}
        body = json.dumps(made, ensure_ascii=False, indent=1).encode()
        return _kept_from_caches(attachment(body, _named(file, ".json"), "application/json"))

    @changes("audits")
    @require_POST
    def judge(request: HttpRequest, finding: str, **where: object) -> HttpResponse:
        return _judge(request, source(request, **where), finding)

    return page, annotated, record, judge


def _page(request: HttpRequest, file: Source) -> HttpResponse:
    report, judged = file.found.report, queries.judgements(file.found)
    chosen = request.GET.get("verdict", "")
    chosen = chosen if chosen in {verdict.value for verdict in FINDINGS} else ""
    context = {
        "file": file,
        "report": report,
        "sheet": sheet(file.found, judged, chosen, file.year),
        "chosen": chosen,
        "filters": [(v, VERDICTS[v], TONES[v], report.count(v)) for v in FINDINGS],
        "right": report.count(Verdict.OK),
        "judged": len(judged.keys() & {relation.identity for relation in report.findings}),
        "is_own": file.page == "audit_own",
        "addresses": {what: file.address(what) for what in ("annotated", "json")},
    }
    answer = render(request, "audits/file.html", context)
    return _kept_from_caches(answer)


def _judge(request: HttpRequest, file: Source, finding: str) -> HttpResponse:
    """Say that a finding is right or false, or take back what was said."""
    relation = file.found.find(finding)
    if relation is None:
        raise Http404
    decision, remark = request.POST.get("decision", ""), request.POST.get("remark", "")
    try:
        if decision in Judgement.Decision.values:
            judgements.judge(file.found, relation, Judgement.Decision(decision), remark=remark, by=request.user.officer)
        elif (standing := queries.judgements(file.found).get(finding)) is not None:
            judgements.withdraw(standing, by=request.user.officer)
    except Refused as refusal:
        messages.error(request, said(refusal))
    number = file.found.report.findings.index(relation) + 1
    verdict = request.POST.get("verdict", "")
    address = file.address()
    if verdict in {known.value for known in FINDINGS}:
        address += f"{'&' if '?' in address else '?'}verdict={verdict}"
    return redirect(f"{address}#finding-{number}")


def _begin(request: HttpRequest) -> Job:
    files = request.FILES.getlist("files")
    if not files:
        raise Refused("请选择要审核的文件")
    if sum(file.size for file in files) > settings.DOCUMENT_LIMIT:
        limit = settings.DOCUMENT_LIMIT // _MEGABYTE
        raise Refused("一次最多上传 {limit} MB；更大的文件请用命令 anzhi audit", limit=limit)
    if len(files) > jobs.MOST:
        raise Refused("一次最多审核 {limit} 个文件；更多文件请用命令 anzhi audit", limit=jobs.MOST)
    contents = [(PurePath(file.name).name or _("文件"), file.read()) for file in files]
    return jobs.begin(contents, account=request.user, against=_against(request))


def _against(request: HttpRequest) -> jobs.Against | None:
    """The report that the files are copies of."""
    chosen = request.POST.get("against", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
    if number not in office().years:
        return None
    return jobs.Against(number, ours.originals(as_of_today(number)))


def _job(account: Account, name: str) -> Job:
    found = jobs.find(name, account)
    if found is None:
        raise Http404
    return found


def _line(number: int, name: str, outcome: jobs.Outcome | None) -> tuple[int, Outcome]:
    """A file of a job in a few numbers; what was found false is not counted."""
    if isinstance(outcome, Audited):
        standing = outcome.standing(queries.judgements(outcome))
        return number, Outcome(name, len(outcome.report.relations), standing.findings)
    return number, Outcome(name, refusal=outcome)


def _named(file: Source, extension: str) -> str:
    return f"{PurePath(file.found.name).stem}-{_('审核')}{extension}"


def _kept_from_caches(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
