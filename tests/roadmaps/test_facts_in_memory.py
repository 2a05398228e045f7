"""Facts are read once and kept, in each process, until somebody says that one has changed."""

import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roadmaps import facts
from roadmaps.models import Disagreement, FactsVersion, Level, Skill, Target, Term
from tests.roadmaps.folders import FACTS, load, write


@pytest.fixture(autouse=True)
def content(db, tmp_path):
    load(write(tmp_path, facts=FACTS))


def queries_of(read):
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def test_it_is_one_query_while_nothing_changes(django_assert_num_queries):
    first = facts.facts()
    with django_assert_num_queries(1):  # the version
        assert facts.facts() is first


def test_what_belongs_to_a_record_is_in_memory_with_it(django_assert_num_queries):
    found = facts.facts()
    with django_assert_num_queries(0):
        (level,) = found.levels
        assert [(title.title, title.source.title) for title in level.titles.all()] == [
            ("Senior Analyst", "A study"),
            ("Lead Analyst", "A study"),
        ]
        assert [role.slug for role in found.disagreements[0].roles.all()] == ["analyst"]
        assert found.by_slug("fit_options")["likes-tables"].weights.all()[0].role.name == "Analyst"
        assert (level.role.name, found.pay[0].place.name) == ("Analyst", "United States")


def test_articles_are_kept_by_themselves(django_assert_num_queries):
    first, other = facts.articles(), facts.facts()
    with django_assert_num_queries(1):  # the version
        assert facts.articles() is first
    with django_assert_num_queries(1):  # the version, once for both
        assert facts.facts_and_articles() == (other, first)
    assert not first.tables.keys() & other.tables.keys()
    with pytest.raises(AttributeError, match="guides"):
        _ = other.guides


def test_what_belongs_to_an_article_is_in_memory_with_it(django_assert_num_queries):
    found = facts.articles()
    with django_assert_num_queries(0):
        (family,), (process,), (guide,) = found.project_families, found.interview_processes, found.guides
        assert [(idea.name, idea.source.title) for idea in family.ideas.all()] == [
            ("Charts", "A study"),
            ("Charts that move", "A study"),
        ]
        assert [part.stage and part.stage.name for part in process.rounds.all()] == ["Phone screen", None]
        assert [point.source.title for point in guide.points.all()] == ["A study", "A study"]
        assert [question.slug for question in family.questions.all()] == ["design-a-report"]
        assert found.by_slug("exercises")["ten-queries"].family.name == "A dashboard"


def test_an_article_that_was_changed_or_retired_is_read_again():
    facts.articles()
    Term.objects.update(name="Inner join")
    facts.changed()
    assert [term.name for term in facts.articles().terms] == ["Inner join"]
    Term.objects.update(retired_at=timezone.now())
    facts.changed()
    assert facts.articles().terms == []


def test_questions_are_kept_in_neither():
    assert not any("questions" in read.tables for read in facts.facts_and_articles())


def test_reading_all_is_as_many_queries_for_many_records():
    few = queries_of(facts.facts)
    Skill.objects.bulk_create(Skill(slug=f"skill-{n}", name=f"Skill {n}") for n in range(50))
    source, role = Target.objects.get().source, Level.objects.get().role
    Level.objects.bulk_create(
        Level(slug=f"level-{n}", role=role, source=source, name=f"Level {n}", seniority=f"{n}") for n in range(50)
    )
    facts.changed()
    assert queries_of(facts.facts) == few
    assert len(facts.facts().levels) == 51


def test_after_a_change_it_is_read_again():
    facts.facts()
    Skill.objects.filter(slug="sql").update(name="Sequel")
    facts.changed()
    assert [skill.name for skill in facts.facts().skills] == ["Python", "Sequel"]


def test_a_change_that_nobody_told_is_not_seen():
    facts.facts()
    Skill.objects.filter(slug="sql").update(name="Sequel")
    assert [skill.name for skill in facts.facts().skills] == ["Python", "SQL"]


def test_a_change_that_another_process_told_is_seen():
    facts.facts()
    Skill.objects.filter(slug="sql").update(name="Sequel")
    FactsVersion.objects.update(token=uuid.uuid4())
    assert [skill.name for skill in facts.facts().skills] == ["Python", "Sequel"]


def test_a_change_that_was_taken_back_leaves_nothing_behind():
    with transaction.atomic():
        Skill.objects.filter(slug="sql").update(name="Sequel")
        facts.changed()
        assert facts.facts().skills[1].name == "Sequel"
        transaction.set_rollback(True)
    assert facts.facts().skills[1].name == "SQL"


def test_who_read_before_the_change_keeps_what_they_read():
    """A page that is being made shows one state, not two."""
    before = facts.facts()
    Skill.objects.filter(slug="sql").update(name="Sequel")
    facts.changed()
    facts.facts()
    assert before.skills[1].name == "SQL"


def test_a_change_while_all_is_read_is_seen_the_next_time(monkeypatch):
    live = facts._live

    def change_while_reading(table):
        if table.name == "levels" and Skill.objects.filter(slug="sql", name="SQL").update(name="Sequel"):
            facts.changed()
        return live(table)

    monkeypatch.setattr(facts, "_live", change_while_reading)
    assert facts.facts().skills[1].name == "SQL"
    assert facts.facts().skills[1].name == "Sequel"


def test_without_a_version_nothing_is_kept():
    FactsVersion.objects.all().delete()
    facts.facts()
    Skill.objects.filter(slug="sql").update(name="Sequel")
    assert facts.facts().skills[1].name == "Sequel"
    facts.changed()
    assert FactsVersion.objects.count() == 1


def test_what_is_retired_is_not_in_it():
    Target.objects.update(retired_at=timezone.now())
    assert facts.facts().targets == []


def test_records_stand_in_their_order():
    Skill.objects.filter(slug="python").update(position=9)
    assert [skill.slug for skill in facts.facts().skills] == ["sql", "python"]


def test_a_table_that_there_is_not_is_no_attribute():
    with pytest.raises(AttributeError, match="chairs"):
        _ = facts.facts().chairs


def test_what_concerns_one_page():
    found = facts.facts()
    assert found.disagreements_in("skills", "pay") == [Disagreement.objects.get()]
    assert found.disagreements_in("pay") == []
    assert found.levels_of(Level.objects.get().role) == found.levels
