from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def people_can_be_verified(app_configs, **kwargs):
    if settings.HAS_MAIL:
        return []
    return [
        Warning(
            "There is no mail server, so anybody can sign up with an address that is not theirs, find out which "
            "addresses have an account, and nobody can reset a password.",
            hint="Set EMAIL_HOST and the other EMAIL_… variables.",
            id="careerguide.W001",
        )
    ]


@register(Tags.security, deploy=True)
def site_is_served_over_https(app_configs, **kwargs):
    if settings.HTTPS:
        return []
    return [
        Warning(
            "SITE_URL does not begin with https://, so passwords and sessions travel in the clear.",
            hint="Put a proxy that speaks HTTPS in front and set SITE_URL and PROXIES.",
            id="careerguide.W002",
        )
    ]
