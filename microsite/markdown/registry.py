"""The blocks: what each is called, which values it knows, and whether it holds text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Reads = Literal["flag", "text", "link", "picture", "number", "word", "slug", "key", "query"]


@dataclass(frozen=True, slots=True)
class Value:
    """What may stand after `name=`; `words` are the choices of a word, the bounds a number's."""

    reads: Reads
    needed: bool = False
    words: tuple[str, ...] = ()
    low: int = 1
    high: int = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of block. One that `holds` text goes on to its end, any other is a line.

    A `live` one shows what the site has at the moment.
    """

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    holds: bool = False
    live: bool = False


FLAG = Value("flag")
TEXT = Value("text")
LINK = Value("link")
PICTURE = Value("picture")
SLUG = Value("slug")
NUMBER = Value("number")
SIZE = Value("word", words=("small", "medium", "large"))

_HOLDING = (
    Kind("section", {"background": PICTURE, "tint": FLAG, "full": FLAG, "dark": FLAG}),
    Kind("feature", {"picture": PICTURE, "link": LINK, "title": TEXT, "flip": FLAG}),
    Kind("card", {"picture": PICTURE, "link": LINK, "title": TEXT}),
    Kind("grid", {"columns": Value("number", low=2, high=4)}),
    Kind("figure", {"picture": Value("picture", needed=True), "link": LINK, "size": SIZE}),
    Kind("gallery", {"columns": Value("number", low=2, high=5)}),
    Kind(
        "alert",
        {"kind": Value("word", words=("note", "tip", "warning", "danger")), "title": TEXT},
    ),
    Kind("float", {"side": Value("word", words=("left", "right")), "picture": PICTURE}),
    Kind("example"),
)
_LINES = (Kind("button", {"link": Value("link", True), "text": Value("text", True), "main": FLAG}),)
_LISTED = Value("word", True, words=("publications", "people", "projects", "articles"))
_LIVE = (
    Kind("citation", {"key": Value("key", True)}),
    Kind("portrait", {"person": Value("slug", True)}),
    Kind("list", {"of": _LISTED, "items": Value("text", True)}),
    Kind("highlights", {"direction": SLUG, "number": NUMBER}),
    Kind("directions", {"number": NUMBER}),
    Kind(
        "publications",
        {
            "direction": TEXT,
            "year": TEXT,
            "type": TEXT,
            "person": TEXT,
            "q": TEXT,
            "filter": Value("query"),
            "number": NUMBER,
        },
    ),
    Kind("people", {"role": SLUG, "direction": SLUG, "number": Value("number", high=300)}),
    Kind(
        "projects",
        {
            "direction": SLUG,
            "area": SLUG,
            "status": Value("word", words=("running", "done")),
            "number": NUMBER,
        },
    ),
    Kind("articles", {"tag": TEXT, "direction": SLUG, "number": NUMBER}),
    Kind("news", {"number": NUMBER}),
)

BLOCKS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        *(Kind(kind.name, kind.values, holds=True) for kind in _HOLDING),
        *_LINES,
        *(Kind(kind.name, kind.values, live=True) for kind in _LIVE),
    )
}
