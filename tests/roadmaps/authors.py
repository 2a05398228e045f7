"""What an author does in the outline of a draft: open its page, press a button there."""

import re
from html import unescape

from django.urls import reverse

from roadmaps import drafting, outline
from roadmaps.models import Draft


class Author:
    """A signed-in client at the page of a draft. `version` is that of the page last opened, as a browser has it."""

    def __init__(self, client, draft):
        self.client, self.pk = client, draft.pk
        self.address = reverse("admin:roadmaps_draft_change", args=[draft.pk])
        self.version = draft.version

    @property
    def draft(self):
        return Draft.objects.get(pk=self.pk)

    @property
    def outline(self):
        return outline.parse(self.draft.text)

    def open(self, edit=""):
        """The page, with a row opened."""
        answer = self.client.get(self.address, {"edit": edit} if edit else {})
        assert answer.status_code == 200, answer
        self.version = answer.context["draft"].version
        return answer.content.decode()

    def press(self, edit, *, headers=None, **typed):
        """Press a button, with this typed around it."""
        posted = {"edit": edit, "version": self.version, **typed}
        return self.client.post(reverse("admin:roadmaps_draft_edit", args=[self.pk]), posted, headers=headers)

    def does(self, edit, **typed):
        """The same, and it is done."""
        answer = self.press(edit, **typed)
        assert answer.status_code == 303, unescape(re.sub("<[^>]*>", " ", answer.content.decode()))
        self.version = self.draft.version
        return answer

    def form(self, slug):
        """What the open form of a row would send: {name: value}."""
        self.open(slug)
        form = self.client.get(self.address, {"edit": slug}).context["editor"]
        row = next(row for row in rows(form) if row.form)
        typed = {}
        for bound in row.form:
            value = bound.field.prepare_value(bound.value())
            if value not in (None, False, ""):
                typed[bound.name] = value
        return typed

    def saves(self, slug, **changes):
        """Open a row, change these fields, save."""
        return self.does(f"save:{slug}", **(self.form(slug) | changes))


def rows(editor):
    """All rows of the page."""
    for phase in editor.phases:
        yield phase
        for milestone in phase.rows:
            yield milestone
            yield from milestone.rows


def author_of(client, roadmap, user):
    return Author(client, drafting.draft_of(roadmap, user))


def places(read):
    """{milestone: its checkpoints}"""
    return {
        milestone.slug: " ".join(checkpoint.slug for checkpoint in milestone.checkpoints)
        for phase in read.phases
        for milestone in phase.milestones
    }
