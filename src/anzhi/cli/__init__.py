"""命令行 The command line. Chinese by default, English with ``--lang en``.

Exit codes: 0 done, 1 the record is broken (``verify``) or a report is (``audit --fail-on``), 2 the request cannot be
carried out.
"""

from anzhi.cli import auditing, computing, law, records, results, server, trials
from anzhi.cli.app import app, main

__all__ = ["app", "auditing", "computing", "law", "main", "records", "results", "server", "trials"]
