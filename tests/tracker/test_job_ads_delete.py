"""Delete an advertisement: a page says what goes, its button does it. Nobody else's is reached."""

from uuid import uuid4

import pytest


@pytest.fixture
def ad(alice):
    return alice.job_ads.create(form_id=uuid4(), title="Data <Analyst>", text="SQL")


@pytest.fixture
def address(ad):
    return f"/my/skills/ad/{ad.pk}/delete"


def test_the_page_asks_first(as_alice, alice, address):
    page = as_alice.get(address)
    assert (page.status_code, "“Data &lt;Analyst&gt;” goes at once" in page.text) == (200, True)
    assert alice.job_ads.exists()


def test_it_is_deleted(as_alice, alice, address):
    answer = as_alice.post(address)
    assert (answer.status_code, answer.url) == (303, "/my/skills/ad/")
    assert not alice.job_ads.exists()
    assert "“Data &lt;Analyst&gt;” is deleted." in as_alice.get(answer.url).text


def test_twice_it_is_not_there(as_alice, address):
    assert [as_alice.post(address).status_code for _ in range(2)] == [303, 404]


def test_with_htmx(as_alice, alice, address, htmx):
    assert as_alice.post(address, headers=htmx).status_code == 303
    assert not alice.job_ads.exists()


def test_other_methods(as_alice, alice, address, ad):
    assert as_alice.delete(address).status_code == 405
    assert as_alice.post(f"/my/skills/ad/{ad.pk}/").status_code == 405
    assert alice.job_ads.exists()


def test_nobody_and_somebody_else_reach_nothing(as_nobody, as_bob, alice, address, ad):
    assert as_nobody.post(address).status_code == 302
    for path in (address, f"/my/skills/ad/{ad.pk}/"):
        assert as_bob.get(path).status_code == 404
    assert as_bob.post(address).status_code == 404
    assert "Analyst" not in as_bob.get("/my/skills/ad/").text
    assert alice.job_ads.exists()


def test_it_goes_with_the_account(alice, ad):
    alice.erase()
    assert not type(ad).objects.exists()


def test_queries(as_alice, address, django_assert_num_queries):
    # session, user, ad
    with django_assert_num_queries(3):
        as_alice.get(address)
