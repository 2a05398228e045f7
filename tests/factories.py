"""People, roadmaps and facts for tests: plain functions, keyword-only."""

import uuid
from itertools import count

from django.utils import timezone

from roadmaps import facts, outline, publishing
from roadmaps.models import (
    Checkpoint,
    CompanyTier,
    Disagreement,
    Exercise,
    FitOption,
    GrowthBand,
    Guide,
    InterviewProcess,
    InterviewStage,
    JobBoard,
    Level,
    Milestone,
    Pay,
    PayFactor,
    Place,
    ProjectFamily,
    Promotion,
    Question,
    Revision,
    Role,
    Skill,
    Source,
    Target,
    Term,
)
from tracker import own_lists
from tracker.models import PersonalRoadmap, User

numbers = count(1)


def person(*, email=None, password=None, **fields):
    return User.objects.create_user(email or f"person{next(numbers)}@example.org", password, **fields)


def administrator(**fields):
    return person(is_staff=True, is_superuser=True, **fields)


def roadmap_text(*, slug, milestones=2, checkpoints=5, attributes=""):
    """A small roadmap: one phase, `milestones` of `checkpoints`, kinds in turn, 10 h of study and 10 of practice."""
    lines = ["---", f"slug: {slug}", f"title: Roadmap {slug}", "---", "", "# Month 1: The start {#start}", ""]
    for week in range(1, milestones + 1):
        lines += [f"## Week {week}: Part {week} {{#week-{week} weeks=1 study=10 practice=10}}", ""]
        for kind in ("Learn", "Build", "Deliver", "Check"):
            mine = [n for n in range(1, checkpoints + 1) if n % 4 == ("Learn", "Build", "Deliver", "Check").index(kind)]
            if mine:
                lines += [f"### {kind}", ""]
                lines += [f"- [ ] Thing {week}.{n} {{#thing-{week}-{n}{attributes}}}" for n in mine]
                lines += [""]
    return "\n".join(lines)


def short_text(*boxes, slug, milestone="weeks=1", title=None):
    """A roadmap of one milestone with these boxes, e.g. `short_text("Read {#read hours=2}", slug="made-up")`."""
    lines = [
        "---",
        f"slug: {slug}",
        f"title: {title or f'Roadmap {slug}'}",
        "---",
        "",
        "# Month 1: The start {#start}",
        "",
    ]
    lines += [f"## Week 1: Part 1 {{#week-1 {milestone}}}", "", *(f"- [ ] {box}" for box in boxes), ""]
    return "\n".join(lines)


def roadmap(text=None, *, published=True, **options):
    """A stored roadmap from its text, published."""
    slug = options.pop("slug", None) or f"roadmap-{next(numbers)}"
    stored = publishing.store(outline.parse(text or roadmap_text(slug=slug, **options)))
    stored.published_at = timezone.now() if published else None
    stored.save(update_fields=["published_at"])
    stored.loaded_text = publishing.publish(stored, origin=Revision.Origin.FILE)
    stored.save(update_fields=["loaded_text"])
    stored.refresh_from_db()
    return stored


def republish(stored, text):
    """Load another text over a roadmap, as a file would."""
    stored = publishing.store(outline.parse(text))
    publishing.publish(stored, origin=Revision.Origin.FILE)
    stored.refresh_from_db()
    return stored


def personal(user, text="# My own list\n\n- [x] Read\n- [ ] Write\n", **given):
    """A roadmap of somebody's own from a list, e.g. `personal(alice, "- [x] Read", title="Books")`."""
    own = own_lists.propose(outline.Outline(title=given.get("title", "")), outline.parse(text))
    return PersonalRoadmap.make(user, own, form_id=uuid.uuid4()).roadmap


def checkpoint(stored, slug):
    return stored.checkpoints.get(slug=slug)


def grow(stored, *, milestones, checkpoints=5):
    """Append milestones of checkpoints to the first phase: a thousand written at once, without going through text."""
    phase = stored.phases.first()
    weeks = Milestone.objects.bulk_create(
        Milestone(roadmap=stored, phase=phase, slug=f"more-{week}", title=f"More {week}", weeks=1, position=week)
        for week in range(100, 100 + milestones)
    )
    Checkpoint.objects.bulk_create(
        Checkpoint(roadmap=stored, milestone=week, slug=f"{week.slug}-{n}", title=f"{week}.{n}", minutes=60, position=n)
        for week in weeks
        for n in range(checkpoints)
    )


# ---- facts: each is on the pages at once


def _fact(model, given, **defaults):
    """A stored record; “{}” in its defaults is a number of its own."""
    number = next(numbers)
    values = {name: value.format(number) if isinstance(value, str) else value for name, value in defaults.items()}
    return row(model.objects, **{"slug": f"fact-{number}", **values, **given})


def row(rows, **fields):
    """A line of a record, by its manager: `row(analyst.week, source=guide, percent=40, activity="Reading")`."""
    stored = rows.create(**fields)
    facts.changed()
    return stored


def source(**fields):
    return _fact(Source, fields, title="Source {}", mark="Z")


def skill(**fields):
    return _fact(Skill, fields, name="Skill {}")


def role(**fields):
    return _fact(Role, fields, name="Role {}")


