"""What a Jekyll site's texts lead to: its pictures, its pages' new addresses, its citations."""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.checkout import Checkout
from microsite.moving.jekyll.front import Document, data, line
from microsite.moving.jekyll.pictures import Pictures
from microsite.moving.report import Remote

# Data that themes keep for themselves.
_OF_THEME = {
    "navigation", "ui-text", "types", "socials", "venues", "authors", "theme", "comments", "share",
    "contact", "links", "coauthors", "orcid", "roles", "settings", "featured_plugins",
}  # fmt: skip
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
        # Data files by name: the block for what was made of them; those that were read; values.
        self.listed: dict[str, str] = {}
        self.used: set[str] = set()
        self._values: dict[str, Any] = {}
        # What the links of a source file that name no root are meant from.
        self._bases: dict[str, str] = {}

    def values(self, name: str) -> Any:
        """What a data file says; None for none."""
        if name not in self._values:
            path, said = data(self.checkout, f"_data/{name}") or ("", None)
            table = f"_data/{name}.csv"
            if not path and (text := self.checkout.files.get(table) and self.checkout.text(table)):
                path, said = table, list(csv.DictReader(io.StringIO(text)))
            self._values[name] = said
            self.used.add(path)
        return self._values[name]

    def tell_unread(self) -> None:
        """Note the data files of which nothing was made, and which no page looped over."""
        for path in self.checkout.under("_data", ".yml", ".yaml", ".json", ".csv"):
            name = PurePosixPath(path).stem.lower()
            if path in self.used or name in _OF_THEME or path.count("/") > 1:
                continue
            said = self.values(PurePosixPath(path).stem)
            if number := len(said) if isinstance(said, list | dict) else 0:
                self.report.tell(path, 1, problems.DATA_LEFT, number=number)

    def settle(self, document: Document, path: str, old: list[str]) -> None:
        """Note where a document is now, and where it was."""
        self.sources[document.path] = path
        self._bases[document.path] = old[0] if old else f"/{document.path}"
        for one in old:
            self.addresses.setdefault(_key(one), path)

    def of_source(self, name: str) -> str | None:
        """Where the source file of that name (or a post by its name) is now."""
        for source, path in self.sources.items():
            if name and (source == name or PurePosixPath(source).stem == name.rpartition("/")[2]):
                return path
        return None

    def link(self, document: Document, href: str) -> str:
        """Where a link of a document leads to here; one to elsewhere is as it was."""
        href = href.strip()
        if not href or href.startswith("#") or re.match(r"[a-z][a-z0-9+.-]*:|//", href, re.I):
            return href
        path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", href, re.DOTALL).groups()  # type: ignore[union-attr]
        known = self.sources.get(_beside(document.path, path))
        meant = urljoin(self._bases.get(document.path, "/"), self._bare(path))
        places = (meant, path, _beside(document.path, path))
        known = known or next(
            (to for place in places if (to := self.addresses.get(_key(place)))), None
        )
        if known:
            return f"{known}{mark}{rest}"
        bare = _key(path if "." in PurePosixPath(path).name else meant).strip("/")
        if "." in PurePosixPath(bare).name:
            line_ = document.line_of(href)
            self.report.tell(document.path, line_, problems.NO_FILE, path=path)
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
        number = document.line_of(source)
        self.report.tell(document.path, number, problems.NO_PICTURE, path=source[:120])
        return ""

    def leave(self, document: Document, url: str) -> None:
        """Note a picture of another site."""
        remote = Remote(document.path, document.line_of(url), url)
        if remote not in self.report.left:
            self.report.left.append(remote)

    def _bare(self, path: str) -> str:
        """A path without the folder that the whole site lay in."""
        base = line(self.config.get("baseurl")).rstrip("/")
        inside = base and path.startswith(f"{base}/")
        return path.removeprefix(base) if inside else path

    def _places(self, document: Document, source: str) -> list[str]:
        """Where a picture of that address may lie."""
        path = unquote(urlsplit(source).path) if "?" in source or "%" in source else source
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
