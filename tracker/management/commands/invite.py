from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from tracker.accounts import INVITATION_DAYS, invitation


class Command(BaseCommand):
    help = f"Print a sign-up link for each address, good for {INVITATION_DAYS} days. For SIGN_UP=invited."

    def add_arguments(self, parser):
        parser.add_argument("emails", nargs="+", metavar="EMAIL")

    def handle(self, emails, **options):
        for email in emails:
            query = urlencode({"invitation": invitation(email)})
            self.stdout.write(f"{email}: {settings.SITE_URL}{reverse('account_signup')}?{query}")
