"""Folders of content for tests of the loader."""

from io import StringIO

from django.core.management import call_command

SOURCES = "- slug: a-study\n  title: A study\n  published_on: 2026-01-02\n"
SKILLS = "- slug: python\n  name: Python\n\n- slug: sql\n  name: SQL\n"
ROLES = '- slug: analyst\n  name: Analyst\n  aliases: [Reporter, "Clerk, of tables"]\n  sources: [a-study]\n'
ROADMAP = """---
slug: tables
title: Tables
roles: [analyst]
sources: [a-study]
---
Why tables:
because.

# Month 1: The start {#start}

## Week 1: Rows {#week-1 weeks=1 study=10 practice=6}

### Learn

- [ ] Select rows {#select skill=sql,python}

  What a row **is**.
  - [A book](https://example.org/book){.resource kind=book by="A. Person" cost=free}
- [ ] Sort rows {#sort skill=sql}
- [ ] Join rows {#join hours=4 skill=sql}

### Build

- [ ] A report {#report}

### Check

- [ ] Explain a join {#explain-a-join}
"""
# One record of each other table, with two rows of each kind within it, in the order in which they are loaded.
FACTS = {
    "places": "- slug: us\n  name: United States\n",
    "levels": """
- slug: analyst-senior
  role: analyst
  seniority: senior
  name: Senior
  hard_skills: [SQL, "Charts, of all kinds"]
  source: a-study
  titles:
    - {source: a-study, title: Senior Analyst, years_low: 5, years_high: 8}
    - {source: a-study, title: Lead Analyst, years_low: 8}
  week:
    - {source: a-study, percent: 60, activity: Queries}
    - {source: a-study, percent: 40, activity: Meetings}
""",
    "promotions": """
- slug: mid-to-senior
  name: Mid-level to senior
  from_seniority: mid
  to_seniority: senior
  times:
    - {source: a-study, years_low: 2, years_high: 3}
    - {source: a-study, years_low: 4, note: In banks}
  criteria:
    - {source: a-study, text: Finishes what is begun}
    - {source: a-study, text: Says what is unsure}
""",
    "growth": "- {slug: first-years, source: a-study, name: First years, years_low: 0, years_high: 2, skills: [SQL]}\n",
    "pay": """
- slug: analyst-base
  source: a-study
  role: analyst
  title: Analyst
  level: L4
  seniorities: [senior, mid]
  basis: base
  low: 100
  high: 140
  place: us
""",
    "pay_factors": (
        "- {slug: city, source: a-study, kind: place, place: us, name: City, unit: of-baseline, low: 80, high: 90}\n"
    ),
    "company_tiers": "- {slug: large, source: a-study, name: Large, companies: [Acme, Initech]}\n",
    "disagreements": """
- slug: how-many-queries
  area: skills
  title: How many queries a day
  text: |
    One says ten.

    Another says twelve.
  sources: [a-study]
  roles: [analyst]
  roadmaps: [tables]
""",
    "targets": """
- slug: queries
  measure: habits
  what: Queries written
  low: 10
  unit: queries
  per: day
  bound: at-least
  source: a-study
""",
    "fit_options": """
- slug: likes-tables
  question: likes
  text: Tables
  weights:
    - {role: analyst, points: 3, because: Days are full of them}
    - {role: analyst, points: -1, because: Nights are too}
""",
    "questions": """
- slug: design-a-report
  question: Design a report that a thousand people open each morning.
  kind: system-design
  difficulty: 2
  level: mid
  minutes: 45
  topics: [reports, "caches, of all kinds"]
  skills: [sql, python]
  roles: [analyst]
  sources: [a-study]
  key_points:
    - Asks who reads it, and when.
    - "Counts: a thousand people in an hour are one in four seconds."
  example: |
    One query takes **2 s**:

    ```python
    if cached:
        show(cached)
    ```
  mistake: Asking the database once for each reader.
  follow_up: What if it is a million?
  follow_up_answer: Then the page is made once and copied.
  steps:
    - {name: Clarify, text: Who reads it}
    - {name: Frame, text: A page a day}
    - {name: Data, text: Sales of yesterday}
    - {name: Features, text: None}
    - {name: Model, text: None either}
    - {name: Serve, text: From a cache}
    - {name: Watch, text: Its age}
""",
    "project_families": """
- slug: a-dashboard
  name: A dashboard
  level: beginner
  summary: Sales on a page.
  data: "Sales of a shop: invented ones"
  goal: Somebody looks at it.
  skills: [sql]
  steps: [Query, "Draw, then ask"]
  good: [It is read]
  mistakes: [Too many colours]
  ideas:
    - {key: P01, name: Charts, source: a-study, level: Junior}
    - {key: P02, name: Charts that move, source: a-study, note: Only a title}
  questions: [design-a-report]
""",
    "exercises": """
- slug: ten-queries
  name: Ten queries
  summary: Write them, and compare with a friend's.
  skills: [sql]
  source: a-study
  roadmap: tables
  family: a-dashboard
""",
    "interview_stages": """
- slug: phone-screen
  name: Phone screen
  summary: A first call.
  minutes_low: 30
  minutes_high: 45
  duration_note: 30–45 minutes in A study.
  asked: [Who you are]
  prepare: ["Two minutes on yourself, aloud"]
  signs: [Short answers]
  sources: [a-study]
  skills: [sql]
  question_kinds: [coding, behavioural]
""",
    "interview_processes": """
- slug: acme
  company: Acme
  summary: Two rounds.
  source: a-study
  rounds:
    - {name: Phone screen, stage: phone-screen, count: '1', minutes_low: 30, minutes_high: 45}
    - {name: On site, count: 2–3, text: The whole day}
""",
    "guides": """
- slug: resume
  title: A résumé
  area: applying
  summary: One page.
  body: |
    Write **one** page.

    Then cut it.
  sources: [a-study]
  targets: [queries]
  disagreements: [how-many-queries]
  roadmap: tables
  skills: [sql]
  questions: [design-a-report]
  points:
    - {key: one-page, kind: do, text: One page, source: a-study}
    - {key: photograph, kind: avoid, text: A photograph, source: a-study, remark: In some countries it is asked for.}
""",
    "terms": """
- slug: join
  name: Join
  aliases: [inner join, "joins, of all kinds"]
  definition: Rows of **two** tables side by side.
  skills: [sql]
""",
    "job_boards": """
- slug: the-paper
  name: The paper
  focus: Jobs nearby
  how: Read it on Saturdays.
  sources: [a-study]
  url: https://example.org/jobs
""",
}
# The two of the three tables above that have rows, with some of each kind.
WITH_ROWS = {
    "sources": SOURCES
    + """  corrections:
    - {says: Ten, now: Twelve, checked: true}
    - {says: A lot, now: Nobody counted}
""",
    "roles": ROLES
    + """  facts:
    - {kind: tool, source: a-study, text: Spreadsheets}
    - {kind: entry, source: a-study, text: Internships}
  week:
    - {source: a-study, percent: 70, activity: Queries}
    - {source: a-study, percent: 30, activity: Meetings}
  days:
    - {source: a-study, day: Monday, time: "9:00", activity: Mail}
    - {source: a-study, day: Monday, activity: Queries}
  requires:
    - {skill: sql, level: 4, source: a-study}
    - {skill: python, level: 2, source: a-study}
  transitions:
    - {origin: Clerk, months_low: 3, months_high: 6, source: a-study}
    - {origin: School, source: a-study, note: Nobody knows}
""",
}


def write(folder, *, sources=SOURCES, skills=SKILLS, roles=ROLES, facts=None, **roadmaps):
    """A folder of content; `roadmaps` are texts by name of the file, Tables if none is given. None: no such file.

    `facts` are texts of further tables by their names, or of files of a table that is a folder: “questions/easy”.
    """
    for name, content in {"sources": sources, "skills": skills, "roles": roles, **(facts or {})}.items():
        _write(folder / f"{name}.yaml", content)
    for name, content in (roadmaps or {"tables": ROADMAP}).items():
        _write(folder / "roadmaps" / f"{name}.md", content)
    return folder


def _write(path, content):
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def load(folder, **options):
    """The lines that `load_content` says."""
    out = StringIO()
    call_command("load_content", folder, stdout=out, **options)
    return out.getvalue().splitlines()
