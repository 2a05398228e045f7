"""Ranges of pay on one scale, each as its source gives it. Pure: no database."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.pay_chart import MOST_TICKS, by_seniority, scale_of


def pay(low=None, high=None, median=None, average=None, seniorities=("junior",), open_ended=False):
    return SimpleNamespace(
        low=low, high=high, median=median, average=average, seniorities=list(seniorities), open_ended=open_ended
    )


@st.composite
def ranges(draw):
    """A row with its figures in order, or without any."""
    if draw(st.booleans()):
        return pay()
    figures = sorted(draw(st.lists(st.integers(1, 20_000), min_size=3, max_size=3)))
    middle = draw(st.sampled_from(["median", "average", None]))
    return pay(figures[0], figures[2], **({middle: figures[1]} if middle else {}))


rows = st.lists(ranges(), max_size=8)


def bar(*figures, **more):
    """The bar of one row beside another that ends at 200, so that a thousand dollars are half a percent."""
    row = pay(*figures, **more)
    return scale_of([row, pay(1, 200)]).bar(row)


def bars_of(rows):
    scale = scale_of(rows)
    return [scale.bar(row) for row in rows]


# ---- for any figures


@given(rows)
def test_bars_are_within_the_chart(rows):
    for bar in bars_of(rows):
        assert bar.start is None or 0 <= bar.start <= bar.end <= 100


@given(rows)
def test_the_middle_is_within_its_bar(rows):
    for bar in bars_of(rows):
        assert bar.middle is None or bar.start <= bar.middle <= bar.end


@given(rows)
def test_the_scale_covers_the_highest(rows):
    assert scale_of(rows).highest >= max([row.high for row in rows if row.high], default=0)


@given(rows)
def test_there_are_few_ticks(rows):
    assert 2 <= len(scale_of(rows).ticks) <= MOST_TICKS + 1


@given(rows)
def test_ticks_go_from_one_end_to_the_other_in_equal_steps(rows):
    scale = scale_of(rows)
    amounts = [tick.amount for tick in scale.ticks]
    assert amounts == list(range(0, scale.highest + 1, amounts[1]))
    assert (scale.ticks[0].x, scale.ticks[-1].x) == (0, 100)


@given(rows)
def test_every_row_has_a_bar_in_its_place(rows):
    assert [bar.pay for bar in bars_of(rows)] == rows


# ---- the scale


@pytest.mark.parametrize(
    ("highest", "amounts"),
    [
        (30, [0, 5, 10, 15, 20, 25, 30]),
        (31, [0, 10, 20, 30, 40]),
        (150, [0, 25, 50, 75, 100, 125, 150]),
        (220, [0, 50, 100, 150, 200, 250]),
        (1200, [0, 200, 400, 600, 800, 1000, 1200]),
        (3001, [0, 1000, 2000, 3000, 4000]),
    ],
)
def test_ticks_are_at_round_amounts(highest, amounts):
    assert [tick.amount for tick in scale_of([pay(1, highest)]).ticks] == amounts


def test_a_tick_stands_where_its_amount_is():
    assert [tick.x for tick in scale_of([pay(1, 40)]).ticks] == [0, 25, 50, 75, 100]


@pytest.mark.parametrize("rows", [[], [pay()]], ids=["no rows", "no figures"])
def test_without_figures_the_scale_goes_to_a_hundred(rows):
    assert scale_of(rows).highest == 100


def test_a_row_without_figures_does_not_stretch_the_scale():
    assert scale_of([pay(), pay(10, 20)]).highest == 20


# ---- a bar


def test_a_bar_goes_from_the_low_to_the_high_figure():
    assert (bar(50, 150).start, bar(50, 150).end) == (25, 75)


def test_a_single_figure_has_no_width():
    assert (bar(50, 50).start, bar(50, 50).width) == (25, 0)


def test_an_open_end_is_where_the_last_figure_is():
    assert bar(50, 150, open_ended=True).end == 75


def test_the_median_is_the_middle():
    found = bar(50, 150, median=120)
    assert (found.middle, found.middle_label) == (60, "120 median")


def test_without_a_median_the_average_is_the_middle():
    found = bar(50, 150, average=80)
    assert (found.middle, found.middle_label) == (40, "80 average")


def test_the_median_goes_before_the_average():
    assert bar(50, 150, median=120, average=80).middle_label == "120 median"


def test_without_either_there_is_no_middle_and_none_is_made_up():
    found = bar(50, 150)
    assert (found.middle, found.middle_label) == (None, "")


def test_a_row_without_figures_has_no_bar():
    assert (bar().start, bar().middle) == (None, None)


@pytest.mark.parametrize(("high", "after"), [(175, True), (177, False), (200, False)])
def test_the_upper_figure_stands_behind_the_bar_where_there_is_room(high, after):
    assert bar(50, high).label_after == after


@pytest.mark.parametrize(("low", "before"), [(17, True), (15, False), (1, False)])
def test_the_lower_figure_stands_before_the_bar_where_there_is_room(low, before):
    assert bar(low, 180).label_before == before


# ---- by seniority

LADDER = ["junior", "mid", "senior"]


def test_rows_stand_under_their_seniority_in_its_order():
    senior, junior = pay(seniorities=["senior"]), pay(seniorities=["junior"])
    assert by_seniority([senior, junior], LADDER) == [("junior", [junior]), ("senior", [senior])]


def test_rows_of_one_seniority_keep_their_order():
    first, second = pay(9, 9), pay(1, 1)
    assert by_seniority([first, second], LADDER) == [("junior", [first, second])]


def test_a_row_that_spans_two_stands_under_both():
    both = pay(seniorities=["senior", "mid"])
    assert by_seniority([both], LADDER) == [("mid", [both]), ("senior", [both])]


def test_a_row_of_no_seniority_is_under_none():
    assert by_seniority([pay(seniorities=[])], LADDER) == []


def test_no_rows_are_no_groups():
    assert by_seniority([], LADDER) == []
