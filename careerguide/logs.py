from django.conf import settings
from django.views.debug import SafeExceptionReporterFilter


class WorthAMail:
    """Log filter: mail about a fault of ours, where there is a mail server and somebody to read; not about a 503."""

    def filter(self, record):
        passing = getattr(record, "status_code", 500) == 503
        return settings.HAS_MAIL and bool(settings.ADMINS) and not passing


class WithoutWhatWasTyped(SafeExceptionReporterFilter):
    """A mail about a fault names the fields of the form and the cookies; notes, passwords and sessions stay here."""

    def get_post_parameters(self, request):
        return dict.fromkeys(request.POST if request else (), self.cleansed_substitute)

    def get_safe_cookies(self, request):
        return dict.fromkeys(request.COOKIES if request else (), self.cleansed_substitute)
