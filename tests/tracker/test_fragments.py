from tracker import fragments


def render(html, calls):
    def render():
        calls.append(html)
        return html

    return render


def test_a_fragment_is_rendered_once_for_each_key():
    calls = []
    for key in ("a", "b", "a"):
        fragments.kept(("test", key), render(key, calls))
    assert calls == ["a", "b"]


def test_what_is_kept_has_a_limit(monkeypatch):
    monkeypatch.setattr(fragments, "KEPT", 10)
    monkeypatch.setattr(fragments, "_kept", {})
    monkeypatch.setattr(fragments, "_size", 0)
    for key in range(100):
        fragments.kept(key, lambda: "12345")
        assert sum(map(len, fragments._kept.values())) <= 10


def test_one_persons_note_is_not_on_anothers_page(as_alice, as_bob, alice, bob, roadmap):
    first = roadmap.checkpoints.get(slug="thing-1-1")
    for person in (alice, bob):
        person.follow(roadmap)
    alice.save_texts(first, note="Mine", link="https://alice.example/", evidence="", note_version=0)
    assert "alice.example" in as_alice.get("/my/roadmaps/made-up/").text
    assert "alice.example" not in as_bob.get("/my/roadmaps/made-up/").text


def test_an_edit_is_on_the_next_page(as_alice, alice, roadmap):
    from roadmaps import publishing
    from roadmaps.models import Revision

    alice.follow(roadmap)
    as_alice.get("/my/roadmaps/made-up/")
    roadmap.checkpoints.filter(slug="thing-1-1").update(title="Renamed just now")
    publishing.publish(roadmap, origin=Revision.Origin.ADMIN)
    assert "Renamed just now" in as_alice.get("/my/roadmaps/made-up/").text
