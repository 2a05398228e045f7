from django.conf import settings


def site(request):
    """The site's own name and address for every template; nothing about the visitor."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "version": settings.VERSION,
        "has_mail": settings.HAS_MAIL,
    }
