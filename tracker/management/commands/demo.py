from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from roadmaps.contents import contents_of
from roadmaps.models import Roadmap, Role, Skill
from tracker.models import Goal, LogEntry, Pace, SkillRating, User, WeeklyReview
from tracker.weeks import week_of

EMAIL = "demo@example.org"
PASSWORD = "half-way-there"  # noqa: S105  (local only)
NOTES = [
    "p95 62 ms with two workers, 118 ms with one. The tokenizer was the slow half: cached it, 41 ms. "
    "**Say this in interviews.**",
    "Took two evenings longer than planned. Worth it:\n\n- drew the computation by hand first\n- then wrote the tests",
    "Ask Sam to read the README as a stranger.",
]
PROOF = ("The service that answers in 41 ms", "https://example.org/my-service")
WHY = "To build things that people use every day, and to understand how they work."
TARGETS = [("study", "minutes", 15 * 60, "week"), ("coding", "count", 5, "week"), ("paper", "count", 4, "month")]
REVIEWS = [
    {
        "went_well": "The service answers in 41 ms. Explaining it aloud went better than I feared.",
        "to_improve": "I read until midnight twice; the morning after was lost.",
        "next_focus": "Have a stranger follow the README.",
    },
    {
        "went_well": "Two evenings of building in a row.",
        "to_improve": "Begin with the test, not with the framework.",
        "next_focus": "Ship the first version.",
    },
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
            live(learner, roadmap)
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


def live(learner, roadmap):
    """What stands beside the ticks: a pace, a goal, what was logged, targets, and how the weeks were."""
    today = learner.today()
    Pace.choose(learner, hours_per_week=40)
    role = roadmap.roles.first() or Role.objects.first()
    Goal.set(learner, role=role, seniority="mid", by_on=today + timedelta(weeks=30), why=WHY)
    entries = [entry for days_ago in range(7 * 7) for entry in _entries_of(days_ago)]
    LogEntry.objects.bulk_create(
        LogEntry(user=learner, form_id=uuid4(), on=today - timedelta(days=days_ago), **columns)
        for days_ago, columns in entries
    )
    for kind, measure, amount, per in TARGETS:
        learner.chosen_targets.create(
            form_id=uuid4(), kind=kind, measure=measure, amount=amount, per=per, from_on=today - timedelta(weeks=7)
        )
    for weeks_ago, answers in enumerate(REVIEWS, start=1):
        week_on = week_of(today, learner.weeks_start_on()) - timedelta(weeks=weeks_ago)
        WeeklyReview.write(learner, week_on, version=0, **answers)
    rate(learner, today)


def rate(learner, today):
    """Most skills two months ago, and every second and fourth of them again since, as they grew."""
    skills = list(Skill.objects.values_list("pk", flat=True))[:-2]
    levels = {pk: number * 2 % 3 for number, pk in enumerate(skills)}
    for weeks_ago, every in ((9, 1), (3, 2), (0, 4)):
        judged = {}
        for pk in skills[::every]:
            levels[pk] += 1
            judged[pk] = (levels[pk], *(PROOF if levels[pk] >= 4 else ("", "")))
        SkillRating.objects.rate(learner, judged, today - timedelta(weeks=weeks_ago))


def _entries_of(days_ago):
    """A day of the log: most days something, each week one day of rest, one week of seven off."""
    if days_ago % 7 == 3 or days_ago // 7 == 4:
        return []
    entries = [(days_ago, {"kind": "study", "minutes": 90 + 15 * (days_ago * 5 % 7)})]
    if days_ago % 7 != 5:
        entries.append((days_ago, {"kind": "build", "minutes": 120 + 30 * (days_ago * 3 % 5), "text": "The service"}))
    if days_ago % 3 == 1:
        coding = {"kind": "coding", "minutes": 40, "count": 2, "difficulty": "medium", "topic": "graphs"}
        entries.append((days_ago, coding))
    if days_ago % 10 == 6:
        entries.append((days_ago, {"kind": "paper", "minutes": 50, "text": "Attention is all you need"}))
    return entries
