"""Names and texts as long as they may be, without a space: no page of log, rhythm or reviews scrolls sideways."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.browser.accessible import too_wide
from tests.browser.conftest import sign_in
from tracker.models import FocusTimer, Goal, LogEntry, WeeklyReview
from tracker.weeks import week_of

PATHS = ["log/", "log/{entry}/", "log/kinds/", "log/targets/", "rhythm/", "rhythm/?by=month", "reviews/", "goal/"]
PATHS += ["reviews/?q=WWW", "reviews/{week}/", "stuck/", ""]


@pytest.fixture
def week(learner):
    return week_of(learner.today())


@pytest.fixture
def entry(learner, week):
    """Of an own kind, as wide as it can be, with a target, a timer, a goal and two reviews beside it."""
    kind = learner.log_kinds.create(name="W" * 40)
    wide = {"kind": "own", "own_kind": kind, "text": "W" * 500, "link": f"https://example.org/{'w' * 400}"}
    entry = learner.log.create(form_id=uuid4(), on=week, minutes=1440, count=1000, **wide)
    learner.log.create(form_id=uuid4(), on=week, kind=LogEntry.Kind.MOCK, topic="W" * 100, score="9" * 40)
    for per in ("week", "total"):
        chosen = {"kind": "own", "own_kind": kind, "amount": 96_000, "measure": "minutes", "per": per}
        learner.chosen_targets.create(form_id=uuid4(), from_on=week, **chosen)
    FocusTimer.start(learner, form_id=uuid4(), kind="study")
    Goal.set(learner, why="W" * 500)
    for n in (0, 1):
        answers = dict.fromkeys(["went_well", "to_improve", "next_focus"], "W" * 3000)
        WeeklyReview.write(learner, week - timedelta(weeks=n), version=0, **answers)
    return entry


def test_long_entries(page, context, site, learner, watch, entry, week):
    sign_in(context, site, learner)
    watch(page)
    addresses = [f"{site}/my/{path.format(entry=entry.pk, week=week)}" for path in PATHS]
    assert not [fault for address in addresses for fault in too_wide(page, address)]
