"""What editors change: every kind of thing, its fields and what they hold, in one registry."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from microsite.editing.words import N_
from microsite.models import (
    Area,
    Article,
    Base,
    Direction,
    Highlight,
    NewsItem,
    Page,
    Person,
    Project,
    Publication,
    Role,
    Tag,
)

Fields = dict[str, Any]
"""What a thing says, field by field, as plain data that JSON can hold."""


class Shape(StrEnum):
    """What a field holds, and how a snapshot writes it."""

    TEXT = "text"  # str
    LINE = "line"  # a short text per language: {lang: str}
    PROSE = "prose"  # a long one
    NUMBER = "number"  # int or None
    FLAG = "flag"  # bool
    DAY = "day"  # ISO date
    MOMENT = "moment"  # ISO time in UTC, or None
    WORDS = "words"  # [str]
    LINKS = "links"  # [[kind, address]]
    PARTS = "parts"  # [float]
    ONE = "one"  # id of another thing, or None
    MANY = "many"  # [id], sorted, or in their order where the table between keeps one
    RECORD = "record"  # {field: text} of an entry, written by hand
    ADDRESSES = "addresses"  # [path] that lead here, from the table of old addresses


@dataclass(frozen=True)
class Field:
    """A field by its column's or relation's name; `of` is the kind of thing it leads to."""

    name: str
    shape: Shape
    label: str
    of: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of thing. `title` is the field that names it; `path` is its address on the site.

    Things that are `ordered` have a position, and are moved within those of the same `group`.
    Others are listed by the field `newest`, or by their title.
    """

    name: str
    model: type[Base]
    label: str
    plural: str
    title: str
    fields: tuple[Field, ...]
    path: str = ""
    ordered: bool = False
    group: str = ""
    newest: str = ""

    def field(self, name: str) -> Field:
        """The field of that name. Raises KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def has(self, name: str) -> bool:
        """Whether there is a field of that name."""
        return any(field.name == name for field in self.fields)


def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which editors see them."""
    return tuple(KINDS.values())


_SLUG = Field("slug", Shape.TEXT, N_("Address"))
_NAME = Field("name", Shape.LINE, N_("What it is called"))
_TITLE = Field("title", Shape.LINE, N_("Title"))
_SUMMARY = Field("summary", Shape.LINE, N_("Summary"))
_TEXT = Field("text", Shape.PROSE, N_("Text"))
_STATE = Field("state", Shape.TEXT, N_("State"))
_START = Field("start_year", Shape.NUMBER, N_("From year"))
_END = Field("end_year", Shape.NUMBER, N_("To year"))
_LINKS = Field("links", Shape.LINKS, N_("Links"))
_COVER = Field("cover_id", Shape.ONE, N_("Cover"), "picture")
_DIRECTIONS = Field("directions", Shape.MANY, N_("Directions"), "direction")
_PEOPLE = Field("people", Shape.MANY, N_("People"), "person")
_OLD = Field("old_addresses", Shape.ADDRESSES, N_("Old addresses"))

