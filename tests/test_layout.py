"""Who may know whom, so that a change stays where it is."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ["careerguide", "roadmaps", "tracker"]
PURE = [
    *sorted(ROOT.glob("roadmaps/outline*.py")),
    *(ROOT / name for name in ("roadmaps/hours.py", "roadmaps/changes.py", "roadmaps/news.py")),
    ROOT / "roadmaps/skill_matching.py",
]
PURE += [
    ROOT / f"tracker/{name}.py"
    for name in (
        *("totals", "own_lists", "export_markdown", "quick_entry", "calendar_feed", "prospect", "weeks", "schedule"),
        *("own_pace", "timeline", "heat_map", "measures", "excerpts", "bar", "gap", "closing", "shortest_way"),
    )
]


def modules(*folders):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def imports(path):
    """Every module that a file imports, at its top or within a function, relative names resolved."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module]))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def words(path):
    """Every text in the code of a file; docstrings too."""
    nodes = ast.walk(ast.parse(path.read_text()))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def outside(path, package):
    return [name for name in imports(path) if name.split(".")[0] == package]


@pytest.mark.parametrize("path", modules("roadmaps"), ids=lambda path: path.stem)
def test_roadmaps_know_no_people(path):
    assert outside(path, "tracker") == []
    assert [word for word in words(path) if word.startswith(("tracker.", "tracker/"))] == []


def test_an_import_is_seen_wherever_it_stands(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    path = tmp_path / "roadmaps" / "admin" / "some.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "def late():\n    from tracker.models import User\n    import tracker.rows as r\nfrom .. import models\n"
    )
    assert outside(path, "tracker") == ["tracker.models", "tracker.models.User", "tracker.rows"]
    assert outside(path, "roadmaps") == ["roadmaps", "roadmaps.models"]


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.name)
def test_the_algorithms_need_no_django(path):
    assert outside(path, "django") == []


@pytest.mark.parametrize("folder", OURS)
def test_the_product_needs_no_tests(folder):
    for path in modules(folder):
        assert outside(path, "tests") == outside(path, "pytest") == [], path


def test_nothing_leads_out_of_the_repository():
    """Only tests and .ci/run may know what lies beside a checkout."""
    folders = [*OURS, "templates", "static", "fixtures"]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix != ".pyc"]
    files += [path for path in ROOT.iterdir() if path.name != ".git"]
    for path in files:
        if path.is_file():
            assert b"../shared" not in path.read_bytes(), path
