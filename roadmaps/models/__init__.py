from .claims import Disagreement, Target
from .drafts import Draft, DraftChange, PreviewLink
from .facts import Correction, FactsVersion, Source
from .outlines import Accomplishment, Checkpoint, Milestone, Phase, Resource, Roadmap
from .pay import CompanyTier, Pay, PayFactor, Place
from .questions import Question, QuestionStep
from .revisions import Rendering, Revision
from .roles import (
    Criterion,
    DaySlot,
    FitOption,
    FitWeight,
    GrowthBand,
    Level,
    LevelShare,
    LevelTitle,
    Promotion,
    PromotionTime,
    Requirement,
    Role,
    RoleFact,
    RoleShare,
    Seniority,
    Transition,
)
from .skills import Skill

__all__ = [
    "Accomplishment",
    "Checkpoint",
    "CompanyTier",
    "Correction",
    "Criterion",
    "DaySlot",
    "Disagreement",
    "Draft",
    "DraftChange",
    "FactsVersion",
    "FitOption",
    "FitWeight",
    "GrowthBand",
    "Level",
    "LevelShare",
    "LevelTitle",
    "Milestone",
    "Pay",
    "PayFactor",
    "Phase",
    "Place",
    "PreviewLink",
    "Promotion",
    "PromotionTime",
    "Question",
    "QuestionStep",
    "Rendering",
    "Requirement",
    "Resource",
    "Revision",
    "Roadmap",
    "Role",
    "RoleFact",
    "RoleShare",
    "Seniority",
    "Skill",
    "Source",
    "Target",
    "Transition",
]
