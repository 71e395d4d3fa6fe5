"""``python -m anzhi.ingest JOB`` does the work of one import; the web application starts it."""

import gc
import os
import sys

import django


def main() -> None:
    """Run the job that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anzhi.config.settings")
    django.setup()
    from anzhi.ingest.jobs import Job

    gc.disable()  # a short life with millions of values and no cycles among them: looking for some costs a sixth
    Job(sys.argv[1]).run()


if __name__ == "__main__":
    main()
