"""Publications and who wrote them."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, String, Table, event, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from microsite.localized import Localized
from microsite.models.base import Base, now
from microsite.models.content import Direction, Person, Project, first_hue
from microsite.models.stored import Picture, StoredFile

publication_directions = Table(
    "publication_directions",
    Base.metadata,
    Column("publication_id", ForeignKey("publications.id", ondelete="CASCADE"), primary_key=True),
    Column("direction_id", ForeignKey("directions.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_publication_directions_direction_id", "direction_id", "publication_id"),
)

# What those have in their fields that draw on others, or are known by more keys than one.
REFERS = text(
    "instr(fields, '\"crossref\"') > 0 OR instr(fields, 'xdata') > 0"
    " OR instr(fields, '\"ids\"') > 0"
)
# A key with more than plain letters and signs; it may be one that BibTeX cannot read.
ODD_KEY = text("citation_key GLOB '*[^-a-zA-Z0-9_.:/+]*' OR citation_key = ''")

# Which publications came out of a project; the editors' own, as directions are.
publication_projects = Table(
    "publication_projects",
    Base.metadata,
    Column("publication_id", ForeignKey("publications.id", ondelete="CASCADE"), primary_key=True),
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_publication_projects_project_id", "project_id", "publication_id"),
)

# Directions that were suggested for a publication and refused: they are not suggested again.
refused_directions = Table(
    "refused_directions",
    Base.metadata,
    Column("publication_id", ForeignKey("publications.id", ondelete="CASCADE"), primary_key=True),
    Column("direction_id", ForeignKey("directions.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_refused_directions_direction_id", "direction_id"),
)

# The ids of each publication's terms, "7,12,31": they are read all together or not at all, and a
# dozen rows for each publication would take as long to write as all the rest of it.
publication_terms = Table(
    "publication_terms",
    Base.metadata,
    Column("publication_id", ForeignKey("publications.id", ondelete="CASCADE"), primary_key=True),
    Column("term_ids", String, nullable=False),
)


class Term(Base):
    """A value that lists are narrowed by, of `kind` venue, author, keyword, language or has.

    `value` stands in addresses (see `microsite.folding.key`), `label` is how it was first written.
    Made from the columns of publications (see `importing.terms`); one that none has any more may
    stay.
    """

    __tablename__ = "terms"
    __table_args__ = (Index("ix_terms_kind_value", "kind", "value", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    value: Mapped[str]
    label: Mapped[str]


class Publication(Base):
    """One publication.

    `fields` and `source` hold what the BibTeX file said, to the letter and in its order; the
    columns from `title` to `bib_links` are read from them at import. The columns from
    `directions` to `pdf_id` belong to the editors: no import touches them. `title_markup` is the
    title as safe HTML where it has more than plain text and mathematics. `eprint` and `isbn` are
    identifiers in comparable form (`arxiv:2101.00001`, `9783540345111 12-30`). `edited_fields`
    names the fields an editor wrote by hand, which no import overwrites. The folded columns are
    what a search looks through (see `importing.search_text`): the names, the venue, and the rest.
    """

    __tablename__ = "publications"
    __table_args__ = (
        # The listing's order, so that a page of it is read off the index.
        Index("ix_publications_listing", "hidden", "year", "month", "id"),
        # Covers the counts of the type facet, which would read every row otherwise.
        Index("ix_publications_type_facet", "hidden", "entry_type"),
        Index("ix_publications_folded_title", "folded_title"),
        Index("ix_publications_eprint", "eprint"),
        # BibTeX takes keys that differ in capitals alone for one.
        Index("ix_publications_nocase_key", text("citation_key COLLATE NOCASE")),
        Index("ix_publications_refers", "id", sqlite_where=REFERS),
        Index("ix_publications_odd_key", "citation_key", sqlite_where=ODD_KEY),
        Index("ix_publications_changed", "hidden", "updated_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    citation_key: Mapped[str] = mapped_column(unique=True)
    entry_type: Mapped[str]
    fields: Mapped[list[list[str]]] = mapped_column(deferred=True)
    source: Mapped[str] = mapped_column(deferred=True)
    fingerprint: Mapped[str]

    title: Mapped[str]
    title_markup: Mapped[str] = mapped_column(default="", server_default="")
    venue: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    month: Mapped[int | None]
    and_others: Mapped[bool] = mapped_column(default=False)
    abstract: Mapped[str] = mapped_column(default="")
    doi: Mapped[str | None] = mapped_column(index=True)
    eprint: Mapped[str | None]
    isbn: Mapped[str | None]
    languages: Mapped[list[str]] = mapped_column(default=list)
    keywords: Mapped[list[str]] = mapped_column(default=list)
    bib_links: Mapped[list[list[str]]] = mapped_column(default=list)
    folded_title: Mapped[str] = mapped_column(default="", deferred=True)
    folded_names: Mapped[str] = mapped_column(default="", server_default="", deferred=True)
    folded_venue: Mapped[str] = mapped_column(default="", server_default="", deferred=True)
    folded: Mapped[str] = mapped_column(default="", deferred=True)

    translated_title: Mapped[Localized] = mapped_column(default=Localized)
    award: Mapped[Localized] = mapped_column(default=Localized)
    own_links: Mapped[list[list[str]]] = mapped_column(default=list)
    edited_fields: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    sample: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
    cover_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )
    pdf_id: Mapped[int | None] = mapped_column(
        ForeignKey("stored_files.id", ondelete="SET NULL"), index=True
    )

    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    upload_id: Mapped[int | None] = mapped_column(
        ForeignKey("bib_uploads.id", ondelete="SET NULL"), index=True
    )

    # One query for all that are listed, none where there are none.
    cover: Mapped[Picture | None] = relationship(lazy="selectin")
    pdf: Mapped[StoredFile | None] = relationship(lazy="selectin")
    directions: Mapped[list[Direction]] = relationship(
        secondary=publication_directions, order_by=Direction.position
    )
    projects: Mapped[list[Project]] = relationship(
        secondary=publication_projects, order_by=Project.position
    )
    authorships: Mapped[list["Authorship"]] = relationship(
        back_populates="publication",
        order_by="Authorship.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @property
    def links(self) -> list[tuple[str, str]]:
        """Kind and address, the editors' own first; one of each kind."""
        found: dict[str, str] = {}
        for kind, url in [*self.own_links, *self.bib_links]:
            found.setdefault(kind, url)
        return list(found.items())

    @property
    def hue(self) -> int | None:
        """The hue of the first direction, if any."""
        return first_hue(self.directions)


