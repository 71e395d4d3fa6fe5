"""角色 What an officer may see and change, and how far. A role is a class; nothing about it is stored but its key.

Who decides at which stage of a review is configuration, by role: anzhi.casework.stages.
"""

from typing import ClassVar

AREAS = {
    "registry": "项目与住户",
    "casework": "安置审批",
    "determinations": "核定与协议",
    "housing": "安置房",
    "social_security": "社保",
    "grievances": "工单",
    "administration": "综合事务",
    "budget": "预决算",
    "figures": "数字",
    "performance": "绩效自评",
    "reports": "自评报告",
    "audits": "勾稽审核",
    "trail": "事件",
    "accounts": "账户",
}
"""Areas of the application by key; a page belongs to one of them."""

RECORDS = frozenset({
    "registry", "casework", "determinations", "housing", "social_security", "grievances", "administration", "budget",
})  # fmt: skip
RESULTS = frozenset({"figures", "performance", "reports", "audits"})


class Role:
    """A role.

    Attributes:
        key: what accounts store.
        label: what people call it.
        sees: areas whose pages open.
        changes: areas whose records may be entered and corrected.
        reach: how far it sees: the whole district, one street, or the projects of one command office.
        reveals: True when identity numbers may be shown in clear, with a reason.
        signs: the step of the self-evaluation it may sign: prepared, reviewed or approved.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    sees: ClassVar[frozenset[str]] = frozenset()
    changes: ClassVar[frozenset[str]] = frozenset()
    reach: ClassVar[str] = "district"
    reveals: ClassVar[bool] = False
    signs: ClassVar[frozenset[str]] = frozenset()


class Director(Role):
    """主任 Sees everything, decides, signs last."""

    key, label = "director", "中心领导"
    sees = RECORDS | RESULTS | {"trail"}
    changes = frozenset({"performance", "audits"})
    reveals = True
    signs = frozenset({"approved"})


class General(Role):
    """综合部 Tickets, activities, and the self-evaluation that it compiles."""

    key, label = "general", "综合部"
    sees = RECORDS | RESULTS
    changes = frozenset({"grievances", "administration", "performance", "reports", "audits"})
    signs = frozenset({"prepared", "reviewed"})


class Clearance(Role):
    """拆迁部 Projects, households, signing, clearing; computes what they get, and draws up their agreements."""

    key, label = "clearance", "拆迁部"
    sees = RECORDS - {"budget"} | RESULTS
    changes = frozenset({"registry", "determinations"})
    reveals = True


class Resettlement(Role):
    """安置社保部 Approvals, homes, rosters."""

    key, label = "resettlement", "安置社保部"
    sees = RECORDS - {"budget"} | RESULTS
    changes = frozenset({"casework", "housing", "social_security"})
    reveals = True


class Finance(Role):
    """财务部 Budget and final accounts."""

    key, label = "finance", "财务部"
    sees = RECORDS | RESULTS
    changes = frozenset({"budget", "audits"})
    signs = frozenset({"prepared", "reviewed"})


class StreetOfficer(Role):
    """街道经办 The records of one street."""

    key, label = "street", "街道经办"
    sees = frozenset({"registry", "casework", "determinations", "housing", "social_security", "grievances"})
    reach = "street"


class CommandOffice(Role):
    """指挥部经办 The projects that the command office runs."""

    key, label = "command_office", "指挥部经办"
    sees = frozenset({"registry", "casework", "determinations", "social_security"})
    reach = "command_office"


class PartnerBureau(Role):
    """协同单位 Bureaus that countersign rosters and review determinations with the centre."""

    key, label = "partner_bureau", "协同单位"
    sees = frozenset({"registry", "determinations", "social_security"})


class Reviewer(Role):
    """财政评审 Reviews the self-evaluation down to the records behind a figure, and judges findings."""

    key, label = "reviewer", "财政评审"
    sees = RECORDS | RESULTS
    changes = frozenset({"audits"})


class Auditor(Role):
    """审计 Reads everything, the trail included; changes no record, and judges findings."""

    key, label = "auditor", "审计"
    sees = RECORDS | RESULTS | {"trail"}
    changes = frozenset({"audits"})


class Administrator(Role):
    """系统管理员 Accounts only: no case, no figure."""

    key, label = "administrator", "系统管理员"
    sees = frozenset({"accounts"})
    changes = frozenset({"accounts"})


ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        Director, General, Clearance, Resettlement, Finance, StreetOfficer, CommandOffice, PartnerBureau, Reviewer,
        Auditor, Administrator,
    )
}  # fmt: skip
"""Every role by key."""
