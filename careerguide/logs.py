from django.conf import settings


class WorthAMail:
    """Log filter: mail about a fault of ours, where there is a mail server and somebody to read; not about a 503."""

    def filter(self, record):
        passing = getattr(record, "status_code", 500) == 503
        return settings.HAS_MAIL and bool(settings.ADMINS) and not passing
