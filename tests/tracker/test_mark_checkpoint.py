from tests.factories import checkpoint


def test_it_works(as_alice, alice, roadmap):
    alice.follow(roadmap)
    pk = checkpoint(roadmap, "thing-1-1").pk
    answer = as_alice.post(f"/my/checkpoints/{pk}/state", {"state": "done"})
    assert answer.status_code == 303
    assert alice.progress.get(checkpoint=pk).state == "done"
