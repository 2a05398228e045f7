from .archives import Archive
from .enrollments import Enrollment
from .personal import PersonalRoadmap
from .progress import Progress, ProgressEvent
from .reports import Report
from .users import User

__all__ = ["Archive", "Enrollment", "PersonalRoadmap", "Progress", "ProgressEvent", "Report", "User"]
