"""算式 Recompute what a document of the corpus says about its own numbers, exactly."""

import ast
import operator
from decimal import Decimal
from fractions import Fraction

CONSTANTS = {Decimal(text) for text in ("1", "2", "12", "15", "100", "10000", "666.67")}
"""Numbers that an expression may use without the document naming them: percent, ten thousand, months, mu a hectare."""
TAIL = Fraction(2, 100)
"""A difference of sums up to this comes from rounding."""

_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_COMPARISONS = {
    ast.GtE: operator.ge,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
    ast.Eq: operator.eq,
}


def value(expression: str) -> Fraction:
    """What an expression of numbers, ``+ - * /`` and brackets comes to."""
    return _value(ast.parse(expression.strip(), mode="eval").body, expression.strip())


def _value(node: ast.expr, source: str) -> Fraction:
    match node:
        case ast.Constant():
            return Fraction(ast.get_source_segment(source, node) or "")
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, source)
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_value(left, source), _value(right, source))
    raise ValueError(f"no arithmetic: {source}")


def is_true(comparison: str) -> bool:
    """Is a comparison such as ``4604 >= 4754`` true?"""
    source = comparison.strip()
    node = ast.parse(source, mode="eval").body
    if not isinstance(node, ast.Compare):
        raise ValueError(f"no comparison: {source}")
    return bool(_COMPARISONS[type(node.ops[0])](_value(node.left, source), _value(node.comparators[0], source)))


def operands(expression: str) -> set[Decimal]:
    """The numbers of an expression."""
    source = expression.strip()
    nodes = (node for node in ast.walk(ast.parse(source, mode="eval")) if isinstance(node, ast.Constant))
    return {Decimal(ast.get_source_segment(source, node) or "") for node in nodes}


def decimals(number: str) -> int:
    """How many digits stand behind the point."""
    return len(number.strip().partition(".")[2])


def rounded(exact: Fraction, digits: int) -> Fraction:
    """Half up, away from zero."""
    scaled = abs(exact) * 10**digits
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Fraction(whole if exact >= 0 else -whole, 10**digits)


def adds_up(relation: str) -> bool:
    """Is ``expression = number`` true to the number's digits, or ``expression ~ number`` up to its last digit?"""
    exactly = "=" in relation
    expression, _, stated = relation.partition("=" if exactly else "~")
    digits, number = decimals(stated), value(stated)
    if exactly:
        return rounded(value(expression), digits) == number
    return abs(value(expression) - number) <= max(TAIL, Fraction(1, 10**digits))
