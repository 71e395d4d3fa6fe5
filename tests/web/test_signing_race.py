"""Two officers sign at the same moment, each in a process of his or her own: one signature, and one refusal."""

import json
import os
import select
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
RACES = {
    "a step by two officers": (("general", "prepared"), ("finance", "prepared"), "这一环节已经签署"),
    "two steps by one officer": (("general", "prepared"), ("general", "reviewed"), "三个不同的人|“经办”签署之后"),
}


@pytest.fixture(scope="module")
def environment(django_db_setup, tmp_path_factory) -> Iterator[dict[str, str]]:
    """A database of the race's own, on the backend of this test run."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ANZHI_")}
    inherited |= {"ANZHI_HOME": str(tmp_path_factory.mktemp("signing"))}
    if connection.vendor == "sqlite":
        yield inherited
        return
    server, name = connection.settings_dict, f"signing_{uuid.uuid4().hex}"
    host = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **host) as administrator:
        administrator.execute(f"CREATE DATABASE {name}")
        yield inherited | {
            "ANZHI_DATABASE_URL": f"postgresql://{server['USER']}@{server['HOST']}:{server['PORT']}/{name}"
        }
        administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Worker:
    """An officer at work."""

    def __init__(self, environment: dict[str, str]) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        command = [sys.executable, "-m", "tests.web.signer", "work"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def tell(self, **command: object) -> None:
        print(json.dumps(command), file=self.process.stdin, flush=True)

    def answer(self) -> str:
        return json.loads(self.process.stdout.readline())

    def is_waiting(self, seconds: float) -> bool:
        return not select.select([self.process.stdout], [], [], seconds)[0]

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def people(environment) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.web.signer", "prepare"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return dict(zip(("general", "finance"), json.loads(done.stdout), strict=True))


@pytest.fixture(scope="module")
def workers(environment, people) -> Iterator[tuple[Worker, Worker]]:
    pair = (Worker(environment), Worker(environment))
    yield pair
    for worker in pair:
        worker.close()


@pytest.mark.parametrize("name", RACES)
def test_who_comes_second_waits_and_is_refused_or_follows(workers, people, name):
    (first, its_step), (second, other_step), sentence = RACES[name]
    one, other = workers
    digest = uuid.uuid4().hex * 2
    one.tell(officer=people[first], digest=digest, step=its_step, holds=True)
    assert one.answer() == "holds"
    other.tell(officer=people[second], digest=digest, step=other_step, holds=False)

    assert other.is_waiting(1)
    one.tell()
    assert one.answer() == "signed"
    answer = other.answer()

    assert any(part in answer for part in sentence.split("|"))


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("name", RACES)
def test_of_two_at_once_exactly_one_signs(workers, people, name, turn):
    (first, its_step), (second, other_step), sentence = RACES[name]
    digest = uuid.uuid4().hex * 2
    commands = ((workers[0], first, its_step), (workers[1], second, other_step))
    for worker, who, step in commands:
        worker.tell(officer=people[who], digest=digest, step=step, holds=False)

    answers = sorted(worker.answer() for worker in workers)

    assert answers.count("signed") == 1
    assert any(part in "".join(answers) for part in sentence.split("|"))
