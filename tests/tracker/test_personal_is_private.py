"""A roadmap of one's own is on no public page, in nobody else's account, and nowhere in the admin."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from roadmaps import loading, problems, same_as
from roadmaps.models import Checkpoint, Milestone, Phase, Roadmap, Skill
from tests import factories
from tests.roadmaps import staff as forms
from tests.safety.policy import PUBLIC, RULES

SECRET = "Unmistakably-private"
LIST = f"""# {SECRET} list

{SECRET} words.

# {SECRET} phase {{#secret-phase}}
## {SECRET} part {{#secret-part}}
- [x] {SECRET} thing {{#secret-thing skill=some-skill}}
- [ ] {SECRET} other
# Second
- [ ] Last
"""


@pytest.fixture
def skill(db):
    return Skill.objects.create(slug="some-skill", name="Some skill")


@pytest.fixture
def mine(alice, roadmap, skill):
    own = factories.personal(alice, LIST, title=f"{SECRET} list")
    own.checkpoints.get(slug="secret-thing").skills.add(skill)
    enrollment = alice.enrollments.get()
    enrollment.start_over()
    return own


@pytest.fixture
def addresses(mine, skill):
    """Every public page that there is, also those that would be of this roadmap."""
    public = [name for name, rule in RULES.items() if rule.audience == PUBLIC]
    args = {"role": "none", "skill": skill.slug, "roadmap": "made-up"}
    found = [reverse(name, args=[args.get(arg, "none") for arg in RULES[name].args]) for name in public]
    return [*found, f"/roadmaps/{mine.slug}/", f"/roadmaps/{mine.slug}.md"]


def test_no_public_page_names_it(as_nobody, as_alice, mine, addresses):
    for client in (as_nobody, as_alice):
        for address in addresses:
            answer = client.get(address)
            assert SECRET not in answer.text, address
            assert mine.slug not in answer.text, address


def test_its_public_addresses_are_not_there(as_alice, mine):
    assert as_alice.get(f"/roadmaps/{mine.slug}/").status_code == 404
    assert as_alice.get(f"/roadmaps/{mine.slug}.md").status_code == 404


def test_nobody_else_can_follow_it(as_bob, as_staff, bob, mine):
    for client in (as_bob, as_staff):
        for address in (f"/my/roadmaps/{mine.slug}/follow", f"/my/roadmaps/{mine.slug}/"):
            assert (client.get(address).status_code, client.head(address).status_code) == (404, 404)
        assert client.post(f"/my/roadmaps/{mine.slug}/follow").status_code == 404
    assert not bob.enrollments.exists()


def test_signing_up_to_follow_it_follows_nothing(as_nobody, mine):
    form = {"email": "new@example.org", "password1": "some-long-words-1", "next": f"/my/roadmaps/{mine.slug}/follow"}
    assert as_nobody.post("/accounts/signup/", form)["Location"] != f"/my/roadmaps/{mine.slug}/"
    assert mine.enrollments.count() == 1


def test_somebody_elses_pages_do_not_name_it(as_bob, bob, roadmap, mine):
    bob.follow(roadmap)
    for address in ("/my/", "/my/roadmaps/", "/my/settings/", "/my/roadmaps/made-up/", "/my/import/"):
        assert SECRET not in as_bob.get(address).text
    for thing in mine.checkpoints.all():
        assert as_bob.get(f"/my/checkpoints/{thing.pk}/").status_code == 404
        assert as_bob.post(f"/my/checkpoints/{thing.pk}/state", {"state": "done"}).status_code == 404


# ---- the admin


def test_no_list_of_the_admin_names_it(as_staff, mine):
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for asked in (address, f"{address}?q={SECRET.lower()}"):
            text = as_staff.get(asked).text
            assert SECRET not in text, asked
            assert mine.slug not in text, asked


def test_no_page_of_the_admin_opens_it(as_staff, alice, mine):
    rows = [mine, mine.phases.first(), mine.milestones.first(), mine.checkpoints.first()]
    rows += [alice.enrollments.get(), alice.archives.get()]
    for row in rows:
        for page in ("change", "delete", "history"):
            address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])
            answer = as_staff.get(address, follow=True)
            assert SECRET not in answer.text, address


def test_no_add_page_names_it(as_staff, mine):
    for model, model_admin in admin.site._registry.items():
        answer = as_staff.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
        assert SECRET not in answer.text, model_admin


@pytest.mark.parametrize(
    ("model", "field"), [("phase", "roadmap"), ("milestone", "phase"), ("checkpoint", "milestone")]
)
def test_it_is_not_among_what_can_be_chosen(as_staff, mine, model, field):
    query = {"app_label": "roadmaps", "model_name": model, "field_name": field, "term": SECRET}
    assert as_staff.get("/admin/autocomplete/", query).json()["results"] == []


def test_nothing_is_added_to_it_by_hand(as_staff, mine):
    part, phase = mine.milestones.get(slug="secret-part"), mine.phases.get(slug="secret-phase")
    answers = [
        forms.add(as_staff, Phase, roadmap=mine.pk, slug="evil", title="Evil"),
        forms.add(as_staff, Milestone, phase=phase.pk, slug="evil", title="Evil"),
        forms.add(as_staff, Checkpoint, milestone=part.pk, slug="evil", title="Evil"),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert not any(SECRET in answer.text for answer in answers)
    assert not mine.checkpoints.filter(slug="evil").exists()


def test_the_filters_name_public_roadmaps(as_staff, roadmap, mine):
    factories.roadmap(slug="another")
    for model in ("checkpoint", "milestone", "phase", "revision"):
        assert "Roadmap another" in as_staff.get(f"/admin/roadmaps/{model}/").text


# ---- what content knows


def test_content_does_not_know_it(mine, roadmap):
    assert {place[0] for place in problems.stored().stored} == {"made-up"}


def test_nothing_is_the_same_as_something_in_it(mine, roadmap):
    Checkpoint.objects.filter(roadmap=roadmap, slug="thing-1-1").update(same_as=f"{mine.slug}#secret-thing")
    Checkpoint.objects.filter(roadmap=mine, slug="secret-thing").update(same_as="made-up#thing-1-2")
    same_as.link()
    assert not Checkpoint.objects.exclude(accomplishment=None).exists()


def test_a_file_cannot_take_its_slug(tmp_path, mine):
    (tmp_path / "roadmaps").mkdir()
    (tmp_path / "roadmaps" / "a.md").write_text(factories.roadmap_text(slug=mine.slug))
    with pytest.raises(loading.ContentError, match="own-"):
        loading.load(tmp_path)
    mine.refresh_from_db()
    assert (mine.title, mine.version) == (f"{SECRET} list", 1)


def test_an_administrator_cannot_choose_such_a_slug(as_staff):
    answer = forms.add(as_staff, Roadmap, slug="own-0123456789abcdef", title="Made up")
    assert "personal roadmaps begin" in forms.errors(answer)
    assert not Roadmap.objects.exists()


def test_housekeeping_leaves_it_alone(mine, monkeypatch):
    seen = []
    monkeypatch.setattr("roadmaps.impact.run_after_publish", seen.append)
    call_command("housekeeping")
    assert [roadmap.slug for roadmap in seen] == ["made-up"]
