"""How people come in: who may sign up, what is kept of the form, and following the roadmap they came for."""

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from roadmaps.models import Roadmap


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        if settings.SIGN_UP == "invited":
            return invited_email(request) is not None
        return settings.SIGN_UP != "closed"

    def is_safe_url(self, url):
        """A path of this site. allauth's own also takes whole addresses, and breaks on those that are none."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def clean_newcomers_email(self, email):
        """`SIGN_UP=example.org,example.edu` lets these domains in; `invited` whom the link was made for.

        Not `clean_email`: allauth asks that also when somebody with an account wants a new password.
        """
        if settings.SIGN_UP == "invited" and email.lower() != invited_email(self.request):
            raise ValidationError("Please sign up with the address that was invited.")
        if settings.SIGN_UP not in {"open", "closed", "invited"}:
            domains = [domain.strip().lower() for domain in settings.SIGN_UP.split(",")]
            if email.rpartition("@")[2].lower() not in domains:
                raise ValidationError(f"Please sign up with an address at {' or '.join(domains)}.")
        return email

    def save_user(self, request, user, form, commit=True):
        """The account; and if the person came to follow a roadmap, they follow it from the start."""
        user.time_zone = form.cleaned_data.get("time_zone") or "UTC"
        user = super().save_user(request, user, form, commit=commit)
        if commit and (roadmap := roadmap_to_follow(next_address(request))):
            user.follow(roadmap)
        return user


INVITATION_DAYS = 14


def invitation(email):
    """A token for a sign-up link: signed, for one address, for `INVITATION_DAYS`."""
    return signing.dumps(email.lower(), salt="invitation")


def invited_email(request):
    """The address that the request's invitation is for, or None."""
    token = request.POST.get("invitation") or request.GET.get("invitation") or ""
    try:
        return signing.loads(token, salt="invitation", max_age=timedelta(days=INVITATION_DAYS))
    except signing.BadSignature:
        return None


def next_address(request):
    return request.POST.get("next") or request.GET.get("next") or ""


def roadmap_to_follow(address):
    """The published roadmap whose follow address this is, else None."""
    try:
        match = resolve(address)
    except Resolver404:
        return None
    if match.url_name != "follow":
        return None
    return Roadmap.objects.published().filter(slug=match.kwargs["slug"]).first()
