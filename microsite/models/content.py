"""What the lab says about itself: directions, projects, people, pages and highlights."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Index, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from microsite.localized import Localized
from microsite.models.base import Base, Edited
from microsite.models.stored import Picture

if TYPE_CHECKING:
    from microsite.models.publication import Publication

project_directions = Table(
    "project_directions",
    Base.metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("direction_id", ForeignKey("directions.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_project_directions_direction_id", "direction_id"),
)

project_people = Table(
    "project_people",
    Base.metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_project_people_person_id", "person_id"),
)

person_directions = Table(
    "person_directions",
    Base.metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("direction_id", ForeignKey("directions.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_person_directions_direction_id", "direction_id"),
)


project_areas = Table(
    "project_areas",
    Base.metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("area_id", ForeignKey("areas.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_project_areas_area_id", "area_id"),
)

project_pictures = Table(
    "project_pictures",
    Base.metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("picture_id", ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False, server_default="0"),
    Index("ix_project_pictures_picture_id", "picture_id"),
)


# The typefaces a site can be set in, the first where nobody has chosen.
FACES = ("journal", "instrument", "system")


class Lab(Edited, Base):
    """The lab itself: one row. A database without one is empty and may be filled.

    `accent` is #rrggbb, or nothing for the site's own; `face` is one of FACES.
    """

    __tablename__ = "labs"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Localized] = mapped_column(default=Localized)
    short_name: Mapped[Localized] = mapped_column(default=Localized)
    tagline: Mapped[Localized] = mapped_column(default=Localized)
    address: Mapped[Localized] = mapped_column(default=Localized)
    email: Mapped[str] = mapped_column(default="")
    founded: Mapped[int | None]
    links: Mapped[list[list[str]]] = mapped_column(default=list)
    accent: Mapped[str] = mapped_column(default="", server_default="")
    face: Mapped[str] = mapped_column(default=FACES[0], server_default=FACES[0])
    logo_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )

    # With the row itself: it stands on every page.
    logo: Mapped[Picture | None] = relationship(lazy="joined")


def first_hue(directions: Sequence["Direction"]) -> int | None:
    """The hue that marks what belongs to these directions: that of the first, if any."""
    return directions[0].hue if directions else None


class Direction(Edited, Base):
    """A research direction. Its hue (OKLCH degrees) marks all that belongs to it.

    `words` and `venues` are rules by which it is suggested for a paper, never more.
    """

    __tablename__ = "directions"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(index=True)
    hue: Mapped[int]
    name: Mapped[Localized] = mapped_column(default=Localized)
    summary: Mapped[Localized] = mapped_column(default=Localized)
    text: Mapped[Localized] = mapped_column(default=Localized)
    words: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    venues: Mapped[list[str]] = mapped_column(default=list, server_default="[]")

    projects: Mapped[list["Project"]] = relationship(
        secondary=project_directions,
        back_populates="directions",
        order_by="Project.position",
    )
    people: Mapped[list["Person"]] = relationship(
        secondary=person_directions, back_populates="directions", order_by="Person.position"
    )


class Area(Edited, Base):
    """An area of application: media, e-commerce, film, and what else the lab names."""

    __tablename__ = "areas"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(index=True)
    name: Mapped[Localized] = mapped_column(default=Localized)


class Project(Edited, Base):
    """A project, running or done."""

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(index=True)
    name: Mapped[Localized] = mapped_column(default=Localized)
    summary: Mapped[Localized] = mapped_column(default=Localized)
    text: Mapped[Localized] = mapped_column(default=Localized)
    status: Mapped[str] = mapped_column(default="running")
    start_year: Mapped[int | None]
    end_year: Mapped[int | None]
    links: Mapped[list[list[str]]] = mapped_column(default=list)
    cover_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )

    # One query for all that are listed, none where there are none.
    cover: Mapped[Picture | None] = relationship(lazy="selectin")
    gallery: Mapped[list[Picture]] = relationship(
        secondary=project_pictures, order_by=project_pictures.c.position
    )
    areas: Mapped[list[Area]] = relationship(secondary=project_areas, order_by=Area.position)
    directions: Mapped[list[Direction]] = relationship(
        secondary=project_directions, back_populates="projects", order_by=Direction.position
    )
    people: Mapped[list["Person"]] = relationship(
        secondary=project_people, back_populates="projects", order_by="Person.position"
    )

    @property
    def hue(self) -> int | None:
        """The hue of the first direction, if any."""
        return first_hue(self.directions)


class Role(Edited, Base):
    """A role in the team, in the lab's own order and words; `people` name its slug.

    Those of a role with `alumni` are listed as such, with where they went.
    """

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(index=True)
    name: Mapped[Localized] = mapped_column(default=Localized)
    alumni: Mapped[bool] = mapped_column(default=False)


class Person(Edited, Base):
    """Somebody of the team, now or once; `role` is a role's slug, or a word nobody foresaw.

    `portrait_crop` is left, top, width and height in parts of the portrait, from 0 to 1.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(index=True)
    name: Mapped[Localized] = mapped_column(default=Localized)
    aliases: Mapped[list[str]] = mapped_column(default=list)
    role: Mapped[str]
    title: Mapped[Localized] = mapped_column(default=Localized)
    text: Mapped[Localized] = mapped_column(default=Localized)
    went_to: Mapped[Localized] = mapped_column(default=Localized)
    start_year: Mapped[int | None]
    end_year: Mapped[int | None]
    orcid: Mapped[str] = mapped_column(default="", server_default="")
    email: Mapped[str] = mapped_column(default="", server_default="")
    links: Mapped[list[list[str]]] = mapped_column(default=list)
    portrait_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )
    portrait_crop: Mapped[list[float]] = mapped_column(default=list, server_default="[]")
    wechat_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )

    portrait: Mapped[Picture | None] = relationship(foreign_keys=portrait_id, lazy="selectin")
    wechat: Mapped[Picture | None] = relationship(foreign_keys=wechat_id)
    directions: Mapped[list[Direction]] = relationship(
        secondary=person_directions, back_populates="people", order_by=Direction.position
    )
    projects: Mapped[list[Project]] = relationship(
        secondary=project_people, back_populates="people", order_by=Project.position
    )

    @property
    def hue(self) -> int | None:
        """The hue of the first direction, if any."""
        return first_hue(self.directions)


class Page(Edited, Base):
    """A text of the site, in Markdown, found by its slug; `state` is draft or published.

    One with a `place` stands in the navigation, among the others by that number.
    """

    __tablename__ = "pages"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Localized] = mapped_column(default=Localized)
    description: Mapped[Localized] = mapped_column(default=Localized)
    text: Mapped[Localized] = mapped_column(default=Localized)
    state: Mapped[str] = mapped_column(default="published", server_default="published")
    place: Mapped[int | None]
    header_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )

    header: Mapped[Picture | None] = relationship()


class Highlight(Edited, Base):
    """A publication or a project that the home page shows."""

    __tablename__ = "highlights"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(index=True)
    text: Mapped[Localized] = mapped_column(default=Localized)
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey("publications.id", ondelete="CASCADE"), index=True
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), index=True
    )

    publication: Mapped["Publication | None"] = relationship()
    project: Mapped[Project | None] = relationship()

    @property
    def directions(self) -> list[Direction]:
        """The directions of what it shows."""
        shown = self.publication or self.project
        return shown.directions if shown else []

    @property
    def hue(self) -> int | None:
        """The hue of what it shows, if any."""
        return first_hue(self.directions)
