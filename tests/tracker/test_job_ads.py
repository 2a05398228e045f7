"""Keep an advertisement: what is kept, and what is refused."""

from uuid import uuid4

import pytest

from tests import factories
from tracker.models import JobAd

ADS = "/my/skills/ad/"
TEXT = "Data Analyst\n\nWe ask for SQL & Spark.\nDo numbers spark joy?"


@pytest.fixture(autouse=True)
def skills(db):
    factories.skill(slug="sql", name="SQL")
    factories.skill(slug="clusters", name="Clusters", tools=["Spark"])


@pytest.fixture
def analyst(db):
    return factories.role(slug="analyst", name="Analyst")


def form(**fields):
    return {"text": TEXT, "form_id": str(uuid4()), **fields}


# ---- adding


def test_it_is_kept_with_its_first_line_as_title(as_alice, alice, analyst):
    answer = as_alice.post(ADS, form(role="analyst", seniority="senior"))
    ad = alice.job_ads.get()
    assert (answer.status_code, answer.url) == (303, f"{ADS}{ad.pk}/")
    assert (ad.title, ad.text, ad.role, ad.seniority) == ("Data Analyst", TEXT, analyst, "senior")
    assert ad.found == ["clusters", "sql"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n \n*  Analyst,\tremote \n", "* Analyst, remote"),
        ("<h1>Analyst</h1><p>We ask for more", "Analyst"),
        ("---\n&quot;Analyst&quot;", '"Analyst"'),
        ("x" * 200, "x" * 149 + "…"),
        ("!" * 200, "Without a title"),
    ],
)
def test_the_first_line_that_has_words(as_alice, alice, text, title):
    as_alice.post(ADS, form(text=text))
    assert alice.job_ads.get().title == title


def test_a_title_of_ones_own(as_alice, alice):
    as_alice.post(ADS, form(title="  The one   in Rome "))
    assert alice.job_ads.get().title == "The one in Rome"


def test_the_form_sent_twice_is_one(as_alice, alice):
    same = form()
    assert len({as_alice.post(ADS, same).url for _ in range(2)}) == 1
    assert alice.job_ads.count() == 1


def test_with_htmx_and_other_methods(as_alice, htmx):
    assert as_alice.post(ADS, form(), headers=htmx).status_code == 303
    assert as_alice.delete(ADS).status_code == 405


def test_nobody_keeps_what_was_typed(as_nobody):
    answer = as_nobody.post(ADS, form())
    assert (answer.status_code, "We ask for SQL &amp; Spark." in answer.text) == (401, True)
    assert not JobAd.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " \n "}, "Paste the text of an advertisement."),
        ({"text": "Lost? " + "x" * 19_995}, "20000 characters at most, and these are 20001."),
        ({"title": "x" * 151}, "150 characters at most"),
        ({"role": "no-such-role"}, "Select a valid choice"),
        ({"seniority": "no-such-level"}, "Select a valid choice"),
        ({"form_id": "x"}, "This page is too old."),
    ],
)
def test_what_is_refused_stays_typed(as_alice, fields, said):
    answer = as_alice.post(ADS, form(**fields))
    assert (answer.status_code, said in answer.text) == (400, True)
    assert fields.get("text", "We ask for SQL &amp; Spark.").strip() in answer.text
    assert not JobAd.objects.exists()


def test_an_end_of_line_is_one_character(as_alice, alice):
    assert as_alice.post(ADS, form(text="x" * 9_999 + "\r\n" + "y" * 10_000)).status_code == 303
    assert len(alice.job_ads.get().text) == 20_000


def test_a_nul_is_refused(as_alice):
    assert as_alice.post(ADS, form(text="SQL\0")).status_code == 400


def test_fifty_are_as_many_as_fit(as_alice, alice):
    JobAd.objects.bulk_create(JobAd(user=alice, form_id=uuid4(), title=f"{n}", text="SQL") for n in range(49))
    same = form()
    assert as_alice.post(ADS, same).status_code == 303
    answer = as_alice.post(ADS, form())
    assert (answer.status_code, "as many as fit" in answer.text, "We ask for SQL" in answer.text) == (400, True, True)
    assert as_alice.post(ADS, same).status_code == 303  # the fiftieth once more
    assert alice.job_ads.count() == 50
