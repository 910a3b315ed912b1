"""Who stands where in the team: by role in the lab's own order, and those who have left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from microsite.localized import Localized
from microsite.models import Person, Role

# The role of those who left, in a lab that has defined none; its people are alumni in any.
ALUMNI = "alumni"
# The order of a lab that has defined no roles. One nobody foresaw comes after these.
USUAL = ("director", "faculty", "postdoc", "doctoral", "master", "staff")


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one role. `name` is empty where nobody has defined the role."""

    role: str
    name: Localized
    people: list[Person]


def present(year: int) -> ColumnElement[bool]:
    """What makes somebody one of the team in this year, and no alumnus."""
    left = select(Role.slug).where(Role.alumni)
    stays = or_(Person.end_year.is_(None), Person.end_year >= year)
    return and_(stays, Person.role != ALUMNI, Person.role.not_in(left))


def grouped(
    people: Iterable[Person], roles: Sequence[Role], year: int
) -> tuple[list[Group], list[Person]]:
    """The groups of those present, and the alumni, the last to leave first."""
    left = {role.slug for role in roles if role.alumni} | {ALUMNI}
    by_role: dict[str, list[Person]] = {}
    alumni = []
    for person in people:
        if person.role in left or (person.end_year is not None and person.end_year < year):
            alumni.append(person)
        else:
            by_role.setdefault(person.role, []).append(person)
    names = {role.slug: role.name for role in roles}
    # Those that are defined, those that are usual, and at last those nobody foresaw.
    order = dict.fromkeys([*names, *USUAL, *sorted(by_role)])
    groups = [
        Group(role, names.get(role, Localized()), by_role[role])
        for role in order
        if role in by_role
    ]
    return groups, sorted(alumni, key=lambda person: -(person.end_year or 0))
