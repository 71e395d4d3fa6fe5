"""One example of every form about determinations, lists made public, agreements and meetings."""

from datetime import date, timedelta

from anzhi.casework.actions import publications, reviews
from anzhi.casework.models import Agreement, Decision, Determination, Meeting, Objection, Publication, Review
from anzhi.registry.models import Household, Project
from tests.web.entry_case import Case, first, officer


def returned():
    """A household whose determination was returned."""
    return first(Household, reviews__outcome="returned")


def approved():
    """A determination that passed its last stage just now and is not public."""
    review = first(Review, outcome="open", stage=2)
    meeting = first(Meeting, title__startswith=review.household.project.name)
    for role in ("director", "general"):
        review = reviews.decide(review, Decision.Verdict.APPROVED, meeting=meeting, by=officer(role))
    return review.determination


def unsigned():
    """An agreement that was drawn up and not signed."""
    return first(Agreement, signed_on=None, voided_on=None)


def public():
    """A determination that can be agreed on: public, and what was said against it is answered."""
    objection = first(Objection, answered_on=None)
    publications.answer(objection, "经复核属实，已更正", on=objection.received_on, by=officer())
    return objection.entry.determination


def _day_after(determination: Determination) -> str:
    return (determination.entries.latest("pk").publication.last_day + timedelta(days=1)).isoformat()


DETERMINATIONS = {
    "household_determine": Case(
        "determination.compute",
        lambda h: {"computed_on": h.determinations.latest("pk").computed_on.isoformat()},
        {"pack": "changsha"},
        returned,
    ),
    "project_publish": Case(
        "publication.publish",
        lambda _: {"published_on": "2021-12-20", "days": "7", "place": "村务公开栏"},
        {"published_on": date(2021, 12, 20), "days": 7, "place": "村务公开栏"},
        lambda: first(Project, households__determinations=approved()),
    ),
    "determination_adjust": Case(
        "adjustment.propose",
        lambda _: {"amount": "-12.5", "reason": "已由施工单位恢复", "evidence": "核实记录"},
        {"amount": -1250, "reason": "已由施工单位恢复", "evidence": "核实记录"},
        approved,
    ),
    "determination_draw_up": Case(
        "agreement.draw_up",
        lambda d: {"number": "测协〔2021〕1号", "drawn_on": _day_after(d)},
        {"number": "测协〔2021〕1号", "signed_on": None},
        public,
    ),
    "publication_object": Case(
        "objection.receive",
        lambda p: {"entry": p.entries.first().pk, "received_on": p.published_on.isoformat(), "objector": "邻户",
                   "text": "偏房系租赁"},
        {"objector": "邻户", "text": "偏房系租赁", "answered_on": None},
        lambda: first(Publication),
    ),
    "objection_answer": Case(
        "objection.answer",
        lambda o: {"answer": "经复核，偏房为自有", "answered_on": o.received_on.isoformat()},
        {"answer": "经复核，偏房为自有"},
        lambda: first(Objection, answered_on=None),
    ),
    "agreement_sign": Case(
        "agreement.sign", lambda a: {"signed_on": a.drawn_on.isoformat()}, {"voided_on": None}, unsigned,
    ),
    "agreement_void": Case(
        "agreement.void",
        lambda a: {"voided_on": a.drawn_on.isoformat(), "reason": "写错户主"},
        {"void_reason": "写错户主", "signed_on": None},
        unsigned,
    ),
    "meeting_new": Case(
        "meeting.hold",
        lambda _: {"title": "测试三审会", "held_on": "2021-12-20", "minutes": "一致同意", "attendees": officer().pk},
        {"title": "测试三审会", "held_on": date(2021, 12, 20), "minutes": "一致同意"},
    ),
}  # fmt: skip
