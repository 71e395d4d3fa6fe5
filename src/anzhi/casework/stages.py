"""审核环节 The stages of review: configuration, since what a first, second and third review are is a hypothesis.

``review.yaml`` in the office's own folder stands in for the one that comes with anzhi. What is under review keeps the
stages that it began with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any

import yaml
from django.conf import settings

from anzhi.office.models import Officer
from anzhi.office.roles import ROLES, Role
from anzhi.registry.models import Household
from anzhi.values.refusal import Refused

FILE = "review.yaml"
_KEYS = {"key", "label", "note", "roles", "organisations", "quorum", "meeting"}


class Subject(StrEnum):
    """What is reviewed."""

    DETERMINATION = "determination"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True)
class Stage:
    """A stage.

    Attributes:
        key: its name in decisions.
        label: what people call it.
        note: what is looked at.
        roles: who may decide, by role.
        organisations: only officers of these, by name; empty for all.
        quorum: how many have to approve.
        meeting: must it be decided in a meeting?
    """

    key: str
    label: str
    note: str
    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    quorum: int
    meeting: bool

    def admits(self, officer: Officer, role: type[Role], household: Household) -> bool:
        """Does an officer in a role belong to the pool for a household?"""
        if role.key not in self.roles:
            return False
        if self.organisations and officer.organisation.name not in self.organisations:
            return False
        within = {"street": household.street_id, "command_office": household.project.command_office_id}
        return role.reach not in within or within[role.reach] == officer.organisation_id


Flow = tuple[Stage, ...]
"""Stages in their order."""


def flow(subject: Subject) -> Flow:
    """The stages that are in force for what begins its review now.

    Raises:
        Refused: the configuration is not as it should be; it is named.
    """
    return read(_configuration().get(subject.value))


def publication_days() -> int | None:
    """How long determinations are made public; None while that is not known, and has to be said each time."""
    days = _configuration()["publication"]["days"]
    return None if days is None else int(days)


def read(written: Any) -> Flow:
    """Stages as they are written down.

    Raises:
        Refused: none, two of one key, an unknown key or role, or a quorum below one.
    """
    if not isinstance(written, list) or not written:
        raise Refused("{file}：至少要有一个审核环节", file=FILE)
    stages = tuple(_stage(entry) for entry in written)
    if len({stage.key for stage in stages}) != len(stages):
        raise Refused("{file}：审核环节的 key 不能重复", file=FILE)
    return stages


def write(stages: Flow) -> list[dict[str, Any]]:
    """Stages as plain values, the way ``read`` takes them: what a review is pinned to."""
    return [
        {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(stage).items()}
        for stage in stages
    ]


def _stage(written: Any) -> Stage:
    if not isinstance(written, Mapping) or not written.keys() >= {"key", "label", "roles", "quorum", "meeting"}:
        raise Refused("{file}：每个审核环节都要有 key、label、roles、quorum、meeting", file=FILE)
    if surplus := written.keys() - _KEYS:
        raise Refused("{file}：不认识的键 {keys}", file=FILE, keys="、".join(sorted(surplus)))
    if unknown := set(written["roles"]) - ROLES.keys():
        raise Refused("{file}：没有角色 {roles}", file=FILE, roles="、".join(sorted(unknown)))
    if not isinstance(written["quorum"], int) or written["quorum"] < 1:
        raise Refused("{file}：“{label}”的 quorum 至少是 1", file=FILE, label=written["label"])
    return Stage(
        key=str(written["key"]),
        label=str(written["label"]),
        note=str(written.get("note", "")),
        roles=_texts(written["roles"]),
        organisations=_texts(written.get("organisations", ())),
        quorum=written["quorum"],
        meeting=bool(written["meeting"]),
    )


def _texts(written: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(str, written))


def _configuration() -> Mapping[str, Any]:
    own = settings.HOME / FILE
    text = (own if own.is_file() else files("anzhi.casework") / FILE).read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    if not isinstance(found, Mapping) or "publication" not in found:
        raise Refused("{file}：应写明 determination、adjustment 和 publication", file=FILE)
    return found
