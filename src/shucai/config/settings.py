"""Django settings. Whatever an installation may change comes through environment.py."""

from datetime import timedelta
from hashlib import sha256

from shucai.config.accounts import *  # noqa: F403 - the half of the settings that is about accounts
from shucai.config.accounts import ACCOUNT_APPS
from shucai.config.database import database
from shucai.config.environment import read_environment
from shucai.config.master_key import master_keys

ENVIRONMENT = read_environment()
VAR = ENVIRONMENT.var
MEGABYTE = 1 << 20

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "shucai.web",  # before the log-in library, whose pages it replaces by its own
    *ACCOUNT_APPS,
    "django_tasks_db",
    "shucai.apps.audit",
    "shucai.apps.keys",
    "shucai.apps.jobs",
    "shucai.apps.organisation",
    "shucai.apps.catalogue",
    "shucai.apps.campaigns",
    "shucai.apps.formal",
    "shucai.apps.filling",
    "shucai.apps.review",
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shucai.web.middleware.SecureHeaders",
    "shucai.web.middleware.UploadLimit",
    "shucai.web.middleware.OnlySent",
    "shucai.web.middleware.KeysOnce",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "shucai.web.account.idle.IdleLogOut",
    "shucai.web.account.middleware.LogInFirst",
    "allauth.account.middleware.AccountMiddleware",
    "shucai.web.account.middleware.AccountInOrder",
    "axes.middleware.AxesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "shucai.config.urls"
WSGI_APPLICATION = "shucai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "shucai.web.context.shell",
            ],
            "builtins": ["shucai.web.templatetags.ui"],
        },
    }
]

DATABASES = {"default": database(ENVIRONMENT)}
# Tries at codes of the second factor, and codes that opened already, count for all processes, and beyond a restart.
# There is room for all: what is counted may not be pushed out by something else.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shucai_counted",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "shucai.web.static_files.HashedFiles"},
}

MASTER_KEYS = master_keys(ENVIRONMENT)

# Uploads larger than 2.5 MB pass through a file; it lies in a private folder that the sweep of sealed files empties.
SEALED_FILES = VAR / "sealed"
SEALED_KEY = sha256(b"shucai sealed files " + SECRET_KEY.encode()).digest()
SEALED_KEEP = timedelta(hours=ENVIRONMENT.keep_hours)
FILE_UPLOAD_TEMP_DIR = SEALED_FILES / "plain"
FILE_UPLOAD_PERMISSIONS = 0o600
IMPORTED_FILES = (
    VAR / "imports"
)  # sealed with the key of school and year, kept as evidence as long as that key
UPLOAD_LIMIT = ENVIRONMENT.upload_limit_mb * MEGABYTE
DATA_UPLOAD_MAX_MEMORY_SIZE = MEGABYTE
CHECK_THREADS = ENVIRONMENT.check_threads
JOB_LEASE = timedelta(seconds=ENVIRONMENT.lease_seconds)

SESSION_COOKIE_NAME = "shucai_session"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
IDLE_LIMIT = timedelta(minutes=ENVIRONMENT.idle_minutes)
SECOND_FACTOR_FOR = ENVIRONMENT.second_factor
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "shucai_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "shucai.web.errors.csrf_refused"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# A server reached through HTTPS: cookies only there, everything else redirected, a year of memory in browsers.
# Only for this very host: other servers below its name are not ours to bind.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]

# Paths and values of requests stay out of the log: Django's own lines are kept from warnings on, without local variables.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "axes": {"level": "WARNING"},
    },
}
