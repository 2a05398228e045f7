"""A milestone's hours are shared among its checkpoints, to the minute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.hours import HoursError, Minutes, share
from roadmaps.outline import KINDS, Checkpoint, Milestone


def typical(*checkpoints, study=None, practice=None):
    milestone = Milestone("M", study=study, practice=practice, checkpoints=list(checkpoints), line=7)
    return [minutes and minutes.typical for minutes in share(milestone)]


def item(kind="learn", hours=None, optional=False):
    return Checkpoint("c", kind=kind, hours=hours and (hours, hours), optional=optional)


def test_study_goes_to_learn_and_practice_to_build_and_deliver():
    items = [item("learn"), item("build"), item("deliver"), item("learn"), item("check")]
    assert typical(*items, study=60, practice=100) == [30, 50, 50, 30, None]


def test_the_remainder_goes_to_the_first():
    assert typical(item(), item(), item(), study=62) == [22, 20, 20]


def test_a_shared_part_is_the_same_low_and_high():
    assert share(Milestone("M", study=60, checkpoints=[item()])) == [Minutes(60, 60, 60)]


def test_hours_of_an_item_come_off_first():
    assert typical(item(hours=10), item(), item(), study=60) == [10, 25, 25]


def test_a_range_counts_with_its_middle():
    ranged = Checkpoint("c", hours=(10, 20))
    assert share(Milestone("M", study=60, checkpoints=[ranged, item()])) == [
        Minutes(10, 15, 20),
        Minutes(45, 45, 45),
    ]


def test_hours_without_an_item_of_their_kind_go_to_all_but_checks():
    assert typical(item("learn"), item("learn"), item("check"), study=60, practice=20) == [40, 40, None]


def test_checks_take_hours_when_there_is_nothing_else():
    assert typical(item("check"), item("check"), study=60) == [30, 30]


def test_hours_that_items_leave_over_go_to_the_others():
    assert typical(item("learn", hours=10), item("build"), study=30, practice=50) == [10, 70]


def test_unknown_hours_stay_unknown():
    assert typical(item("learn"), item("build"), item("build", hours=5)) == [None, None, 5]
    assert typical(item("learn"), item("build"), practice=50) == [None, 50]


def test_nothing_left_is_unknown_not_zero():
    assert typical(item(hours=60), item(), study=60) == [60, None]
    assert typical(item(), study=0) == [None]


def test_an_optional_item_takes_only_what_it_says():
    assert typical(item(optional=True), item(), item(optional=True, hours=10), study=60) == [None, 50, 10]


def test_a_check_that_says_its_hours_takes_them_from_practice():
    assert typical(item("learn"), item("build"), item("check", hours=10), study=60, practice=60) == [60, 50, 10]
    assert typical(item("learn"), item("build"), item("check", hours=10), study=60) == [50, None, 10]


def test_more_than_the_milestone_has_is_an_error_with_its_line():
    with pytest.raises(HoursError, match=r"say 2 hours of study; it has 1\.5") as error:
        typical(item("learn", hours=120), item("build"), study=90, practice=600)
    assert error.value.line == 7


def test_without_build_items_learn_items_may_use_practice_hours():
    assert typical(item("learn", hours=120), item("learn"), study=90, practice=60) == [120, 30]


minutes = st.none() | st.integers(0, 5000)
items = st.builds(item, kind=st.sampled_from(KINDS), hours=st.none() | st.integers(1, 300), optional=st.booleans())


@given(st.lists(items, max_size=12), minutes, minutes)
def test_shares_add_up_to_what_is_known(checkpoints, study, practice):
    milestone = Milestone("M", study=study, practice=practice, checkpoints=checkpoints)
    try:
        shared = share(milestone)
    except HoursError:
        return
    assert len(shared) == len(checkpoints)
    assert all(part is None or 0 < part.low <= part.typical <= part.high for part in shared)
    for checkpoint, part in zip(checkpoints, shared, strict=True):
        if checkpoint.hours:
            assert part == (*checkpoint.hours, checkpoint.hours[1])
        elif checkpoint.optional:
            assert part is None
    somebody_takes = any(not checkpoint.hours and not checkpoint.optional for checkpoint in checkpoints)
    if study is not None and practice is not None and somebody_takes:
        assert sum(part.typical for part in shared if part) == study + practice
