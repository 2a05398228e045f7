from . import checkpoints, drafts, facts, parts, revisions, roadmaps  # noqa: F401
