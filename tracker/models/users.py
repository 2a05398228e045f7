import zoneinfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.safestring import mark_safe

RESERVED_HANDLES = {
    *("about", "account", "accounts", "admin", "api", "careerguide", "help", "home", "login", "logout", "me", "my"),
    *("root", "settings", "signup", "staff", "static", "support", "system", "u", "user", "users"),
}


def validate_time_zone(name):
    if name not in zoneinfo.available_timezones():
        raise ValidationError("Choose a time zone from the list, e.g. Europe/Berlin.")


def validate_handle(handle):
    if handle.lower() in RESERVED_HANDLES:
        raise ValidationError("This handle is taken. Please choose another.")


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email=email.lower())

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an e-mail address. Erased by `erase()` alone."""

    email = models.EmailField("e-mail", unique=True, error_messages={"unique": "This address has an account."})
    name = models.CharField(max_length=100, blank=True)
    handle = models.CharField(
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9_-]*$",
                "Use letters, digits, “-” and “_”; begin with a letter or digit.",
            ),
            validate_handle,
        ],
        help_text="Your name in addresses, once you choose to publish something. May stay empty.",
        error_messages={"unique": "This handle is taken. Please choose another."},
    )
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    is_staff = models.BooleanField(default=False, help_text="May sign in to the admin.")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="emails_are_in_small_letters"),
            models.UniqueConstraint(
                Lower("handle"),
                name="one_person_per_handle",
                violation_error_message="This handle is taken. Please choose another.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        self.email = self.email.lower()

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    def today(self, at=None):
        """The date where this person is."""
        return (at or timezone.now()).astimezone(self.zone).date()

    def weeks_start_on(self):
        """The weekday on which their weeks begin, as `date.weekday()` counts: one query, once for each request."""
        from .pace import Pace

        return Pace.of(self).week_starts_on

    # ---- roadmaps

    def follow(self, roadmap, **pace):
        """Follow a roadmap; again, if it was stopped. Ticks stay as they are.

        What changed before is no news to who begins; who stopped and comes back is told what they missed.
        What is given of `pace` (hours_per_week, started_on) replaces what was; no start means today, or as it was.
        """
        given = {name: value for name, value in pace.items() if value is not None or name != "started_on"}
        stopped = self.enrollments.filter(roadmap=roadmap).exclude(stopped_at=None)
        stopped.update(stopped_at=None, paused_at=None)
        create = {"started_on": self.today(), "seen_version": roadmap.version, **given}
        return self.enrollments.update_or_create(roadmap=roadmap, defaults=given, create_defaults=create)[0]

    def checkpoints(self):
        """The checkpoints that this person may tick: those of every roadmap ever followed, stopped ones included."""
        from roadmaps.models import Checkpoint

        return Checkpoint.objects.filter(roadmap__enrollments__user=self)

    def mark(self, pk, state, was=None, at=None):
        """See `progress.mark`."""
        from .progress import mark

        return mark(self, pk, state, was, at)

    def tick(self, states, at=None):
        """See `ticks.tick`."""
        from .ticks import tick

        return tick(self, states, at)

    def progress_on(self, checkpoint):
        """The row of one checkpoint; an unsaved one where there is none."""
        from .progress import Progress

        return self.progress.filter(checkpoint=checkpoint).first() or Progress(user=self, checkpoint=checkpoint)

    def notes_in(self, roadmap):
        """{checkpoint id: HTML of the note} of one roadmap."""
        notes = self.progress.filter(checkpoint__roadmap=roadmap).exclude(note="")
        return {pk: mark_safe(html) for pk, html in notes.values_list("checkpoint_id", "note_html")}  # noqa: S308

    @transaction.atomic
    def save_texts(self, checkpoint, *, note, link, evidence, note_version):
        """Note, link and evidence of one checkpoint. Returns (progress, saved).

        Not saved when somebody (the same person in another tab) saved other texts after `note_version` was read.
        """
        from .progress import Progress

        Progress.objects.bulk_create([Progress(user=self, checkpoint=checkpoint)], ignore_conflicts=True)
        progress = self.progress.select_for_update().get(checkpoint=checkpoint)
        if (progress.note, progress.link, progress.evidence) == (note, link, evidence):
            return progress, True
        if progress.note_version != note_version:
            return progress, False
        progress.note, progress.link, progress.evidence = note, link, evidence
        progress.note_version += 1
        progress.save(update_fields=["note", "note_html", "note_version", "link", "evidence"])
        return progress, True

    def report(self, checkpoint, *, message, form_id):
        """See `reports.report`."""
        from .reports import report

        return report(self, checkpoint, message, form_id)

    # ---- the end

    @transaction.atomic
    def erase(self):
        """Everything of this person, at once and for good. Content keeps only the name of who edited it."""
        self.personal_roadmaps.erase()
        for rows in (self.events, self.progress, self.archives, self.reports, self.enrollments):
            rows.all().delete()
        for rows in (self.log, self.chosen_targets, self.log_kinds, self.reviews, self.dismissals):
            rows.all().delete()
        for rows in (self.plan_changes, self.time_off, self.skill_ratings, self.job_ads):
            rows.all().delete()
        self.delete()
