"""Which elements of HTML are blocks, which show nothing, and small pieces of Markdown."""

import re
from collections.abc import Callable
from typing import Protocol

from bs4 import BeautifulSoup, Tag

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.escaping import paragraph, text

_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody
td tfoot th thead tr ul
"""
_SILENT_NAMES = """
head link style meta title svg noscript template base button input label canvas map
"""
_TOLD_NAMES = "script iframe video audio object embed applet form frameset select textarea"
_KEPT_NAMES = "sub sup kbd mark u ins del s small abbr cite q ruby rt rp var samp"
BLOCKS, _SILENT = set(_BLOCK_NAMES.split()), set(_SILENT_NAMES.split())
_TOLD, KEPT = set(_TOLD_NAMES.split()), set(_KEPT_NAMES.split())
_CONTENTS = re.compile(r"(^|[-_ ])(toc|table-of-contents|tableofcontents)($|[-_ ])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Place(Protocol):
    """Where the HTML stands: it knows its pictures and links, and is told what is lost."""

    def picture(self, source: str, alt: str, title: str) -> str:
        """A picture as Markdown: its own, or a link to one of another site; or nothing."""

    def link(self, href: str) -> str:
        """Where a link of the old site leads to here."""

    def tell(self, fragment: str, template: str, **params: object) -> None:
        """Note a problem where this piece of the source is."""


Tell = Callable[..., object]


def clear(soup: BeautifulSoup, tell: Tell) -> None:
    """Empty what shows nothing, and what cannot be carried."""
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        is_formula = tag.name == "script" and "math/tex" in str(tag.get("type"))
        if tag.name in _TOLD and not is_formula:
            tell(f"<{tag.name}", problems.DROPPED_ELEMENT, name=tag.name)
            if tag.name in ("form", "object", "video", "audio"):
                tag.name = "span"
            else:
                empty(tag)
        elif tag.name in _SILENT or _HIDDEN.search(str(tag.get("style", ""))):
            empty(tag)


def empty(tag: Tag) -> None:
    """Leave nothing of an element. To take it out, it would be looked for among its siblings."""
    tag.clear(decompose=True)
    tag.name, tag.attrs = "span", {}


def wrap_link(inner: str, href: str) -> str:
    """A link, with the blanks around its words outside of it."""
    bare = inner.strip(" \ue102")
    before, _, after = inner.partition(bare)
    safe = re.sub(r"[\s<>()\\]", lambda sign: f"%{ord(sign[0]):02X}", href)
    return f"{before}[{bare}]({safe}){after}"


def code(said: str) -> str:
    """Code within a line, between as many backticks as it needs."""
    said = " ".join(said.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", said)), default=0) + 1)
    pad = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{fence}{pad}{said}{pad}{fence}" if said else ""


def holding_blocks(soup: BeautifulSoup) -> set[int]:
    """Which elements (by `id`) stand on lines of their own: blocks, and what is around one."""
    found: set[int] = set()
    for tag in soup.find_all(True):
        if tag.name in BLOCKS or (tag.name == "formula" and tag.get("display")):
            found.add(id(tag))
            # A link or a span around blocks is no part of a line.
            is_inner = tag.name in BLOCKS
            for around in tag.parents if is_inner else ():
                if around.name not in KEPT and id(around) in found:
                    break
                if around.name not in KEPT:
                    found.add(id(around))
    return found


def is_contents(tag: Tag) -> bool:
    """Whether an element is a table of contents."""
    named = " ".join(str(one) for one in (*tag.get_attribute_list("class"), tag.get("id")) if one)
    return tag.name in ("div", "nav", "ul", "aside") and bool(_CONTENTS.search(named))


def contents(tag: Tag) -> str:
    """The table of contents that the site makes by itself, under the words that stood over it."""
    title = tag.find(["h1", "h2", "h3", "h4", "h5", "h6", "p"])
    said = paragraph(text(title.get_text(" ", strip=True))) if title else ""
    return f"**{said}**\n\n[toc]" if said else "[toc]"
