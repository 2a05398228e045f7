"""A kept advertisement against one's skills: what is marked, the bar, what leads there, and what all of them ask."""

from uuid import UUID, uuid4

import pytest

from roadmaps import facts
from tests import factories
from tracker.models import JobAd

ADS = "/my/skills/ad/"
TEXT = "Data Analyst\n\nWe ask for SQL & Spark.\nDo numbers spark joy?"


@pytest.fixture(autouse=True)
def skills(db):
    """SQL, of which an analyst needs 4, and Clusters, which nobody rates."""
    sql = factories.skill(slug="sql", name="SQL", tools=["PostgreSQL"])
    analyst = factories.role(slug="analyst", name="Analyst")
    factories.requirement(role=analyst, skill=sql, level=4, source=factories.source())
    return {"sql": sql, "clusters": factories.skill(slug="clusters", name="Clusters", tools=["Spark", "Airflow"])}


def kept(client, **fields):
    """Its page, after it was added."""
    return client.get(client.post(ADS, {"text": TEXT, "form_id": uuid4(), **fields}).url).text


def rate(user, skill, level):
    user.skill_ratings.create(skill=skill, level=level, on=user.today())


# ---- reading


def test_names_are_marked_and_traps_are_not(as_alice):
    page = kept(as_alice)
    assert (
        'ask for <mark class="missing">SQL</mark> &amp; <mark class="missing">Spark</mark>.\nDo numbers spark' in page
    )


@pytest.mark.parametrize(
    ("mine", "chosen", "standing"),
    [
        (None, {}, "missing"),
        (1, {}, "missing"),
        (2, {}, "partly"),
        (3, {}, "have"),
        (3, {"role": "analyst"}, "partly"),
        (4, {"role": "analyst"}, "have"),
        (4, {"role": "analyst", "seniority": "senior"}, "partly"),
        (3, {"role": "analyst", "seniority": "junior"}, "have"),
        (3, {"seniority": "senior"}, "have"),
    ],
)
def test_what_one_has_of_it(as_alice, alice, skills, mine, chosen, standing):
    if mine:
        rate(alice, skills["sql"], mine)
    assert f'<mark class="{standing}">SQL</mark>' in kept(as_alice, **chosen)


def test_a_name_of_two_skills_is_marked_by_what_is_wanting(as_alice, alice, skills):
    factories.skill(slug="tables", name="Tables", tools=["PostgreSQL"])
    rate(alice, skills["sql"], 5)
    page = kept(as_alice, text="PostgreSQL")
    assert '<mark class="missing">PostgreSQL</mark>' in page
    assert page.index(">Tables</a>") < page.index(">SQL</a>")


def test_what_is_missing_leads_to_checkpoints_with_their_hours(as_alice, alice, skills):
    boxes = ("Read {#read hours=2 skill=sql}", "Write {#write hours=3 skill=sql}")
    roadmap = factories.roadmap(factories.short_text(*boxes, slug="made-up"))
    page = kept(as_alice)
    assert "5 h in Roadmap made-up" in page
    assert 'href="/roadmaps/made-up/#read"' in page
    alice.follow(roadmap)
    read = factories.checkpoint(roadmap, "read")
    assert f'href="/my/checkpoints/{read.pk}/"' in as_alice.get(f"{ADS}{alice.job_ads.get().pk}/").text
    assert 'href="/my/skills/rate/#rate-sql"' in page


def test_without_any_skill_it_says_so(as_alice):
    assert "No skill was found in it." in kept(as_alice, text="We make excellent cheese.")
    assert "No skill found in it" in as_alice.get(ADS).text


@pytest.mark.parametrize("trap", ["<script>alert(1)</script>", "</mark><b>", "&lt;i&gt;", '" onload="x', "{{ user }}"])
def test_nothing_in_it_is_markup(as_alice, trap):
    page = kept(as_alice, text=f"SQL {trap}\nSQL", title=f"Title {trap}")
    assert trap not in page.replace("&amp;lt;i&amp;gt;", "") or trap == "{{ user }}"
    escaped = trap.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert page.count(escaped) >= 3  # title, heading, text
    assert escaped in as_alice.get(ADS).text


# ---- the list


def test_newest_first_and_what_is_asked_most(as_alice, alice, skills):
    rate(alice, skills["sql"], 3)
    for title, text in (("First", "SQL"), ("Second", "Spark SQL and Airflow"), ("Third", "SQL")):
        kept(as_alice, title=title, text=text, role="analyst" if title == "Third" else "")
    page = as_alice.get(ADS).text
    assert page.index(">Third</a>") < page.index(">Second</a>") < page.index(">First</a>")
    rows = page.partition("Asked most")[2]
    assert rows.index(">SQL</a>") < rows.index(">Clusters</a>")
    assert "<b>3</b> of 3" in rows
    assert "<b>1</b> of 3" in rows
    assert rows.count("In part") == 1  # the third asks for 4


def test_other_names_are_found_in_what_is_kept(as_alice, alice, skills, django_assert_num_queries):
    kept(as_alice, text="Cobol and SQL")
    assert alice.job_ads.get().found == ["sql"]
    skills["clusters"].tools = ["Cobol"]
    skills["clusters"].save()
    facts.changed()
    facts.facts()
    # session, user, facts, ratings, ads, their texts
    with django_assert_num_queries(6):
        assert ">Clusters</a>" in as_alice.get(ADS).text
    assert alice.job_ads.get().found == ["sql"]  # opening a page writes nothing


def test_what_is_kept_of_older_matching_is_stale(as_alice, alice):
    alice.job_ads.create(form_id=uuid4(), title="Old", text="SQL", found=["gone"], found_with=UUID(int=7))
    assert ">SQL</a>" in as_alice.get(ADS).text


@pytest.mark.parametrize("number", [1, 50])
def test_queries(as_alice, alice, skills, number, django_assert_num_queries):
    for n in range(number):
        JobAd.keep(alice, facts.facts(), form_id=uuid4(), title=f"{n}", text=TEXT * 20, role=None)
    for _ in range(number):
        factories.roadmap(factories.short_text("Read {#read hours=2 skill=sql}", slug=f"made-up-{uuid4()}"))
    ad = alice.job_ads.first()
    rate(alice, skills["sql"], 2)
    as_alice.get(f"{ADS}{ad.pk}/")  # contents are in memory now
    # session, user, facts, ratings, ads
    with django_assert_num_queries(5):
        as_alice.get(ADS)
    # session, user, ad, facts, ratings, roadmaps, progress
    with django_assert_num_queries(7):
        as_alice.get(f"{ADS}{ad.pk}/")
