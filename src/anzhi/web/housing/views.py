"""视图 The transition page: who waits for a home, by street."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anzhi.values.unit import PERSONS
from anzhi.web.computing import figures
from anzhi.web.frame import working_year
from anzhi.web.gate import opens
from anzhi.web.housing.transition import StreetLine, by_street

FIGURES = ("waiting_at_end", "overdue_persons", "overdue_rate", "badly_overdue_streets")


@opens("housing")
def transition(request: HttpRequest) -> HttpResponse:
    """Unhoused and overdue persons by street, with the households and persons behind every number."""
    year = working_year(request)
    lines = by_street(request.user, year)
    together = StreetLine(0, "", sum(line.waiting for line in lines), sum(line.overdue for line in lines))
    context: dict[str, object] = {"lines": lines, "together": together}
    if "figures" in request.user.powers.sees:
        found = figures(year)
        context["figures"] = [found[name] for name in FIGURES if name in found]
    return render(request, "housing/transition.html", context)


@opens("housing")
def transition_chart(request: HttpRequest) -> HttpResponse:
    """The same by street as a chart's options: overdue and within the period, one bar a street."""
    year = working_year(request)
    lines = by_street(request.user, year)[::-1]
    parts = (
        ("overdue", _("延期过渡"), "#d63939", [line.overdue for line in lines]),
        ("", _("未延期"), "#a3b8d0", [line.waiting - line.overdue for line in lines]),
    )
    address = reverse("waiting_households")
    return JsonResponse(
        {
            "link": True,
            "grid": {"left": 8, "right": 32, "top": 32, "bottom": 8, "containLabel": True},
            "legend": {"top": 0},
            "xAxis": {"type": "value"},
            "yAxis": {"type": "category", "data": [line.name for line in lines]},
            "series": [
                {
                    "name": label,
                    "type": "bar",
                    "stack": "persons",
                    "color": colour,
                    "data": [
                        {
                            "value": float(PERSONS.rounded(value)),
                            "href": f"{address}?year={year.number}&street={line.key}"
                            + (f"&state={state}" * bool(state)),
                        }
                        for line, value in zip(lines, values, strict=True)
                    ],
                }
                for state, label, colour, values in parts
            ],
        }
    )
