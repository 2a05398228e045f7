"""What no form of ours sends: 400 or 404, never an error of ours, never a row; and a line of the log stays one line."""

import logging
from io import BytesIO

import pytest
from django.urls import reverse

from tests.safety.policy import PUBLIC, RULES, address
from tests.safety.rows import everything

FORM = "application/x-www-form-urlencoded"
ESCAPES = {
    "NUL": "%00",
    "half a character": "%ED%A0%80",
    "no UTF-8": "%FF%FE",
    "an overlong slash": "%C0%AF",
    "a cut character": "%E2%82",
}
HUGE = "9" * 30


@pytest.mark.parametrize("escape", ESCAPES.values(), ids=ESCAPES)
def test_in_an_address(escape, as_staff, hers):
    paths = ["/{}", "/roadmaps/{}/", "/roles/{}/", "/roadmaps/{}.md", "/my/roadmaps/{}/", "/my/checkpoints/{}/"]
    paths += ["/accounts/confirm-email/{}/", "/accounts/password/reset/key/1-{}/", "/static/{}"]
    for path in paths:
        answer = as_staff.get(path.format(escape))
        assert answer.status_code in {400, 404} or "This link no longer works" in answer.text, path


@pytest.mark.parametrize("escape", ESCAPES.values(), ids=ESCAPES)
def test_in_a_query(escape, as_staff, hers):
    """Also where nothing is asked for: the pages that read a query are not known here."""
    for name, rule in RULES.items():
        if not rule.only_writes and (rule.audience == PUBLIC or name.endswith(("changelist", "_roadmap", "login"))):
            path = address(name, hers)
            for query in (f"q={escape}", f"{escape}=q", f"next=/{escape}", f"undo={escape}&was=todo"):
                assert as_staff.get(f"{path}?{query}").status_code == 400, (name, query)


@pytest.mark.parametrize("escape", ESCAPES.values(), ids=ESCAPES)
def test_in_a_form(escape, as_alice, hers):
    before = everything()
    for name, rule in RULES.items():
        if not rule.only_reads and rule.form:
            for field in rule.form:
                body = "&".join(f"{key}={escape if key == field else value}" for key, value in rule.form.items())
                answer = as_alice.post(address(name, hers), body, content_type=FORM)
                assert answer.status_code == 400, (name, field)
            body = "&".join(f"{key}={value}" for key, value in rule.form.items()) + f"&{escape}=1"
            assert as_alice.post(address(name, hers), body, content_type=FORM).status_code == 400, name
    assert everything() == before


def test_nul_in_a_form_with_parts(as_alice, hers):
    form = {"note": "a\0b", "note_version": "1"}
    assert as_alice.post(reverse("save_note", args=[hers.checkpoint]), form).status_code == 400


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-16", "utf-7", "raw_unicode_escape"])
def test_in_another_encoding(charset, as_staff, hers):
    for path in ("/admin/roadmaps/roadmap/?q=\\x00", "/my/roadmaps/made-up/?undo=1&was=\\ud800", "/?q=\\x00"):
        answer = as_staff.get(path, CONTENT_TYPE=f"text/plain; charset={charset}")
        assert answer.status_code == 415
    body = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800\\x00\r\n--x--\r\n'
    answer = as_staff.post("/my/settings/", body, content_type=f"multipart/form-data; boundary=x; charset={charset}")
    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("size", "kind"),
    [
        (3 * 1024 * 1024 + 1, FORM),
        (3 * 1024 * 1024 + 1, "multipart/form-data; boundary=x"),
        (3 * 1024 * 1024 + 1, "text/plain"),
        (2 * 1024 * 1024 + 1, FORM),
    ],
)
def test_a_body_that_no_form_has(size, kind, as_alice, hers):
    before = everything()
    for path in ("/my/settings/", "/accounts/login/", "/nowhere/", "/"):
        body = BytesIO(b"a" * size)
        answer = sent(as_alice, path, body, CONTENT_LENGTH=str(size), CONTENT_TYPE=kind)
        if size > 3 * 1024 * 1024 or path in {"/my/settings/", "/accounts/login/"}:
            assert answer.status_code == 413, path
            assert "This is too large" in answer.text
            assert body.read() == b"", "what is being sent is read to its end"
    assert everything() == before


def test_of_a_body_without_end_only_some_is_read(as_alice, db):
    body = Endless()
    answer = sent(as_alice, "/", body, CONTENT_LENGTH="999999999")
    assert answer.status_code == 413
    assert body.sent <= 65 * 1024 * 1024


@pytest.mark.parametrize("length", ["x", "-1", "1e3", "9" * 30])
def test_a_length_that_is_none(length, as_alice, db):
    assert sent(as_alice, "/my/settings/", BytesIO(b"a=b"), CONTENT_LENGTH=length).status_code == 413


def test_a_body_that_does_not_say_how_long_it_is(as_alice, db):
    body = BytesIO(b"a=b")
    assert sent(as_alice, "/my/settings/", body, HTTP_TRANSFER_ENCODING="chunked").status_code == 413
    assert body.read() == b""


def test_more_fields_than_any_form_has(as_alice, hers):
    form = {f"field-{number}": "" for number in range(1001)}
    assert as_alice.post("/my/settings/", form).status_code == 400


def sent(client, path, body, **environment):
    """The answer to a POST with this stream for a body, whatever is said about it."""
    return client.generic("POST", path, **{"CONTENT_TYPE": FORM, **environment, "wsgi.input": body})


