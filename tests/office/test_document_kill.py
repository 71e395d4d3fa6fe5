"""A kill at any moment of an upload leaves nothing of the file, and it can be attached again."""

import signal
import subprocess
import sys

import pytest

from tests.cli.installation import ROOT, environment, query

PREPARE = """
from anzhi.config.start import create, start
start("zh-hans")
create()
from tests.cast import Cast
Cast().household()
"""
ATTACH = """
import os, signal, sys
from anzhi.config.start import start
start("zh-hans")
from django.db.transaction import Atomic
from anzhi.office import personal_data
from anzhi.office.actions import documents, events
from anzhi.office.models import Document, Officer
from anzhi.registry.models import Household

def killing(original, when=lambda *arguments: True):
    def call(*arguments, **named):
        if when(*arguments):
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments, **named)
    return call

moment = sys.argv[1]
if moment == "sealing":
    personal_data.seal_bytes = killing(personal_data.seal_bytes)
elif moment == "committing":
    Atomic.__exit__ = killing(Atomic.__exit__, lambda atomic, *_: len(events.connection.savepoint_ids) == 0)
elif moment != "never":
    events.write = killing(events.write, lambda verb, *_: verb == moment)
photo = documents.Upload(Document.Kind.PHOTO, "a.jpg", b"\\xff\\xd8\\xff seen by nobody \\xff\\xd9")
documents.attach(Household.objects.get(), photo, by=Officer.objects.get())
"""
COUNT = """
SELECT (SELECT count(*) FROM office_document), (SELECT count(*) FROM office_storedfile),
       (SELECT count(*) FROM office_event WHERE verb LIKE 'document%')
"""


def run(home, program: str, *arguments: str) -> int:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=environment(home, TMPDIR=str(home)), cwd=ROOT, check=False).returncode


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    home = tmp_path_factory.mktemp("killed")
    assert run(home, PREPARE) == 0
    return home


@pytest.mark.parametrize("moment", ["sealing", "document.store", "document.attach", "committing"])
def test_a_killed_upload_leaves_nothing_and_can_be_done_again(place, moment):
    files = {path.name for path in place.iterdir()}

    assert run(place, ATTACH, moment) == -signal.SIGKILL

    assert query(place, COUNT) == [(0, 0, 0)]
    left = [path for path in place.iterdir() if path.name not in files and not path.name.startswith("anzhi.sqlite3")]
    assert left == []


def test_after_the_kills_it_is_attached_whole(place):
    assert run(place, ATTACH, "never") == 0

    assert query(place, COUNT) == [(1, 1, 2)]
