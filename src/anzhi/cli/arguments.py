"""参数 Reading what was typed on the command line, and saying what is wrong with it."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from anzhi.values.period import Year
from anzhi.values.refusal import Refused

YearArgument = Annotated[str, typer.Argument(metavar="YEAR", help="年度，如 2021")]
FolderOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="存放成果的目录")]


def usage(error: typer.TyperException) -> str:
    """What is wrong with the command line, in the reader's language; the library only speaks English."""
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", "")
    if parameter is not None:
        name = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar or parameter.name
    kind = type(error).__name__
    if kind == "BadOptionUsage" and "does not take" in error.message:
        kind = "BadParameter"
    quoted = re.search(r"'([^']+)'|\(([^)]+)\)$", error.message)
    word = next(filter(None, quoted.groups()), "") if quoted else ""
    sentence = {
        "NoSuchOption": _("没有选项 {name}；anzhi --help 列出用法"),
        "MissingParameter": _("缺少参数 {name}；anzhi --help 列出用法"),
        "BadParameter": _("参数 {name} 的值不对，请核对；anzhi --help 列出用法"),
        "BadOptionUsage": _("选项 {name} 后面缺少值；anzhi --help 列出用法"),
        "UsageError": _("没有命令 {word}；anzhi --help 列出用法")
        if error.message.startswith("No such command")
        else _("多余的参数 {word}；anzhi --help 列出用法"),
    }.get(kind, error.format_message())
    return sentence.format(name=name, word=word)


def pairs(text: str) -> dict[str, str]:
    """``code=name, code=name`` as a mapping.

    Raises:
        Refused: an entry has no equals sign.
    """
    pairs = {}
    for entry in filter(None, (part.strip() for part in re.split("[,，]", text))):
        code, equals, name = entry.partition("=")
        if not equals or not name.strip():
            raise Refused("“{entry}”不是“代码=名称”", entry=entry)
        pairs[code.strip()] = name.strip()
    return pairs


def period(text: str) -> Year:
    """A year as it stands today: complete when it is over, up to today while it runs.

    Raises:
        Refused: the text is no year, or the year has not begun.
    """
    now, number = today(), plain_year(text)
    if number > now.year:
        raise Refused("{year} 年还没有开始", year=number)
    return Year(number, min(date(number, 12, 31), now))


def today() -> date:
    """The office's calendar day."""
    return date.today()  # noqa: DTZ011 - the office's own calendar day


def day(text: str) -> date:
    """A day as it is typed.

    Raises:
        Refused: the text is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("“{text}”不是日期，请写成 2021-03-01", text=text) from None


def plain_year(text: str) -> int:
    """A year as it is typed.

    Raises:
        Refused: the text is no year.
    """
    if not re.fullmatch(r"[12]\d{3}", text):
        raise Refused("“{text}”不是年度，请填写四位年份，如 2021", text=text)
    return int(text)
