"""配置 One settings file, driven by the environment.

``ANZHI_HOME``          folder of the embedded database and the keys (default: ``var`` in the current folder)
``ANZHI_DATABASE_URL``  a PostgreSQL address instead of the embedded SQLite database
``ANZHI_HOSTS``         host names the application answers to, separated by commas (default: this machine only)
``ANZHI_HTTPS``         1 when a proxy in front speaks HTTPS: cookies are then sent over HTTPS only
``ANZHI_DOCUMENT_MB``   largest file that may be attached to a record, in megabytes (default: 20)
``ANZHI_TILES``         address of an intranet tile server for the map, with {z}/{x}/{y} (default: no base map)
"""

import json
import os
import re
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.contrib.messages.constants import ERROR

HOME = Path(os.environ.get("ANZHI_HOME", "var")).absolute()
KEY_FILE = HOME / "keys.json"
PACKAGE = Path(__file__).parent.parent

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
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    # The figures of a year take one core of the database, not all of them: the others are for everybody's lists.
    _OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
    _OPTIONS["options"] = f"-c max_parallel_workers_per_gather=0 {_OPTIONS.get('options', '')}".strip()

DEBUG = False
# The key that signs sessions lives with the other keys; before they exist, every process has its own.
_KEYS = json.loads(KEY_FILE.read_text()) if KEY_FILE.exists() else {}
HAS_SECRET = "secret" in _KEYS
SECRET_KEY = _KEYS.get("secret") or secrets.token_hex(32)
ALLOWED_HOSTS = os.environ.get("ANZHI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = os.environ.get("ANZHI_HTTPS") == "1"
TILES = os.environ.get("ANZHI_TILES", "")

RECORD_ROOMS = [
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
    "anzhi.ingest",
    "anzhi.audits",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    *RECORD_ROOMS,
    "anzhi.web",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "anzhi.web.gate.Gate",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "anzhi.web.urls"
WSGI_APPLICATION = "anzhi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "anzhi.web.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "anzhi.web.templatetags.anzhi"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Sign-in
AUTH_USER_MODEL = "office.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
]
MESSAGE_TAGS = {ERROR: "danger"}  # what the style of the pages calls it
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "dashboard"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "anzhi.web.accounts.views.locked_out"
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "anzhi"
SESSION_IDLE_MINUTES = 30
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "anzhi.web.errors.csrf_failed"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Nothing leaves the machine, and no script or style stands inside a page.
_TILE_HOST = [f"{urlsplit(TILES).scheme}://{urlsplit(TILES).netloc}"] if TILES else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:", *_TILE_HOST],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *_TILE_HOST],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # lock-out counts account and address together, on purpose

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # a page that takes fewer says so in its own words
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
_MEGABYTES = os.environ.get("ANZHI_DOCUMENT_MB", "20")
if not re.fullmatch("[1-9][0-9]{0,3}", _MEGABYTES):
    raise ValueError("ANZHI_DOCUMENT_MB")
DOCUMENT_LIMIT = int(_MEGABYTES) * 2**20
# A document on its way to be sealed stays in memory: it is never on the disk in clear, not even for a moment.
FILE_UPLOAD_MAX_MEMORY_SIZE = DOCUMENT_LIMIT + 2**20

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
