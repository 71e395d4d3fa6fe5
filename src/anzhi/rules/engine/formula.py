"""公式 A rule in words, as a reader of the law would write it: names for numbers, cases one after the other."""

from anzhi.rules.engine import expression as e

SIGNS = {"+": "＋", "-": "－", "*": "×", "<": "＜", "<=": "≤", ">": "＞", ">=": "≥", "==": "＝", "!=": "≠"}
"""Operators as they are printed."""


class Formula:
    """Puts expressions into words."""

    def words(self, node: e.Expression, within: str = "") -> str:
        """An expression; in brackets where it stands ``within`` a stronger operation."""
        return str(getattr(self, f"_{type(node).__name__.lower()}")(node, within))

    def _constant(self, node: e.Constant, within: str) -> str:
        return node.type.say(node.value)

    def _factvalue(self, node: e.FactValue, within: str) -> str:
        return node.label

    def _rulevalue(self, node: e.RuleValue, within: str) -> str:
        return node.label

    def _above(self, node: e.Above, within: str) -> str:
        return node.inner.label

    def _total(self, node: e.Total, within: str) -> str:
        return f"{node.inner.label}合计"

    def _parametervalue(self, node: e.ParameterValue, within: str) -> str:
        of_class = f"（按{'、'.join(node.parameter.by)}）" if node.keys else ""
        return node.parameter.label + of_class

    def _arithmetic(self, node: e.Arithmetic, within: str) -> str:
        if node.operator == "*":
            return f"{self.words(node.left, '*')} × {self.words(node.right, '*')}"
        words = f"{self.words(node.left)} {SIGNS[node.operator]} {self.words(node.right, node.operator)}"
        return f"（{words}）" if within in ("*", "-") else words

    def _scaled(self, node: e.Scaled, within: str) -> str:
        return self.words(node.inner, within)

    def _comparison(self, node: e.Comparison, within: str) -> str:
        right = node.right
        if isinstance(right, e.Constant) and node.left.type.words:
            return f"{self.words(node.left)} {SIGNS[node.operator]} {node.left.type.say(right.value)}"
        return f"{self.words(node.left)} {SIGNS[node.operator]} {self.words(right)}"

    def _joined(self, node: e.Joined, within: str) -> str:
        return f"{self.words(node.left)}{'，或' if node.decisive else '，且'}{self.words(node.right)}"

    def _opposite(self, node: e.Opposite, within: str) -> str:
        return f"非（{self.words(node.inner)}）"

    def _known(self, node: e.Known, within: str) -> str:
        return f"已填写{self.words(node.inner)}"

    def _extreme(self, node: e.Extreme, within: str) -> str:
        return f"{'较大' if node.larger else '较小'}者（{self.words(node.left)}，{self.words(node.right)}）"

    def _span(self, node: e.Span, within: str) -> str:
        return f"{self.words(node.since)}至{self.words(node.until)}的{'周年数' if node.months > 1 else '月数'}"

    def _rounded(self, node: e.Rounded, within: str) -> str:
        if isinstance(node.denominator, e.Constant) and node.denominator.value == 1:
            return self.words(node.numerator, within)
        return f"{self.words(node.numerator, '*')} ÷ {self.words(node.denominator, '*')}"

    def _cases(self, node: e.Cases, within: str) -> str:
        parts = [f"{self.words(condition)}：{self.words(value)}" for condition, value in node.branches]
        if node.otherwise is not None:
            parts.append(f"其他：{self.words(node.otherwise)}")
        return f"［{'；'.join(parts)}］"
