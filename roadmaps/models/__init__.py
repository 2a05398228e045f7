from .claims import Disagreement, Target
from .drafts import Draft, DraftChange, PreviewLink
from .facts import Correction, FactsVersion, Source
from .guides import Guide, GuidePoint, JobBoard, Term
from .interviews import InterviewProcess, InterviewStage, ProcessRound
from .outlines import Accomplishment, Checkpoint, Milestone, Phase, Resource, Roadmap
from .pay import CompanyTier, Pay, PayFactor, Place
from .projects import Exercise, ProjectFamily, ProjectIdea
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
from .search import SearchEntry
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
    "Exercise",
    "FactsVersion",
    "FitOption",
    "FitWeight",
    "GrowthBand",
    "Guide",
    "GuidePoint",
    "InterviewProcess",
    "InterviewStage",
    "JobBoard",
    "Level",
    "LevelShare",
    "LevelTitle",
    "Milestone",
    "Pay",
    "PayFactor",
    "Phase",
    "Place",
    "PreviewLink",
    "ProcessRound",
    "ProjectFamily",
    "ProjectIdea",
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
    "SearchEntry",
    "Seniority",
    "Skill",
    "Source",
    "Target",
    "Term",
    "Transition",
]
