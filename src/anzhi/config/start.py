"""启动 Starting Django for the command line, and the database and keys it needs."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from anzhi.values.refusal import Missing, Refused


def start(language: str) -> None:
    """Load the settings and speak a language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anzhi.config.settings")
    django.setup()
    from django.utils import translation

    translation.activate(language)


def create() -> None:
    """Create keys and tables where they are not there yet, all tables or none.

    Raises:
        Refused: the folder cannot be written.
    """
    from anzhi.office import personal_data

    try:
        settings.HOME.mkdir(parents=True, exist_ok=True)
        personal_data.create_keys()
    except OSError as error:
        raise Refused("无法写入 {folder}：{error}", folder=settings.HOME, error=error.strerror) from None
    # Django commits each migration, and some only afterwards note that they ran: a kill in between could not be mended.
    with connection.constraint_checks_disabled(), transaction.atomic():
        call_command("migrate", verbosity=0)


def use(file: Path) -> None:
    """Read another embedded database instead of the office's own."""
    name = DEFAULT_DB_ALIAS
    connections[name].close()
    del connections[name]
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    connections.settings[name] = connections.configure_settings({name: engine})[name]


def require() -> None:
    """Check that there is a database to work on.

    Raises:
        Missing: none was created here, or it is older than this program.
    """
    if connection.vendor == "sqlite" and not os.path.exists(connection.settings_dict["NAME"]):  # noqa: PTH110
        raise Missing("{home} 里没有数据库，请先运行 anzhi demo，或用 ANZHI_HOME 指明所在目录", home=settings.HOME)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Missing("数据库结构不是当前版本，请先运行 anzhi demo 建立或升级")
