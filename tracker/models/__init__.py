from .archives import Archive
from .enrollments import Enrollment
from .feeds import CalendarFeed
from .log import ChosenTarget, FocusTimer, LogEntry, LogKind
from .pace import Goal, Pace, PlanChange, TimeOff
from .personal import PersonalRoadmap
from .progress import Progress, ProgressEvent
from .reports import Report
from .reviews import Dismissal, WeeklyReview
from .skills import JobAd, SkillRating
from .users import User

__all__ = [
    "Archive",
    "CalendarFeed",
    "ChosenTarget",
    "Dismissal",
    "Enrollment",
    "FocusTimer",
    "Goal",
    "JobAd",
    "LogEntry",
    "LogKind",
    "Pace",
    "PersonalRoadmap",
    "PlanChange",
    "Progress",
    "ProgressEvent",
    "Report",
    "SkillRating",
    "TimeOff",
    "User",
    "WeeklyReview",
]
