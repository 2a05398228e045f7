"""What of a roadmap's changes is news to those who follow it, between two of its outlines. No Django, no I/O."""

from dataclasses import dataclass, field, fields

from .changes import Added, Moved, Renamed, Retired, compare
from .outline_parts import Checkpoint, Outline


@dataclass(frozen=True)
class Merged:
    """Several old ones, by title, that are one now."""

    slug: str
    title: str
    olds: tuple[str, ...]


@dataclass(frozen=True)
class Split:
    """One old one that is several now: (slug, title) of each."""

    old: str
    news: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Replaced:
    slug: str
    title: str
    old: str


@dataclass
class News:
    """Changes of checkpoints that one would want to be told of, each in one list or in both of renamed and moved."""

    added: list[Added] = field(default_factory=list)
    retired: list[Retired] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    split: list[Split] = field(default_factory=list)
    replaced: list[Replaced] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, kind.name) for kind in fields(self))

    @property
    def counts(self) -> str:
        """“4 new, 1 retired, 2 merged”: of old ones what happened to them, so two that are one now are 2 merged."""
        words = {
            "new": len(self.added),
            "retired": len(self.retired),
            "merged": sum(len(merged.olds) for merged in self.merged),
            "split": len(self.split),
            "replaced": len(self.replaced),
            "renamed": len(self.renamed),
            "moved": len(self.moved),
        }
        return ", ".join(f"{number:,} {word}" for word, number in words.items() if number)


def news(old: Outline, new: Outline) -> News:
    """What happened from the old outline to the new one; both have slugs everywhere.

    Texts, hours, skills, kinds and the order within a milestone are no news, nor are the titles of what is around.
    What a checkpoint `replaces` counts where it went with this change: what is named there for long is no news.
    """
    changes = compare(old, new)
    gone = {retired.slug: retired for retired in changes.retired}
    heirs = _heirs(new, gone)
    found = News(renamed=changes.renamed, moved=changes.moved)
    before = {checkpoint.slug: checkpoint.title for _, _, checkpoint in old.checkpoints()}
    merged = _merged(new, heirs, before)
    found.merged = list(merged.values())
    for slug, replacing in heirs.items():
        alone = [heir for heir in replacing if heir.slug not in merged]
        if alone and len(replacing) > 1:
            found.split.append(Split(gone[slug].title, tuple((heir.slug, heir.title) for heir in replacing)))
        elif alone:
            found.replaced.append(Replaced(alone[0].slug, alone[0].title, gone[slug].title))
    replacing = {heir.slug for some in heirs.values() for heir in some}
    found.added = [added for added in changes.added if added.slug not in replacing]
    found.retired = [retired for retired in changes.retired if retired.slug not in heirs]
    return found


def _heirs(new, gone) -> dict[str, list[Checkpoint]]:
    """{slug of what went: what replaces it now}, in the order of the text that it went from."""
    heirs = {slug: [] for slug in gone}
    for _, _, checkpoint in new.checkpoints():
        for slug in dict.fromkeys(checkpoint.replaces):
            if slug in gone:
                heirs[slug].append(checkpoint)
    return {slug: replacing for slug, replacing in heirs.items() if replacing}


def _merged(new, heirs, before) -> dict[str, Merged]:
    """{slug: Merged} of what stands for two or more: new for several, or an old one that took in others."""
    merged = {}
    for _, _, checkpoint in new.checkpoints():
        olds = [slug for slug in dict.fromkeys(checkpoint.replaces) if slug in heirs]
        if olds and checkpoint.slug in before:
            olds = [checkpoint.slug, *olds]
        if len(olds) > 1:
            merged[checkpoint.slug] = Merged(checkpoint.slug, checkpoint.title, tuple(before[slug] for slug in olds))
    return merged
