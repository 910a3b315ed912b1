"""Localized: one value with a text per language, falling back visibly."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator


class Said(NamedTuple):
    """A text and the language it is really in (which may not be the one asked for)."""

    text: str
    lang: str


class Localized(Mapping[str, str]):
    """An immutable mapping of language code to text; empty texts are left out."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, /, **more: str) -> None:
        self._texts = {lang: text for lang, text in {**(texts or {}), **more}.items() if text}

    def __getitem__(self, lang: str) -> str:
        return self._texts[lang]

    def __iter__(self) -> Any:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Localized) and self._texts == other._texts

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        return f"Localized({self._texts!r})"

    def said(self, lang: str, languages: Iterable[str] = ()) -> Said:
        """The text in `lang`, else in the first of `languages` that has one, else in any.

        Returns `Said("", lang)` where there is no text at all.
        """
        for candidate in (lang, *languages, *self._texts):
            if candidate in self._texts:
                return Said(self._texts[candidate], candidate)
        return Said("", lang)

    def both(self) -> str:
        """Every text on a line of its own: what a search should look through."""
        return "\n".join(self._texts.values())


class LocalizedType(TypeDecorator[Localized]):
    """A `Localized` kept as one JSON column; a missing value reads as an empty one."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Store the plain mapping."""
        return dict(value) if value is not None else {}

    def process_result_value(self, value: Any, dialect: Dialect) -> Localized:
        """Read the plain mapping back."""
        return Localized(value)
