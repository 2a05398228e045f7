import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerguide.settings")
application = get_wsgi_application()

# Web processes give up on a slow or locked database and answer 503; management commands may take longer.
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

if settings.WEB_DATABASE_OPTIONS:
    options = connections.settings["default"]["OPTIONS"]
    options["options"] = f"{options.get('options', '')} {settings.WEB_DATABASE_OPTIONS}".strip()
