"""Who stands where in the team."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.localized import Localized
from microsite.models import Person, Role
from microsite.team import grouped, present


def person(slug: str, role: str, end_year: int | None = None) -> Person:
    return Person(
        slug=slug, position=0, role=role, end_year=end_year, name=Localized(en=slug), aliases=[]
    )


def role(slug: str, position: int, alumni: bool = False) -> Role:
    return Role(slug=slug, position=position, name=Localized(en=slug.title()), alumni=alumni)


ROLES = [role("staff", 0), role("faculty", 1), role("emeritus", 2, alumni=True)]


def test_groups_stand_in_the_editors_order_and_unforeseen_roles_after_them() -> None:
    people = [person("a", "faculty"), person("b", "bard"), person("c", "staff"), person("d", "phd")]
    groups, alumni = grouped(people, ROLES, 2026)
    assert [group.role for group in groups] == ["staff", "faculty", "bard", "phd"]
    assert groups[0].name == Localized(en="Staff")
    assert not groups[2].name
    assert alumni == []


def test_who_has_left_is_among_the_alumni_the_last_to_leave_first() -> None:
    people = [
        person("old", "faculty", 2019),
        person("late", "staff", 2025),
        person("still", "staff", 2026),
        person("honoured", "emeritus"),
        person("gone", "alumni", 2020),
    ]
    groups, alumni = grouped(people, ROLES, 2026)
    assert [one.slug for group in groups for one in group.people] == ["still"]
    assert [one.slug for one in alumni] == ["late", "gone", "old", "honoured"]


def test_a_lab_without_roles_has_the_usual_order() -> None:
    people = [person("a", "doctoral"), person("b", "faculty"), person("c", "alumni")]
    groups, alumni = grouped(people, [], 2026)
    assert [group.role for group in groups] == ["faculty", "doctoral"]
    assert [one.slug for one in alumni] == ["c"]


def test_the_database_counts_those_whom_the_page_shows(session: Session) -> None:
    session.add_all([role("staff", 0), role("emeritus", 1, alumni=True)])
    people = [
        person("a", "staff"),
        person("b", "staff", 2020),
        person("c", "emeritus"),
        person("d", "alumni"),
        person("e", "bard", 2030),
    ]
    session.add_all(people)
    session.flush()
    roles = session.scalars(select(Role).order_by(Role.position)).all()
    groups, _ = grouped(people, roles, 2026)
    shown = {one.slug for group in groups for one in group.people}
    assert shown == set(session.scalars(select(Person.slug).where(present(2026)))) == {"a", "e"}
