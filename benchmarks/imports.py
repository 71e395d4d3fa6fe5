"""A workbook of household rows with every column, imported in a process of its own as the web application does it.

``python -m benchmarks.imports [ROWS] [MEMBERS]`` writes a workbook of so many filled rows (100,000) with so many
members a household (3), imports it into a throw-away database, imports it again, and prints the seconds and the peak
memory of both. With ANZHI_DATABASE_URL the named, empty PostgreSQL database is used instead.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST, PROJECTS, STREETS = date(2021, 3, 1), 40, 12
BORN = date(1930, 1, 1)
CONSTRUCTIONS = ("钢混", "砖混一类", "砖混二类", "砖木", "土木")


def main() -> None:
    """Prepare, import twice, print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    members = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(prefix="anzhi-benchmark-") as home:
        os.environ["ANZHI_HOME"] = home
        from anzhi.config.start import create, start

        start("zh-hans")
        create()
        account = office()
        workbook = Path(home) / "households.xlsx"
        started = time.perf_counter()
        columns = write(workbook, rows, members)
        size, seconds = workbook.stat().st_size / 2**20, time.perf_counter() - started
        print(f"{rows:,} rows × {columns} columns, {size:.0f} MiB, written in {seconds:.0f} s", flush=True)
        for _ in range(2):
            bring(workbook, account)
        report()


def office() -> object:
    """An office with streets, projects that are being signed, and an officer of clearance."""
    from anzhi.office.actions import accounts, organisations
    from anzhi.office.models import Officer, Street
    from anzhi.registry.actions import projects
    from anzhi.registry.models import Project

    _, by = organisations.found(
        name="基准中心",
        established_on=date(2010, 1, 1),
        first_officer=Officer(
            staff_number="1", name="李经办", title="经办", employment="established", employed_on=date(2010, 1, 1)
        ),
    )
    streets = organisations.add(
        [Street(kind="street", name=f"街道{n}", area_code=f"430104{n:03d}") for n in range(STREETS)], by=by
    )
    prepared = projects.prepare(
        [
            Project(code=f"P{n}", name=f"项目{n}", street=streets[n % STREETS], area=10_000_000, prepared_on=FIRST)
            for n in range(PROJECTS)
        ],
        by=by,
    )
    projects.launch({project: (FIRST, date(2021, 12, 31)) for project in prepared}, by=by)
    projects.start_signing(dict.fromkeys(prepared, FIRST), by=by)
    return accounts.open_account(officer=by, username="bench", role="clearance", password="a-long-word-9", by=by)


def write(path: Path, rows: int, members: int) -> int:
    """The workbook, and how many columns it has; every cell that can be filled is filled."""
    import xlsxwriter

    from anzhi.ingest.nouns import NOUNS

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, day = book.add_worksheet("住户"), book.add_format({"num_format": "yyyy-mm-dd"})
    columns = NOUNS["household"].columns
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.heading)
    for line, cells in enumerate(lines(rows, members), start=1):
        for place, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(line, place, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(line, place, cell)
            else:
                sheet.write_number(line, place, cell)
    book.close()
    return len(columns)


def lines(rows: int, members: int) -> Iterator[list[object]]:
    """The rows, households one after the other."""
    from anzhi.values.bank_account import BankAccount
    from anzhi.values.identity_number import IdentityNumber
    from anzhi.values.phone import Phone

    for row in range(rows):
        household, member = divmod(row, members)
        surveyed = FIRST + timedelta(days=household % 30)
        dates = [surveyed + timedelta(days=days) for days in (0, 20, 40, 60)]
        head = [f"H{household:06d}", f"项目{household % PROJECTS}", f"街道{household % STREETS}", f"户主{household}"]
        account = BankAccount.synthetic(household).text
        contact = [f"{household % 90}组", Phone.synthetic(household).text, "基准银行", account]
        identity = IdentityNumber.synthetic(BORN + timedelta(days=row // 999), row % 999 + 1).text
        person = [f"成员{row}", identity, "户主" if member == 0 else "子女", "是", surveyed]
        buildings = [
            cell
            for n in range(3)
            for cell in (CONSTRUCTIONS[(household + n) % 5], n + 1, 60 + household % 9000 / 100, 1980 + n, "合法")
        ]
        yield [*head, *contact, *dates, "合法面积认定有异议", *person, *buildings]


def bring(workbook: Path, account: object) -> None:
    """Import the workbook in a process of its own."""
    from anzhi.ingest.jobs import begin

    with workbook.open("rb") as file:
        chunks = iter(lambda: file.read(2**20), b"")
        job = begin("household", account=account, file_name=workbook.name, chunks=chunks, language="zh-hans")
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "anzhi.ingest", job.name])
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    seconds, state = time.perf_counter() - started, job.state
    print(
        f"{state.phase}: {state.added:,} households added, {state.present:,} already there: {seconds:.1f} s "
        f"({used.ru_utime + used.ru_stime:.1f} s of processor), peak {used.ru_maxrss / 1024:.0f} MiB",
        flush=True,
    )


def report() -> None:
    """What is in the database now."""
    from django.db import connection

    from anzhi.office.models import Event
    from anzhi.registry.models import Household, Membership, Structure

    counts = ", ".join(
        f"{model.objects.count():,} {model.__name__}" for model in (Household, Membership, Structure, Event)
    )
    print(f"{connection.vendor}: {counts}")


if __name__ == "__main__":
    main()
