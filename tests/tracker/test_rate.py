"""Rating oneself: what differs from what the form showed is written, and nothing else; nothing typed is lost."""

import pytest
import time_machine
from django.test import Client

from tests import factories
from tests.conftest import signed_in
from tracker.models import SkillRating

PAGE = "/my/skills/rate/"


@pytest.fixture
def python(db):
    return factories.skill(name="Python", slug="python", position=1)


@pytest.fixture
def mlops(db):
    return factories.skill(name="MLOps", slug="mlops", position=2)


@pytest.fixture
def role(python):
    stored = factories.role(name="ML Engineer", slug="ml-engineer")
    factories.requirement(role=stored, skill=python, level=4, source=factories.source())
    return stored


def stored(user):
    return {rating.skill.slug: rating.says for rating in SkillRating.objects.history_of(user)[::-1]}


WHOLE = {"level-python": "4", "evidence-python": "A library  of mine", "link-python": "example.org/mine"}
SAYS = (4, "A library of mine", "https://example.org/mine")


@pytest.mark.parametrize("times", [1, 2])
def test_it_is_saved_and_the_skills_follow(as_alice, alice, python, mlops, times):
    for _ in range(times):
        answer = as_alice.post(PAGE, WHOLE)
        assert (answer.status_code, answer.url) == (303, "/my/skills/")
    assert stored(alice) == {"python": SAYS}
    assert SkillRating.objects.count() == 1


def test_by_htmx_it_is_the_same(as_alice, alice, python, htmx):
    assert as_alice.post(PAGE, WHOLE, headers=htmx).status_code == 303
    assert stored(alice) == {"python": SAYS}


def test_wrong_methods_change_nothing(as_alice, alice, python):
    for method in ("put", "patch", "delete"):
        assert getattr(as_alice, method)(PAGE, WHOLE).status_code == 405
    assert stored(alice) == {}


def test_nobody_signs_in(as_nobody, python):
    assert as_nobody.get(PAGE).status_code == 302
    assert as_nobody.post(PAGE, WHOLE).status_code == 302
    assert not SkillRating.objects.exists()


def test_signed_out_meanwhile_it_shows_what_was_chosen_and_typed(as_nobody, opened):
    page = as_nobody.post(PAGE, opened | {"level-python": "4", "evidence-python": "A talk"})
    assert page.status_code == 401
    assert '<h3 class="lbl">level-python</h3><pre>4</pre>' in page.text
    assert "A talk" in page.text
    assert ">initial-" not in page.text
    assert "mlops" not in page.text  # nobody touched it


def test_ones_own_alone(as_bob, alice, bob, python):
    SkillRating.objects.rate(alice, {python.pk: (2, "What nobody else may read", "")}, alice.today())
    assert "What nobody else may read" not in as_bob.get(PAGE).text
    as_bob.post(PAGE, WHOLE | {"user": alice.pk, "user_id": alice.pk})
    assert (stored(alice)["python"][0], stored(bob)["python"][0]) == (2, 4)


def test_without_a_token_nothing_is_saved(alice, python):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(PAGE, WHOLE).status_code == 403
    assert stored(alice) == {}


def test_the_role_stays_chosen(as_alice, role):
    assert as_alice.post(f"{PAGE}?role=ml-engineer", WHOLE).url == "/my/skills/?role=ml-engineer"
    assert as_alice.post(f"{PAGE}?role=%2F%2Fevil.example", WHOLE).url == "/my/skills/"


def test_for_a_role_other_skills_stay_as_they_are(as_alice, alice, role, mlops):
    SkillRating.objects.rate(alice, {mlops.pk: (2, "Kept", "")}, alice.today())
    as_alice.post(f"{PAGE}?role=ml-engineer", WHOLE)
    assert stored(alice) == {"python": SAYS, "mlops": (2, "Kept", "")}


def test_what_is_left_empty_stays_unrated(as_alice, alice, python, mlops):
    as_alice.post(PAGE, WHOLE | {"evidence-mlops": "", "link-mlops": ""})
    assert set(stored(alice)) == {"python"}


def test_a_rating_is_never_taken_away(as_alice, alice, python):
    as_alice.post(PAGE, WHOLE)
    as_alice.post(PAGE, {"level-python": "", "initial-level-python": "4"})
    assert stored(alice) == {"python": SAYS}


