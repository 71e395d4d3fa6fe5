"""A real Spark cluster on loopback: a master and two workers, processes of their own, from the PySpark distribution."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HOST = "127.0.0.1"
PATIENCE = 60
"""Seconds for the cluster to come up."""
WORKERS = 2
BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
"""What a Java process that lives for a minute does without: the second compiler, collecting garbage on the side."""


def _free() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _java() -> str:
    """The Java that there is; empty without any."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None) or ""


@contextlib.contextmanager
def cluster() -> Iterator[Any]:
    """A session on the cluster; the test is skipped with the reason where there can be none."""
    if not _java():
        pytest.skip("Java is not installed: no Spark cluster can be started")
    pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed")
    home, port = Path(pyspark.__file__).parent, _free()
    folder = Path(tempfile.mkdtemp(prefix="anzhi-spark-"))
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_HOSTNAME": HOST,
        "SPARK_WORKER_DIR": str(folder),
        "SPARK_SCALA_VERSION": next(home.glob("jars/spark-core_*.jar")).name.split("_")[1].split("-")[0],
    }
    address = f"spark://{HOST}:{port}"
    common = ["--host", HOST, "--webui-port", "0"]
    master = ["org.apache.spark.deploy.master.Master", *common, "--port", str(port)]
    worker = ["org.apache.spark.deploy.worker.Worker", *common, "-c", "1", "-m", "1g"]
    started: list[subprocess.Popen[bytes]] = []

    def start(arguments: list[str]) -> None:
        command = [_java(), *BRIEF.split(), "-Xmx512m", "-cp", f"{home / 'jars'}/*", *arguments]
        with (folder / f"{len(started)}.log").open("w") as log:
            started.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))

    try:
        start(master)
        _await(port)  # a worker that comes first waits long before it asks again
        for _ in range(WORKERS):
            start([*worker, address])
        yield from _session(address)
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _await(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.2)
    raise TimeoutError("the Spark master does not answer")


def _session(address: str) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.ui.enabled": "false",
        "spark.cores.max": str(WORKERS),
        "spark.sql.shuffle.partitions": str(WORKERS),
        "spark.default.parallelism": str(WORKERS),
        "spark.executor.memory": "1g",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": BRIEF,
        "spark.executor.extraJavaOptions": BRIEF,
    }
    builder = SparkSession.builder.master(address).appName("anzhi")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()