PAGE = Kind(
    "page", Page, N_("Web page"), N_("Web pages"), "title",
    (
        _TITLE, _SLUG, Field("description", Shape.LINE, N_("Description")), _TEXT, _STATE,
        Field("place", Shape.NUMBER, N_("Place in the navigation")),
        Field("header_id", Shape.ONE, N_("Picture at the top"), "picture"), _OLD,
    ),
    path="/{slug}/",
)  # fmt: skip
ARTICLE = Kind(
    "article", Article, N_("Article"), N_("Articles"), "title",
    (
        _TITLE, _SLUG, _SUMMARY, _TEXT, _STATE,
        Field("published_at", Shape.MOMENT, N_("Date and time")), _COVER,
        Field("people", Shape.MANY, N_("Authors"), "person"),
        Field("tags", Shape.MANY, N_("Tags and categories"), "tag"), _DIRECTIONS, _OLD,
    ),
    path="/articles/{slug}/",
    newest="published_at",
)  # fmt: skip
NEWS = Kind(
    "news", NewsItem, N_("News item"), N_("News"), "text",
    (Field("date", Shape.DAY, N_("Date")), _TEXT, Field("url", Shape.TEXT, N_("Leads to"))),
    newest="date",
)  # fmt: skip
PROJECT = Kind(
    "project", Project, N_("Project"), N_("Projects"), "name",
    (
        _NAME, _SLUG, _SUMMARY, _TEXT, Field("status", Shape.TEXT, N_("Status")), _START, _END,
        _DIRECTIONS, Field("areas", Shape.MANY, N_("Areas"), "area"), _PEOPLE, _LINKS, _COVER,
        Field("gallery", Shape.MANY, N_("Gallery"), "picture"), _OLD,
    ),
    path="/projects/{slug}/",
    ordered=True,
)  # fmt: skip
PERSON = Kind(
    "person", Person, N_("Person"), N_("People"), "name",
    (
        Field("name", Shape.LINE, N_("Name")), _SLUG,
        Field("aliases", Shape.WORDS, N_("Other spellings")),
        Field("role", Shape.TEXT, N_("Role")), Field("title", Shape.LINE, N_("Position")),
        _TEXT, _START, _END, Field("went_to", Shape.LINE, N_("Went to")),
        Field("orcid", Shape.TEXT, N_("ORCID iD")), Field("email", Shape.TEXT, N_("Email")),
        _LINKS, _DIRECTIONS,
        Field("portrait_id", Shape.ONE, N_("Portrait"), "picture"),
        Field("portrait_crop", Shape.PARTS, N_("Part of the portrait")),
        Field("wechat_id", Shape.ONE, N_("WeChat code"), "picture"), _OLD,
    ),
    path="/team/{slug}/",
    ordered=True,
    group="role",
)  # fmt: skip
ROLE = Kind(
    "role", Role, N_("Role"), N_("Roles"), "name",
    (_NAME, _SLUG, Field("alumni", Shape.FLAG, N_("Alumni"))),
    ordered=True,
)  # fmt: skip
DIRECTION = Kind(
    "direction", Direction, N_("Direction"), N_("Directions"), "name",
    (
        _NAME, _SLUG, Field("hue", Shape.NUMBER, N_("Hue")), _SUMMARY, _TEXT,
        Field("words", Shape.WORDS, N_("Words that suggest it")),
        Field("venues", Shape.WORDS, N_("Venues that suggest it")), _OLD,
    ),
    path="/directions/{slug}/",
    ordered=True,
)  # fmt: skip
AREA = Kind("area", Area, N_("Area"), N_("Areas"), "name", (_NAME, _SLUG), ordered=True)
HIGHLIGHT = Kind(
    "highlight", Highlight, N_("Highlight"), N_("Highlights"), "text",
    (
        Field("publication_id", Shape.ONE, N_("Publication"), "publication"),
        Field("project_id", Shape.ONE, N_("Project"), "project"),
        Field("text", Shape.LINE, N_("Text")),
    ),
    ordered=True,
)  # fmt: skip
TAG = Kind(
    "tag", Tag, N_("Tag"), N_("Tags"), "name",
    (_NAME, _SLUG, Field("kind", Shape.TEXT, N_("Kind"))),
    group="kind",
)  # fmt: skip

# Its entry belongs to the file it came from, but for what editors wrote by hand. Thousands of them
# have a list and a form of their own, so it is not among the kinds that share one.
PUBLICATION = Kind(
    "publication", Publication, N_("Publication"), N_("Publications"), "translated_title",
    (
        Field("translated_title", Shape.LINE, N_("Translated title")),
        _DIRECTIONS, Field("projects", Shape.MANY, N_("Projects"), "project"),
        Field("award", Shape.LINE, N_("Award")),
        Field("own_links", Shape.LINKS, N_("Links")), _COVER,
        Field("pdf_id", Shape.ONE, N_("PDF"), "document"),
        Field("hidden", Shape.FLAG, N_("Hidden")),
        Field("edited", Shape.RECORD, N_("Fields written by hand")),
    ),
)  # fmt: skip

KINDS = {
    kind.name: kind
    for kind in (
        PAGE, ARTICLE, NEWS, PROJECT, PERSON, ROLE, DIRECTION, AREA, HIGHLIGHT, TAG,
    )
}  # fmt: skip
# Those that have revisions, and a form.
ALL = {**KINDS, PUBLICATION.name: PUBLICATION}
