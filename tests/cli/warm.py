"""The command line from a warm process: command lines come as JSON on stdin, each is run in a fork of its own.

Starting Python for every wrong command line would take a minute; a fork takes a moment and shares nothing back.
"""

import json
import os
import sys
import tempfile

from anzhi.config.start import start


def run(arguments: list[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one command line."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            os._exit(_main(arguments))
        _, status = os.waitpid(child, 0)
        for file in (out, err):
            file.seek(0)
        return os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode()


def _main(arguments: list[str]) -> int:
    from anzhi.cli import main

    sys.argv = ["anzhi", *arguments]
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    except BaseException:  # what Python itself would print and answer
        sys.excepthook(*sys.exc_info())
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    start("zh-hans")
    import anzhi.reports.files  # noqa: F401 - the heaviest imports, once
    from anzhi import cli  # noqa: F401

    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)
