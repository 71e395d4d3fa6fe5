"""配置 One settings file, driven by the environment.

``ANZHI_HOME``          folder of the embedded database and the keys (default: ``var`` in the current folder)
``ANZHI_DATABASE_URL``  a PostgreSQL address instead of the embedded SQLite database
"""

import os
from pathlib import Path

import dj_database_url

HOME = Path(os.environ.get("ANZHI_HOME", "var")).absolute()
KEY_FILE = HOME / "keys.json"

DATABASES = {"default": dj_database_url.config(env="ANZHI_DATABASE_URL", default=f"sqlite:///{HOME / 'anzhi.sqlite3'}")}
if DATABASES["default"]["ENGINE"] not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
    raise ValueError("ANZHI_DATABASE_URL")
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing: the write lock is taken at BEGIN, so a read never has to be upgraded.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        # WAL lets pages be read while an import writes; FULL keeps a committed row through a power cut; with recursive
        # triggers the append-only tables also refuse REPLACE, which otherwise deletes rows behind their triggers.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
    }

INSTALLED_APPS = [
    "anzhi.office",
    "anzhi.registry",
    "anzhi.casework",
    "anzhi.housing",
    "anzhi.social_security",
    "anzhi.grievances",
    "anzhi.administration",
    "anzhi.budget",
    "anzhi.performance",
    "anzhi.reports",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
