"""The one settings module, as in production, on a private PostgreSQL of the tests' own."""

import os
from pathlib import Path

from careerguide import postgres

root = Path(__file__).resolve().parent.parent
os.environ.update(
    SECRET_KEY="tests-only-" + "x" * 50,
    ALLOWED_HOSTS="testserver,localhost",
    SITE_URL="http://testserver",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL") or postgres.url(root / ".local" / "postgres-test", fast=True),
)
from careerguide.settings import *  # noqa: E402, F403

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
