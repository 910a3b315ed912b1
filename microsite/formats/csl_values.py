"""The values of CSL-JSON that are more than text: names and dates."""

import json
from collections.abc import Iterator, Mapping

from microsite.formats.compose import escape, iso_date, literal, person


def text_of(told: object) -> str:
    """A value as text; what is no text, number or list of them as JSON."""
    if isinstance(told, str):
        return told
    if isinstance(told, list) and all(isinstance(one, str | int) for one in told):
        # Crossref gives titles and numbers as lists.
        return ", ".join(map(str, told))
    return str(told) if isinstance(told, int | float) else json.dumps(told, ensure_ascii=False)


def is_name(told: object) -> bool:
    """Whether a value is the name of a person or an institution."""
    return isinstance(told, dict) and bool({"family", "literal", "given"} & {*told})


def names_of(told: object) -> str:
    """A list of names as BibTeX writes it."""
    names = told if isinstance(told, list) else [told]
    return " and ".join(filter(None, map(_name, names)))


def _name(told: object) -> str:
    if not isinstance(told, Mapping):
        return literal(text_of(told))
    part = {name: text_of(said) for name, said in told.items() if said}
    if "literal" in part or "name" in part:
        return literal(part.get("literal") or part["name"])
    family, given = part.get("family", ""), part.get("given", "")
    if not family:
        return literal(given)
    particles = (part.get("dropping-particle"), part.get("non-dropping-particle"))
    return person(family, given, " ".join(filter(None, particles)), part.get("suffix", ""))


def dates_of(field: str, told: object) -> Iterator[tuple[str, str]]:
    """Pairs of a field and its value: a date, a range of two, or one in words as the year.

    What is left over has "" for its field.
    """
    left = dict(told) if isinstance(told, Mapping) else {"raw": told}
    parts = left.pop("date-parts", None)
    if isinstance(parts, list) and all(isinstance(one, list) for one in parts):
        dates = [iso_date("-".join(_part(part) for part in one if part)) for one in parts[:2]]
    else:
        words = text_of(left.pop("raw", None) or left.pop("literal", None) or "")
        dates = [iso_date(words)]
        if not dates[0]:
            yield ("year" if field == "date" else field), escape(words)
    yield field, "/".join(date for date in dates if date)
    if parts and not any(dates):
        left["date-parts"] = parts
    if left:
        yield "", escape(text_of(left))


def _part(part: object) -> str:
    text = str(part).strip()
    return text.zfill(4) if len(text) == 3 else text
