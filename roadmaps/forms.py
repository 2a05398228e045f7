from django import forms

from roadmaps.models import Pay, Seniority


class PayFilter(forms.Form):
    """Which rows of pay to show. What it does not know is not asked for: an old address still opens."""

    role = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False)
    place = forms.ChoiceField(required=False)
    source = forms.ChoiceField(required=False)
    basis = forms.ChoiceField(required=False, label="What is counted")

    def __init__(self, asked, *, facts):
        paid = {row.role_id for row in facts.pay}
        named = {
            "role": [(role.slug, role.name) for role in facts.roles if role.pk in paid],
            "level": [choice for choice in Seniority.choices if any(choice[0] in row.seniorities for row in facts.pay)],
            "place": [(place.slug, place.name) for place in facts.places],
            "source": [(source.slug, source.name) for source in facts.sources],
            "basis": Pay.Basis.choices,
        }
        super().__init__({name: asked.get(name) for name, known in named.items() if asked.get(name) in dict(known)})
        for name, choices in named.items():
            self.fields[name].choices = [("", "All"), *choices]

    @property
    def asked(self):
        """{name: value} of what narrows the list."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def matching(self, rows):
        asked = self.asked
        has = {
            "role": lambda row, slug: row.role.slug == slug,
            "level": lambda row, seniority: seniority in row.seniorities,
            "place": lambda row, slug: row.place.slug == slug,
            "source": lambda row, slug: row.source.slug == slug,
            "basis": lambda row, basis: row.basis == basis,
        }
        return [row for row in rows if all(has[name](row, value) for name, value in asked.items())]
