"""How people come in: who may sign up, what is kept of the form, and following the roadmap they came for."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

from roadmaps.models import Roadmap


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return settings.SIGN_UP not in {"closed", "invited"}

    def clean_email(self, email):
        """`SIGN_UP=example.org,example.edu` lets these domains in and no others."""
        email = super().clean_email(email)
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
