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


def write(folder, *, sources=SOURCES, skills=SKILLS, roles=ROLES, **roadmaps):
    """A folder of content; `roadmaps` are texts by name of the file, Tables if none is given. None: no such file."""
    (folder / "roadmaps").mkdir(exist_ok=True)
    for name, content in {"sources": sources, "skills": skills, "roles": roles}.items():
        _write(folder / f"{name}.yaml", content)
    for name, content in (roadmaps or {"tables": ROADMAP}).items():
        _write(folder / "roadmaps" / f"{name}.md", content)
    return folder


def _write(path, content):
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def load(folder, **options):
    """The lines that `load_content` says."""
    out = StringIO()
    call_command("load_content", folder, stdout=out, **options)
    return out.getvalue().splitlines()
