"""One example of every form about households, their members, buildings and crops."""

from datetime import date

from anzhi.office.models import Street
from anzhi.registry.models import Crop, Household, Membership, Structure
from tests.web.entry_case import DAY, NUMBER, OTHER, Case, first, launched

HOUSEHOLDS = {
    "household_new": Case(
        "household.register",
        lambda _: {
            "project": launched().pk, "street": first(Street).pk, "number": "T-0001", "head_name": "赵测试",
            "address": "一组", "surveyed_on": "2021-12-20",
            "members-1-name": "赵测试", "members-1-identity": NUMBER, "members-1-relation": "户主",
            "members-1-joined_on": "1955-05-05",
            "structures-0-construction": "brick_timber", "structures-0-floors": "2",
            "structures-0-floor_area": "120.5", "structures-0-legality": "legal",
        },
        {"number": "T-0001", "head_name": "赵测试", "signed_on": None},
    ),
    "household_edit": Case(
        "household.correct",
        lambda h: {"number": "T-0002", "signed_on": h.signed_on.replace(day=28).isoformat()},
        {"number": "T-0002"},
        lambda: first(Household, signed_on__year=2021, project__cleared_on=None),
    ),
    "household_sign": Case(
        "household.sign", lambda _: {"signed_on": "2022-03-01"}, {"signed_on": date(2022, 3, 1)},
        lambda: first(Household, signed_on=None, project__signing_started_on__isnull=False),
    ),
    "household_unsign": Case(
        "household.unsign", lambda _: {"reason": "录错户"}, {"signed_on": None},
        lambda: first(Household, signed_on__isnull=False), {"reason": "录错户"},
    ),
    "household_vacate": Case(
        "household.vacate", lambda _: {"vacated_on": "2022-03-01"}, {"vacated_on": date(2022, 3, 1)},
        lambda: first(Household, vacated_on=None),
    ),
    "household_demolish": Case(
        "household.demolish", lambda _: {"demolished_on": "2022-03-01"}, {"demolished_on": date(2022, 3, 1)},
        lambda: first(Household, demolished_on=None),
    ),
    "household_hold_out": Case(
        "household.explain_hold_out", lambda _: {"hold_out_reason": "析产未定"}, {"hold_out_reason": "析产未定"},
        lambda: first(Household, signed_on=None),
    ),
    "household_add_member": Case(
        "household.add_member",
        lambda _: {"name": "钱测试", "identity": OTHER, "relation": "子", "joined_on": "1957-07-07"},
        {"relation": "子", "is_collective_member": True, "joined_on": date(1957, 7, 7)},
        lambda: first(Household),
    ),
    "household_add_structure": Case(
        "household.add_structure",
        lambda _: {"construction": "earth_timber", "floors": "1", "floor_area": "60.25", "legality": "legal"},
        {"construction": "earth_timber", "floor_area": 602_500, "built_in": None},
        lambda: first(Household),
    ),
    "household_grant": Case(
        "approval.approve",
        lambda h: {"option": "cash", "approved_on": "2021-12-20", "extras-0-reason": "only_child", "extras-0-quota": 5,
                   f"person_{h.memberships.order_by('pk')[0].person_id}": "whole"},
        {"option": "cash", "persons": 10, "quota": 15, "approved_on": DAY},
        lambda: first(Household, approvals=None, memberships__left_on=None),
    ),
    "member_edit": Case(
        "household.correct_member",
        lambda _: {"relation": "养子", "identity": OTHER, "share": "0.5", "standing": "conscript"},
        {"relation": "养子", "share": 5, "standing": "conscript"},
        lambda: first(Membership),
    ),
    "member_leave": Case(
        "household.leave", lambda _: {"left_on": "2021-12-20"}, {"left_on": DAY}, lambda: first(Membership),
    ),
    "structure_edit": Case(
        "household.correct_structure",
        lambda _: {"floor_area": "88", "lower_area": "60.5", "upper_area": "27.5", "is_on_farmland": "unknown",
                   "has_certificate": "true", "certified_on": "2010-03-01", "use": ""},
        {"floor_area": 880_000, "lower_area": 605_000, "upper_area": 275_000, "is_on_farmland": None, "use": None,
         "has_certificate": True, "certified_on": date(2010, 3, 1)},
        lambda: first(Structure),
    ),
    "household_add_crop": Case(
        "household.add_crop", lambda _: {"crop_class": "timber", "area": "0.35"},
        {"crop_class": "timber", "grade": "", "area": 3500}, lambda: first(Household),
    ),
    "crop_edit": Case(
        "household.correct_crop", lambda _: {"grade": "2", "area": "1.2"}, {"grade": "2", "area": 12_000},
        lambda: Crop.objects.exclude(household__crops__grade="2").order_by("pk")[0],
    ),
}  # fmt: skip
