"""Fields that lead to other things, as a form has them: ticked, chosen, or typed by name."""

import re
from typing import Any

from flask import g
from sqlalchemy import select

from microsite.db import db
from microsite.editing import Field, Shape
from microsite.editing.drafts import Typed
from microsite.models import Publication
from microsite.web import i18n
from microsite.web.editor.content.options import Options

_COMMAS = re.compile("[,，、;；\n]")
# The two fields in which tags are typed, and the kind of tag each is for.
TAG_FIELDS = {"tags": "tag", "categories": "category"}


def linked_typed(field: Field, value: Any, options: Options) -> Typed:
    """What the form holds for what a field leads to."""
    if field.of == "tag":
        chosen = [one for one in options.of("tag") if one.id in (value or [])]
        return {
            name: [", ".join(_said(one.name) for one in chosen if one.word == which)]
            for name, which in TAG_FIELDS.items()
        }
    if field.of in ("person", "publication"):
        ids = value if isinstance(value, list) else [value] if value else []
        return {field.name: [word for one in ids if (word := options.word(field.of, one))]}
    if field.shape is Shape.MANY:
        return {field.name: [str(one) for one in value or []]}
    return {field.name: [str(value) if value else ""]}


def read_links_to(field: Field, typed: Typed, options: Options) -> Any:
    """The ids that a field is to lead to; of tags the names, for those may still be made.

    Raises:
        LookupError: with the word that means nothing.
    """
    given = [text.strip() for text in typed.get(field.name, []) if text.strip()]
    if field.of == "tag":
        return [
            (which, name.strip())
            for field_name, which in TAG_FIELDS.items()
            for name in _COMMAS.split(" ".join(typed.get(field_name, [])))
            if name.strip()
        ]
    if field.of == "publication":
        return _publication(given[0], options) if given else None
    if field.of == "person":
        found = [(text, options.number("person", text)) for text in given]
    else:
        known = {str(one.id): one.id for one in options.of(field.of)}
        found = [(text, known.get(text)) for text in given]
    for text, number in found:
        if number is None:
            raise LookupError(text[:80])
    ids = list(dict.fromkeys(number for _, number in found if number is not None))
    if field.shape is Shape.ONE:
        return ids[0] if ids else None
    return ids


def _publication(text: str, options: Options) -> int:
    number = options.number("publication", text)
    if number is None:
        query = select(Publication.id).where(Publication.citation_key == text)
        number = db.session.scalar(query)
    if number is None:
        raise LookupError(text[:80])
    return number


def _said(name: Any) -> str:
    text: str = name.said(g.lang, i18n.languages()).text
    return text
