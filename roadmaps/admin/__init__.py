from . import articles, checkpoints, drafts, facts, parts, questions, revisions, roadmaps  # noqa: F401
