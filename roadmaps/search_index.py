"""Keeps the entries of the search equal to what everybody may read: all of them, one table's, or one roadmap's."""

from html import unescape
from unicodedata import combining, normalize

from django.db import transaction
from django.urls import reverse
from django.utils.html import strip_tags

from roadmaps import publishing
from roadmaps.models import (
    Checkpoint,
    Disagreement,
    Exercise,
    Guide,
    InterviewProcess,
    InterviewStage,
    JobBoard,
    ProjectFamily,
    Question,
    Roadmap,
    Role,
    SearchEntry,
    Skill,
    Source,
    Target,
    Term,
)
from roadmaps.models.guides import WITH_BOARDS
from roadmaps.models.search import LONGEST_TEXT, LONGEST_TITLE

Kind = SearchEntry.Kind
WORDS = ("title", "aliases", "context", "text", "url", "roadmap_id")
BATCH = 1000
# Marks of what was found stand between these, see `search`: no text has them of its own.
MARKS = ("\ue000", "\ue001")
_WITHOUT_MARKS = dict.fromkeys(map(ord, MARKS))


def index():
    """All entries: a query for each table, and two where something differs."""
    entries = [entry for model in (*_ENTRIES, Roadmap) for entry in _entries_of(model)]
    _renew(SearchEntry.objects.all(), [*_pages(), *entries])


def index_table(model):
    """Those of one table of facts, after a change of it; of a table that is not searched nothing."""
    model = _TOLD_IN.get(model, model)
    if model in _ENTRIES:
        _renew(SearchEntry.objects.filter(kind=_ENTRIES[model][0]), _entries_of(model))


@transaction.atomic
def index_roadmap(roadmap):
    """Those of one roadmap and its checkpoints. Its lock: whoever changed it last is heard last."""
    if publishing.locked(roadmap.slug):
        _renew(SearchEntry.objects.filter(roadmap=roadmap), _of_roadmaps(pk=roadmap.pk))


def _renew(stored, wanted):
    """Make `stored` equal to the wanted entries; only what differs is written."""
    before = {(entry.kind, entry.key): entry for entry in stored.defer("document")}
    changed = []
    for entry in wanted:
        old = before.pop((entry.kind, entry.key), None)
        if old is None or any(getattr(old, name) != getattr(entry, name) for name in WORDS):
            changed.append(entry)
    SearchEntry.objects.filter(pk__in=[entry.pk for entry in before.values()]).delete()
    SearchEntry.objects.bulk_create(
        sorted(changed, key=lambda entry: (entry.kind, entry.key)),  # two at once wait for each other in one order
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=[name.removesuffix("_id") for name in WORDS],
    )


def _entries_of(model):
    if model is Roadmap:
        return _of_roadmaps()
    kind, words_of, *rows = _ENTRIES[model]
    facts = model.objects.live() if hasattr(model, "retired_at") else model.objects.all()
    return [_entry(kind, fact.slug, **words_of(fact)) for fact in facts.prefetch_related(*rows)]


def _of_roadmaps(**which):
    """Published ones with their checkpoints: two queries."""
    roadmaps = {roadmap.pk: roadmap for roadmap in Roadmap.objects.published().filter(**which)}
    for roadmap in roadmaps.values():
        yield _entry(Kind.ROADMAP, roadmap.slug, **_roadmap(roadmap))
    live = Checkpoint.objects.filter(roadmap__in=roadmaps, retired_at=None, milestone__isnull=False)
    for checkpoint in live.select_related("milestone"):
        roadmap = roadmaps[checkpoint.roadmap_id]
        yield _entry(Kind.CHECKPOINT, f"{roadmap.slug}#{checkpoint.slug}", **_checkpoint(checkpoint, roadmap))


def _entry(kind, key, *, title, url, aliases=(), context="", text=(), roadmap=None):
    """`text` is a list of paragraphs."""
    said = "\n".join(filter(None, (" ".join(_plain(part).split()) for part in text)))
    unaccented = [] if title.isascii() else [_unaccented(title)]  # “resume” finds “The résumé”
    names = "\n".join(dict.fromkeys(" ".join(_plain(alias).split()) for alias in (*aliases, *unaccented) if alias))
    return SearchEntry(
        kind=kind,
        key=key,
        title=_plain(title)[:LONGEST_TITLE],
        aliases=f"\n{names[:LONGEST_TEXT]}\n" if names else "",
        context=_plain(context)[:LONGEST_TITLE],
        text=said[:LONGEST_TEXT],
        url=url,
        roadmap=roadmap,
    )


def _plain(text):
    return text.translate(_WITHOUT_MARKS)


def _unaccented(text):
    return "".join(character for character in normalize("NFKD", text) if not combining(character))


def _read(html):
    """What stands in rendered HTML."""
    return unescape(strip_tags(html))


# ---- what is found by which words


