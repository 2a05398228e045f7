from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from roadmaps.models import Role, Seniority, Skill
from roadmaps.models.skills import LEVELS

from .users import User

LONGEST_AD = 20_000  # characters
MOST_ADS = 50
OLD = timedelta(days=365)  # a rating of then is worth another look


class SkillRatingQuerySet(models.QuerySet):
    def latest_of(self, user):
        """{skill id: the newest rating} of a person: one query. The skill itself is not read with it."""
        newest = self.filter(user=user).order_by("skill_id", "-on").distinct("skill_id")
        return {rating.skill_id: rating for rating in newest}

    def history_of(self, user):
        """All ratings of a person with their skills, skill by skill, of each the newest first: one query."""
        return self.filter(user=user).select_related("skill").order_by("skill__position", "skill_id", "-on")

    def worth_another_look(self, today):
        """Those that are a year old, and the newest of their person and skill."""
        same = {name: models.OuterRef(name) for name in ("user", "skill")}
        newer = self.model.objects.filter(**same, on__gt=models.OuterRef("on"))
        return self.filter(~models.Exists(newer), on__lte=today - OLD)

    def number_of(self, user):
        """How many of these the person of a row of another query has, as a column of that."""
        mine = self.filter(user=models.OuterRef(user)).order_by().values("user")
        return Coalesce(models.Subquery(mine.annotate(number=models.Count("pk")).values("number")), 0)

    @transaction.atomic
    def rate(self, user, judged, today):
        """Write {skill id: (level, evidence, link)} as of that day, and return the ids of what was written.

        What says the same as the newest is not written again, unless that one is old: then it was looked at anew.
        A second judgement on one day replaces the first.
        """
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one at a time compares and writes
        newest = self.latest_of(user)
        written = []
        for skill_id, (level, evidence, link) in judged.items():
            before = newest.get(skill_id)
            if before and before.says == (level, evidence, link) and not before.is_old(today):
                continue
            # Who has flown west meanwhile has a day that comes again: the newest judgement counts all the same.
            on = max(today, before.on) if before else today
            written.append(self.model(user=user, skill_id=skill_id, level=level, evidence=evidence, link=link, on=on))
        self.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=["user", "skill", "on"],
            update_fields=["level", "evidence", "link"],
        )
        return [rating.skill_id for rating in written]


class SkillRating(models.Model):
    """How well somebody can do something, in their own judgement of that day. The newest counts, the rest is growth."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="skill_ratings", db_index=False
    )
    skill = models.ForeignKey(Skill, on_delete=models.RESTRICT, related_name="ratings")
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(LEVELS[0]), MaxValueValidator(LEVELS[-1])])
    on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)

    objects = SkillRatingQuerySet.as_manager()

    class Meta:
        ordering = ["skill", "-on"]
        constraints = [
            models.UniqueConstraint(fields=["user", "skill", "on"], name="one_rating_per_skill_and_day"),
            models.CheckConstraint(
                condition=models.Q(level__gte=LEVELS[0], level__lte=LEVELS[-1]), name="rated_from_one_to_five"
            ),
        ]

    def __str__(self):
        return f"{self.skill}: {self.level}"

    @property
    def says(self):
        return self.level, self.evidence, self.link

    def is_old(self, today):
        """Whether it is a year old, so that another look is suggested."""
        return today - self.on >= OLD


class TooManyAds(Exception):
    """There are `MOST_ADS` already; nothing was kept."""


class JobAdQuerySet(models.QuerySet):
    def read_by(self, facts):
        """Newest first, with `found` by these facts, without texts: one query, one more after facts were changed."""
        ads = list(self.defer("text"))
        stale = [ad for ad in ads if not ad.found_with or ad.found_with != facts.matching_token]
        texts = dict(self.filter(pk__in=[ad.pk for ad in stale]).values_list("pk", "text")) if stale else {}
        for ad in stale:
            ad.found = facts.skills_in(texts.get(ad.pk, ""))  # not written: reading changes nothing
        return ads


class JobAd(models.Model):
    """An advertisement that somebody keeps to read it against what they can. It never leaves the server."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="job_ads", db_index=False)
    # Made with the form: sending it twice keeps one.
    form_id = models.UUIDField()
    title = models.CharField(max_length=150)
    text = models.TextField(max_length=LONGEST_AD)
    role = models.ForeignKey(Role, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    seniority = models.CharField(max_length=13, choices=Seniority, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    # The skills that were found in it, by the facts that had this token.
    found = models.JSONField(default=list)
    found_with = models.UUIDField(null=True)

    objects = JobAdQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "-id"], name="ads_of_a_person")]
        constraints = [models.UniqueConstraint(fields=["user", "form_id"], name="one_job_ad_per_form")]

    def __str__(self):
        return self.title

    @classmethod
    @transaction.atomic
    def keep(cls, user, facts, *, form_id, text, **more):
        """Keep an advertisement; the same form sent again gives the same. Raises TooManyAds."""
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one at a time counts and keeps
        if kept := user.job_ads.filter(form_id=form_id).first():
            return kept
        if user.job_ads.count() >= MOST_ADS:
            raise TooManyAds
        found = {"found": facts.skills_in(text), "found_with": facts.matching_token}
        return user.job_ads.create(form_id=form_id, text=text, **found, **more)
