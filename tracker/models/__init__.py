from .archives import Archive
from .enrollments import Enrollment
from .progress import Progress, ProgressEvent
from .users import User

__all__ = ["Archive", "Enrollment", "Progress", "ProgressEvent", "User"]
