"""A form's fields as they are typed: from what a thing says, and back again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from microsite.editing import Field, Fields, Kind, Problem, Shape
from microsite.editing.drafts import Typed
from microsite.editing.words import N_
from microsite.web import i18n, times
from microsite.web.editor.content.entry_rows import read_entry, typed_entry
from microsite.web.editor.content.linking import linked_typed, read_links_to
from microsite.web.editor.content.options import Options

# Fields of the form that are none of the thing.
OWN = frozenset({"csrf_token", "do", "version", "seen", "now", "pick-q"})


def typed_of(kind: Kind, fields: Fields, options: Options) -> Typed:
    """What the form's fields hold for a thing that says this."""
    found: Typed = {}
    for field in kind.fields:
        found |= _typed(field, fields.get(field.name), options)
    return found


def form_of(form: "MultiDict[str, str]") -> Typed:
    """What was typed in a form that was sent; line ends as a text has them."""
    return {
        name: [value.replace("\r\n", "\n").replace("\x00", "") for value in values]
        for name, values in form.lists()
        if name not in OWN and not name.startswith("choice-")
    }


def read(
    kind: Kind, typed: Typed, former: Fields, options: Options
) -> tuple[Fields, list[Problem]]:
    """What the thing is to say, and what cannot be read of it (that stays as it was).

    Tags are still names here: `tags` and `categories` hold what was typed.
    """
    fields: Fields = {}
    problems: list[Problem] = []
    for field in kind.fields:
        try:
            fields[field.name] = _read(field, typed, former.get(field.name), options)
        except UnreadableError as error:
            fields[field.name] = former.get(field.name)
            problems.append(Problem(field.name, error.message, error.values))
    return fields, problems


class UnreadableError(Exception):
    """What was typed is nothing the field can hold."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


def _typed(field: Field, value: Any, options: Options) -> Typed:
    name = field.name
    if field.shape in (Shape.LINE, Shape.PROSE):
        return {f"{name}-{lang}": [(value or {}).get(lang, "")] for lang in i18n.languages()}
    if field.shape is Shape.LINKS:
        pairs = value or []
        return {f"{name}-kind": [one for one, _ in pairs], f"{name}-url": [one for _, one in pairs]}
    if field.shape in (Shape.WORDS, Shape.ADDRESSES):
        return {name: ["\n".join(value or [])]}
    if field.shape is Shape.PARTS:
        return {name: [f"{part * 100:g}" for part in value or []]}
    if field.shape is Shape.FLAG:
        return {name: ["1"]} if value else {}
    if field.shape is Shape.MOMENT:
        return {name: [times.to_field(datetime.fromisoformat(value)) if value else ""]}
    if field.shape is Shape.RECORD:
        return typed_entry(options.publication, value or {})
    if field.of:
        return linked_typed(field, value, options)
    return {name: ["" if value is None else str(value)]}


def _read(field: Field, typed: Typed, former: Any, options: Options) -> Any:
    if field.shape is Shape.RECORD:
        return read_entry(options.publication, typed)
    # Boxes that are not ticked are not sent; all else that is not there was not on the form.
    if field.shape not in (Shape.FLAG, Shape.MANY) and not _is_there(field.name, typed):
        return former
    if field.of:
        try:
            return read_links_to(field, typed, options)
        except LookupError as error:
            raise UnreadableError(
                N_("“%(word)s” is not among those that can be chosen."), word=str(error.args[0])
            ) from error
    return READERS[field.shape](field.name, typed, former)


def _is_there(name: str, typed: Typed) -> bool:
    return any(key == name or key.startswith(f"{name}-") for key in typed)


def _first(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0].strip()


def _text(name: str, typed: Typed, former: Any) -> str:
    return " ".join(_first(typed, name).split())


def _line(name: str, typed: Typed, former: Any) -> dict[str, str]:
    """What languages the form does not show say, stays."""
    said = {lang: " ".join(_first(typed, f"{name}-{lang}").split()) for lang in i18n.languages()}
    return {lang: text for lang, text in {**(former or {}), **said}.items() if text}


def _prose(name: str, typed: Typed, former: Any) -> dict[str, str]:
    said = {}
    for lang in i18n.languages():
        text = (typed.get(f"{name}-{lang}") or [""])[0]
        was = (former or {}).get(lang, "")
        # A browser takes one line end away from the beginning of a textarea.
        said[lang] = was if text.strip("\n") == was.strip("\n") else text.rstrip() + "\n"
    return {lang: text for lang, text in {**(former or {}), **said}.items() if text.strip()}


def _number(name: str, typed: Typed, former: Any) -> int | None:
    text = _first(typed, name)
    if not text:
        return None
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdecimal():
        raise UnreadableError(N_("“%(text)s” is no whole number."), text=text[:40])
    if len(text) > 9:
        raise UnreadableError(N_("“%(text)s” is too large."), text=text[:40])
    return int(text)


def _flag(name: str, typed: Typed, former: Any) -> bool:
    return bool(_first(typed, name))


def _day(name: str, typed: Typed, former: Any) -> str | None:
    text = _first(typed, name)
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat() if text else None
    except ValueError as error:
        raise UnreadableError(
            N_("“%(text)s” is no day such as 2026-11-21."), text=text[:40]
        ) from error


def _moment(name: str, typed: Typed, former: Any) -> str | None:
    text = _first(typed, name)
    # The field has no seconds: who did not touch it has changed nothing.
    if former and text == times.to_field(datetime.fromisoformat(former)):
        return str(former)
    try:
        return times.from_field(text).isoformat() if text else None
    except (ValueError, OverflowError) as error:
        raise UnreadableError(
            N_("“%(text)s” is no time such as 2026-11-21 14:05."), text=text[:40]
        ) from error


def _words(name: str, typed: Typed, former: Any) -> list[str]:
    lines = (" ".join(line.split()) for line in (typed.get(name) or [""])[0].splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _links(name: str, typed: Typed, former: Any) -> list[list[str]]:
    kinds, urls = typed.get(f"{name}-kind", []), typed.get(f"{name}-url", [])
    pairs = [[one.strip().casefold(), url.strip()] for one, url in zip(kinds, urls, strict=False)]
    return [pair for pair in pairs if any(pair)]


def _parts(name: str, typed: Typed, former: Any) -> list[float]:
    given = [text.strip() for text in typed.get(name, [])]
    if not any(given):
        return []
    if former and given == [f"{part * 100:g}" for part in former]:
        return list(former)
    try:
        return [round(float(text) / 100, 4) for text in given]
    except ValueError as error:
        raise UnreadableError(N_("“%(text)s” is no number."), text=" ".join(given)[:40]) from error


READERS: dict[Shape, Callable[[str, Typed, Any], Any]] = {
    Shape.TEXT: _text,
    Shape.LINE: _line,
    Shape.PROSE: _prose,
    Shape.NUMBER: _number,
    Shape.FLAG: _flag,
    Shape.DAY: _day,
    Shape.MOMENT: _moment,
    Shape.WORDS: _words,
    Shape.ADDRESSES: _words,
    Shape.LINKS: _links,
    Shape.PARTS: _parts,
}
