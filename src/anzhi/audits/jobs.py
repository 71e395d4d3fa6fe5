"""任务 Files that somebody hands in to be audited: a folder beside the database for a day, and a process of its own.

What lies there is sealed like a document, files and results alike; after a day all of it is gone. The database keeps
nothing of a foreign file but the judgements on its findings.
"""

import json
import os
import pickle
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from anzhi.auditor import Report, audit, batch, original
from anzhi.audits.audited import Audited
from anzhi.office import background, personal_data
from anzhi.values.digest import sm3
from anzhi.values.imprint import Imprint
from anzhi.values.refusal import Refused

if TYPE_CHECKING:
    from anzhi.office.models import Account

MOST = 50
"""Files in one job."""
_NAME = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 120


@dataclass(frozen=True)
class State:
    """What a job is about, and how far it is.

    Attributes:
        account: whose it is.
        names: what the files were called.
        year: of the report whose copies they are; 0 when they stand for themselves.
        phase: work, or an end: done, failed (our fault), broken (off).
    """

    account: int
    names: Sequence[str]
    year: int = 0
    phase: str = "work"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen."""
        return self.phase != "work"


@dataclass(frozen=True)
class Against:
    """The report whose copies files are.

    Attributes:
        year: its year.
        imprints: its files as they were printed.
    """

    year: int
    imprints: tuple[Imprint, ...]


Outcome = Audited | Refused
"""What became of a file."""


class Job:
    """Files that are being audited, or were."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.folder = settings.HOME / "audits" / name

    @property
    def state(self) -> State:
        """How far it is; ``broken`` when its process is gone without an end."""
        lives = background.lives(self.folder)
        state = self._noted()
        return state if lives or state.is_over else replace(state, phase="broken")

    @property
    def done(self) -> int:
        """How many files there is a result of."""
        return len(list(self.folder.glob("*.result")))

    def content(self, number: int) -> bytes:
        """The bytes of a file."""
        return personal_data.unseal_bytes(self._upload(number).read_bytes())

    def outcome(self, number: int) -> Outcome | None:
        """What became of a file; None while it waits, or when this program cannot read an older one's result."""
        try:
            found = _opened(self._result(number))
        except (FileNotFoundError, AttributeError, ImportError, TypeError):
            return None
        return found if isinstance(found, Audited | Refused) else None

    def launch(self) -> None:
        """Start the process that does the work."""
        background.launch("anzhi.audits", self.folder)

    def run(self) -> None:
        """Do the work, here and now."""
        state = self._noted()
        try:
            self._audit(state)
        except BaseException:
            self._note(replace(state, phase="failed"))
            raise
        else:
            self._note(replace(state, phase="done"))

    def _audit(self, state: State) -> None:
        names = {self._upload(number): name for number, name in enumerate(state.names)}
        read = partial(_read, names=names, imprints=_opened(self.folder / "originals") if state.year else ())
        # Several files get processes apart, so that one that brings its process down takes no other with it.
        cores = max(1, (os.cpu_count() or 2) - 1) if len(names) > 1 else None
        for path, result in batch.run(list(names), _kept, read=read, cores=cores):
            if isinstance(result, Refused):  # which knows the sealed file, or the one that was handed in
                result = Refused(result.template, **result.parameters | {"name": names[path]})
            _close(path.with_suffix(".result"), result)

    def _upload(self, number: int) -> Path:
        return self.folder / f"{number}.upload"

    def _result(self, number: int) -> Path:
        return self.folder / f"{number}.result"

    def _noted(self) -> State:
        return State(**json.loads((self.folder / "state.json").read_text(encoding="utf-8")))

    def _note(self, state: State) -> None:
        background.put(self.folder / "state.json", json.dumps(asdict(state), ensure_ascii=False).encode())


def begin(files: Sequence[tuple[str, bytes]], *, account: "Account", against: Against | None = None) -> Job:
    """Take files in as a new job, and throw away what is older than a day.

    Raises:
        Refused: there are too many, or the account's last job is still at work.
    """
    if len(files) > MOST:
        raise Refused("一次最多审核 {limit} 个文件；更多文件请用命令 anzhi audit", limit=MOST)
    if any(not job.state.is_over for job in recent(account)):
        raise Refused("上一批文件还在审核，请等它完成")
    job = Job(secrets.token_hex(16))
    job.folder.mkdir(mode=0o700, parents=True)
    for number, (_, content) in enumerate(files):
        background.put(job._upload(number), personal_data.seal_bytes(content))
    names = [name[-_LONGEST_NAME:] for name, _ in files]
    if against is not None:
        _close(job.folder / "originals", against.imprints)
    job._note(State(account.pk, names, against.year if against else 0))
    background.forget_old(job.folder)
    return job


def find(name: str, account: "Account") -> Job | None:
    """A job of an account; None when there is none of that name, or it is somebody else's."""
    job = Job(name)
    if not _NAME.fullmatch(name) or not (job.folder / "state.json").exists():
        return None
    return job if job._noted().account == account.pk else None


def recent(account: "Account") -> list[Job]:
    """The jobs of an account that are still there, newest first."""
    home = settings.HOME / "audits"
    folders = sorted(_folders(home), key=lambda folder: folder.stat().st_mtime, reverse=True)
    return [job for folder in folders if (job := find(folder.name, account))]


def _folders(home: Path) -> Iterator[Path]:
    return (folder for folder in home.iterdir() if folder.is_dir()) if home.exists() else iter(())


def _close(path: Path, kept: object) -> None:
    background.put(path, personal_data.seal_bytes(pickle.dumps(kept)))


def _opened(path: Path) -> Any:
    return pickle.loads(personal_data.unseal_bytes(path.read_bytes()))  # noqa: S301 - the seal is checked: it is ours


def _read(path: Path, *, names: Mapping[Path, str], imprints: Sequence[Imprint]) -> Report:
    """The audit of a sealed file, held to an original where there is one."""
    content = personal_data.unseal_bytes(path.read_bytes())
    return original.held(audit(content, names[path]), imprints)


def _kept(path: Path, report: Report) -> Audited:
    digest = sm3(personal_data.unseal_bytes(path.read_bytes()))
    return Audited(report.document.name, digest, report)
