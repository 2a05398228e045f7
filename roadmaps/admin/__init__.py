from . import checkpoints, facts, parts, revisions, roadmaps  # noqa: F401
