from collections import Counter

from django import forms

from roadmaps.models import Pay, ProjectFamily, Question, Seniority


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


class QuestionFilter(forms.Form):
    """Which questions to show. What it does not know is not asked for; `unknown` tells of it."""

    kind = forms.ChoiceField(required=False)
    role = forms.ChoiceField(required=False)
    level = forms.ChoiceField(required=False, label="Asked from")
    difficulty = forms.ChoiceField(required=False)
    topic = forms.ChoiceField(required=False)
    skill = forms.ChoiceField(required=False)

    def __init__(self, asked, *, facts, questions):
        topics = Counter(topic for question in questions for topic in set(question.topics))
        skills = {slug for question in questions for slug in question.skills_slugs}
        named = {
            "kind": _in_use(Question.Kind, {question.kind for question in questions}),
            "role": [(role.slug, role.name) for role in facts.roles],
            "level": _in_use(Seniority, {question.level for question in questions}),
            "difficulty": _in_use(Question.Difficulty, {question.difficulty for question in questions}),
            "topic": [(topic, topic) for topic in sorted(topics, key=str.lower)],
            "skill": [(skill.slug, skill.name) for skill in facts.skills if skill.slug in skills],
        }
        given = {name: asked[name] for name in named if asked.get(name)}
        known = {name: value for name, value in given.items() if value in dict(named[name])}
        super().__init__(known)
        self.unknown = [(self[name].label, given[name]) for name in given if name not in known]
        # A topic of one question is asked for from its page alone: answered, but not offered to everybody.
        named["topic"] = [
            choice for choice in named["topic"] if topics[choice[0]] > 1 or choice[0] == known.get("topic")
        ]
        for name, choices in named.items():
            self.fields[name].choices = [("", "All"), *choices]

    @property
    def asked(self):
        """{name: value} of what narrows the list."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def matching(self, questions):
        return _having(self.asked, questions)

    def wider(self, questions):
        """(name, its value, how many match without it, what is still asked) of each: ways on from where none does."""
        asked = self.asked
        for name in asked:
            rest = {other: value for other, value in asked.items() if other != name}
            if rest and (count := len(_having(rest, questions))):
                yield self[name].label, dict(self.fields[name].choices)[asked[name]], count, rest


class ProjectFilter(forms.Form):
    """Which families of projects to show. What it does not know is not asked for; `unknown` tells of it."""

    level = forms.ChoiceField(required=False)
    skill = forms.ChoiceField(required=False)

    def __init__(self, asked, *, families):
        skills = {skill for family in families for skill in family.skills.all()}
        named = {
            "level": _in_use(ProjectFamily.Level, {family.level for family in families}),
            "skill": [
                (skill.slug, skill.name) for skill in sorted(skills, key=lambda skill: (skill.position, skill.slug))
            ],
        }
        given = {name: asked[name] for name in named if asked.get(name)}
        known = {name: value for name, value in given.items() if value in dict(named[name])}
        super().__init__(known)
        self.unknown = [(self[name].label, given[name]) for name in given if name not in known]
        for name, choices in named.items():
            self.fields[name].choices = [("", "All"), *choices]

    @property
    def asked(self):
        """{name: value} of what narrows the list."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def matching(self, families):
        asked = self.asked
        has = {
            "level": lambda family, level: family.level == level,
            "skill": lambda family, slug: any(skill.slug == slug for skill in family.skills.all()),
        }
        return [family for family in families if all(has[name](family, value) for name, value in asked.items())]


def _in_use(choices, values):
    return [(str(value), label) for value, label in choices.choices if value in values]


def _having(asked, questions):
    has = {
        "kind": lambda question, kind: question.kind == kind,
        "role": lambda question, slug: not question.roles_slugs or slug in question.roles_slugs,
        "level": lambda question, level: question.level == level,
        "difficulty": lambda question, difficulty: str(question.difficulty) == difficulty,
        "topic": lambda question, topic: topic in question.topics,
        "skill": lambda question, slug: slug in question.skills_slugs,
    }
    return [question for question in questions if all(has[name](question, value) for name, value in asked.items())]
