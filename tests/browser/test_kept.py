"""What a test writes, to content or to people, is gone for the next one; what the fixtures hold is there again."""

from roadmaps.contents import contents_of
from tests.browser import kept
from tests.browser.conftest import SLUG
from tracker.models import Enrollment, User


def titles(roadmap):
    return [checkpoint.title for checkpoint in contents_of(roadmap).checkpoints]


def test_what_was_written_is_taken_back(follower, intensive):
    before = titles(intensive)
    intensive.checkpoints.filter(milestone__slug="week-1").delete()
    intensive.checkpoints.update(title="Quite another")
    kept._forget()
    assert set(titles(intensive)) == {"Quite another"}
    kept.bring_back()
    assert titles(intensive) == before
    assert not User.objects.exists()
    assert not Enrollment.objects.filter(roadmap__slug=SLUG).exists()


def test_what_is_in_memory_stays_while_only_people_were_written(follower, intensive):
    content = contents_of(intensive)
    kept.bring_back()
    assert contents_of(intensive) is content