class Endless:
    """A body that goes on for as long as somebody reads."""

    sent = 0
    readline = None

    def read(self, size=-1):
        self.sent += size
        return b"a" * size


@pytest.mark.parametrize("cookie", ["session", "csrf", "messages", "other"])
def test_in_a_cookie(cookie, client, db):
    for value in ('"\\000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"', "\x7f" * 32, "a" * 4000, '"\\303\\050"'):
        for path in ("/", "/my/", "/accounts/login/", "/admin/"):
            answer = client.get(path, headers={"Cookie": f"{cookie}={value}"})
            assert answer.status_code in {200, 302, 400}, (path, value)


@pytest.mark.parametrize("header", ["Referer", "Origin", "HX-Current-URL", "HX-Target", "If-None-Match", "Accept"])
def test_in_a_header(header, client, hers):
    for value in ("http://[", "\x1b[31m", "é", "W/", "\ud800", "x" * 8000):
        sent = {header: value.encode("utf-8", "surrogatepass").decode("latin-1"), "HX-Request": "true"}
        for path, method in (("/", "GET"), ("/my/", "GET"), (reverse("mark", args=[hers.checkpoint]), "POST")):
            answer = client.generic(method, path, headers=sent)
            assert answer.status_code in {200, 302, 401, 403}, (path, value)


@pytest.mark.parametrize("number", [HUGE, "-1", "0", "1e3", "0x1", "١", "9" * 5000, "1.0", "%20"])
def test_numbers_in_an_address(number, as_alice, hers):
    for path in ("/my/checkpoints/{}/", "/my/roadmaps/made-up/archives/{}/bring-back"):
        assert as_alice.get(path.format(number)).status_code in {404, 405}
    for path in ("/my/checkpoints/{}/state", "/my/checkpoints/{}/note", "/my/roadmaps/made-up/archives/{}/bring-back"):
        form = {"state": "done", "note": "x", "note_version": "0"}
        assert as_alice.post(path.format(number), form).status_code == 404


@pytest.mark.parametrize("number", [HUGE, "-1", "99999999", "x", "١", "", "1.5", "1e9", "NaN"])
def test_numbers_in_forms_and_queries(number, as_alice, hers):
    follow, note = reverse("follow", args=[hers.roadmap]), reverse("save_note", args=[hers.checkpoint])
    assert as_alice.post(follow, {"hours_per_week": number}).status_code == (400 if number not in {"", "١"} else 303)
    assert as_alice.post(note, {"note": "kept", "note_version": number}).status_code in (
        {303} if number == "١" else {400, 409}
    )
    assert as_alice.get(f"/my/roadmaps/made-up/?undo={number}&was=done").status_code == 200
    assert as_alice.get(f"/my/?undo={number}&was=done").status_code == 200
    for public in ("/", "/roadmaps/", "/roles/"):
        assert as_alice.get(f"{public}?page={number}").status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "tomorrow"])
def test_days_that_no_calendar_reaches(day, as_alice, hers):
    follow = reverse("follow", args=[hers.roadmap])
    assert as_alice.post(follow, {"started_on": day}).status_code in {303, 400}
    for page in ("/my/", "/my/roadmaps/", "/my/roadmaps/made-up/", follow):
        assert as_alice.get(page).status_code == 200


@pytest.mark.parametrize("query", ["p=-1", "p=999999", "p=x", f"id__exact={HUGE}", "o=9.9", "q=%22", "nope__x=1"])
def test_queries_of_the_admin(query, as_staff, hers):
    for name in RULES:
        if name.endswith("_changelist"):
            answer = as_staff.get(f"{address(name, hers)}?{query}", follow=True)
            assert answer.status_code in {200, 400}, name


def test_ids_of_the_admin(as_staff, hers):
    for name in RULES:
        if name.endswith("_changelist"):
            for pk in (HUGE, "x", "_00"):
                answer = as_staff.get(f"{address(name, hers)}{pk}/change/", follow=True)
                assert answer.status_code in {200, 400, 404}, (name, pk)


@pytest.mark.parametrize("state", ["DONE", "", "done ", "doing,done", "[]", "done\n", "x" * 1000])
def test_a_state_that_is_none(state, as_alice, alice, hers):
    path = reverse("mark", args=[hers.checkpoint])
    assert as_alice.post(path, {"state": state}).status_code == 400
    assert as_alice.post(path, {"state": "done", "was": "x"}).status_code == 400
    assert alice.progress.get(checkpoint=hers.checkpoint).state == "doing"


@pytest.mark.parametrize(
    "path",
    ["/%0Aa", "/%0D%0Aa", "/%1B[31ma", "/%E2%80%A8a", "/%C2%85a", "/%0Ba", "/roadmaps/%0A2026 INFO forged 200/"],
)
def test_a_line_of_the_log_stays_one_line(path, as_nobody, hers, caplog):
    caplog.set_level(logging.INFO, logger="careerguide")
    answer = as_nobody.get(path)
    as_nobody.post(path)
    assert answer.status_code in {400, 404}
    lines = [record.getMessage() for record in caplog.records]
    assert len([line for line in lines if line.startswith(("GET /", "POST /"))]) == 2
    assert all(len(line.splitlines()) == 1 and line.isprintable() for line in lines), lines


def test_a_line_of_the_log_is_short_and_without_the_query(as_nobody, caplog, db):
    caplog.set_level(logging.INFO, logger="careerguide")
    as_nobody.get(f"/{'a' * 2000}/?token=secret")
    line = next(record.getMessage() for record in caplog.records if record.name == "careerguide.request")
    assert len(line) < 350
    assert "secret" not in line
