"""What somebody else saves in the middle of a longer piece of work stays saved."""

from django.contrib import admin

from roadmaps import loading, markdown, publishing
from roadmaps.models import Rendering, Revision, Roadmap
from tests.factories import checkpoint


def test_a_note_saved_while_all_is_rendered_again(alice, roadmap, monkeypatch):
    alice.save_texts(checkpoint(roadmap, "thing-1-1"), note="Before", link="", evidence="", note_version=0)
    Rendering.objects.update_or_create(pk=1, defaults={"version": 0})
    render = markdown.render

    def render_slowly(text):
        alice.progress.update(note="Meanwhile")
        return render(text)

    monkeypatch.setattr(markdown, "render", render_slowly)
    loading._render_again()
    assert alice.progress.get().note == "Meanwhile"


def test_a_revision_published_while_an_administrator_saves_the_roadmap(roadmap):
    as_the_form_was_read = Roadmap.objects.get(pk=roadmap.pk)
    roadmap.phases.update(title="Another beginning")
    publishing.publish(roadmap, origin=Revision.Origin.ADMIN)
    admin.site.get_model_admin(Roadmap).save_model(None, as_the_form_was_read, None, True)
    assert Roadmap.objects.get(pk=roadmap.pk).version == roadmap.version + 1
