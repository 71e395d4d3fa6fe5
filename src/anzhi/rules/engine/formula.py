"""公式 A rule in words, as a reader of the law would write it: names for numbers, cases one after the other."""

from anzhi.rules.engine import expression as e
from anzhi.values.wording import Listed, phrase

SIGNS = {
    "+": "{left} ＋ {right}", "-": "{left} － {right}", "*": "{left} × {right}",
    "<": "{left} ＜ {right}", "<=": "{left} ≤ {right}", ">": "{left} ＞ {right}", ">=": "{left} ≥ {right}",
    "==": "{left} ＝ {right}", "!=": "{left} ≠ {right}",
}  # fmt: skip
"""Operations as they are printed."""


class Formula:
    """Puts expressions into words: parts of a sentence, which ``str`` says in Chinese and a shell in its language."""

    def words(self, node: e.Expression, within: str = "") -> object:
        """An expression; in brackets where it stands ``within`` a stronger operation."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node, within)

    def _constant(self, node: e.Constant, within: str) -> object:
        return node.type.part(node.value)

    def _factvalue(self, node: e.FactValue, within: str) -> object:
        return node.label

    def _rulevalue(self, node: e.RuleValue, within: str) -> object:
        return node.label

    def _above(self, node: e.Above, within: str) -> object:
        return node.inner.label

    def _total(self, node: e.Total, within: str) -> object:
        return phrase("{label}合计", label=node.inner.label)

    def _parametervalue(self, node: e.ParameterValue, within: str) -> object:
        if not node.keys:
            return node.parameter.label
        return phrase("{label}（按{by}）", label=node.parameter.label, by=Listed(node.parameter.by))

    def _arithmetic(self, node: e.Arithmetic, within: str) -> object:
        inner = ("*", "*") if node.operator == "*" else ("", node.operator)
        words = self._operation(node, *inner)
        return _bracketed(words) if node.operator != "*" and within in ("*", "-") else words

    def _scaled(self, node: e.Scaled, within: str) -> object:
        return self.words(node.inner, within)

    def _comparison(self, node: e.Comparison, within: str) -> object:
        right = node.right
        if isinstance(right, e.Constant) and node.left.type.words:
            return phrase(SIGNS[node.operator], left=self.words(node.left), right=node.left.type.part(right.value))
        return self._operation(node)

    def _operation(self, node: e.Arithmetic | e.Comparison, left: str = "", right: str = "") -> object:
        return phrase(SIGNS[node.operator], left=self.words(node.left, left), right=self.words(node.right, right))

    def _joined(self, node: e.Joined, within: str) -> object:
        joint = "or" if node.decisive else "and"
        left, right = self.words(node.left, joint), self.words(node.right, joint)
        words = phrase("{left}，或{right}" if joint == "or" else "{left}，且{right}", left=left, right=right)
        return words if within in ("", joint) else _bracketed(words)

    def _opposite(self, node: e.Opposite, within: str) -> object:
        return phrase("非（{inner}）", inner=self.words(node.inner))

    def _known(self, node: e.Known, within: str) -> object:
        return phrase("已填写{inner}", inner=self.words(node.inner))

    def _extreme(self, node: e.Extreme, within: str) -> object:
        left, right = self.words(node.left), self.words(node.right)
        if node.larger:
            return phrase("较大者（{left}，{right}）", left=left, right=right)
        return phrase("较小者（{left}，{right}）", left=left, right=right)

    def _span(self, node: e.Span, within: str) -> object:
        since, until = self.words(node.since), self.words(node.until)
        if node.months > 1:
            return phrase("{since}至{until}的周年数", since=since, until=until)
        return phrase("{since}至{until}的月数", since=since, until=until)

    def _rounded(self, node: e.Rounded, within: str) -> object:
        if isinstance(node.denominator, e.Constant) and node.denominator.value == 1:
            return self.words(node.numerator, within)
        numerator, denominator = self.words(node.numerator, "*"), self.words(node.denominator, "*")
        return phrase("{numerator} ÷ {denominator}", numerator=numerator, denominator=denominator)

    def _cases(self, node: e.Cases, within: str) -> object:
        parts = [
            phrase("{condition}：{value}", condition=self.words(condition), value=self.words(value))
            for condition, value in node.branches
        ]
        if node.otherwise is not None:
            parts.append(phrase("其他：{value}", value=self.words(node.otherwise)))
        return phrase("［{parts}］", parts=Listed(tuple(parts), "；"))


def _bracketed(words: object) -> object:
    return phrase("（{words}）", words=words)
