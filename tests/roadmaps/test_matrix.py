"""The matrix of skills and roles: who asks for what, beside each other where sources differ. Pure: no database."""

from dataclasses import dataclass
from types import SimpleNamespace

from roadmaps.matrix import levels_by, matrix


@dataclass(frozen=True)
class Skill:
    pk: int


@dataclass(frozen=True)
class Source:
    pk: int
    position: int


@dataclass(frozen=True)
class Role:
    """A role and what it needs: (skill, level, source)."""

    pk: int
    needs: tuple

    @property
    def requires(self):
        rows = [
            SimpleNamespace(skill_id=skill.pk, level=level, source_id=source.pk, source=source)
            for skill, level, source in self.needs
        ]
        return SimpleNamespace(all=lambda: rows)


SQL, GIT, ART = map(Skill, (1, 2, 3))
GUIDE, STUDY, SURVEY = Source(9, 1), Source(8, 2), Source(7, 3)


def role(pk, *needs):
    return Role(pk, needs)


def cell(*needs):
    """The cell of SQL and a role that needs this: (level, source)."""
    return matrix([SQL], [role(1, *((SQL, level, source) for level, source in needs))])[0].cells[0]


def ratings(cell):
    return [(rating.level, list(rating.sources)) for rating in cell.ratings]


def test_a_cell_has_the_level_and_who_gives_it():
    assert ratings(cell((3, GUIDE))) == [(3, [GUIDE])]


def test_sources_that_agree_share_a_rating():
    assert ratings(cell((3, GUIDE), (3, STUDY))) == [(3, [GUIDE, STUDY])]


def test_sources_that_agree_stand_in_their_order():
    assert ratings(cell((3, SURVEY), (3, GUIDE), (3, STUDY))) == [(3, [GUIDE, STUDY, SURVEY])]


def test_sources_that_disagree_stand_beside_each_other_the_lowest_level_first():
    assert ratings(cell((5, GUIDE), (2, STUDY), (3, SURVEY))) == [(2, [STUDY]), (3, [SURVEY]), (5, [GUIDE])]


def test_a_cell_differs_when_its_sources_disagree():
    assert cell((5, GUIDE), (2, STUDY)).differs


def test_a_cell_does_not_differ_when_its_sources_agree():
    assert not cell((3, GUIDE), (3, STUDY)).differs


def test_lines_are_in_the_order_of_the_skills():
    needy = role(1, (SQL, 1, GUIDE), (GIT, 2, GUIDE), (ART, 3, GUIDE))
    assert [line.skill for line in matrix([GIT, ART, SQL], [needy])] == [GIT, ART, SQL]


def test_cells_are_in_the_order_of_the_roles():
    roles = [role(2, (SQL, 1, GUIDE)), role(1, (SQL, 2, GUIDE))]
    assert [cell.role for cell in matrix([SQL], roles)[0].cells] == roles


def test_each_role_has_its_own_level():
    line = matrix([SQL], [role(1, (SQL, 1, GUIDE)), role(2, (SQL, 5, GUIDE))])[0]
    assert [ratings(cell) for cell in line.cells] == [[(1, [GUIDE])], [(5, [GUIDE])]]


def test_each_skill_has_its_own_level():
    lines = matrix([SQL, GIT], [role(1, (SQL, 1, GUIDE), (GIT, 5, GUIDE))])
    assert [ratings(line.cells[0]) for line in lines] == [[(1, [GUIDE])], [(5, [GUIDE])]]


def test_a_role_of_which_nobody_says_anything_has_an_empty_cell():
    assert matrix([SQL], [role(1, (SQL, 1, GUIDE)), role(2)])[0].cells[1].ratings == ()


def test_an_empty_cell_does_not_differ():
    assert not matrix([SQL], [role(1, (SQL, 1, GUIDE)), role(2)])[0].cells[1].differs


def test_a_skill_that_no_role_needs_has_no_line():
    assert [line.skill for line in matrix([SQL, GIT], [role(1, (SQL, 1, GUIDE))])] == [SQL]


def test_a_skill_that_was_not_asked_for_has_no_line():
    assert [line.skill for line in matrix([GIT], [role(1, (SQL, 1, GUIDE), (GIT, 2, GUIDE))])] == [GIT]


def test_without_roles_there_are_no_lines():
    assert matrix([SQL, GIT], []) == []


# ---- the levels of one source


def test_one_source_gives_the_levels_of_its_roles_by_skill():
    one, two = role(1, (SQL, 4, GUIDE), (GIT, 2, GUIDE)), role(2, (GIT, 5, GUIDE))
    assert levels_by(GUIDE, [SQL, GIT], [one, two]) == {one: {SQL: 4, GIT: 2}, two: {GIT: 5}}


def test_the_levels_of_other_sources_are_not_among_them():
    one = role(1, (SQL, 4, GUIDE), (SQL, 1, STUDY), (GIT, 2, STUDY))
    assert levels_by(GUIDE, [SQL, GIT], [one]) == {one: {SQL: 4}}


def test_a_role_that_a_source_does_not_rate_is_left_out():
    one, two = role(1, (SQL, 4, GUIDE)), role(2, (SQL, 1, STUDY))
    assert list(levels_by(GUIDE, [SQL], [one, two])) == [one]


def test_the_levels_are_in_the_order_of_the_roles():
    one, two = role(1, (SQL, 4, GUIDE)), role(2, (SQL, 1, GUIDE))
    assert list(levels_by(GUIDE, [SQL], [two, one])) == [two, one]
