"""命令的外壳 The application that commands register with, its language, and how a refusal ends it."""

import inspect
import sys

import typer
from django.utils.translation import gettext as _
from rich.markup import escape

from anzhi.cli.arguments import usage
from anzhi.cli.printing import err, sentence
from anzhi.config.start import start
from anzhi.values.refusal import Refused

LANGUAGES = {"zh": "zh-hans", "en": "en"}
_UNSET = {
    "ANZHI_DATABASE_URL": "ANZHI_DATABASE_URL 不是 PostgreSQL 的地址 is no address of PostgreSQL",
    "ANZHI_DOCUMENT_MB": "ANZHI_DOCUMENT_MB 应为 1 至 9999 的整数 is no whole number from 1 to 9999",
}
"""What is wrong with a setting of the environment, in both languages."""
_INTERRUPTED = 130
"""What typer makes of a KeyboardInterrupt."""

app = typer.Typer(add_completion=False, help="安置：征地服务中心的记录与绩效自评")


def main() -> None:
    """Run a command; every refusal is one line on stderr and exit code 2."""
    arguments = sys.argv[1:]
    language = _take_language(arguments)
    try:
        start(LANGUAGES.get(language, "zh-hans"))
    except ValueError as error:  # without settings there is no translation either
        err.print(f"[red]错误 Error[/] {_UNSET.get(str(error), _UNSET['ANZHI_DATABASE_URL'])}", soft_wrap=True)
        sys.exit(2)
    if language not in LANGUAGES:
        _fail(_("没有语言 {language}，可用 zh 或 en").format(language=language))
    from django.db import DatabaseError

    try:
        translate()
        code = app(arguments or ["--help"], prog_name="anzhi", standalone_mode=False) or 0
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(code)
    except typer.TyperException as error:
        _fail(usage(error))
    except Refused as refusal:
        _fail(sentence(refusal))
    except DatabaseError as error:
        _fail(_("数据库出错：{error}").format(error=" ".join(str(error).split())))
    except (typer.Abort, KeyboardInterrupt):
        _fail(_("已中断，没有留下未完成的改动"))


def translate() -> None:
    """Put the help of every command and parameter into the active language."""
    app.info.help = _(str(app.info.help))
    for command in app.registered_commands:
        command.help = _(str(command.help))
        for parameter in inspect.signature(command.callback).parameters.values():
            for info in getattr(parameter.annotation, "__metadata__", ()):
                info.help = _(info.help)
                if isinstance(getattr(info, "prompt", None), str):
                    info.prompt = _(info.prompt)


def _take_language(arguments: list[str]) -> str:
    """Remove ``--lang X`` from the arguments, wherever it stands, so that help and errors are in that language too."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return arguments.pop(position).removeprefix("--lang=")
        if argument == "--lang":
            del arguments[position]
            return arguments.pop(position) if position < len(arguments) else ""
    return "zh"


def _fail(message: str) -> None:
    sentence = escape(" ".join(message.splitlines()))
    err.print(f"[red]{_('错误')}[/] {sentence}", soft_wrap=True, highlight=False)
    sys.exit(2)
