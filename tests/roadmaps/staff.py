"""What staff do in admin, as a browser would: open a page, change fields of its form, press a button."""

from html import unescape
from html.parser import HTMLParser

from django.urls import reverse


class Form(HTMLParser):
    """What a browser would send of the form on a change page: {name: [values]}."""

    def __init__(self, page):
        super().__init__()
        self.values, self.inside, self.name, self.written, self.select = {}, False, None, [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = given.get("id", "").endswith("_form")
        if not self.inside:
            return
        if tag == "input" and given.get("type") not in ("submit", "button", "file"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self._add(given.get("name"), given.get("value", "on" if given.get("type") == "checkbox" else ""))
        elif tag == "textarea":
            self.name, self.written = given["name"], []
        elif tag == "select":
            self.select = given.get("name")
        elif tag == "option" and "selected" in given:
            self._add(self.select, given["value"])

    def handle_data(self, text):
        self.written.append(text)

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.inside:
            lines = "".join(self.written).replace("\r\n", "\n").removeprefix("\n").split("\n")
            self._add(self.name, "\r\n".join(lines))

    def _add(self, name, value):
        if name:
            self.values.setdefault(name, []).append(value or "")


def page_of(model, page, *args):
    """The address of a page of admin: `page_of(Role, "changelist")`."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def address(row):
    return page_of(row, "change", row.pk)


def save(client, row, **changes):
    """Open the change page of a row, change these fields, save."""
    return send(client, address(row), **changes)


def add(client, model, **fields):
    return send(client, reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"), **fields)


def send(client, url, **changes):
    page = client.get(url)
    assert page.status_code == 200, page
    values = {**Form(page.content.decode()).values, **changes}
    return client.post(url, {name: value for name, value in values.items() if value is not None})


def choose(client, action, rows, **more):
    """Tick rows in their list and choose an action. Returns the answer: mostly a page that asks."""
    meta = rows[0]._meta
    chosen = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"), chosen)


def confirm(client, action, rows):
    return choose(client, action, rows, confirmed="1")


def errors(answer):
    """What the page says is wrong; empty when it was saved."""
    if answer.status_code == 302:
        return ""
    inlines = [inline.formset.errors for inline in answer.context["inline_admin_formsets"]]
    return unescape(f"{answer.context['adminform'].form.errors} {inlines if any(map(any, inlines)) else ''}").strip()
