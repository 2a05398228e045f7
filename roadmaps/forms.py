from collections import Counter

from django import forms

from roadmaps.models import Pay, ProjectFamily, Question, Seniority


class ListFilter(forms.Form):
    """Narrows a list by what stands in the address. What it does not know is not asked for: an old address still opens.

    A subclass says in `has`, for each of its fields, whether a row has a value.
    """

    has = {}

    def __init__(self, asked, *, known, offered=None):
        """`known` has the choices of each field; `offered` replaces those of a field that offers fewer."""
        given = {name: asked[name] for name in known if asked.get(name)}
        super().__init__({name: value for name, value in given.items() if value in dict(known[name])})
        for name, choices in (known | (offered or {})).items():
            self.fields[name].choices = [("", "All"), *choices]
        self.unknown = [(self[name].label, value) for name, value in given.items() if name not in self.data]

    @property
    def asked(self):
        """{name: value} of what narrows the list."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def matching(self, rows):
        return self._having(self.asked, rows)

    def _having(self, asked, rows):
        return [row for row in rows if all(self.has[name](row, value) for name, value in asked.items())]


class PayFilter(ListFilter):
    """Which rows of pay to show."""

    role = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False)
    place = forms.ChoiceField(required=False)
    source = forms.ChoiceField(required=False)
    basis = forms.ChoiceField(required=False, label="What is counted")

    has = {
        "role": lambda row, slug: row.role.slug == slug,
        "level": lambda row, seniority: seniority in row.seniorities,
        "place": lambda row, slug: row.place.slug == slug,
        "source": lambda row, slug: row.source.slug == slug,
        "basis": lambda row, basis: row.basis == basis,
    }

    def __init__(self, asked, *, facts):
        paid = {row.role_id for row in facts.pay}
        known = {
            "role": [(role.slug, role.name) for role in facts.roles if role.pk in paid],
            "level": [choice for choice in Seniority.choices if any(choice[0] in row.seniorities for row in facts.pay)],
            "place": [(place.slug, place.name) for place in facts.places],
            "source": [(source.slug, source.name) for source in facts.sources],
            "basis": Pay.Basis.choices,
        }
        super().__init__(asked, known=known)


class QuestionFilter(ListFilter):
    """Which questions to show."""

    kind = forms.ChoiceField(required=False)
    role = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False, label="Asked from")
    difficulty = forms.ChoiceField(required=False)
    topic = forms.ChoiceField(required=False)
    skill = forms.ChoiceField(required=False)

    has = {
        "kind": lambda question, kind: question.kind == kind,
        "role": lambda question, slug: not question.roles_slugs or slug in question.roles_slugs,
        "level": lambda question, level: question.level == level,
        "difficulty": lambda question, difficulty: str(question.difficulty) == difficulty,
        "topic": lambda question, topic: topic in question.topics,
        "skill": lambda question, slug: slug in question.skills_slugs,
    }

    def __init__(self, asked, *, facts, questions):
        topics = Counter(topic for question in questions for topic in set(question.topics))
        skills = {slug for question in questions for slug in question.skills_slugs}
        known = {
            "kind": _in_use(Question.Kind, {question.kind for question in questions}),
            "role": [(role.slug, role.name) for role in facts.roles],
            "level": _in_use(Seniority, {question.level for question in questions}),
            "difficulty": _in_use(Question.Difficulty, {question.difficulty for question in questions}),
            "topic": [(topic, topic) for topic in sorted(topics, key=str.lower)],
            "skill": [(skill.slug, skill.name) for skill in facts.skills if skill.slug in skills],
        }
        # A topic of one question is asked for from its page alone: answered, but not offered to everybody.
        common = [choice for choice in known["topic"] if topics[choice[0]] > 1 or choice[0] == asked.get("topic")]
        super().__init__(asked, known=known, offered={"topic": common})

    def matching(self, questions):
        """Those asked of the role in particular come first."""
        role = self.asked.get("role")
        return sorted(super().matching(questions), key=lambda question: role not in question.roles_slugs)

    def wider(self, questions):
        """(name, its value, how many match without it, what is still asked) of each: ways on from where none does."""
        asked = self.asked
        for name in asked:
            rest = {other: value for other, value in asked.items() if other != name}
            if rest and (count := len(self._having(rest, questions))):
                yield self[name].label, dict(self.fields[name].choices)[asked[name]], count, rest


class ProjectFilter(ListFilter):
    """Which families of projects to show."""

    level = forms.ChoiceField(required=False)
    skill = forms.ChoiceField(required=False)

    has = {
        "level": lambda family, level: family.level == level,
        "skill": lambda family, slug: any(skill.slug == slug for skill in family.skills.all()),
    }

    def __init__(self, asked, *, families):
        skills = {skill for family in families for skill in family.skills.all()}
        known = {
            "level": _in_use(ProjectFamily.Level, {family.level for family in families}),
            "skill": [
                (skill.slug, skill.name) for skill in sorted(skills, key=lambda skill: (skill.position, skill.slug))
            ],
        }
        super().__init__(asked, known=known)


def _in_use(choices, values):
    return [(str(value), label) for value, label in choices.choices if value in values]
