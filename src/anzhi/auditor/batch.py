"""成批审核 Many files on all cores; a file that cannot be read, or that ends its process, never stops the others."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from anzhi.auditor.auditing import audit
from anzhi.auditor.report import Report
from anzhi.auditor.summary import Outcome
from anzhi.values.refusal import Refused

EXTENSIONS = frozenset(
    ("docx", "docm", "doc", "wps", "rtf", "odt", "pdf", "xlsx", "xlsm", "xls", "et", "ods", "html", "htm", "txt", "md")
)
"""Files of a folder that are audited."""

Result = TypeVar("Result")
Work = Callable[[Path, Report], Result]
"""What to make of a report in the process that made it, so that only the result has to travel."""


def files(paths: Iterable[Path]) -> list[Path]:
    """The files that paths name: themselves, and what lies in folders, sorted."""
    found: list[Path] = []
    for path in paths:
        inside = (p for p in path.rglob("*") if p.is_file() and _is_audited(p)) if path.is_dir() else [path]
        found += sorted(inside)
    return list(dict.fromkeys(found))


def _is_audited(path: Path) -> bool:
    """Not the lock files that Word leaves, nor hidden ones."""
    return path.suffix.lower().lstrip(".") in EXTENSIONS and not path.name.startswith(("~$", "."))


def outcome(path: Path, report: Report) -> Outcome:
    """What a summary needs of a report."""
    return Outcome.of(str(path), report)


def one(path: Path, work: "Work[Result]", read: Callable[[Path], Report] = audit) -> Result | Refused:
    """Audit one file; a refusal is a result."""
    try:
        return work(path, read(path))
    except Refused as refusal:
        return Refused(refusal.template, **refusal.parameters)


def run(
    paths: Sequence[Path],
    work: "Work[Result]",
    *,
    read: Callable[[Path], Report] = audit,
    cores: int | None = None,
) -> Iterator[tuple[Path, Result | Refused]]:
    """Audit files and give each result as it is there.

    Args:
        paths: the files.
        work: what to make of each report.
        read: how the report of a file is made.
        cores: on how many processes apart from this one; on all cores, or for one file in this process, when not said.
    """
    most = min(os.cpu_count() or 1, len(paths))
    if cores is None and most < 2:
        yield from ((path, one(path, work, read)) for path in paths)
        return
    audited = partial(one, work=work, read=read)
    left = dict.fromkeys(paths)
    for path, result in _pooled(paths, audited, cores or most):
        del left[path]
        yield path, result
    for path in left:  # a process ended; whichever file it was, each is tried in a process of its own
        alone = list(_pooled([path], audited, 1))
        yield alone[0] if alone else (path, Refused("审核{name}的程序意外终止，没有结果", name=path.name))


def _pooled(
    paths: Sequence[Path], audited: Callable[[Path], Result | Refused], cores: int
) -> Iterator[tuple[Path, Result | Refused]]:
    """Results until the last one, or until a process ends."""
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), max_tasks_per_child=200) as pool:
        waiting: dict[Future[Result | Refused], Path] = {pool.submit(audited, path): path for path in paths}
        for future in as_completed(waiting):
            try:
                yield waiting[future], future.result()
            except BrokenProcessPool:
                return
