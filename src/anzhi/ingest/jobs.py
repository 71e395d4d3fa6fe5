"""任务 Imports under way: each has a folder beside the database, and a process of its own.

Its state is a file: a table could not be written while the import holds the embedded database's only write lock.
The workbook is deleted as soon as it was read; what is returned is kept for a day at most, readable by its owner only.
"""

import json
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.conf import settings
from django.utils import translation

from anzhi.ingest import sheets
from anzhi.ingest.actions.imports import Outcome, bring_in
from anzhi.ingest.nouns import NOUNS
from anzhi.ingest.problems import words
from anzhi.office import background
from anzhi.office.models import Account
from anzhi.values.refusal import Refused

PHASES = {"wait": (0, 0), "read": (0, 40), "check": (40, 55), "write": (55, 100), "name": (55, 95), "return": (95, 100)}
"""Where each phase begins and ends on a scale of 100."""
_BETWEEN = 0.25
"""Seconds between two notes of progress."""
_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class State:
    """How far a job is.

    Attributes:
        noun: what it brings.
        account: whose it is.
        file_name: what the workbook was called.
        language: in which its reasons are said.
        phase: wait, read, check, write, name (the refused rows), return (writing them), or an end:
            done, returned (with reasons), refused (as a whole), failed (our fault), broken (off).
        percent: of the whole work.
        added: records entered.
        present: records that were there already.
        bad: lines with problems.
        more: True when there were too many to name them all.
        message: why it was refused.
    """

    noun: str
    account: int
    file_name: str
    language: str
    phase: str = "wait"
    percent: int = 0
    added: int = 0
    present: int = 0
    bad: int = 0
    more: bool = False
    message: str = ""

    @property
    def is_over(self) -> bool:
        """Nothing more will happen."""
        return self.phase not in PHASES


class Job:
    """An import under way or finished."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.folder = _home() / name

    @property
    def upload(self) -> Path:
        """The workbook that was uploaded."""
        return self.folder / "upload.xlsx"

    @property
    def returned(self) -> Path:
        """The workbook with what is wrong in it."""
        return self.folder / "returned.xlsx"

    @property
    def state(self) -> State:
        """How far it is, as its process last said; ``broken`` when that process is gone without an end."""
        lives = background.lives(self.folder)
        state = self._noted()
        if state.is_over:
            return state
        return replace(state, **self._progress()) if lives else replace(state, phase="broken")

    def note(self, state: State) -> None:
        """Write down how far it is, so that a reader sees the old state or the new one."""
        content = json.dumps(asdict(state), ensure_ascii=False)
        background.put(self.folder / "state.json", content.encode())

    def launch(self) -> None:
        """Start the process that does the work; it holds the lock from its first moment."""
        background.launch("anzhi.ingest", self.folder)

    def run(self) -> None:
        """Do the work, here and now."""
        state = self._noted()
        with translation.override(state.language):
            try:
                state = self._work(state)
            except Refused as refusal:
                state = replace(state, phase="refused", message=words(refusal))
            except BaseException:
                self.note(replace(state, phase="failed"))
                raise
            finally:
                self.upload.unlink(missing_ok=True)
        self.note(state)

    def _work(self, state: State) -> State:
        noun, account = NOUNS[state.noun], Account.objects.select_related("officer").get(pk=state.account)
        told = self._teller()
        outcome = bring_in(noun, self.upload, file_name=state.file_name, by=account.officer, progress=told)
        ended = replace(state, percent=100, added=outcome.added, present=outcome.present)
        if not outcome.problems:
            return replace(ended, phase="done")
        told("return", 0, 1)
        self._return(state, outcome)
        return replace(ended, phase="returned", bad=len(outcome.problems), more=outcome.more)

    def _return(self, state: State, outcome: Outcome) -> None:
        fresh = self.folder / "returned.new"
        sheets.returned(NOUNS[state.noun], outcome.source, outcome.problems, fresh)
        fresh.chmod(0o600)
        fresh.replace(self.returned)

    def _noted(self) -> State:
        return State(**json.loads((self.folder / "state.json").read_text(encoding="utf-8")))

    def _progress(self) -> dict[str, str | int]:
        try:
            phase, percent = (self.folder / "progress").read_text(encoding="ascii").split()
        except (FileNotFoundError, ValueError):
            return {}
        return {"phase": phase, "percent": int(percent)}

    def _teller(self) -> Callable[[str, int, int], None]:
        """Progress is overwritten in place: a few bytes, many times, which a rename each would make slow."""
        file = os.open(self.folder / "progress", os.O_WRONLY | os.O_CREAT, 0o600)
        last = -_BETWEEN

        def tell(phase: str, done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last >= _BETWEEN:
                last = time.monotonic()
                start, end = PHASES[phase]
                percent = start + (end - start) * done // max(total, 1)
                os.pwrite(file, f"{phase:<8}{percent:>4}\n".encode(), 0)

        return tell


def begin(noun: str, *, account: Account, file_name: str, chunks: Iterator[bytes], language: str) -> Job:
    """Keep an uploaded workbook as a new job, and throw away what is older than a day."""
    job = Job(secrets.token_hex(16))
    job.folder.mkdir(mode=0o700, parents=True)
    with job.upload.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
    job.note(State(noun, account.pk, file_name, language))
    background.forget_old(job.folder)
    return job


def find(name: str, *, noun: str, account: Account) -> Job | None:
    """A job of an account; None when there is none of that name, or it is somebody else's."""
    job = Job(name)
    if not _NAME.fullmatch(name) or not (job.folder / "state.json").exists():
        return None
    state = job.state
    return job if (state.noun, state.account) == (noun, account.pk) else None


def _home() -> Path:
    return settings.HOME / "imports"
