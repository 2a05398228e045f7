import re

import pytest
from allauth.account.models import EmailAddress

from tests import factories
from tracker.models import User

PASSWORD = "some-long-words-1"
FORM = {"email": "carol@example.org", "password1": PASSWORD}


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def with_mail(settings, mailoutbox):
    """As `settings` are where EMAIL_HOST is set."""
    settings.HAS_MAIL = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_PREVENT_ENUMERATION = "strict"
    return mailoutbox


def sign_up(client, **form):
    return client.post("/accounts/signup/", FORM | form)


def test_it_works(as_nobody):
    answer = sign_up(as_nobody, time_zone="Asia/Tokyo")
    assert (answer.status_code, answer.url) == (302, "/my/")
    assert as_nobody.get("/my/").status_code == 200
    carol = User.objects.get()
    assert (carol.email, carol.time_zone, carol.handle, carol.is_staff) == (
        "carol@example.org",
        "Asia/Tokyo",
        None,
        False,
    )
    assert carol.check_password(PASSWORD)


def test_an_address_is_kept_in_small_letters(as_nobody):
    sign_up(as_nobody, email="Carol@Example.ORG")
    assert User.objects.get().email == "carol@example.org"


@pytest.mark.parametrize("time_zone", ["", "Mars/Olympus", "../etc/passwd", "x" * 64])
def test_a_time_zone_that_is_none_is_left_out(time_zone, as_nobody):
    sign_up(as_nobody, time_zone=time_zone)
    assert User.objects.get().time_zone == "UTC"


@pytest.mark.parametrize("password", ["", "short", "password123", "1029384756", "carol@example.org"])
def test_a_weak_password_is_refused_and_not_shown(password, as_nobody):
    answer = sign_up(as_nobody, password1=password)
    assert answer.status_code == 200
    assert 'value="carol@example.org"' in answer.text
    assert not password or f'value="{password}"' not in answer.text.replace('value="carol@example.org"', "", 1)
    assert not User.objects.exists()


def test_the_page_says_what_happens_without_mail(as_nobody):
    assert "This server sends no mail" in as_nobody.get("/accounts/signup/").text


# ---- who may


@pytest.mark.parametrize("rule", ["closed", "invited"])
def test_closed(rule, as_nobody, settings):
    settings.SIGN_UP = rule
    assert "Sign-up is closed" in as_nobody.get("/accounts/signup/").text
    assert "Sign-up is closed" in sign_up(as_nobody).text
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["carol@example.org", "carol@Example.EDU"])
def test_an_address_of_the_house(email, as_nobody, settings):
    settings.SIGN_UP = "example.org, example.edu"
    assert sign_up(as_nobody, email=email).status_code == 302
    assert User.objects.exists()


@pytest.mark.parametrize(
    "email",
    ["a@evil.test", "a@sub.example.org", "a@example.org.evil.test", "a@notexample.org", '"@example.org"@evil.test'],
)
def test_an_address_of_another_house(email, as_nobody, settings):
    settings.SIGN_UP = "example.org,example.edu"
    answer = sign_up(as_nobody, email=email)
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_the_rule_is_said(as_nobody, settings):
    settings.SIGN_UP = "example.org,example.edu"
    words = "Please sign up with an address at example.org or example.edu."
    assert words in sign_up(as_nobody, email="a@evil.test").text


@pytest.mark.parametrize("rule", ["closed", "invited", "example.edu"])
def test_the_rule_is_for_new_people_only(rule, as_nobody, alice, settings, with_mail):
    """An account that an administrator made signs in and gets a new password."""
    settings.SIGN_UP = rule
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    answer = as_nobody.post("/accounts/password/reset/", {"email": alice.email})
    assert answer.status_code == 302
    assert [mail.to for mail in with_mail] == [[alice.email]]


# ---- whoever came for a roadmap


@pytest.mark.parametrize("how", ["form", "address"])
def test_the_roadmap_one_came_for_is_followed(how, as_nobody, roadmap):
    there = "/my/roadmaps/made-up/follow"
    path, form = (
        (f"/accounts/signup/?next={there}", FORM) if how == "address" else ("/accounts/signup/", FORM | {"next": there})
    )
    assert as_nobody.post(path, form).url == "/my/roadmaps/made-up/"
    assert as_nobody.get("/my/roadmaps/made-up/").status_code == 200
    assert User.objects.get().enrollments.get().roadmap == roadmap


def test_the_way_leads_over_sign_in(as_nobody, roadmap):
    page = as_nobody.get("/my/roadmaps/made-up/follow", follow=True).text
    link = re.search(r'href="(/accounts/signup/[^"]*)"', page)[1]
    page = as_nobody.get(link).text
    assert 'name="next" value="/my/roadmaps/made-up/follow"' in page


@pytest.mark.parametrize(
    "there", ["/my/roadmaps/draft/follow", "/my/roadmaps/none/follow", "/my/roadmaps/made-up/stop"]
)
def test_nothing_else_is_followed(there, as_nobody, roadmap):
    factories.roadmap(slug="draft", published=False)
    sign_up(as_nobody, next=there)
    assert not User.objects.get().enrollments.exists()


# ---- with a mail server


def test_the_address_is_confirmed_first(as_nobody, with_mail, roadmap):
    answer = sign_up(as_nobody, next="/my/roadmaps/made-up/follow")
    assert answer.url == "/accounts/confirm-email/"
    assert as_nobody.get("/my/").status_code == 302
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", with_mail[0].body)[1]
    assert as_nobody.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified  # opening a link, as scanners of mail do, confirms nothing
    assert as_nobody.post(link).status_code == 302
    assert EmailAddress.objects.get().verified
    as_nobody.post("/accounts/login/", {"login": FORM["email"], "password": PASSWORD})
    assert as_nobody.get("/my/roadmaps/made-up/").status_code == 200


def test_nobody_signs_in_unconfirmed(as_nobody, with_mail):
    sign_up(as_nobody)
    answer = as_nobody.post("/accounts/login/", {"login": FORM["email"], "password": PASSWORD})
    assert answer.url == "/accounts/confirm-email/"
    assert as_nobody.get("/my/").status_code == 302


def test_a_known_address_and_an_unknown_one_look_alike(client, as_nobody, alice, with_mail):
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    known, unknown = sign_up(client, email=alice.email), sign_up(as_nobody, email="carol@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, "/accounts/confirm-email/")
    assert known.content == unknown.content
    assert set(known.cookies) == set(unknown.cookies)
    assert client.get(known.url).content == as_nobody.get(unknown.url).content
    assert sorted(mail.to for mail in with_mail) == [["alice@example.org"], ["carol@example.org"]]


def test_a_known_address_stays_whose_it_was(as_nobody, alice, with_mail):
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    before = alice.password
    sign_up(as_nobody, email=alice.email.upper())
    alice.refresh_from_db()
    assert alice.password == before
    assert User.objects.count() == 1
    assert "/accounts/confirm-email/" not in with_mail[0].body


def test_a_new_password_is_asked_for_alike(as_nobody, alice, with_mail):
    answers = [
        as_nobody.post("/accounts/password/reset/", {"email": email}) for email in (alice.email, "no@example.org")
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/accounts/password/reset/done/")}
    assert [len(mail.to) for mail in with_mail] == [1, 1]


def test_a_known_address_without_mail_is_refused_in_words(as_nobody, alice):
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=False)
    answer = sign_up(as_nobody, email=alice.email)
    assert answer.status_code == 200
    assert User.objects.count() == 1
