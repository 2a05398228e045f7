import pytest

PATH = "/my/settings/"
FORM = {"name": "Alice A.", "handle": "alice", "time_zone": "Asia/Tokyo"}


def saved(person):
    person.refresh_from_db()
    return {name: getattr(person, name) for name in FORM}


def test_it_works(as_alice, alice):
    answer = as_alice.post(PATH, FORM)
    assert (answer.status_code, answer.url) == (303, PATH)
    assert saved(alice) == FORM
    page = as_alice.get(PATH).text
    assert 'value="Alice A."' in page
    assert 'value="Asia/Tokyo" selected' in page


def test_twice_is_once(as_alice, alice):
    as_alice.post(PATH, FORM)
    assert as_alice.post(PATH, FORM).status_code == 303
    assert saved(alice) == FORM


def test_wrong_method(as_alice):
    assert as_alice.put(PATH).status_code == 405


def test_anonymous(as_nobody):
    assert as_nobody.get(PATH).url == f"/accounts/login/?next={PATH}"


@pytest.mark.parametrize("handle", ["bob", "BOB", "Bob"])
def test_a_handle_belongs_to_one_person(handle, as_alice, alice, bob):
    bob.handle = "Bob"
    bob.save()
    answer = as_alice.post(PATH, FORM | {"handle": handle})
    assert answer.status_code == 400
    assert "This handle is taken" in answer.text
    assert saved(alice)["handle"] is None


def test_ones_own_handle_may_change_its_letters(as_alice, alice):
    as_alice.post(PATH, FORM)
    assert as_alice.post(PATH, FORM | {"handle": "ALICE"}).status_code == 303
    assert saved(alice)["handle"] == "ALICE"


@pytest.mark.parametrize("handle", ["admin", "Admin", "settings", "STAFF", "me"])
def test_a_reserved_handle(handle, as_alice, alice):
    assert "This handle is taken" in as_alice.post(PATH, FORM | {"handle": handle}).text
    assert saved(alice)["handle"] is None


@pytest.mark.parametrize("handle", ["a b", "-a", "a/b", "é", "a.b", "<b>", "x" * 200, "../a", "@a", "аlice"])
def test_a_handle_that_is_no_part_of_an_address(handle, as_alice, alice):
    assert as_alice.post(PATH, FORM | {"handle": handle}).status_code == 400
    assert saved(alice)["handle"] is None


def test_many_people_have_none(as_alice, as_bob, alice, bob):
    for client in (as_alice, as_bob):
        assert client.post(PATH, FORM | {"handle": ""}).status_code == 303
    assert (saved(alice)["handle"], saved(bob)["handle"]) == (None, None)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "utc+1", "../../etc/passwd", "Europe"])
def test_a_time_zone_that_is_none(zone, as_alice, alice):
    assert as_alice.post(PATH, FORM | {"time_zone": zone}).status_code == 400
    assert saved(alice)["time_zone"] == "UTC"


def test_what_was_typed_is_kept(as_alice, alice):
    answer = as_alice.post(PATH, {"name": "New <name>", "handle": "not a handle", "time_zone": "Asia/Tokyo"})
    assert answer.status_code == 400
    assert 'value="New &lt;name&gt;"' in answer.text
    assert 'value="not a handle"' in answer.text
    assert 'value="Asia/Tokyo" selected' in answer.text
    assert saved(alice) == {"name": "Alice", "handle": None, "time_zone": "UTC"}


def test_a_name_may_be_empty_or_of_any_letters(as_alice, alice):
    for name in ("", "李雷", "O’Brien 🎉", "‮evil"):
        assert as_alice.post(PATH, FORM | {"name": name}).status_code == 303
        assert saved(alice)["name"] == name


def test_a_name_that_is_too_long(as_alice, alice):
    assert as_alice.post(PATH, FORM | {"name": "x" * 1000}).status_code == 400
    assert saved(alice)["name"] == "Alice"


def test_the_address_is_not_changed_here(as_alice, alice):
    as_alice.post(PATH, FORM | {"email": "evil@example.org"})
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


def test_days_follow_the_zone(as_alice, alice, monkeypatch):
    as_alice.post(PATH, FORM | {"time_zone": "Pacific/Kiritimati"})
    alice.refresh_from_db()
    east = alice.today()
    as_alice.post(PATH, FORM | {"time_zone": "Pacific/Pago_Pago"})
    alice.refresh_from_db()
    assert (east - alice.today()).days == 1
