"""What an author does on the page of imports: look at a text, then press a button on the page that comes."""

ADDRESS = "/admin/roadmaps/draft/import/"


def looked_at(client, content, roadmap=None, **more):
    form = {"text": content, "roadmap": roadmap.pk if roadmap else "", **more}
    return client.post(ADDRESS, form)


def press(client, button, content, roadmap=None, look=None, **more):
    """Look, then press a button on the page that comes."""
    look = look or looked_at(client, content, roadmap, **more).context["look"]
    return looked_at(client, content, roadmap, seen=look.seen, text_seen=look.text_seen, **{button: "1"}, **more)
