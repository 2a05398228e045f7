"""Roles with what the sources say of them, as plain objects, and the delivered ones read from their file."""

from dataclasses import dataclass
from types import SimpleNamespace

import yaml
from django.conf import settings


@dataclass(frozen=True)
class Source:
    slug: str
    position: int = 1

    @property
    def pk(self):
        return self.slug


@dataclass(frozen=True)
class Skill:
    pk: str


def role(*ratings):
    """A role of (skill, level, source): skills are known by their slugs."""
    rows = [
        SimpleNamespace(skill_id=skill, level=level, source=source, source_id=source.pk)
        for skill, level, source in ratings
    ]
    return SimpleNamespace(requires=SimpleNamespace(all=lambda: rows))


def delivered(slug):
    """A role as it is delivered, and the skills that it names."""
    with open(settings.BASE_DIR / "fixtures" / "roles.yaml") as file:
        found = next(record for record in yaml.safe_load(file) if record["slug"] == slug)
    rows = [(row["skill"], row["level"], Source(row["source"])) for row in found["requires"]]
    return role(*rows), [Skill(skill) for skill in dict.fromkeys(skill for skill, _, _ in rows)]
