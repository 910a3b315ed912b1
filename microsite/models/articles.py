"""Articles with their tags and categories, and the news."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from microsite.localized import Localized
from microsite.models.base import Base, Edited
from microsite.models.content import Direction, Person, first_hue
from microsite.models.stored import Picture

article_tags = Table(
    "article_tags",
    Base.metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_article_tags_tag_id", "tag_id", "article_id"),
)

article_directions = Table(
    "article_directions",
    Base.metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("direction_id", ForeignKey("directions.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_article_directions_direction_id", "direction_id", "article_id"),
)

article_people = Table(
    "article_people",
    Base.metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False, server_default="0"),
    Index("ix_article_people_person_id", "person_id", "article_id"),
)


class Tag(Edited, Base):
    """A tag or a category of articles: `kind` says which; its slug stands in addresses."""

    __tablename__ = "tags"
    __table_args__ = (Index("ix_tags_kind_slug", "kind", "slug", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    slug: Mapped[str]
    name: Mapped[Localized] = mapped_column(default=Localized)


class Article(Edited, Base):
    """An article. `state` is draft or published; published with a time to come is scheduled."""

    __tablename__ = "articles"
    # The lists' order, newest first.
    __table_args__ = (Index("ix_articles_listing", "state", "published_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Localized] = mapped_column(default=Localized)
    summary: Mapped[Localized] = mapped_column(default=Localized)
    text: Mapped[Localized] = mapped_column(default=Localized)
    state: Mapped[str] = mapped_column(default="draft")
    published_at: Mapped[datetime | None]
    cover_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )

    # One query for all that are listed, none where there are none.
    cover: Mapped[Picture | None] = relationship(lazy="selectin")
    tags: Mapped[list[Tag]] = relationship(secondary=article_tags, order_by=(Tag.kind, Tag.slug))
    directions: Mapped[list[Direction]] = relationship(
        secondary=article_directions, order_by=Direction.position
    )
    people: Mapped[list[Person]] = relationship(
        secondary=article_people, order_by=(article_people.c.position, Person.position)
    )

    @property
    def hue(self) -> int | None:
        """The hue of the first direction, if any."""
        return first_hue(self.directions)


class NewsItem(Edited, Base):
    """A short dated line, in Markdown without blocks; `url` is where it leads, if anywhere."""

    __tablename__ = "news"
    __table_args__ = (Index("ix_news_date", "date", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[date]
    text: Mapped[Localized] = mapped_column(default=Localized)
    url: Mapped[str] = mapped_column(default="")
