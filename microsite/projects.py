"""The list of projects with its filters: by direction and by area of application."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from microsite.localized import Localized
from microsite.models import Area, Direction, Project

Facet = Literal["directions", "areas"]

MOST_VALUES = 50
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class ProjectFilters:
    """What is asked for. Several values of one facet are alternatives, both facets narrow."""

    directions: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    @classmethod
    def from_args(cls, args: Mapping[str, Sequence[str]]) -> Self:
        """Read query arguments; what cannot be read is left out. Never raises."""
        return cls(_slugs(args.get("direction", ())), _slugs(args.get("area", ())))

    def to_args(self) -> dict[str, list[str]]:
        """The canonical query arguments: fixed order, no defaults."""
        args = {"direction": list(self.directions), "area": list(self.areas)}
        return {name: values for name, values in args.items() if values}

    @property
    def active(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self.directions or self.areas)

    def toggled(self, facet: Facet, value: str) -> Self:
        """The state after a click on `value`: added or removed."""
        changed: dict[str, Any] = {facet: tuple(sorted(set(getattr(self, facet)) ^ {value}))}
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: what a click on it gives, and how many projects that would be."""

    value: str
    label: Localized
    hue: int | None
    count: int
    selected: bool
    filters: ProjectFilters


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the projects' page shows for one state of the filters."""

    filters: ProjectFilters
    projects: list[Project]
    overall: int
    directions: list[Choice]
    areas: list[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """The values that are chosen; a click takes one away."""
        return [choice for choice in (*self.directions, *self.areas) if choice.selected]


def listing(
    projects: Sequence[Project],
    filters: ProjectFilters,
    directions: Sequence[Direction],
    areas: Sequence[Area],
) -> Listing:
    """What `filters` leave of all projects, in their order. Values nobody knows are left out.

    A lab has tens of projects, hundreds at most: they are counted here and not by the database.
    """
    filters = ProjectFilters(_known(filters.directions, directions), _known(filters.areas, areas))
    return Listing(
        filters=filters,
        projects=[one for one in projects if _fits(one, filters)],
        overall=len(projects),
        directions=_choices(projects, filters, "directions", directions),
        areas=[
            choice
            for choice in _choices(projects, filters, "areas", areas)
            # An area without any project is no choice.
            if choice.selected or any(_has(one, "areas", (choice.value,)) for one in projects)
        ],
    )


def _choices(
    projects: Sequence[Project],
    filters: ProjectFilters,
    facet: Facet,
    values: Sequence[Direction] | Sequence[Area],
) -> list[Choice]:
    """Each value with its count, which leaves the facet's own choice out."""
    without: dict[str, Any] = {facet: ()}
    others = replace(filters, **without)
    left = [one for one in projects if _fits(one, others)]
    return [
        Choice(
            value=value.slug,
            label=value.name,
            hue=value.hue if isinstance(value, Direction) else None,
            count=sum(_has(one, facet, (value.slug,)) for one in left),
            selected=value.slug in getattr(filters, facet),
            filters=filters.toggled(facet, value.slug),
        )
        for value in values
    ]


def _fits(project: Project, filters: ProjectFilters) -> bool:
    return all(
        not wanted or _has(project, facet, wanted)
        for facet, wanted in (("directions", filters.directions), ("areas", filters.areas))
    )


def _has(project: Project, facet: str, wanted: Iterable[str]) -> bool:
    held = project.directions if facet == "directions" else project.areas
    return any(one.slug in wanted for one in held)


def _known(slugs: Iterable[str], values: Iterable[Direction | Area]) -> tuple[str, ...]:
    known = {value.slug for value in values}
    return tuple(slug for slug in slugs if slug in known)


def _slugs(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values[:MOST_VALUES] if _SLUG.fullmatch(value)}))
