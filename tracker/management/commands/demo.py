from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from roadmaps.contents import contents_of
from roadmaps.models import Roadmap
from tracker.models import User

EMAIL = "demo@example.org"
PASSWORD = "half-way-there"  # noqa: S105  (local only)
NOTES = [
    "p95 62 ms with two workers, 118 ms with one. The tokenizer was the slow half: cached it, 41 ms. "
    "**Say this in interviews.**",
    "Took two evenings longer than planned. Worth it:\n\n- drew the computation by hand first\n- then wrote the tests",
    "Ask Sam to read the README as a stranger.",
]


class Command(BaseCommand):
    help = "Create a learner half-way through the first roadmap, to look around. Local only; again gives a fresh one."

    def handle(self, **options):
        if not settings.LOCAL:
            raise CommandError("The demo learner has a well-known password, so it exists on a local machine only.")
        roadmap = Roadmap.objects.published().first()
        if roadmap is None:
            raise CommandError("There is no published roadmap yet: run load_content first.")
        with transaction.atomic():
            for old in User.objects.filter(email=EMAIL):
                old.erase()
            learner = User.objects.create_user(EMAIL, PASSWORD, name="Mira Demo", time_zone="Europe/Berlin")
            walk(learner, roadmap, share=0.45)
        self.stdout.write(f"Sign in as {EMAIL} with the password {PASSWORD}")


def walk(learner, roadmap, *, share):
    """Ticks over the past weeks, a few of them skipped, begun or with texts, as a real person leaves them."""
    path = [checkpoint for checkpoint in contents_of(roadmap).checkpoints if not checkpoint.is_optional]
    walked = path[: int(len(path) * share)]
    start = timezone.now() - timedelta(weeks=7)
    learner.follow(roadmap, hours_per_week=25, started_on=learner.today(start))
    step = timedelta(weeks=7) / max(len(walked), 1)
    for number, checkpoint in enumerate(walked, start=1):
        state = "skipped" if number % 17 == 0 else "done"
        learner.mark(checkpoint.pk, state, at=start + number * step)
        if number % 12 == 5:
            note = NOTES[number // 12 % len(NOTES)]
            evidence = "https://example.org/my-service" if checkpoint.kind == "build" else ""
            learner.save_texts(checkpoint, note=note, link="", evidence=evidence, note_version=0)
    for checkpoint in path[len(walked) :][:2]:
        learner.mark(checkpoint.pk, "doing")