# Pages by what people call them: (name of the address, title, other names, what is there).
PAGES = [
    ("role_list", "Roles", ["role", "jobs"], "What each job is, asks for and pays."),
    ("skill_list", "Skills", ["skill", "skill matrix"], "Which role asks for which skill, and at what level."),
    ("roadmap_list", "Roadmaps", ["roadmap", "learning path"], "Ways in, in small steps that you tick."),
    ("source_list", "Sources", ["source", "references"], "Where every figure comes from."),
    ("salary_explorer", "Salaries", ["salary", "pay", "compensation"], "What roles pay, by level and place."),
    ("role_fit", "Which role fits me?", ["quiz", "choose a role"], "Roles in order of what you like and bring."),
    ("role_compare", "Compare roles", ["comparison"], "Two to four roles side by side."),
    ("project_list", "Projects", ["portfolio projects", "project ideas"], "What to build, and small exercises."),
    ("company_list", "How companies interview", ["interview process"], "Rounds, and kinds of interview."),
    ("question_list", "Interview questions", ["question bank"], "What interviews ask, with strong answers."),
    ("glossary", "Glossary", ["terms", "definitions"], "The words that all of this uses."),
    ("guide_list", "Guides", ["articles"], "From the portfolio to the offer, and after it."),
    ("disagreement_list", "Where the sources disagree", ["contradictions"], "Who says what, and what to make of it."),
    ("target_list", "Targets", ["how many"], "How much of what the sources recommend, and by when."),
]


def _pages():
    for name, title, aliases, text in PAGES:
        yield _entry(Kind.PAGE, name, title=title, url=reverse(name), aliases=aliases, text=[text])


def _role(role):
    text = [role.focus, role.summary, role.success, role.suits]
    return {"title": role.name, "url": role.get_absolute_url(), "aliases": role.aliases, "text": text}


def _skill(skill):
    aliases = [*skill.aliases, *skill.tools]
    text = [skill.summary, *skill.levels]
    return {"title": skill.name, "url": skill.get_absolute_url(), "aliases": aliases, "text": text}


def _roadmap(roadmap):
    text = [roadmap.summary, roadmap.audience, *roadmap.outcomes, _read(roadmap.introduction_html)]
    return {"title": roadmap.title, "url": roadmap.get_absolute_url(), "text": text, "roadmap": roadmap}


def _checkpoint(checkpoint, roadmap):
    return {
        "title": checkpoint.title,
        "url": f"{roadmap.get_absolute_url()}#{checkpoint.slug}",
        "context": f"{roadmap.title}, {checkpoint.milestone.title}",
        "text": [checkpoint.section, _read(checkpoint.description_html)],
        "roadmap": roadmap,
    }


def _question(question):
    answer = [*question.key_points, _read(question.example_html), question.mistake, question.follow_up]
    return {
        "title": question.question,
        "url": question.get_absolute_url(),
        "context": question.get_kind_display(),
        "text": [", ".join(question.topics), *answer],
    }


def _project(family):
    text = [family.summary, family.data, family.goal, family.bonus, *family.steps, *family.good]
    ideas = [idea.name for idea in family.ideas.all()]
    return {"title": family.name, "url": family.get_absolute_url(), "aliases": ideas, "text": text}


def _exercise(exercise):
    url = f"{reverse('project_list')}#{exercise.slug}"
    return {"title": exercise.name, "url": url, "text": [exercise.summary]}


def _guide(guide):
    boards = JobBoard.objects.live() if guide.slug == WITH_BOARDS else []
    text = [guide.summary, _read(guide.body_html), *(point.text for point in guide.points.all())]
    text += [f"{board.name}: {board.focus}. {board.how}" for board in boards]
    return {
        "title": guide.title,
        "url": guide.get_absolute_url(),
        "aliases": [guide.slug.replace("-", " "), *(board.name for board in boards)],
        "context": guide.get_area_display(),
        "text": text,
    }


def _term(term):
    text = [_read(term.definition_html)]
    return {"title": term.name, "url": term.get_absolute_url(), "aliases": term.aliases, "text": text}


def _company(process):
    text = [process.summary, *(f"{stage.name} {stage.text}" for stage in process.rounds.all()), process.remark]
    return {"title": process.company, "url": process.get_absolute_url(), "text": text}


def _stage(stage):
    text = [stage.summary, *stage.asked, *stage.prepare, *stage.signs]
    return {"title": stage.name, "url": stage.get_absolute_url(), "text": text}


def _source(source):
    text = [source.scope, source.summary, source.remark]
    return {"title": source.title, "url": source.get_absolute_url(), "aliases": [source.short_name], "text": text}


def _disagreement(disagreement):
    return {
        "title": disagreement.title,
        "url": f"{reverse('disagreement_list')}#{disagreement.slug}",
        "context": disagreement.get_area_display(),
        "text": [disagreement.text, disagreement.advice],
    }


def _target(target):
    return {
        "title": f"{target.amount}: {target.what}",
        "url": f"{reverse('target_list')}#{target.slug}",
        "context": target.get_measure_display(),
        "text": [target.phase, target.detail],
    }


# {model: (kind, its words, the rows that these stand in)}
_ENTRIES = {
    Role: (Kind.ROLE, _role),
    Skill: (Kind.SKILL, _skill),
    Question: (Kind.QUESTION, _question),
    ProjectFamily: (Kind.PROJECT, _project, "ideas"),
    Exercise: (Kind.EXERCISE, _exercise),
    Guide: (Kind.GUIDE, _guide, "points"),
    Term: (Kind.TERM, _term),
    InterviewProcess: (Kind.COMPANY, _company, "rounds"),
    InterviewStage: (Kind.STAGE, _stage),
    Source: (Kind.SOURCE, _source),
    Disagreement: (Kind.DISAGREEMENT, _disagreement),
    Target: (Kind.TARGET, _target),
}
_TOLD_IN = {JobBoard: Guide}  # tables without entries of their own, and whose entries tell of them
