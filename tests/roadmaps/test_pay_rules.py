"""A row of pay that could not be drawn is not stored."""

import pytest
from django.core.exceptions import ValidationError

from roadmaps.models import Pay


@pytest.mark.parametrize("figures", [{}, {"low": 1, "high": 1}, {"low": 1, "median": 2, "high": 2, "average": 1}])
def test_what_a_source_may_give(figures):
    Pay(**figures).clean()


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ({"low": 100, "high": 90}, "high"),
        ({"low": 100, "median": 300, "high": 200}, "median"),
        ({"low": 100, "average": 99, "high": 200}, "average"),
        ({"median": 300}, "median"),
    ],
)
def test_what_none_can_mean(figures, field):
    with pytest.raises(ValidationError) as error:
        Pay(**figures).clean()
    assert list(error.value.message_dict) == [field]
