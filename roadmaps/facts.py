"""All tables of facts with what belongs to them, read once per change and process, for every public page.

Their pages show facts of many tables beside each other; a query for each would cost more than all the rest.
"""

import uuid
from dataclasses import dataclass
from functools import cached_property, lru_cache

from roadmaps import skill_matching
from roadmaps.content_tables import TABLES
from roadmaps.models import FactsVersion
from roadmaps.term_links import TermLinks

_kept = {}  # what `Table.kept` says → (token, Facts)


@dataclass
class Facts:
    """The live records of each table in their order; shared by requests: read only."""

    tables: dict
    token: uuid.UUID | None = None

    def __getattr__(self, name):
        try:
            return self.tables[name]
        except KeyError:
            raise AttributeError(name) from None

    def by_slug(self, name):
        return self._by_slug[name]

    @cached_property
    def _by_slug(self):
        return {name: {record.slug: record for record in records} for name, records in self.tables.items()}

    @cached_property
    def term_links(self):
        """What turns words of the glossary into links to it."""
        return TermLinks({term.get_absolute_url(): [term.name, *term.aliases] for term in self.terms})

    def levels_of(self, role):
        return [level for level in self.levels if level.role_id == role.pk]

    def pay_of(self, role):
        return [pay for pay in self.pay if pay.role_id == role.pk]

    @cached_property
    def sources_of_matrices(self):
        """The sources that rate skills of roles."""
        rating = {requirement.source_id for role in self.roles for requirement in role.requires.all()}
        return [source for source in self.sources if source.pk in rating]

    @cached_property
    def skill_matcher(self):
        """Finds the skills, by their slugs, in a text."""
        names = {skill.slug: [skill.name, *skill.aliases, *skill.tools] for skill in self.skills}
        return skill_matching.Matcher(names)

    @property
    def matching_token(self):
        """Another one whenever a text may be found to name other skills; None where nothing was ever loaded."""
        return self.token and uuid.uuid5(self.token, f"{skill_matching.VERSION}")

    @cached_property
    def skills_in(self):
        """The slugs of the skills that a text names, in the order of the skills; those of the last texts are kept."""
        return lru_cache(maxsize=500)(self._skills_in)

    def _skills_in(self, text):
        named = {slug for match in self.skill_matcher.find(text) for slug in match.keys}
        return [skill.slug for skill in self.skills if skill.slug in named]

    def count_from(self, source):
        """{table: how many of its records, or of the rows within them, are from the source}, without empty ones."""
        counted = {
            "levels of skills": [r for role in self.roles for r in role.requires.all()],
            "figures of pay": [*self.pay, *self.pay_factors],
            "shares of a week": [share for owner in (*self.roles, *self.levels) for share in owner.week.all()],
            "titles and years of levels": [title for level in self.levels for title in level.titles.all()],
            "criteria for promotion": [c for step in self.promotions for c in step.criteria.all()],
            "targets": self.targets,
            "statements about roles": [fact for role in self.roles for fact in role.facts.all()],
        }
        counts = {what: sum(row.source_id == source.pk for row in rows) for what, rows in counted.items()}
        return {what: count for what, count in counts.items() if count}

    def disagreements_in(self, *areas):
        return [d for d in self.disagreements if d.area in areas]

    def targets_of(self, roadmap):
        return [target for target in self.targets if target.roadmap == roadmap.slug]

    def disagreements_about(self, roadmap):
        return [d for d in self.disagreements if roadmap.slug in d.roadmaps]


def facts():
    """One query; some forty after a change, once in each process."""
    return _read("facts", _token())


def articles():
    """Guides, terms, projects and interviews, which few pages show: one query, some thirty after a change."""
    return _read("articles", _token())


def facts_and_articles():
    """For a page that shows both: one query."""
    token = _token()
    return _read("facts", token), _read("articles", token)


def _token():
    return FactsVersion.objects.values_list("token", flat=True).first()


def _read(kept, token):
    before, read = _kept.get(kept, (None, None))
    if read and before == token:
        return read
    read = Facts({name: list(_live(table)) for name, table in TABLES.items() if table.kept == kept}, token)
    if token:
        _kept[kept] = (token, read)
    return read


def lock():
    """One changes facts at a time, from here to the end of the transaction; reading goes on meanwhile."""
    FactsVersion.objects.select_for_update().get_or_create(pk=1)


def changed():
    """Whoever changes a fact says so: what is kept in memory is read again."""
    FactsVersion.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4()})


def forget():
    """For tests, whose changes are taken back."""
    _kept.clear()


def _live(table):
    records = table.stored()
    return records.live() if table.may_retire else records
