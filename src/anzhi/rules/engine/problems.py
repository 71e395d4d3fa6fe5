"""停止 Why a case cannot be computed. Nothing that is missing is ever taken for zero."""

from dataclasses import dataclass
from enum import StrEnum

from anzhi.values.refusal import Missing
from anzhi.values.wording import Listed, phrase


class Kind(StrEnum):
    """What stops a case."""

    NO_RULE = "no_rule"
    """No version of a rule is in force on the governing date, or none of its cases applies."""
    CONFLICT = "conflict"
    """More than one version of a rule is in force on the governing date."""
    MISSING_FACT = "missing_fact"
    """A fact of the case was not entered."""
    NO_PARAMETER = "no_parameter"
    """A parameter has no value for the case: not in force, no such class, or not known."""


SENTENCES = {
    Kind.NO_RULE: "没有适用的规则：{name}",
    Kind.CONFLICT: "有多条规则同时适用：{name}",
    Kind.MISSING_FACT: "缺少事实：{name}",
    Kind.NO_PARAMETER: "缺少政策标准：{name}",
}
"""What each kind says of its name."""


@dataclass(frozen=True, order=True)
class Problem:
    """One reason.

    Attributes:
        kind: see Kind.
        name: key of the rule, fact or parameter that is missing, the same in every execution; of a parameter with its
            class and the day its period begins: ``house.rate[brick_timber]@2013-01-01``.
        label: what people call it.
    """

    kind: Kind
    name: str
    label: str

    def sentence(self) -> Missing:
        """The reason in words."""
        return Missing(SENTENCES[self.kind], name=self.label)


class Stopped(Missing):
    """A case that cannot be computed, with every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        reasons = (phrase(SENTENCES[problem.kind], name=problem.label) for problem in problems)
        super().__init__("无法计算，请先补齐：{reasons}", reasons=Listed(tuple(reasons), "；"))
