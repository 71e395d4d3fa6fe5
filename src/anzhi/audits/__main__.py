"""``python -m anzhi.audits JOB`` audits the files of one job; the web application starts it."""

import os
import sys

_NICE = 10
"""Pages go first."""


def main() -> None:
    """Run the job that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anzhi.config.settings")
    from anzhi.audits.jobs import Job

    os.nice(_NICE)
    Job(sys.argv[1]).run()


if __name__ == "__main__":
    main()
