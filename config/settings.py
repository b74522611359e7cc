"""Every setting of an installation, in one file.

It is the production configuration. Environment variables adapt it to a machine, and only
ARCHIVE_DEBUG relaxes it:

    DATABASE_URL         postgres://user:password@host:port/name; empty: SQLite under ARCHIVE_VAR
    PUBLIC_DATABASE_URL  how readers' requests connect to PostgreSQL; empty: see `public_database`
    SECRET_KEY           empty: a random key kept in ARCHIVE_VAR/secret_key
    ALLOWED_HOSTS        host names, separated by commas; default: the names of loopback
    ARCHIVE_HTTPS        true behind a proxy that ends TLS and sets X-Forwarded-Proto itself
    ARCHIVE_VAR          folder for everything that is not in the repository; default: var/
    ARCHIVE_BUNDLE       bundle that `prepare` imports into an empty archive; default: none
    ARCHIVE_PAGE_STORE_MB  how much memory each process may use for pages that it has answered;
                         default: 64; 0: none are kept
    ARCHIVE_DEBUG        true on a developer's own machine only
"""

import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from environs import Env

django_stubs_ext.monkeypatch()

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("ARCHIVE_VAR", "") or BASE_DIR / "var").resolve()
BUNDLE = env.str("ARCHIVE_BUNDLE", "none")

DEBUG = env.bool("ARCHIVE_DEBUG", False)
HTTPS = env.bool("ARCHIVE_HTTPS", False)


def stored_secret(path: Path) -> str:
    """Return the secret kept in the file `path`, made on first use and readable by its owner only.

    Several processes may start at once: the file appears whole or not at all, and all of them
    read the one that came first.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # mkstemp makes the file with mode 0600.
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", "") or stored_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])

# Applications and the way of a request

INSTALLED_APPS = [
    "archive.apps.ArchiveConfig",
    "archive.public.apps.PublicConfig",
    "django_filters",
    "archive.apps.EditorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "archive.public.middleware.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.public.middleware.PublicTransaction",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "archive.public.lean_templates.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Databases: `default` is what editors and commands use, `public` is all that readers can reach

SQLITE_PRAGMAS = "PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;"
# Compiling a plan takes longer than any question of a page, however dear its views look.
NO_JIT = "-c jit=off"


def records_database(url: str) -> dict[str, Any]:
    """Return the settings of the alias `default` for a database address; empty means SQLite."""
    parsed = dj_database_url.parse(url or f"sqlite:///{VAR_DIR}/archive.sqlite3")
    database: dict[str, Any] = {**parsed}
    options = {**database.get("OPTIONS", {})}
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["NAME"] = str(Path(database["NAME"]).resolve())
        # A file, not memory, so that tests can open a second connection as readers do.
        database["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
        options |= {
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode=WAL; {SQLITE_PRAGMAS}",
            # A statement on nested views takes SQLite long to prepare, and no time to use again.
            "cached_statements": 1024,
        }
        kept: dict[str, Any] = {"CONN_MAX_AGE": None}
    else:
        options["options"] = f"-c search_path=public,published {NO_JIT}"
        kept = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return database | kept | {"OPTIONS": options}


def public_database(records: dict[str, Any], url: str, secret_key: str) -> dict[str, Any]:
    """Return the settings of the alias `public`, which can read what is published and no more.

    On SQLite it is the same file, opened read-only. On PostgreSQL it is what `url` says, or else
    the server and database of `records` with a role of its own, `<database>_reader`, whose
    password follows from the secret key: installing the views can then create that role.
    """
    mirror = {"TEST": {"MIRROR": "default"}}
    if records["ENGINE"] == "django.db.backends.sqlite3":
        options = records["OPTIONS"] | {
            "transaction_mode": "DEFERRED",
            "init_command": SQLITE_PRAGMAS,
        }
        name = Path(records["NAME"]).as_uri() + "?mode=ro"
        return records | mirror | {"NAME": name, "OPTIONS": options}

    from psycopg import IsolationLevel

    if url:
        account: dict[str, Any] = {**dj_database_url.parse(url)}
    else:
        role = f"{records['NAME']}_reader"
        password = hmac.new(secret_key.encode(), f"password of {role}".encode(), hashlib.sha256)
        account = {"USER": role, "PASSWORD": password.hexdigest()}
    options = {**records["OPTIONS"], **account.get("OPTIONS", {})} | {
        "options": f"-c search_path=published -c default_transaction_read_only=on {NO_JIT}",
        "isolation_level": IsolationLevel.REPEATABLE_READ,
    }
    kept = {"CONN_MAX_AGE": records["CONN_MAX_AGE"], "CONN_HEALTH_CHECKS": True}
    return records | account | mirror | kept | {"OPTIONS": options}


DATABASES = {"default": records_database(env.str("DATABASE_URL", ""))}
DATABASES["public"] = public_database(
    DATABASES["default"], env.str("PUBLIC_DATABASE_URL", ""), SECRET_KEY
)
DATABASE_ROUTERS = ["archive.public.router.PublicRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The PostgreSQL role of the alias `public`; both are empty on SQLite.
READER_ROLE: str = DATABASES["public"].get("USER", "")
READER_PASSWORD: str = DATABASES["public"].get("PASSWORD", "")

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("kk", "Қазақша"), ("ky", "Кыргызча")]
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = VAR_DIR / "files"

# Whole pages that are kept for repeat reads, in octets. Whoever edits templates sees each anew.
PAGE_STORE = 0 if DEBUG else env.int("ARCHIVE_PAGE_STORE_MB", 64) * 1024 * 1024

# Editors' accounts

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Cookies belong to the admin alone: a browser never sends one with a public page.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What a browser may do with a page

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Not `no-referrer`: browsers would then send the admin's forms with "Origin: null".
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# Logs say what broke. They hold no reader's address and nothing that a reader asked for: Django
# writes the address of each refused request as a warning, so warnings of that kind stay out.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
