"""What is read from a Jekyll site before anything is written."""

from dataclasses import dataclass, field

from microsite.editing import Fields, Kind


@dataclass
class Item:
    """A thing to be: its fields, and by name what is known only once other things are there.

    `pictures` are `picture:…` by field; `tags` are names by their kind; `people` are slugs.
    """

    kind: Kind
    file: str
    fields: Fields
    lang: str
    pictures: dict[str, str] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)


@dataclass
class Paper:
    """What a publication has beside its entry, by its citation key."""

    key: str
    picture: str = ""
    # The path of its PDF.
    document: str = ""
    links: list[list[str]] = field(default_factory=list)
