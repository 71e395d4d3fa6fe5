"""All figures of a year at 100,000 households: one scan a relation against one scan a figure, side by side.

``python -m benchmarks.figures [HOUSEHOLDS]`` loads the demo office into a throw-away database and copies its records
with new keys until there are enough. With ANZHI_DATABASE_URL the named, empty PostgreSQL database is used instead.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
STEP = 10_000_000
"""Distance between the keys of two copies."""


def main() -> None:
    """Build, measure, print."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="anzhi-benchmark-") as home:
        os.environ["ANZHI_HOME"] = home
        from anzhi.config.start import create, start

        start("zh-hans")
        from django.db import connection

        from anzhi.demo.load import load
        from anzhi.metrics import engine
        from anzhi.metrics.definitions import METRICS
        from anzhi.metrics.model import Simple
        from anzhi.registry.models import Household
        from anzhi.values.period import Year

        create()
        if not load():
            sys.exit("the database already holds an office; name an empty one")
        multiply(households)
        year = Year.whole(2021)
        simple = [name for name, metric in METRICS.items() if isinstance(metric, Simple)]
        print(f"{connection.vendor}: {Household.objects.count():,} households, {len(METRICS)} figures")
        merged = measure("all figures, one scan a relation", lambda: engine.compute(year))
        single = measure("the same, one scan a figure", lambda: [engine.compute(year, [name]) for name in simple], 1)
        print(f"merged : one by one = 1 : {single / merged:.1f}")
        measure("every identity", lambda: engine.check(engine.compute(year)))
        measure("evidence of 期末未安置人数", lambda: engine.evidence(year, "waiting_at_end"), 3)
        connection.close()
        if connection.vendor == "sqlite":
            size = sum(path.stat().st_size for path in Path(home).iterdir())
            print(f"database {size / 2**20:,.0f} MiB")


def multiply(households: int) -> None:
    """Copy the records that grow with a district until it has so many households."""
    from django.apps import apps
    from django.db import connection, transaction

    from anzhi.registry.models import Household

    rooms = ("registry", "casework", "housing", "social_security", "grievances")
    once = {"annualplan", "planitem", "boundary"}  # one a year, one a street
    models = [m for room in rooms for m in apps.get_app_config(room).get_models() if m._meta.model_name not in once]
    copies = -(-households // Household.objects.count()) - 1
    statements = [copy_statement(model, set(models)) for model in models]
    with transaction.atomic(), connection.cursor() as cursor:
        for copy in range(1, copies + 1):
            for statement in statements:
                cursor.execute(statement, {"shift": copy * STEP, "suffix": f"-{copy}"})
        surplus = Household.objects.count() - households
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{copies} copies, {surplus:,} households more than asked")


def copy_statement(model: type, copied: set[type]) -> str:
    """INSERT … SELECT of a table's first rows with shifted keys; unique texts get a suffix."""
    from django.db import models

    meta = model._meta

    def is_copied(field: models.Field) -> bool:
        return bool(field.remote_field and field.remote_field.model in copied)

    # What is unique under another record is so under its copy as it stands.
    alone = [c.fields for c in meta.total_unique_constraints if not any(is_copied(meta.get_field(f)) for f in c.fields)]
    unique = {name for names in alone for name in names}
    values = []
    for field in meta.local_concrete_fields:
        if field.primary_key or is_copied(field):
            values.append(f"{field.column} + %(shift)s")
        elif isinstance(field, models.CharField) and (field.unique or field.name in unique):
            values.append(f"substr({field.column}, 1, {field.max_length - 4}) || %(suffix)s")
        else:
            values.append(field.column)
    columns = ", ".join(field.column for field in meta.local_concrete_fields)
    return (
        f"INSERT INTO {meta.db_table} ({columns}) SELECT {', '.join(values)} FROM {meta.db_table} "
        f"WHERE {meta.pk.column} < {STEP}"
    )


def measure(label: str, work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Run several times and print the median and the range, in seconds."""
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    median = statistics.median(seconds)
    print(f"{label}: {median:.2f} s (of {rounds}: {min(seconds):.2f}–{max(seconds):.2f})", flush=True)
    return median


if __name__ == "__main__":
    main()
