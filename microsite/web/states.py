"""The addresses of the states of a list."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from urllib.parse import quote_plus

from flask import g, url_for

from microsite.filters import ARGUMENTS, Facet, Filters

# What an address may hold unquoted in its query, as Werkzeug has it.
_SAFE = "!$'()*,/:;?@"
# Stands for the values of a facet in a state: no value is like it.
_HERE = "\x00"


class Addresses:
    """The addresses of the states of a list at `path`; its arguments `own` belong to the place."""

    def __init__(self, path: str, own: Sequence[str] = ()) -> None:
        self._path = path
        self._own = own

    def __call__(self, filters: Filters) -> str:
        """The address of this state."""
        return self._joined(self._parts(filters))

    def clicks(self, filters: Filters, facet: Facet) -> Callable[[str | int], str]:
        """What gives the address after a click on a value of a facet: a page has a hundred."""
        name, chosen = ARGUMENTS[facet], set(getattr(filters, facet))
        parts = self._parts(filters.with_values(facet, (_HERE,)))
        at = parts.index(f"{name}={_quoted(_HERE)}")
        before, after = parts[:at], parts[at + 1 :]

        def click(value: str | int) -> str:
            values = sorted(chosen ^ {value})
            return self._joined(
                [*before, *(f"{name}={_quoted(str(one))}" for one in values), *after]
            )

        return click

    def _parts(self, filters: Filters) -> list[str]:
        return [
            f"{name}={_quoted(value)}"
            for name, values in filters.to_args().items()
            if name not in self._own
            for value in values
        ]

    def _joined(self, parts: Sequence[str]) -> str:
        return f"{self._path}?{'&'.join(parts)}" if parts else self._path


def research_url(filters: Filters) -> str:
    """The address of the research page in this state."""
    return of_research()(filters)


def of_research() -> Addresses:
    """The addresses of the research page."""
    if "of_research" not in g:
        g.of_research = Addresses(url_for("research.index"))
    addresses: Addresses = g.of_research
    return addresses


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return quote_plus(text, safe=_SAFE)
