"""The one settings module, as in production, on a private PostgreSQL of the tests' own.

`make bench` sets BENCH: then one that waits for the disk, as in production.
"""

import os
from pathlib import Path

from careerguide import postgres

local = Path(__file__).resolve().parent.parent / ".local"
bench = bool(os.environ.get("BENCH"))
os.environ.update(
    SECRET_KEY="tests-only-" + "x" * 50,
    ALLOWED_HOSTS="testserver,localhost",
    SITE_URL="http://testserver",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL")
    or postgres.url(local / ("postgres-bench" if bench else "postgres-test"), fast=not bench),
)
from careerguide.settings import *  # noqa: E402, F403

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
LOGGING["loggers"]["careerguide"]["level"] = "WARNING"  # noqa: F405
DATABASES["default"]["OPTIONS"]["connect_timeout"] = 30  # noqa: F405  (a loaded machine is no fault of the code)