# ---- a page that lay open


@pytest.fixture
def opened(alice, as_alice, python, mlops):
    """What the form sends when nothing was touched, opened while Python was rated 2."""
    SkillRating.objects.rate(alice, {python.pk: (2, "Then", "https://example.org/then")}, alice.today())
    form = {"level-python": "2", "evidence-python": "Then", "link-python": "https://example.org/then"}
    form |= {f"initial-{name}": value for name, value in form.items()}
    text = as_alice.get(PAGE).text
    for name, value in form.items():
        assert f'name="{name}" ' in text
        assert f'value="{value}"' in text
    return form


def test_what_nobody_touched_overwrites_nothing(as_alice, alice, python, opened):
    SkillRating.objects.rate(alice, {python.pk: (5, "Since", "")}, alice.today())
    as_alice.post(PAGE, opened | {"level-mlops": "1"})
    assert stored(alice) == {"python": (5, "Since", ""), "mlops": (1, "", "")}


def test_of_one_skill_only_the_touched_field_counts(as_alice, alice, python, opened):
    SkillRating.objects.rate(alice, {python.pk: (5, "Since", "")}, alice.today())
    as_alice.post(PAGE, opened | {"link-python": "https://example.org/touched"})
    assert stored(alice)["python"] == (5, "Since", "https://example.org/touched")


def test_a_remark_is_taken_out(as_alice, alice, opened):
    as_alice.post(PAGE, opened | {"evidence-python": " "})
    assert stored(alice)["python"] == (2, "", "https://example.org/then")


def test_nothing_touched_is_said(as_alice, alice, opened):
    as_alice.post(PAGE, opened)
    assert "Nothing has changed." in as_alice.get(PAGE).text
    assert SkillRating.objects.count() == 1


# ---- what cannot be

BAD = [
    {"level-python": "6"},
    {"level-python": "0"},
    {"level-python": "-1"},
    {"level-python": "three"},
    {"level-python": "3.5"},
    {"level-python": "9" * 30},
    {"evidence-python": "x" * 301},
    {"link-python": "javascript:alert(1)"},
    {"link-python": "not an address"},
    {"link-python": f"https://example.org/{'x' * 500}"},
    {"level-no-such-skill": "3"},
    {"level-": "3"},
]


@pytest.mark.parametrize("wrong", BAD)
def test_it_is_said_and_nothing_is_lost(as_alice, alice, python, mlops, wrong):
    answer = as_alice.post(PAGE, WHOLE | {"level-mlops": "2", "evidence-mlops": "<b>Kept</b>"} | wrong)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'name="level-mlops" value="2" checked' in answer.text
    assert "&lt;b&gt;Kept&lt;/b&gt;" in answer.text
    for name, value in wrong.items():
        if not name.startswith("level"):
            assert value in answer.text
    assert stored(alice) == {}


def test_a_remark_needs_a_level(as_alice, alice, python):
    answer = as_alice.post(PAGE, {"evidence-python": "A talk"})
    assert answer.status_code == 400
    assert "Choose a level too" in answer.text
    assert 'value="A talk"' in answer.text
    assert stored(alice) == {}


def test_what_the_form_showed_comes_back_with_it(as_alice, alice, python, opened):
    """Else the second try of a stale page would overwrite what the first would have left alone."""
    SkillRating.objects.rate(alice, {python.pk: (5, "Since", "")}, alice.today())
    answer = as_alice.post(PAGE, opened | {"level-mlops": "9"})
    assert 'name="initial-level-python" value="2"' in answer.text
    assert 'name="level-python" value="2" checked' in answer.text


def test_without_a_proof_four_and_five_are_fine(as_alice, alice, python):
    assert as_alice.post(PAGE, {"level-python": "5"}).status_code == 303
    assert stored(alice) == {"python": (5, "", "")}


# ---- days


@pytest.mark.parametrize(("zone", "day"), [("Asia/Tokyo", "2026-11-21"), ("America/Lima", "2026-11-20")])
def test_the_day_is_where_the_person_is(alice, python, zone, day):
    alice.time_zone = zone
    alice.save()
    with time_machine.travel("2026-11-20T20:00Z"):
        signed_in(alice).post(PAGE, WHOLE)
    assert str(SkillRating.objects.get().on) == day