@event.listens_for(Publication.directions, "append")
@event.listens_for(Publication.directions, "remove")
def _touched(publication: Publication, *_: object) -> None:
    """A publication in other directions is another one: undo must not take it for untouched."""
    if publication.id is not None:
        publication.updated_at = now()


class Authorship(Base):
    """An author (or, where a work has none, an editor) at a position, from 0.

    `orcid` is what the entry says. `doubtful` marks a name that may be somebody of the team:
    without an editor's word nobody is linked.
    """

    __tablename__ = "authorships"
    __table_args__ = (
        Index("ix_authorships_publication_id_position", "publication_id", "position", unique=True),
        # Of the few that wait for an editor.
        Index("ix_authorships_doubtful", "name", sqlite_where=text("doubtful")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id", ondelete="CASCADE"))
    position: Mapped[int]
    role: Mapped[str] = mapped_column(default="author")
    given: Mapped[str] = mapped_column(default="")
    von: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    jr: Mapped[str] = mapped_column(default="")
    literal: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    orcid: Mapped[str] = mapped_column(default="", server_default="")
    doubtful: Mapped[bool] = mapped_column(default=False, server_default=false())

    publication: Mapped[Publication] = relationship(back_populates="authorships")
    person: Mapped[Person | None] = relationship()


class AuthorDecision(Base):
    """What an editor decided about a doubtful author, for when the name comes again.

    `form` is the name as written, folded. It holds for one publication (and there for the how
    many of that name, from 0), or without one wherever the name comes. Without a person it is
    nobody of the team.
    """

    __tablename__ = "author_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(index=True)
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey("publications.id", ondelete="CASCADE"), index=True
    )
    occurrence: Mapped[int] = mapped_column(default=0, server_default="0")
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)

    publication: Mapped[Publication | None] = relationship()
    person: Mapped[Person | None] = relationship()
