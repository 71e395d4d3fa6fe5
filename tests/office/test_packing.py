import io
import os
import signal
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.office import packing

PARTS = st.dictionaries(st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?\.xml", fullmatch=True), st.binary(), max_size=5)
TIMES = st.tuples(st.integers(1980, 2100), st.integers(1, 12), st.integers(1, 28), *[st.integers(0, 23)] * 3)


def package(parts: dict[str, bytes], time: tuple[int, ...]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name, time), content)
    return buffer.getvalue()


@given(PARTS, TIMES, TIMES)
def test_packages_that_differ_in_time_only_become_the_same_bytes(parts, one, other):
    assert packing.repack(package(parts, one)) == packing.repack(package(parts, other))


@given(PARTS, TIMES)
def test_repacking_keeps_every_part_in_its_order(parts, time):
    with zipfile.ZipFile(io.BytesIO(packing.repack(package(parts, time)))) as packed:
        assert [(name, packed.read(name)) for name in packed.namelist()] == list(parts.items())


def test_a_new_file_is_written_and_the_same_content_again_is_not(tmp_path):
    path = tmp_path / "表.xlsx"
    first = packing.write(path, b"one")
    stamp = path.stat()

    assert (first, packing.write(path, b"one")) == (True, False)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (stamp.st_ino, stamp.st_mtime_ns)
    assert (packing.write(path, b"two"), path.read_bytes()) == (True, b"two")


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_failure_while_writing_keeps_the_old_file_and_leaves_no_draft(tmp_path, monkeypatch, failure, moment):
    def fail(*arguments: object) -> None:
        raise failure

    path = tmp_path / "表.xlsx"
    packing.write(path, b"old")
    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (type(path), "replace")}[moment], fail)

    with pytest.raises(type(failure)):
        packing.write(path, b"new")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


def test_a_kill_while_writing_keeps_the_old_file(tmp_path):
    path = tmp_path / "表.xlsx"
    packing.write(path, b"old")
    program = (
        "import os, signal, sys, pathlib\n"
        "from anzhi.office import packing\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "packing.write(pathlib.Path(sys.argv[1]), b'new')\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(path)], check=False)

    assert (killed.returncode, path.read_bytes()) == (-signal.SIGKILL, b"old")
