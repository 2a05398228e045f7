"""All settings, read from the environment. Safe for production unless LOCAL=1, which only `make` sets."""

import os
import secrets
import tomllib
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from careerguide import postgres

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


# ---- readers of the environment


def text(name, default=""):
    return os.environ.get(name, default).strip()


def flag(name):
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name, default):
    try:
        return int(text(name) or default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {text(name)!r}.") from None


def items(name, default=""):
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def required(name, local_value):
    """The variable, or on a local machine `local_value()`."""
    if value := text(name):
        return value
    if LOCAL:
        return local_value()
    raise ImproperlyConfigured(f"Set {name} (or LOCAL=1 on your own machine). See the README, “Deploy”.")


def generated_key():
    """A key of this machine's own, made at the first start."""
    path = LOCAL_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


LOCAL = flag("LOCAL")
HOST = text("HOST", "127.0.0.1")
PORT = number("PORT", 8000)

# ---- the site

SECRET_KEY = required("SECRET_KEY", generated_key)
SECRET_KEY_FALLBACKS = items("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", lambda: f"127.0.0.1,localhost,[::1],{HOST}").replace(" ", "").split(",")
SITE_URL = required("SITE_URL", lambda: f"http://{f'[{HOST}]' if ':' in HOST else HOST}:{PORT}").rstrip("/")
SITE_NAME = text("SITE_NAME", "Careerguide")
HTTPS = SITE_URL.startswith("https://")
DEBUG = LOCAL and flag("DEBUG")  # `make dev` alone
CONTENT_DIR = Path(text("CONTENT_DIR") or BASE_DIR / "fixtures")

ROOT_URLCONF = "careerguide.urls"
WSGI_APPLICATION = "careerguide.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "careerguide",
    "roadmaps",
    "tracker",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "careerguide.middleware.headers",
    "careerguide.middleware.health",
    "careerguide.middleware.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "careerguide.middleware.refuse_hostile_input",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "careerguide.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "careerguide.context.site",
            ],
        },
    }
]

# ---- database and cache

DATABASES = {
    "default": dj_database_url.parse(
        text("DATABASE_URL") or postgres.url(LOCAL_DIR / "postgres"),
        conn_max_age=None,
        conn_health_checks=True,
    )
}
# A transaction pooler gives each transaction another session: nothing prepared, nothing set for the session.
POOLED = text("DATABASE_POOLER") == "transaction"
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=2,
    # The server plans a statement that comes again and again only once: half the time of a tick there.
    server_side_binding=not POOLED,
    prepare_threshold=None if POOLED else 5,
)
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = POOLED
# For web processes only, see wsgi.py: migrations and loaders take longer. With a pooler: ALTER ROLE … SET.
WEB_DATABASE_OPTIONS = (
    "" if POOLED else "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s"
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # limits on sign-in live here: `housekeeping` removes what has expired
    }
}

# ---- people

AUTH_USER_MODEL = "tracker.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = 60 * 24 * 60 * 60

SIGN_UP = text("SIGN_UP", "open")  # open, closed, invited, or domains: "example.org,example.edu"
HAS_MAIL = bool(text("EMAIL_HOST"))
ACCOUNT_ADAPTER = "tracker.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {"signup": "tracker.forms.accounts.SignUpForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if HAS_MAIL else "none"
ACCOUNT_PREVENT_ENUMERATION = "strict" if HAS_MAIL else True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = number("PROXIES", 0)

# ---- mail

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if HAS_MAIL else 'console'}.EmailBackend"
EMAIL_HOST = text("EMAIL_HOST")
EMAIL_PORT = number("EMAIL_PORT", 587)
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("EMAIL_FROM", f"{SITE_NAME} <careerguide@localhost>")
ADMINS = [(address, address) for address in items("ADMINS")]

# ---- safety (the rest of the headers: middleware.headers)

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if number("PROXIES", 0) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "careerguide.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# ---- language, days, files

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
DATE_FORMAT = "j M Y"
STATIC_URL = "/static/"
STATIC_ROOT = Path(text("STATIC_ROOT") or LOCAL_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

# ---- logs: one line a request, on standard output; a mail to ADMINS on a 500

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"worth_a_mail": {"()": "careerguide.logs.WorthAMail"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "mail": {
            "class": "django.utils.log.AdminEmailHandler",
            "level": "ERROR",
            "filters": ["worth_a_mail"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "careerguide": {"level": "INFO"},
        "django": {"handlers": []},  # Django's own would mail a second time, and about a 503 too
        "django.request": {"handlers": ["mail"], "level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "careerguide.logs.WithoutWhatWasTyped"
