"""The addresses of the states of a list."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from urllib.parse import quote_plus

from flask import g, request, url_for

from microsite.filters import ARGUMENTS, Facet, Filters

# What an address may hold unquoted in its query, as Werkzeug has it.
_SAFE = "!$'()*,/:;?@"
# Stands for the values of a facet in a state: no value is like it.
_HERE = "\x00"


class Addresses:
    """The addresses of the states of a list at `path`; its arguments `own` belong to the place."""

    def __init__(self, path: str, own: Sequence[str] = ()) -> None:
        self.path = path
        self._own = tuple(own)

    def __call__(self, filters: Filters) -> str:
        """The address of this state."""
        parts = _parts(filters, self._own)
        return f"{self.path}?{'&'.join(parts)}" if parts else self.path

    def clicks(self, filters: Filters, facet: Facet) -> Callable[[str | int], str]:
        """What gives the address after a click on a value of a facet: a page has a hundred."""
        name, chosen = ARGUMENTS[facet], set(getattr(filters, facet))
        before, after = _around(filters, facet, self._own)
        start = f"{self.path}?{''.join(f'{one}&' for one in before)}{name}="
        end = "".join(f"&{one}" for one in after)

        def click(value: str | int) -> str:
            values = [f"{name}={_quoted(str(one))}" for one in sorted(chosen ^ {value})]
            parts = [*before, *values, *after]
            return f"{self.path}?{'&'.join(parts)}" if parts else self.path

        def first_click(value: str | int) -> str:
            return f"{start}{_quoted(str(value))}{end}"

        return click if chosen else first_click


def research_url(filters: Filters) -> str:
    """The address of the research page in this state."""
    return of_research()(filters)


def of_research() -> Addresses:
    """The addresses of the research page."""
    return _of_research(request.script_root, g.lang)


def list_files(filters: Filters) -> dict[str, str]:
    """The addresses of the list as a file by their suffix; "atom" is its feed, "html" for paper."""
    query = Addresses("")(filters.whole())
    return {suffix: path + query for suffix, path in _paths_of_files(request.script_root, g.lang)}


# Flask works an address out anew each time, and that of a list stands on every page.
@lru_cache(maxsize=256)
def _of_research(root: str, lang: str) -> Addresses:
    return Addresses(url_for("research.index", lang=lang))


@lru_cache(maxsize=256)
def _paths_of_files(root: str, lang: str) -> tuple[tuple[str, str], ...]:
    files = [
        (suffix, url_for("research.export", suffix=suffix, lang=lang))
        for suffix in ("bib", "ris", "json")
    ]
    sheet = ("html", url_for("research.sheet", lang=lang))
    return (*files, sheet, ("atom", url_for("research.feed", lang=lang)))


# Visitors ask for the same states again and again.
@lru_cache(maxsize=4096)
def _parts(filters: Filters, own: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        f"{name}={_quoted(value)}"
        for name, values in filters.to_args().items()
        if name not in own
        for value in values
    )


@lru_cache(maxsize=4096)
def _around(
    filters: Filters, facet: Facet, own: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of a state's address before those of a facet and after them, on the first page."""
    parts = _parts(filters.with_values(facet, (_HERE,)), own)
    at = parts.index(f"{ARGUMENTS[facet]}={_quoted(_HERE)}")
    return parts[:at], parts[at + 1 :]


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return quote_plus(text, safe=_SAFE)
