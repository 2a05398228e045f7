from .facts import Role, Skill, Source
from .outlines import Accomplishment, Checkpoint, Milestone, Phase, Resource, Roadmap
from .revisions import Rendering, Revision

__all__ = [
    "Accomplishment",
    "Checkpoint",
    "Milestone",
    "Phase",
    "Rendering",
    "Resource",
    "Revision",
    "Roadmap",
    "Role",
    "Skill",
    "Source",
]
