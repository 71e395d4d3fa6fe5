"""A PostgreSQL of the tests' own: a throw-away cluster from Debian's binaries, on a private port.

``python -m tests.postgresql`` runs every test that touches a database on it. Where no PostgreSQL can be had, those
tests are reported as skipped, with the reason.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

SKIP = "ANZHI_SKIP_DATABASE"
"""Environment variable with the reason why database tests cannot run."""


class Unavailable(Exception):
    """No PostgreSQL here, and why."""


def binaries() -> Path:
    """The folder of initdb and pg_ctl; installed from Debian when we may.

    Raises:
        Unavailable: they are not there and cannot be installed.
    """
    if (found := _newest()) is not None:
        return found
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Unavailable("PostgreSQL is not installed, and installing it needs root and apt-get")
    configuration = Path("/etc/postgresql-common/createcluster.conf")
    if not configuration.exists():
        configuration.parent.mkdir(parents=True, exist_ok=True)
        configuration.write_text("create_main_cluster = false\n")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "postgresql"]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unavailable(f"{' '.join(command)} failed: {done.stderr.strip().splitlines()[-1:]}")
    if (found := _newest()) is None:
        raise Unavailable("Debian's postgresql package brought no initdb")
    return found


def _newest() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster; yields its address without a database name; stops and removes it afterwards."""
    folder = binaries()
    home = Path(tempfile.mkdtemp(prefix="anzhi-postgresql-"))
    prefix: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = home / "data"

    def run(*command: str) -> None:
        subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd=home)

    try:
        run(str(folder / "initdb"), "-D", str(data), "-U", "anzhi", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        # A cluster that lives for minutes need not survive a power cut.
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
        run(str(folder / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(home / "log"), "start")
        try:
            yield f"postgresql://anzhi@127.0.0.1:{port}"
        finally:
            run(str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main() -> int:
    """Run the database tests on a cluster, or report them as skipped."""
    command = [sys.executable, "-m", "pytest", "-m", "django_db", *sys.argv[1:]]
    try:
        with cluster() as address:
            print(f"PostgreSQL for the tests: {binaries()}", flush=True)
            environment = os.environ | {"ANZHI_DATABASE_URL": f"{address}/postgres"}
            return subprocess.run(command, env=environment, check=False).returncode
    except Unavailable as reason:
        return subprocess.run(command, env=os.environ | {SKIP: str(reason)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
