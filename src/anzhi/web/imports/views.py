"""视图 The page of a kind of record (template, upload), and of an import under way.

Every area has its own four views, so that the gate can tell who may open them.
"""

import io
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anzhi.ingest import sheets
from anzhi.ingest.jobs import Job, begin, find
from anzhi.ingest.nouns import NOUNS
from anzhi.ingest.nouns.base import Noun
from anzhi.ingest.queries import recent
from anzhi.ingest.workbook import MAX_FILE
from anzhi.office.roles import AREAS
from anzhi.web.export import attachment
from anzhi.web.gate import SIGNED_IN, changes, opens
from anzhi.web.pages import is_fragment

View = Callable[..., HttpResponse]
EXTENSION = ".xlsx"
STEPS = {
    "wait": _("等待开始"),
    "read": _("正在读取表格"),
    "check": _("正在与系统中的记录核对"),
    "write": _("正在写入"),
    "name": _("有行被拒绝，正在逐一找出"),
    "return": _("正在写明问题"),
}
"""What is being done, by phase."""
_LONGEST_NAME = 120


@opens(SIGNED_IN)
def index(request: HttpRequest) -> HttpResponse:
    """Every kind of record that the role may import."""
    found = [
        (label, [noun for noun in NOUNS.values() if noun.area == area])
        for area, label in AREAS.items()
        if area in request.user.powers.changes
    ]
    areas = [(label, nouns) for label, nouns in found if nouns]
    if not areas:
        raise PermissionDenied
    return render(request, "imports/index.html", {"areas": areas})


def of_area(area: str) -> tuple[View, View, View, View]:
    """The views of an area: the page of a kind of record, its template, an import, the workbook returned."""

    @changes(area)
    def page(request: HttpRequest, key: str) -> HttpResponse:
        noun = _noun(area, key)
        problem = ""
        if request.method == "POST":
            problem = _unfit(request)
            if not problem:
                return redirect(f"import_{area}_job", key, _start(request, noun).name)
        context = {"noun": noun, "problem": problem, "recent": recent(noun.key), "limit": MAX_FILE // 2**20}
        return render(request, "imports/page.html", context, status=422 if problem else 200)

    @changes(area)
    def template(request: HttpRequest, key: str) -> HttpResponse:
        noun = _noun(area, key)
        file = io.BytesIO()
        sheets.template(noun, file)
        return attachment(file.getvalue(), f"{noun.title}{_('模板')}{EXTENSION}")

    @changes(area)
    def job(request: HttpRequest, key: str, name: str) -> HttpResponse:
        noun = _noun(area, key)
        state = _job(request, noun, name).state
        context = {"noun": noun, "name": name, "state": state, "step": STEPS.get(state.phase, "")}
        answer = render(request, "imports/progress.html" if is_fragment(request) else "imports/job.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    @changes(area)
    def returned(request: HttpRequest, key: str, name: str) -> HttpResponse:
        found = _job(request, _noun(area, key), name)
        if not found.returned.exists():
            raise Http404
        stem = found.state.file_name.removesuffix(EXTENSION)
        answer = attachment(found.returned.read_bytes(), f"{stem}-{_('问题')}{EXTENSION}")
        answer["Cache-Control"] = "no-store"
        return answer

    return page, template, job, returned


def _noun(area: str, key: str) -> Noun:
    noun = NOUNS.get(key)
    if noun is None or noun.area != area:
        raise Http404
    return noun


def _job(request: HttpRequest, noun: Noun, name: str) -> Job:
    found = find(name, noun=noun.key, account=request.user)
    if found is None:
        raise Http404
    return found


def _unfit(request: HttpRequest) -> str:
    """Why the upload cannot be taken at all; empty when it can."""
    file = request.FILES.get("file")
    if file is None:
        return _("请选择要导入的 .xlsx 文件。")
    if file.size > MAX_FILE:
        return _("文件超过 {limit} MB，请分成几个文件导入。").format(limit=MAX_FILE // 2**20)
    return ""


def _start(request: HttpRequest, noun: Noun) -> Job:
    file = request.FILES["file"]
    job = begin(
        noun.key,
        account=request.user,
        file_name=file.name[-_LONGEST_NAME:],
        chunks=file.chunks(),
        language=get_language(),
    )
    job.launch()
    return job
