"""Which file of a checkout is what: pages, posts, people, projects, news, publications."""

import re
from collections import defaultdict
from pathlib import PurePosixPath

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.checkout import Checkout
from microsite.moving.jekyll.front import Document, document, line

_TEXTS = (".md", ".markdown", ".mkd", ".html", ".htm", ".txt")
_FOLDERS = {
    "_posts": "post", "_drafts": "draft", "_members": "person", "_people": "person",
    "_team": "person", "_projects": "project", "_portfolio": "project", "_news": "news",
    "_publications": "publication", "_pages": "page",
}  # fmt: skip
# Parts of the theme, and what the site makes by itself.
_SKIPPED = {"404", "robots", "humans", "feed", "sitemap", "redirect", "search", "readme", "license"}
_ASSETS = {"assets", "css", "js", "images", "_data", "_bibliography", "docs"}

Sorted = dict[str, list[Document]]
"""The documents of each kind in the order of their paths."""


def sorted_documents(checkout: Checkout) -> Sorted:
    """Every file with front matter, by what it is."""
    found: Sorted = defaultdict(list)
    for path in checkout.files:
        parts = PurePosixPath(path)
        if not path.lower().endswith(_TEXTS) or parts.stem.lower() in _SKIPPED:
            continue
        if parts.parts[0] in _ASSETS and len(parts.parts) > 1:
            continue
        if said := document(checkout, path):
            found[_kind(said)].append(said)
        elif parts.parts[0].startswith("_"):
            checkout.report.tell(path, 1, problems.NO_FRONT)
    return found


def find_home(pages: list[Document]) -> Document | None:
    """The page at the site's root; without one, a nameless page that is made of features."""
    for one in pages:
        permalink = line(one.fields.get("permalink"))
        at_root = re.fullmatch(r"(_pages/)?(?:\w\w/)?(index|home)(\.\w\w)?\.\w+", one.path.lower())
        if permalink == "/" or (at_root and not permalink):
            return one
    return next(
        (
            one
            for one in pages
            if "include feature.html" in re.sub(r"\s+", " ", one.body)
            and not {"nav", "permalink"} & one.fields.keys()
        ),
        None,
    )


def _kind(said: Document) -> str:
    folders = [part for part in PurePosixPath(said.path).parts[:-1] if part.startswith("_")]
    if folders:
        known = _FOLDERS.get(folders[-1])
        return known or ("post" if said.fields.get("date") else "page")
    layout = line(said.fields.get("layout"))
    is_post = layout == "post" or ("date" in said.fields and layout not in ("page", "default"))
    return "post" if is_post else "page"
