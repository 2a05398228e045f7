import getpass
import os

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from tracker.models import User


class Command(BaseCommand):
    help = "Create an administrator, or make an account one. Asks, or takes EMAIL and PASSWORD from the environment."

    def handle(self, **options):
        email = (os.environ.get("EMAIL") or input("E-mail: ")).strip().lower()
        user = User.objects.filter(email=email).first()
        is_new = user is None
        user = user or User(email=email)
        if is_new or os.environ.get("PASSWORD"):
            password = os.environ.get("PASSWORD") or getpass.getpass("Password (at least 8 characters): ")
            try:
                user.clean_fields(exclude=["password"])
                validate_password(password, user)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from None
            user.set_password(password)
        user.is_staff = user.is_superuser = True
        user.save()
        user.emailaddress_set.update_or_create(email=email, defaults={"verified": True, "primary": True})
        kept = "" if is_new or os.environ.get("PASSWORD") else " The account keeps its password."
        self.stdout.write(f"{email} is an administrator: sign in at /admin/.{kept}")
