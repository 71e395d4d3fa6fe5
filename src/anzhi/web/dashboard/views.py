"""工作台 What needs whom today, and where the year stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anzhi.web.computing import figures
from anzhi.web.frame import working_year
from anzhi.web.gate import SIGNED_IN, opens

HEADLINES = (
    "projects",
    "signed_households",
    "cleared_area",
    "persons_approved",
    "waiting_at_end",
    "overdue_persons",
    "spending",
    "execution_rate",
)


@opens(SIGNED_IN)
def dashboard(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    year = working_year(request)
    headlines = []
    if "figures" in request.user.powers.sees:
        found = figures(year)
        headlines = [found[name] for name in HEADLINES if name not in found.missing]
    return render(request, "dashboard/page.html", {"headlines": headlines})
