from types import SimpleNamespace
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress

from roadmaps import publishing
from roadmaps.facts import facts
from roadmaps.models import Draft, Roadmap, Role, Skill
from tests import factories
from tests.factories import checkpoint
from tests.safety.postgres_machine import machine, normal_user, open_folder  # noqa: F401
from tracker.models import JobAd, TimeOff, User, WeeklyReview
from tracker.weeks import week_of

NOTE = "what-nobody-else-may-read"


@pytest.fixture(scope="module")
def hers(module_db):
    """What Alice owns, one of everything, by the names that `policy.RULES` uses; stored once for a module."""
    alice = factories.person(email="alice@example.org", name="Alice")
    roadmap = factories.roadmap(slug="made-up", checkpoints=2)
    role = Role.objects.create(slug="some-role", name="Some role")
    skill = Skill.objects.create(slug="some-skill", name="Some skill")
    email = EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    enrollment = alice.follow(roadmap, hours_per_week=10)
    first, second = checkpoint(roadmap, "thing-1-1"), checkpoint(roadmap, "thing-1-2")
    alice.mark(first.pk, "done")
    archive = enrollment.start_over()
    alice.mark(second.pk, "doing")
    alice.save_texts(second, note=NOTE, link="", evidence="", note_version=0)
    report = alice.report(second, message="It is wrong", form_id=uuid4())
    report.reply("It is right now", by="An author")
    own = factories.personal(alice, f"# {NOTE}\n\n- [ ] {NOTE} {{#secret}}\n")
    week = week_of(alice.today())
    WeeklyReview.write(alice, week, version=0, went_well=NOTE, to_improve="", next_focus="")
    alice.skill_ratings.create(skill=skill, level=2, on=alice.today(), evidence=NOTE)
    kind = alice.log_kinds.create(name=NOTE)
    written = {"form_id": uuid4(), "on": alice.today(), "kind": "study", "minutes": 45, "text": NOTE}
    target = {"form_id": uuid4(), "kind": "own", "own_kind": kind, "amount": 3, "from_on": alice.today()}
    return SimpleNamespace(
        kind=kind.pk,
        entry=alice.log.create(**written).pk,
        target=alice.chosen_targets.create(**target).pk,
        job_ad=JobAd.keep(alice, facts(), form_id=uuid4(), title=NOTE, text=NOTE).pk,
        week=week,
        milestone=second.milestone.slug,
        time_off=TimeOff.add(alice, first_on=week, last_on=week, form_id=uuid4()).pk,
        own=own.slug,
        role=role.slug,
        skill=skill.slug,
        question=factories.question(skills=[skill], roles=[role]).slug,
        project=factories.project_family(skills=[skill]).slug,
        company=factories.interview_process(source=factories.source()).slug,
        guide=factories.guide(skills=[skill], points=[{"text": "A point"}]).slug,
        roadmap=roadmap.slug,
        checkpoint=second.pk,
        archive=archive.pk,
        report=report.pk,
        roadmap_pk=roadmap.pk,
        draft=Draft.objects.create(roadmap=roadmap, title="Draft", text=publishing.text_of(roadmap)).pk,
        enrollment=enrollment.pk,
        email=email.pk,
        user=alice.pk,
        app="tracker",
        missing=10**9,
        wrong_person="1",
        wrong_key="wrong-key",
    )


@pytest.fixture
def alice(hers, db):
    return User.objects.get(pk=hers.user)


@pytest.fixture
def roadmap(hers, db):
    """As small as does for these tests: two milestones of two."""
    return Roadmap.objects.get(pk=hers.roadmap_pk)
