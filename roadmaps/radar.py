"""A radar chart: one axis for each skill, one shape for each role. Pure geometry."""

from dataclasses import dataclass
from math import cos, pi, sin

SIZE = 320  # width and height of the viewBox
CENTRE = SIZE / 2
RADIUS = 128  # of the highest level
LABELS = 146  # how far from the centre the axes are numbered


@dataclass(frozen=True)
class Axis:
    """Its number, from 1 at the top and clockwise, its outer end and the place of its number."""

    number: int
    name: str
    x: float
    y: float
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Shape:
    name: str
    points: str  # of an SVG polygon


@dataclass(frozen=True)
class Radar:
    axes: list
    rings: list  # points of a polygon for each level
    shapes: list


def radar(names, levels_by_shape, highest=5):
    """The chart of {shape: [level of each axis]}, levels from 0 to `highest`; None with fewer than three axes.

    A level that is None is not known: the shape goes through the other axes.
    """
    count = len(names)
    if count < 3:
        return None
    axes = []
    for number, name in enumerate(names):
        x, y = _place(number, count, RADIUS)
        label_x, label_y = _place(number, count, LABELS)
        axes.append(Axis(number + 1, name, x, y, label_x, label_y))
    rings = [_points([level] * count, highest) for level in range(1, highest + 1)]
    shapes = [Shape(name, _points(levels, highest)) for name, levels in levels_by_shape.items()]
    return Radar(axes, rings, shapes)


def _place(number, count, distance):
    angle = 2 * pi * number / count - pi / 2
    return round(CENTRE + distance * cos(angle), 1), round(CENTRE + distance * sin(angle), 1)


def _points(levels, highest):
    places = (_place(n, len(levels), RADIUS * level / highest) for n, level in enumerate(levels) if level is not None)
    return " ".join(f"{x},{y}" for x, y in places)
