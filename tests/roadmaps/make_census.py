"""What five documents hold, reduced to ids and figures, so that a test can look for all of it in the database.

    python -m tests.roadmaps.make_census FILE.json

reads a full census and writes `census.json` beside this file. It holds no sentence of a document. Ids are the
census's own, and for what has none its place: "000.3.2" is row 3, column 2 of the first document's matrix, "RP4.1.2.3"
the third topic of the second block of the first phase, "job_search.3.2" the second item of the third list on it.
`census_map.json`, written by hand, says what each is here.
"""

import json
import re
import sys
from pathlib import Path

STORED = Path(__file__).with_name("census.json")
# Lists of advice, and the document where their names do not say it; nobody names tools in particular.
TOLD = {
    **dict.fromkeys(["portfolio_rules", "job_search", "negotiation", "habits", "pitfalls", "tips", "resources"]),
    **dict.fromkeys(["schedules", "outcomes", "funnel"], "004"),
    "next_steps": "000",
    "thirty_day_plan": "003",
    "topics": None,
    "tools": None,
}
OF_ITS_OWN = {"Start Today": "004", "Track Progress": "004"}
SENIORITIES = ("junior", "mid", "senior", "staff", "principal")


def reduced(census):
    return {
        "matrix": dict(_cells(census["skill_matrices"])),
        "pay": {row["id"]: _pay(row) for row in census["salary_rows"]},
        "places": [_figures(place["value"]) for place in census["salary_geography"]],
        "weeks": dict(_weeks(census)),
        "targets": {target["id"]: _target(target) for target in census["targets"]},
        "rungs": dict(_rungs(census)),
        "titles": dict(_titles(census["roles"])),
        "criteria": dict(_criteria(census["progression"]["criteria"])),
        "tiers": [len(tier["members"]) for tier in census["company_tiers"]],
        "disagreements": [disagreement["id"] for disagreement in census["disagreements"]],
        "checkpoints": [checkpoint["id"] for checkpoint in census["checkpoints"]],
        "topics": dict(_topics(census["roadmaps"])),
        "projects": dict(_projects(census["roadmaps"])),
        "questions": {question["id"]: question["file"][:3] for question in census["questions"]},
        "question_duplicates": [[pair["a"], pair["b"]] for pair in census["question_duplicates"]],
        "ideas": {idea["id"]: idea["file"][:3] for idea in census["projects"]},
        "families": [_documents(family["where"]) for family in census["project_families"]],
        "exercises": [exercise["file"][:3] for exercise in census["exercises"]],
        "stages": [stage["file"][:3] for stage in census["interview"]["stages"]],
        "processes": [company["file"][:3] for company in census["interview"]["companies"]],
        "boards": [board["seeds"] for board in census["job_boards"]],
        "told": dict(_told({**census, **census["interview"]})),
    }


def _cells(matrices):
    for matrix in matrices:
        for row, skill in enumerate(matrix["skills"], 1):
            for column, role in enumerate(matrix["roles"], 1):
                yield f"{matrix['file'][:3]}.{row}.{column}", matrix["cells"][skill][role]


def _pay(row):
    keys = ("low", "median", "average", "high")
    return {**{key: row.get(key) for key in keys}, "open_ended": row["high_open_ended"], "source": row["file"][:3]}


def _target(target):
    return {"figures": _figures(target["value"]), "source": target["file"][:3]}


def _figures(text):
    """Every number in a figure as the document writes it: “70-90” → [70, 90], “0.95x” → [95]."""
    factor = 100 if "x" in text else 1
    return [round(float(number) * factor) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def _rungs(census):
    """Years of the rungs of the two documents that give them: [from, to or None]."""
    for n, rung in enumerate(census["progression"]["ladder_001"], 1):
        yield f"001.{n}", _years(rung["years"])
    for role in census["roles"]:
        for n, level in enumerate(role.get("levels") or [], 1):
            yield f"002.{n}", _years(level["years"])


def _titles(roles):
    """{“R000-1.entry”: how many titles the first document gives for that band of that role}"""
    for role in roles:
        for band, titles in (role.get("ladder") or {}).items():
            yield f"{role['id']}.{band}", len(titles)


def _years(text):
    ends = _figures(text)
    return [ends[0], ends[1] if len(ends) > 1 else None]


def _weeks(census):
    for role in census["roles"]:
        if role.get("time_split"):
            yield role["id"], [share["pct"] for share in role["time_split"]]
        for seniority, level in zip(SENIORITIES, role.get("levels") or [], strict=False):
            yield f"002.{seniority}", [share["pct"] for share in level["time_split"]]


def _criteria(criteria):
    """{“000.1”: how many the first document names for the first step}"""
    steps = {}
    for step, texts in criteria.items():
        steps.setdefault(step[:3], []).append(len(texts))
    for source, counts in steps.items():
        yield from ((f"{source}.{n}", count) for n, count in enumerate(counts, 1))


def _topics(roadmaps):
    """{“RP1”: [“RP1.1.1”, …]} of the paths that the census lists topic by topic."""
    for roadmap in roadmaps:
        places = []
        for p, phase in enumerate(roadmap["phases"] or [], 1):
            if isinstance(phase, dict):
                places += [f"{roadmap['id']}.{p}.{t}" for t, _ in enumerate(phase.get("topics") or [], 1)]
                for b, block in enumerate(phase.get("blocks") or [], 1):
                    places += [f"{roadmap['id']}.{p}.{b}.{t}" for t, _ in enumerate(block.get("topics") or [], 1)]
        if places:
            yield roadmap["id"], places


def _projects(roadmaps):
    for roadmap in roadmaps:
        for p, phase in enumerate(roadmap["phases"] or [], 1):
            for b, block in enumerate(phase.get("blocks") or [], 1) if isinstance(phase, dict) else ():
                if block.get("projects"):
                    yield f"{roadmap['id']}.{p}.{b}.project", len(block["projects"])


def _documents(text):
    """Those that a text names: “000 P01; 004 Project 1” → 000 and 004."""
    return sorted(set(re.findall(r"\b00\d\b", text)))


def _told(census):
    """{“job_search.3.2”: its document or None} of every item of advice."""
    tools = {group: names.split(", ") for group, names in census["tools"].items()}
    for section, document in TOLD.items():
        lists = {"tools": tools, "funnel": census["funnel"]["stages"]}.get(section, census.get(section))
        yield from _items(lists, section, document)


def _items(found, place, document):
    if isinstance(found, dict) and "line" not in found:
        for n, (name, part) in enumerate(found.items(), 1):
            named = re.search(r"(?:^|_)(00\d)(?:[_ ]|$)", name)
            yield from _items(part, f"{place}.{n}", named[1] if named else OF_ITS_OWN.get(name, document))
    elif isinstance(found, list):
        for n, part in enumerate(found, 1):
            yield from _items(part, f"{place}.{n}", document)
    else:
        yield place, found["file"][:3] if isinstance(found, dict) and "file" in found else document


if __name__ == "__main__":
    found = reduced(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    STORED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print({name: len(rows) for name, rows in found.items()})
