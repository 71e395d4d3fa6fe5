"""Two officers do what only one may do, at the same time, each in a process of his or her own.

The first round is decided: one has done it and not committed when the other begins. In the others both are let loose.
"""

import json
import os
import re
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
RACES = (
    ("one home", "此房已分给另一户"),
    ("one approval", "审批 3人，累计分房 4人，超出审批人数"),
    ("one project", "累计腾地 120亩，超过征地面积 100亩"),
    ("one household", "该户已有同一安置方式的审批"),
    ("the same people", "此人已安置过"),
    ("one signature", "已被他人改动|已于 .* 签约"),
    ("one ticket", "已被他人改动|已于 .* 办结"),
    ("one batch", "已被他人改动|已纳入，不能暂停|恢复后才能纳入"),
    ("one document", "这份文件已在本记录的佐证材料中"),
)


class Worker:
    """An officer at work."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.races.worker", "work"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def tell(self, command: object) -> None:
        print(json.dumps(command), file=self.process.stdin, flush=True)

    def do(self, *command: object, holds: bool = False) -> None:
        self.tell({"do": command, "holds": holds})

    def answer(self) -> dict[str, object]:
        return json.loads(self.process.stdout.readline())

    def answers_within(self, seconds: float) -> bool:
        return bool(select.select([self.process.stdout], [], [], seconds)[0])

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def environment(django_db_setup, tmp_path_factory) -> Iterator[dict[str, str]]:
    """Where the office of the races is: a database of its own on the backend of this test run."""
    home = tmp_path_factory.mktemp("races")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ANZHI_")}
    inherited |= {"ANZHI_HOME": str(home)}
    if connection.vendor == "sqlite":
        yield inherited
        return
    server, name = connection.settings_dict, f"races_{uuid.uuid4().hex}"
    parts = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"], "password": server["PASSWORD"]}
    parts = {key: value for key, value in parts.items() if value}
    with psycopg.connect(dbname="postgres", autocommit=True, **parts) as administrator:
        administrator.execute(f"CREATE DATABASE {name}")
        password = f":{server['PASSWORD']}" if server["PASSWORD"] else ""
        address = f"postgresql://{server['USER']}{password}@{server['HOST']}:{server['PORT']}/{name}"
        yield inherited | {"ANZHI_DATABASE_URL": address}
        administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def rounds(environment):
    """For every race the two commands of every round."""
    command = [sys.executable, "-m", "tests.races.worker", "prepare"]
    prepared = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, encoding="utf-8")
    return json.loads(prepared.stdout)


@pytest.fixture(scope="module")
def officers(environment, rounds) -> Iterator[tuple[Worker, Worker]]:
    pair = Worker(environment), Worker(environment)
    yield pair
    for worker in pair:
        worker.close()


def hold_and_follow(first: Worker, second: Worker, commands) -> list[dict[str, object]]:
    """The first does it and waits; the second begins, and has to wait or be refused; then the first commits."""
    first.do(*commands[0], holds=True)
    assert first.answer() == {"holds": True}
    second.do(*commands[1])
    second.answers_within(0.5)
    first.tell("commit")
    return [first.answer(), second.answer()]


def let_loose(first: Worker, second: Worker, commands) -> list[dict[str, object]]:
    for worker, command in zip((first, second), commands, strict=True):
        worker.do(*command)
    return [first.answer(), second.answer()]


def count(officers, name: str) -> int:
    officers[0].tell("count")
    return officers[0].answer()[name]


@pytest.fixture(scope="module")
def run(officers, rounds):
    """What both were told in every round of every race."""
    return {
        race: [(let_loose if turn else hold_and_follow)(*officers, pair) for turn, pair in enumerate(pairs)]
        for race, pairs in rounds.items()
    }


@pytest.mark.parametrize(("race", "sentence"), RACES, ids=[name for name, _ in RACES])
def test_exactly_one_wins_and_the_other_is_refused_in_a_sentence(run, race, sentence):
    for told in run[race]:
        assert sorted(next(iter(answer)) for answer in told) == ["done", "refused"], told
        [refusal] = [answer["refused"] for answer in told if "refused" in answer]
        assert re.search(sentence, refusal)
        assert "\n" not in refusal


@pytest.mark.parametrize(
    ("what", "a_round"),
    [
        ("allotted", 2),
        ("cleared", 1),
        ("approved", 5),
        ("signed", 1),
        ("closed", 1),
        ("held or enrolled", 1),
        ("attached", 1),
        ("stored", 1),
    ],
)
def test_only_the_winner_of_each_race_left_a_row(officers, rounds, run, what, a_round):
    assert count(officers, what) == a_round * len(rounds["one home"])


def test_no_event_slips_behind_a_seal_that_was_made_while_it_was_written(officers):
    first, second = officers
    first.do("add", "先写后交单位", holds=True)
    assert first.answer() == {"holds": True}
    second.do("add", "后写先交单位")
    second.do("seal")
    second.answers_within(0.5)
    first.tell("commit")
    assert [first.answer(), second.answer(), second.answer()] == [{"done": True}] * 3

    first.do("seal")
    assert first.answer() == {"done": True}
    assert (count(officers, "broken links"), count(officers, "unsealed events")) == (0, 0)


def test_two_seals_at_once_make_one_chain(officers):
    for turn in range(3):
        let_loose(*officers, [["add", f"甲{turn}单位"], ["add", f"乙{turn}单位"]])
        told = let_loose(*officers, [["seal"], ["seal"]])
        assert told == [{"done": True}] * 2

    assert (count(officers, "broken links"), count(officers, "unsealed events")) == (0, 0)
