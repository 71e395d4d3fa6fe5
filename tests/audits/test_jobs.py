"""Files handed in are audited by a process of their own; one that is bad stops no other, and nothing lies open."""

import fcntl
import os
import time

import pytest

from anzhi.audits import jobs
from anzhi.audits.audited import Audited
from anzhi.audits.jobs import Job
from anzhi.office import background
from anzhi.values.refusal import Refused
from tests.audits.files import SENTENCES, word

pytestmark = pytest.mark.django_db
PATIENCE = 120


class Somebody:
    """All that a job wants to know of an account."""

    def __init__(self, key: int) -> None:
        self.pk = key


@pytest.fixture
def home(settings, keys, tmp_path, monkeypatch):
    """A home of its own with the keys of the tests, that other processes know too."""
    settings.HOME = tmp_path
    (tmp_path / "keys.json").write_bytes(keys.read_bytes())
    monkeypatch.setenv("ANZHI_HOME", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "anzhi.config.settings")
    return tmp_path


def wait(job: Job) -> None:
    until = time.monotonic() + PATIENCE
    while not job.state.is_over and time.monotonic() < until:
        time.sleep(0.1)
    background._running[-1].wait(PATIENCE)


def test_one_bad_file_stops_no_other_and_is_refused_by_its_own_name(home):
    files = [("坏{的}.docx", b"PK\x03\x04 broken"), ("好.docx", word(*SENTENCES)), ("空.txt", b"")]
    job = jobs.begin(files, account=Somebody(1))
    job.launch()
    wait(job)

    bad, good, empty = (job.outcome(number) for number in range(3))
    assert (job.state.phase, job.done) == ("done", 3)
    assert str(bad) == "坏{的}.docx已损坏或不完整，请重新导出"
    assert isinstance(good, Audited) and len(good.report.findings) == 3
    assert str(empty) == "空.txt是空文件"


def test_nothing_that_was_handed_in_lies_open(home):
    job = jobs.begin([("a.txt", SENTENCES[0].encode())], account=Somebody(1))
    job.run()

    paths = [path for path in home.rglob("*") if path.is_file()]
    assert isinstance(job.outcome(0), Audited)
    assert [path for path in paths if SENTENCES[0][:8].encode() in path.read_bytes()] == []
    assert {path.stat().st_mode & 0o077 for path in [job.folder, *job.folder.iterdir()]} == {0}


def test_a_result_that_somebody_exchanged_is_not_opened(home):
    job = jobs.begin([("a.txt", SENTENCES[0].encode())], account=Somebody(1))
    job.run()
    result = job.folder / "0.result"
    result.write_bytes(result.read_bytes()[:-1] + b"\x00")

    with pytest.raises(Refused, match="密钥不符"):
        job.outcome(0)


def test_a_job_is_nobody_elses_and_gone_after_a_day(home):
    old = jobs.begin([("a.txt", b"1")], account=Somebody(1))
    old.run()
    assert jobs.find(old.name, Somebody(1)) is not None
    assert jobs.find(old.name, Somebody(2)) is None
    assert jobs.find("../../etc", Somebody(1)) is None

    yesterday = time.time() - background.KEPT - 60
    os.utime(old.folder, (yesterday, yesterday))
    fresh = jobs.begin([("b.txt", b"1")], account=Somebody(1))
    assert [job.name for job in jobs.recent(Somebody(1))] == [fresh.name]


def test_who_has_a_job_at_work_waits_for_it(home):
    first = jobs.begin([("a.txt", b"1")], account=Somebody(1))
    with (first.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Refused, match="还在审核"):
            jobs.begin([("b.txt", b"1")], account=Somebody(1))
        jobs.begin([("b.txt", b"1")], account=Somebody(2))
    assert first.state.phase == "broken"


def test_there_are_not_too_many(home):
    with pytest.raises(Refused, match="最多审核 50 个"):
        jobs.begin([("a.txt", b"1")] * (jobs.MOST + 1), account=Somebody(1))
