"""What stands within a line of HTML, as Markdown."""

import re
from collections.abc import Iterable

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from microsite.moving.jekyll.elements import KEPT, Place, code, wrap_link
from microsite.moving.jekyll.escaping import text, wrapped


class Inline:
    """Writes text, links, pictures and formulas; `headings` are the new names of old anchors."""

    def __init__(self, place: Place, headings: dict[str, str]) -> None:
        self.place = place
        self.headings = headings

    def of(self, nodes: Iterable[PageElement]) -> str:
        """What these say within a line."""
        return "".join(map(self._of, nodes))

    def _of(self, node: PageElement) -> str:
        if isinstance(node, NavigableString):
            return text(str(node))
        if not isinstance(node, Tag):
            return ""
        name = node.name
        if name == "br":
            return "\\\n"
        if name == "img":
            return self.picture(node)
        if name == "formula":
            said = node.get_text()
            return f"$${said}$$" if node.get("display") else f"${said}$"
        if name == "code":
            return code(node.get_text())
        inner = self.of(node.children)
        if name == "a":
            return self._link(node, inner)
        if name in ("strong", "b") and not node.find_parent(["strong", "b"]):
            return wrapped(inner, "**", "strong")
        if name in ("em", "i") and not node.find_parent(["em", "i"]):
            return wrapped(inner, "*", "em")
        return f"<{name}>{inner}</{name}>" if name in KEPT and inner.strip() else inner

    def _link(self, node: Tag, inner: str) -> str:
        href = str(node.get("href", "")).strip()
        if not href or not inner.strip(" \ue102"):
            return inner
        if href.startswith("#"):
            href = f"#{self.headings.get(href[1:], href[1:])}"
        else:
            href = self.place.link(href)
        return wrap_link(inner, href) if href else inner

    def picture(self, node: Tag) -> str:
        """A picture as Markdown."""
        source = str(node.get("src") or node.get("data-src") or "").strip()
        alt, title = (re.sub(r"\s+", " ", str(node.get(name, ""))) for name in ("alt", "title"))
        return self.place.picture(source, alt.strip(), title.strip()) if source else ""
