"""Pages of facts ask the database as often with fifty records of everything as with one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps import contents, facts
from roadmaps.content_tables import TABLES
from roadmaps.models import Role, Skill
from tests.roadmaps.filled import fill, roadmap
from tests.roadmaps.pages import get

SIZES = pytest.mark.parametrize("size", [1, 50], ids="{} of everything".format)
# With facts and contents in memory: whether facts were changed, and nothing else of them …
WARM = dict.fromkeys(
    [
        *("/roles/compare/", "/roles/compare/?roles=filled-0,other", "/roles/fit/", "/roles/fit/?likes=filled-0"),
        *("/skills/", "/salaries/", "/salaries/?role=filled-0", "/sources/", "/sources/disagreements/"),
        "/sources/targets/",
    ],
    1,
)
WARM["/roles/filled-0/"] = 3  # … the roadmaps that lead there, how many questions are asked
WARM["/skills/filled-0/"] = 4  # … the checkpoints that build it, what they recommend, questions about it
WARM |= dict.fromkeys(["/questions/", "/questions/?kind=llm&role=filled-0"], 2)  # … the questions
WARM["/questions/filled-0/"] = 4  # … the question with all that belongs to it, those beside it, checkpoints
WARM |= dict.fromkeys(["/projects/", "/projects/?level=beginner&skill=filled-0"], 2)  # … roadmaps of exercises
WARM["/projects/filled-0/"] = 3  # … these, and the checkpoints that build its skills
WARM |= dict.fromkeys(["/companies/", "/companies/filled-0/"], 1)
WARM["/guides/"] = 2  # … how many questions there are
WARM["/guides/filled-0/"] = 2  # … the roadmap that is its checklist
WARM["/guides/glossary/"] = 1
WARM["/roadmaps/filled-0/"] = 4  # … the roadmap, its sources, its roles
# All facts in memory: each table with a query for each kind of its rows and of its references to several.
READING = sum(
    1 + len(table.rows) + len(table.model._meta.many_to_many) for table in TABLES.values() if table.kept == "facts"
)
CONTENTS = 4  # phases, milestones, checkpoints with skills, resources, of all roadmaps that are not in memory


@pytest.fixture
def many(db, size):
    """`size` records of each table and roadmaps, all of which lead to the first role and train the first skill."""
    for number in range(size):
        fill(lambda field: "Text", slug=f"filled-{number}")
        stored = roadmap("Text", slug=f"filled-{number}")
        stored.roles.add(Role.objects.get(slug="filled-0"))
        stored.checkpoints.get().skills.add(Skill.objects.get(slug="filled-0"))


@pytest.fixture
def cold():
    """As after a restart: nothing in memory."""
    contents._kept.clear()
    facts.forget()


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        get(client, path)
        return len(queries)


@SIZES
def test_with_facts_and_contents_in_memory(as_nobody, many, size):
    for path in WARM:
        get(as_nobody, path)
    assert {path: queries_of(as_nobody, path) for path in WARM} == WARM
    assert max(WARM.values()) <= 4


@SIZES
def test_the_first_page_after_a_restart(as_nobody, many, cold, size):
    assert queries_of(as_nobody, "/roles/filled-0/") == WARM["/roles/filled-0/"] + READING + CONTENTS


@SIZES
def test_the_first_page_after_a_change_reads_facts_and_no_contents(as_nobody, many, size):
    for path in WARM:
        get(as_nobody, path)
    facts.changed()
    assert queries_of(as_nobody, "/roadmaps/filled-0/") == WARM["/roadmaps/filled-0/"] + READING
    assert queries_of(as_nobody, "/roles/filled-0/") == WARM["/roles/filled-0/"]
