"""Any edits in any order: no slug that was published is lost, is there twice, or names another topic."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps import outline_edits as edits
from roadmaps.outline import Checkpoint, parse, render
from tests.roadmaps.test_outline_edits import PUBLISHED, TEXT

TITLES = ["New", "Week 9", "Alpha", "梯度", "C #", "Use {braces}", "- [ ] box", "# head", "`code` \\", "x" * 90]
VERBS = ["phase", "milestone", "checkpoint", "rename", "move", "after", "up", "down", "split", "merge", "retire"]
VERBS += ["remove", "restore", "section", "kind"]
TAKES_OUT = {"split", "merge", "retire"}
steps = st.lists(
    st.tuples(
        st.sampled_from(VERBS),
        st.integers(0, 40),
        st.integers(0, 40),
        st.sampled_from(TITLES),
        st.integers(-1, 6),
    ),
    max_size=25,
)


class Author:
    """Does edits, and remembers what every slug was called."""

    def __init__(self):
        self.outline = parse(TEXT)
        self.called = {part.slug: part.title for _, _, part in self.outline.checkpoints()}
        self.gone = {}

    def slug(self, number):
        slugs = [place.part.slug for place in edits.places(self.outline)]
        return slugs[number % len(slugs)]

    def do(self, verb, first, second, title, number):
        """One edit; a refused one changes nothing."""
        before = deepcopy(self.outline)
        try:
            self._do(verb, self.slug(first), self.slug(second), title, number)
        except edits.EditError:
            self.outline = before
        for _, _, part in before.checkpoints():
            self.gone[part.slug] = part
        here = {place.part.slug for place in edits.places(self.outline)}
        for slug in self.called.keys() - here - PUBLISHED:
            del self.called[slug]  # nobody ever saw it: another may have it
        for place in edits.places(self.outline):
            if isinstance(place.part, Checkpoint):
                self.called.setdefault(place.part.slug, place.part.title)

    def _do(self, verb, slug, other, title, number):
        outline = self.outline
        match verb:
            case "phase":
                edits.add_phase(outline, title, PUBLISHED)
            case "milestone":
                edits.add_milestone(outline, slug, title, PUBLISHED)
            case "checkpoint":
                edits.add_checkpoint(outline, slug, title, PUBLISHED)
            case "rename":
                edits.rename(outline, slug, title)
                self.called[slug] = title
            case "move":
                edits.move(outline, slug, other, number if number >= 0 else None)
            case "after":
                edits.move_after(outline, slug, other)
            case "up" | "down":
                getattr(edits, f"move_{verb}")(outline, slug)
            case "split":
                edits.split(outline, slug, [title, f"{title} again"], PUBLISHED)
            case "merge":
                edits.merge(outline, [slug, other], title, PUBLISHED)
            case "restore":
                gone = list(self.gone.values())
                if gone:
                    edits.restore(outline, gone[number % len(gone)], slug)
            case "section":
                edits.set_fields(outline, slug, section=title)
            case "kind":
                edits.set_fields(outline, slug, kind=["learn", "build", "check"][number % 3])
            case _:
                getattr(edits, verb)(outline, slug)


@settings(max_examples=300, deadline=None)
@given(steps)
def test_any_edits(given_steps):
    author = Author()
    for step in given_steps:
        before = {part.slug for _, _, part in author.outline.checkpoints()}
        author.do(*step)
        parts = [part for _, _, part in author.outline.checkpoints()]
        slugs = [place.part.slug for place in edits.places(author.outline)]
        assert len(set(slugs)) == len(slugs)
        assert "gone" not in slugs
        if step[0] not in TAKES_OUT:
            assert before <= set(slugs)
        for part in parts:
            assert part.title == author.called[part.slug]
            assert not set(part.replaces) & set(slugs)
        assert parse(render(author.outline)) == author.outline
