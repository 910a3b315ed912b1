"""What a Jekyll site's texts lead to: its pictures, its pages' new addresses, its citations."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.checkout import Checkout
from microsite.moving.jekyll.data import Data
from microsite.moving.jekyll.front import Document, line
from microsite.moving.jekyll.pictures import Pictures
from microsite.moving.report import Remote

# Sections of the site by the names that the old ones have for them.
_SECTIONS = {"blog": "articles", "publications": "research", "people": "team", "members": "team"}


class Site:
    """One checkout with all that its texts may ask of it."""

    def __init__(self, checkout: Checkout, config: Mapping[str, Any], pictures: Pictures) -> None:
        self.checkout = checkout
        self.report = checkout.report
        self.config = config
        self.pictures = pictures
        self.citations: dict[str, str] = {}
        self.members: dict[str, str] = {}
        # Where each old path, and each source file, is now.
        self.addresses: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        # Told of each document when it is begun.
        self.begun: Callable[[str], object] = lambda path: None
        # The place in the navigation of the pages that a data file gives one.
        self.places: dict[str, int] = {}
        self.data = Data(checkout)
        # What the links of a source file that name no root are meant from.
        self._bases: dict[str, str] = {}
        self._old: dict[str, list[str]] = {}
        self._stems: dict[str, str] = {}

    def settle(self, document: Document, path: str, old: list[str]) -> None:
        """Note where a document is now, and where it was."""
        self.sources[document.path] = path
        self._bases[document.path] = old[0] if old else f"/{document.path}"
        self._stems.setdefault(PurePosixPath(document.path).stem, document.path)
        for one in map(_key, old):
            if self.addresses.setdefault(one, path) == path:
                self._old.setdefault(path, []).append(one)

    def known(self, address: str) -> str | None:
        """Where what was at an address is now."""
        return self.addresses.get(_key(address)) if address.startswith("/") else None

    def is_section(self, address: str) -> bool:
        """Whether the site itself has what an address leads to."""
        first = _key(address).split("/")[1]
        return first in _SECTIONS or first in _SECTIONS.values()

    def old_of(self, path: str) -> list[str]:
        """Where what is at this path was."""
        return list(dict.fromkeys(self._old.get(path, ())))

    def of_source(self, name: str) -> str | None:
        """Where the source file of that name (or a post by its name) is now."""
        stem = self._stems.get(name.rpartition("/")[2], "")
        return self.sources.get(name) or self.sources.get(stem)

    def tell(self, document: Document, fragment: str, template: str, **params: object) -> None:
        """Note a problem where a piece of a document is."""
        if not self.report.is_full(document.path):
            self.report.tell(document.path, document.line_of(fragment), template, **params)

    def tell_key(self, document: Document, key: str) -> None:
        """Note that a key of the front matter has no place here."""
        if not self.report.is_full(document.path):
            number = document.line_of_key(key)
            self.report.tell(document.path, number, problems.UNKNOWN_KEY, key=key[:60])

    def link(self, document: Document, href: str) -> str:
        """Where a link of a document leads to here; one to elsewhere is as it was."""
        href = href.strip()
        if not href or href.startswith("#") or re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.I):
            return href
        path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", href, re.DOTALL).groups()  # type: ignore[union-attr]
        known = self.sources.get(_beside(document.path, path))
        meant = self._meant(document, path)
        places = (meant, path, _beside(document.path, path))
        known = known or next(
            (to for place in places if (to := self.addresses.get(_key(place)))), None
        )
        if known:
            return f"{known}{mark}{rest}"
        bare = _key(path if "." in PurePosixPath(path).name else meant).strip("/")
        if "." in PurePosixPath(bare).name:
            self.tell(document, href, problems.NO_FILE, path=path[:120])
            return f"/{bare}"
        first, _, more = bare.partition("/")
        return f"/{_SECTIONS.get(first, first)}/" + (f"{more}/" if more else "") + mark + rest

    def picture(self, document: Document, source: str) -> str:
        """`picture:…` for a picture of the folder; empty, told, for one that is not there."""
        if source.startswith(("picture:", "drawing:")):
            return source
        if source.startswith("data:"):
            return self.pictures.inline(document, source)
        for path in self._places(document, source):
            if path in self.checkout.files:
                return self.pictures.kept(path)
        self.tell(document, source, problems.NO_PICTURE, path=source[:120])
        return ""

    def leave(self, document: Document, url: str) -> None:
        """Note a picture of another site."""
        if not self.report.is_full(document.path):
            self.report.leave(Remote(document.path, document.line_of(url), url))

    def _meant(self, document: Document, path: str) -> str:
        """A path from the root, without the folder that the whole site lay in."""
        base = line(self.config.get("baseurl")).rstrip("/")
        bare = path.removeprefix(base) if base and path.startswith(f"{base}/") else path
        try:
            return urljoin(self._bases.get(document.path, "/"), bare)
        except ValueError:
            return bare

    def _places(self, document: Document, source: str) -> list[str]:
        """Where a picture of that address may lie."""
        try:
            path = unquote(urlsplit(source).path) if "?" in source or "%" in source else source
        except ValueError:
            path = source
        base = line(self.config.get("baseurl"))
        bare = path.removeprefix(base).lstrip("/") if base else path.lstrip("/")
        names = [_beside(document.path, path), normpath(bare) if bare else ""]
        folders = (
            "images", "assets/img", "assets/images", "img", "assets/img/publication_preview",
            "images/team", "images/people", "assets/img/people", "assets/img/team",
        )  # fmt: skip
        return [*names, *(f"{folder}/{bare}" for folder in folders)]


def _beside(source: str, path: str) -> str:
    """A path as it is meant in a file: from the root, or from the file's own folder."""
    if path.startswith("/"):
        return normpath(path).lstrip("/")
    return normpath((PurePosixPath(source).parent / path).as_posix())


def _key(path: str) -> str:
    """An old path in the form in which old paths are compared."""
    bare = unquote(path).strip().strip("/").removesuffix("index.html").removesuffix("index.md")
    bare = re.sub(r"\.(html?|md)$", "", bare)
    bare = normpath(bare).strip("/") if bare else ""
    return f"/{bare}/" if bare and bare != "." else "/"