def requirement(*, role, skill, level, source):
    return row(role.requires, skill=skill, level=level, source=source)


def level(*, role, **fields):
    return _fact(Level, fields, role=role, seniority="junior", name="Level {}")


def promotion(**fields):
    return _fact(Promotion, fields, name="Step {}", from_seniority="junior", to_seniority="mid")


def growth(*, source, **fields):
    return _fact(GrowthBand, fields, source=source, name="Band {}", years_low=0, years_high=2)


def place(**fields):
    return _fact(Place, fields, name="Place {}")


def pay(*, role, source, **fields):
    """100 to 150 thousand in total for juniors in the United States."""
    if "place" not in fields:
        fields["place"] = Place.objects.filter(slug="us").first() or place(slug="us", name="United States")
    defaults = {"title": "Title {}", "level": "Word {}", "seniorities": ["junior"], "basis": "total"}
    return _fact(Pay, fields, role=role, source=source, low=100, high=150, **defaults)


def pay_factor(*, source, **fields):
    return _fact(PayFactor, fields, source=source, kind="part", name="Part {}", unit="of-total", low=10, high=20)


def company_tier(*, source, **fields):
    return _fact(CompanyTier, fields, source=source, name="Tier {}")


def disagreement(*, sources, roles=(), **fields):
    stored = _fact(Disagreement, fields, area="skills", title="Dispute {}", text="Who says what in {}.")
    stored.sources.set(sources)
    stored.roles.set(roles)
    facts.changed()
    return stored


def target(*, source, **fields):
    defaults = {"measure": "projects", "what": "Things {}", "unit": "things", "bound": "about"}
    return _fact(Target, fields, source=source, low=3, high=5, **defaults)


def question(*, skills=(), roles=(), sources=(), **fields):
    """An easy one on concepts."""
    facts_of_it = {"kind": "ml-concepts", "difficulty": 1, "minutes": 5, "key_points": ["It covers this."]}
    answer = {"example": "Example {}", "mistake": "Mistake {}", "follow_up": "Next {}", "follow_up_answer": "Answer {}"}
    stored = _fact(Question, fields, question="Question {}", **facts_of_it, **answer)
    stored.skills.set(skills)
    stored.roles.set(roles)
    stored.sources.set(sources)
    return stored


def guide(*, points=(), sources=(), skills=(), questions=(), targets=(), disagreements=(), **fields):
    """An article; `points` are fields of its lines."""
    stored = _fact(Guide, fields, title="Guide {}", area="applying", summary="About {}", body="Text {}")
    belonging = {"sources": sources, "skills": skills, "questions": questions, "targets": targets}
    for name, records in {**belonging, "disagreements": disagreements}.items():
        getattr(stored, name).set(records)
    for position, point in enumerate(points):
        stored.points.create(**{"key": f"point-{position}", "kind": "do", "position": position, **point})
    facts.changed()
    return stored


def term(*, skills=(), **fields):
    stored = _fact(Term, fields, name="Term {}", definition="Meaning {}")
    stored.skills.set(skills)
    facts.changed()
    return stored


def job_board(*, sources=(), **fields):
    stored = _fact(JobBoard, fields, name="Board {}", focus="Jobs {}", how="Look {}")
    stored.sources.set(sources)
    facts.changed()
    return stored


def project_family(*, skills=(), questions=(), ideas=(), **fields):
    """For beginners; `ideas` are fields of what sources propose."""
    worked_out = {"steps": ["Begin"], "good": ["It runs"], "mistakes": ["Haste"]}
    told = {"summary": "About {}", "data": "Data {}", "goal": "Goal {}"}
    stored = _fact(ProjectFamily, fields, name="Project {}", level="beginner", **told, **worked_out)
    stored.skills.set(skills)
    stored.questions.set(questions)
    for position, idea in enumerate(ideas):
        stored.ideas.create(**{"key": f"P{position}", "name": f"Idea {position}", "position": position, **idea})
    facts.changed()
    return stored


def exercise(*, source, skills=(), **fields):
    stored = _fact(Exercise, fields, source=source, name="Exercise {}", summary="Do {}")
    stored.skills.set(skills)
    facts.changed()
    return stored


def interview_stage(*, sources=(), skills=(), **fields):
    lists = {"asked": ["Much"], "prepare": ["Well"], "signs": ["Calm"]}
    stored = _fact(InterviewStage, fields, name="Stage {}", summary="About {}", **lists)
    stored.sources.set(sources)
    stored.skills.set(skills)
    facts.changed()
    return stored


def interview_process(*, source, rounds=(), **fields):
    """`rounds` are fields of its rounds."""
    stored = _fact(InterviewProcess, fields, source=source, company="Company {}", summary="About {}")
    for position, part in enumerate(rounds):
        stored.rounds.create(**{"name": f"Round {position}", "position": position, **part})
    facts.changed()
    return stored


def fit_option(*, weights=(), **fields):
    """An answer that may be ticked; `weights` are (role, points, because)."""
    stored = _fact(FitOption, fields, question="likes", text="Answer {}")
    for position, (role, points, because) in enumerate(weights):
        row(stored.weights, role=role, points=points, because=because, position=position)
    return stored
