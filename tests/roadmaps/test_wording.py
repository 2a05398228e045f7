import pytest

from roadmaps.wording import fresh_slug, in_words


def test_numbers_in_words():
    assert [in_words(number) for number in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("Read [the paper](https://paper.example/)", set(), "read-the-paper"),
        ("Éclair", set(), "eclair"),
        ("读书", set(), "checkpoint"),
        ("Read", {"read"}, "read-2"),
        ("Read", {"read", "read-2", "read-3"}, "read-4"),
        ("Compare", set(), "compare-2"),  # a word of addresses
    ],
)
def test_a_slug_that_is_not_taken(title, taken, slug):
    assert fresh_slug(title, taken) == slug
