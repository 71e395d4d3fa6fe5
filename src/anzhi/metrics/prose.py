"""行文 Text with figures in it. Pure.

A number is written as the name of its figure: ``完成签约{{ signed_households }}``. It prints with its unit. Filters
change how: ``number`` without the unit, ``chinese`` 三项, ``over`` 500余户, ``trimmed`` without trailing zeros,
``change`` 减少2.00万元, ``names`` the names of the records, ``streets`` the largest streets.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from anzhi.values.figure import Figure
from anzhi.values.refusal import Refused

CONSTANTS = frozenset({"year", "prior_year", "next_year", "office"})
"""Names that are not figures: the year, the years before and after, the name of the office."""

_MAY_HAVE_DIGITS = re.compile(
    r"\d{4}年(\d{1,2}月(\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"  # dates
    r"|[〔\[（(]\d{4}[〕\]）)]\d+号|\d+号令"  # document numbers
    r"|《[^》]*》|“12345”"  # titles and the name of the hotline
)
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True)
class Placed:
    """A figure as a narrative sees it: it prints itself, and can be asked for its records.

    Attributes:
        figure: the figure.
        labels: names of the records behind it.
        streets: its value by street, largest first.
    """

    figure: Figure
    labels: Callable[[], Sequence[str]]
    streets: Callable[[], Sequence[tuple[str, Fraction]]]

    def __str__(self) -> str:
        return self.figure.printed


def _change(placed: Placed) -> str:
    value = placed.figure.value
    if value == 0:
        return "持平"
    return ("减少" if value < 0 else "增加") + placed.figure.unit.text(abs(value))


def _streets(placed: Placed, most: Placed) -> str:
    largest = list(placed.streets())[: int(most.figure.value)]
    return "、".join(f"{name}{placed.figure.unit.text(value)}" for name, value in largest)


_FILTERS: Mapping[str, Callable[..., str]] = {
    "number": lambda placed: placed.figure.unit.number(placed.figure.value),
    "chinese": lambda placed: placed.figure.unit.chinese(placed.figure.value),
    "over": lambda placed: placed.figure.unit.over(placed.figure.value),
    "trimmed": lambda placed: placed.figure.unit.trimmed().text(placed.figure.value),
    "change": _change,
    "names": lambda placed: "、".join(placed.labels()),
    "streets": _streets,
}


def environment(*, autoescape: bool = False) -> Environment:
    """The template language of narratives and of Word templates: sandboxed, and strict about unknown names."""
    jinja = SandboxedEnvironment(undefined=StrictUndefined, autoescape=autoescape, keep_trailing_newline=False)
    jinja.filters |= _FILTERS
    return jinja


def figure_names(text: str) -> set[str]:
    """Names of the figures that a text mentions.

    Raises:
        Refused: the text is not well formed.
    """
    return meta.find_undeclared_variables(_parse(text)) - CONSTANTS


def check(text: str, known: Mapping[str, object]) -> None:
    """May this be saved as narrative?

    Raises:
        Refused: a digit is typed that is no date, document number or title; a figure does not exist; a brace is open,
            or holds anything but the name of a figure and the filters above.
    """
    tree = _parse(text)
    for node in tree.find_all(nodes.Node):
        _check_placeholder(node, known)
    typed = "□".join(data.data for data in tree.find_all(nodes.TemplateData))
    rest = _MAY_HAVE_DIGITS.sub(lambda allowed: "□" * len(allowed[0]), typed)
    if (found := _DIGIT.search(rest)) is not None:
        around = typed[max(found.start() - 12, 0) : found.end() + 12].replace("\n", " ")
        raise Refused("正文里不能直接写数：“…{around}…”，请改为引用数字的名称", around=around)


def _check_placeholder(node: nodes.Node, known: Mapping[str, object]) -> None:
    """Only text, names and filters: whatever else the template language can do would be a number without records."""
    match node:
        case nodes.Output() | nodes.TemplateData():
            return
        case nodes.Filter() if _is_of_figures(node):
            return
        case nodes.Name(name=name):
            if name not in known and name not in CONSTANTS:
                raise Refused("正文引用了不存在的数字 {name}", name=name)
        case nodes.Const(value=value):
            raise Refused("正文的占位符里不能写数 {number}，请引用数字的名称", number=value)
        case _:
            unexpected = f"unexpected {getattr(node, 'name', type(node).__name__.lower())!r}"
            raise Refused("正文第 {line} 行的占位符不完整：{error}", line=node.lineno, error=unexpected)


def _is_of_figures(node: nodes.Filter) -> bool:
    """One of the filters above, on a figure; only ``streets`` takes another figure."""
    parts = (node.node, *node.args)
    return (
        node.name in _FILTERS
        and len(parts) == (2 if node.name == "streets" else 1)
        and all(isinstance(part, nodes.Name) and part.name not in CONSTANTS for part in parts)
    )


def render(text: str, context: Mapping[str, object]) -> str:
    """The text with every figure printed.

    Raises:
        Refused: a name is unknown, or something is asked for that the sandbox does not give.
    """
    try:
        return environment().from_string(text).render(context)
    except TemplateError as error:
        raise Refused("正文引用了不存在的数字：{error}", error=error.message) from None


def _parse(text: str) -> nodes.Template:
    try:
        return environment().parse(text)
    except TemplateSyntaxError as error:
        raise Refused("正文第 {line} 行的占位符不完整：{error}", line=error.lineno, error=error.message) from None
