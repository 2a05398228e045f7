"""The page on which one rates oneself: every skill in words, what ticks suggest, for one role or all."""

import re
from pathlib import Path

import pytest
import yaml

from roadmaps import contents
from tests import factories
from tests.bytes import first_visit
from tests.factories import checkpoint
from tracker.models import SkillRating

PAGE = "/my/skills/rate/"
SKILLS = Path(__file__).parents[2] / "fixtures" / "skills.yaml"
WORDED = [f"You can do {n}." for n in range(1, 6)]


@pytest.fixture
def python(db):
    return factories.skill(name="Python", slug="python", position=1, levels=WORDED)


@pytest.fixture
def mlops(db):
    return factories.skill(name="MLOps", slug="mlops", position=2)


@pytest.fixture
def role(python, mlops):
    stored = factories.role(name="ML Engineer", slug="ml-engineer")
    factories.requirement(role=stored, skill=python, level=4, source=factories.source())
    return stored


@pytest.fixture
def path(alice, role):
    """A roadmap to the role with 20 hours on Python."""
    boxes = ["Read {#read hours=14 skill=python}", "Write {#write hours=6 skill=python}"]
    roadmap = factories.roadmap(factories.short_text(*boxes, slug="path", title="The path"))
    roadmap.roles.add(role)
    alice.follow(roadmap)
    return roadmap


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def test_every_skill_has_five_levels_in_words(as_alice, python, mlops):
    text = as_alice.get(PAGE).text
    assert text.count('type="radio"') == 10
    assert all(words in text for words in WORDED)
    assert "Expert: you decide how it is done." in text
    assert "0 of 2 rated" in text


def test_what_was_rated_is_chosen(as_alice, alice, python, mlops):
    SkillRating.objects.rate(alice, {python.pk: (4, "A <talk>", "https://example.org/")}, alice.today())
    text = as_alice.get(PAGE).text
    assert re.findall(r'name="([\w-]+)" value="(\d)" checked', text) == [("level-python", "4")]
    assert 'value="A &lt;talk&gt;"' in text
    assert "1 of 2 rated" in text


def test_for_a_role_it_is_what_its_sources_rate(as_alice, role):
    text = as_alice.get(f"{PAGE}?role=ml-engineer").text
    assert 'id="rate-python"' in text
    assert 'id="rate-mlops"' not in text
    assert "0 of 1 rated" in text
    assert '<option value="ml-engineer" selected>' in text


def test_it_leads_back_to_the_gap_that_one_came_from(as_alice, alice, role):
    address = "?role=ml-engineer&level=senior&by="
    assert 'href="/my/skills/?role=ml-engineer&amp;level=senior&amp;by="' in as_alice.get(f"{PAGE}{address}").text
    assert as_alice.post(f"{PAGE}{address}").url == f"/my/skills/{address}"


def test_a_role_that_nobody_rates_says_so_and_shows_all(as_alice, python, mlops):
    factories.role(name="Oracle", slug="oracle")
    text = as_alice.get(f"{PAGE}?role=oracle").text
    assert "No source rates the skills of the Oracle" in text
    assert text.count("<fieldset") == 2


@pytest.mark.parametrize("role", ["king", "%F0%9F%A4%96", "a" * 500, "ml-engineer'--"])
def test_an_unknown_role_is_ignored_with_a_sentence(as_alice, python, role):
    answer = as_alice.get(f"{PAGE}?role={role}")
    assert answer.status_code == 200
    assert "This role is not known here" in answer.text
    assert 'id="rate-python"' in answer.text


def test_without_skills_it_says_so(as_alice):
    assert "no skills to rate yet" in as_alice.get(PAGE).text


# ---- suggestions


def test_done_checkpoints_suggest_and_set_nothing(as_alice, alice, path):
    alice.mark(checkpoint(path, "read").pk, "done")
    answer = as_alice.get(PAGE)
    assert "14 h of 20 h on this in “The path” are done: 2 may fit" in words_of(answer)  # 14/20 of 4 is 2.8
    assert "checked" not in answer.text
    assert not SkillRating.objects.exists()


def test_not_when_one_rated_oneself_so_already(as_alice, alice, path, python):
    alice.mark(checkpoint(path, "read").pk, "done")
    SkillRating.objects.rate(alice, {python.pk: (2, "", "")}, alice.today())
    assert "may fit" not in as_alice.get(PAGE).text


def test_a_stopped_roadmap_still_tells(as_alice, alice, path):
    alice.mark(checkpoint(path, "read").pk, "done")
    alice.enrollments.get().stop()
    assert "2 may fit" in words_of(as_alice.get(PAGE))


def test_somebody_elses_ticks_suggest_nothing(as_bob, alice, path):
    alice.mark(checkpoint(path, "read").pk, "done")
    assert "may fit" not in as_bob.get(PAGE).text


# ---- what it costs


@pytest.mark.parametrize(("skills", "roadmaps"), [(2, 1), (60, 25)])
def test_in_six_queries(as_alice, alice, path, skills, roadmaps, django_assert_num_queries):
    made = [factories.skill() for _ in range(skills)]
    SkillRating.objects.rate(alice, {skill.pk: (3, "", "") for skill in made}, alice.today())
    for _ in range(roadmaps):
        alice.follow(factories.roadmap(milestones=1, checkpoints=4))
    as_alice.get(PAGE)
    # session, user, whether facts were changed, ratings, roadmaps, progress
    with django_assert_num_queries(6):
        assert as_alice.get(PAGE).status_code == 200
    contents._kept.clear()
    # and phases, milestones, checkpoints with skills, resources
    with django_assert_num_queries(10):
        assert as_alice.get(PAGE).status_code == 200


@pytest.mark.parametrize("number", [1, 60])
def test_saving_in_nine_queries(as_alice, alice, number, django_assert_num_queries):
    made = [factories.skill() for _ in range(number)]
    SkillRating.objects.rate(alice, {skill.pk: (3, "", "") for skill in made}, alice.today())
    as_alice.get(PAGE)
    # session, user, whether facts were changed, ratings; begin, the person locked, ratings, the rows, end
    with django_assert_num_queries(9):
        assert as_alice.post(PAGE, {f"level-{skill.slug}": "4" for skill in made}).status_code == 303
    assert SkillRating.objects.filter(level=4).count() == number


def test_a_first_visit_is_at_most_40_kb_in_6_requests(as_alice):
    for skill in yaml.safe_load(SKILLS.read_text()):
        factories.skill(slug=skill["slug"], name=skill["name"], levels=skill["levels"])
    sizes = first_visit(as_alice, PAGE)
    assert "/static/css/skills.css" in sizes
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes
