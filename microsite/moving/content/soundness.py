"""Whether a line of the history is such as the site itself writes: files may be anybody's."""

import json
from typing import Any

from microsite.bibtex import Entry, reading
from microsite.editing.checks import safe_address
from microsite.editing.kinds import Kind, Shape
from microsite.editing.snapshots import EMPTY

ACTIONS = ("created", "changed", "deleted", "restored", "moved")


def check(kind: Kind, data: dict[str, Any]) -> None:
    """Raise ValueError for fields of another shape, or links that may not stand on the site."""
    fields = data.get("fields")
    if not isinstance(fields, dict):
        raise ValueError("no fields")
    for field in kind.fields:
        if field.name in fields and not _has_shape(field.shape, fields[field.name]):
            raise ValueError(field.name)
    if "before" in data:
        derive(data["before"])


def derive(before: dict[str, Any]) -> None:
    """Read anew from a deleted entry what is shown unescaped or as a link."""
    row = before["row"]
    fields = tuple((str(name), str(value)) for name, value in json.loads(row["fields"]))
    key, kind = str(row["citation_key"]), str(row["entry_type"])
    entry = Entry(key, key, kind, fields, (), "", 0)
    row["title_markup"] = reading.title_markup(entry)
    links = [list(link) for link in reading.links(entry)]
    # What says the same stays as the database wrote it, to the letter.
    if json.loads(row["bib_links"]) != links:
        row["bib_links"] = json.dumps(links, ensure_ascii=False)
    if not _has_shape(Shape.LINKS, json.loads(row["own_links"])):
        raise ValueError("own_links")


def _has_shape(shape: Shape, value: Any) -> bool:
    if shape in (Shape.LINE, Shape.PROSE, Shape.RECORD):
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if shape is Shape.LINKS:
        return isinstance(value, list) and all(map(_is_link, value))
    if shape in (Shape.WORDS, Shape.ADDRESSES):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if shape in (Shape.DAY, Shape.MOMENT, Shape.ONE):
        return value is None or isinstance(value, str)
    if shape is Shape.NUMBER:
        return value is None or isinstance(value, int)
    return isinstance(value, type(EMPTY[shape]))


def _is_link(pair: Any) -> bool:
    return (
        isinstance(pair, list)
        and [type(part) for part in pair] == [str, str]
        and safe_address(pair[1])
    )
