"""HTML from strangers as a tree that is never deep: whatever it says, reading it takes one pass."""

import re
from collections import Counter
from typing import Any

from bs4 import BeautifulSoup, Tag

from microsite.moving.jekyll.elements import BLOCKS

DEEPEST = 64
"""Elements in one another: twice as many as pages have that people wrote."""

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
         "source", "track", "wbr"}  # fmt: skip
_TAG = r"""</?[a-z][^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+>|</?[a-z][^<>]*>"""
_KEPT = rf"(?P<kept><(script|style)\b[^<>]*>.*?(?:</\2\s*>|\Z)|{_TAG})"
_OPEN = re.compile(rf"{_KEPT}|<[!?][^<>]*>|<", re.IGNORECASE | re.DOTALL)
_CLOSED = re.compile(rf"<!--.*?-->|{_OPEN.pattern}", re.IGNORECASE | re.DOTALL)
# What ends where another begins without its end tag: which, and what it is looked for within.
_PARTS = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "p": ({"p"}, BLOCKS - {"p"}),
}


class Soup(BeautifulSoup):
    """A tree of bounded depth; `is_deep` tells that elements were left out, never their text."""

    is_deep: bool
    _left: Counter[str]

    def reset(self) -> None:
        """Begin anew."""
        super().reset()
        self.is_deep, self._left = False, Counter()

    def handle_starttag(self, name: str, *args: Any, **values: Any) -> Tag | None:
        """Begin an element, unless too many are open."""
        ends, within = _PARTS.get(name, (set(), set()))
        for tag in reversed(self.tagStack) if ends else ():
            if tag.name in ends:
                super().handle_endtag(tag.name)
            if tag.name in ends | within:
                break
        if len(self.tagStack) > DEEPEST:
            self.is_deep = True
            self._left[name] += 1
            return None
        return super().handle_starttag(name, *args, **values)

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        """End an element; of one that was left out nothing is to end."""
        if self._left[name]:
            self._left[name] -= 1
        else:
            super().handle_endtag(name, nsprefix)


def parsed(html: str) -> Soup:
    """The tree of a piece of HTML."""
    return Soup(f"{_lexed(html)}\n", "html.parser")


def _lexed(html: str) -> str:
    """HTML without comments, in which what begins like a tag is one.

    The parser of the standard library looks for the end of each that has none, through all the
    rest. After the last end of a comment no comment ends.
    """
    end = html.rfind("-->") + 3
    end = end if end > 2 else 0
    return _CLOSED.sub(_written, html[:end]) + _OPEN.sub(_written, html[end:])


def _written(found: re.Match[str]) -> str:
    if not found["kept"]:
        return "&lt;" if found[0] == "<" else ""
    # The parser keeps a list of those that end by themselves, and looks through it for each end.
    name = re.match(r"<(\w*)", found[0])
    is_void = name is not None and name[1].lower() in _VOID and not found[0].endswith("/>")
    return f"{found[0][:-1]} />" if is_void else found[0]
