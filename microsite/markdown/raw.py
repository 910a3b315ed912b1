"""HTML that somebody wrote in a text: what may stay of it, each tag by itself."""

import html
import re
from collections.abc import Iterator

from microsite.markdown.addresses import address
from microsite.markdown.inlines import picture
from microsite.markdown.sheet import Sheet

_ALLOWED = """
a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure
h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup
table tbody td tfoot th thead time tr u ul var wbr
"""
_ALONE = frozenset({"br", "hr", "wbr"})
_OTHERS = {"h1": "h2", "center": "div", "strike": "s", "tt": "code", "article": "div"}
# Left out with all that stands in them.
_LEFT_OUT = """
applet audio canvas embed frame frameset head iframe math noembed noframes noscript object
plaintext script select style svg template textarea title video xmp
"""
_TAGS, _WHOLE = frozenset(_ALLOWED.split()), frozenset(_LEFT_OUT.split())
_ATTRIBUTES = {
    "a": {"href"},
    "bdo": {"dir"},
    "details": {"open"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_EVERYWHERE = {"dir", "lang", "title"}
DEEPEST = 60

_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?""")
_CLOSE = re.compile(r"[\s/]*+>")


def reduced(written: str, line: int, sheet: Sheet) -> str:
    """The same with nothing but harmless tags and attributes, everything else escaped or gone.

    It may open what another piece closes. Whatever is written here, the whole text is sanitised
    once more at the end: this is what keeps classes, ids and roles to the renderer alone.
    """
    reader = _Reader(written, line, sheet)
    reader.read()
    return "".join(reader.parts)


class _Reader:
    """Goes once through a piece of HTML; what it cannot read as HTML it takes for text."""

    def __init__(self, written: str, line: int, sheet: Sheet) -> None:
        self.parts: list[str] = []
        self._written = written
        self._line = line
        self._sheet = sheet

    def read(self) -> None:
        """Fill `parts`."""
        at = counted = 0
        while at < len(self._written):
            start = self._written.find("<", at)
            start = len(self._written) if start < 0 else start
            self.parts.append(html.escape(html.unescape(self._written[at:start])))
            self._line += self._written.count("\n", counted, start)
            counted = start
            at = self._tag(start) if start < len(self._written) else start

    def _tag(self, start: int) -> int:
        """Read what begins with `<` at `start`; returns where it ends."""
        text = self._written
        if text.startswith("<!--", start):
            return _after(text, "-->", start + 2)
        if text.startswith(("<!", "<?"), start):
            return _after(text, ">", start)
        name = _NAME.match(text, start)
        attributes, end = _attributes(text, name.end()) if name else ({}, None)
        if name is None or end is None:
            self.parts.append("&lt;")
            return start + 1
        tag = _OTHERS.get(name[1].lower(), name[1].lower())
        if text[start + 1] == "/":
            self._close(tag)
            return end
        return self._open(tag, attributes, end)

    def _open(self, tag: str, attributes: dict[str, str], end: int) -> int:
        opened = self._sheet.open_tags
        if tag == "img":
            source, alt = attributes.get("src", "").strip(), attributes.get("alt", "")
            self.parts.append(picture(source, alt, "", self._line, "text", self._sheet))
        elif tag not in _TAGS:
            self._sheet.wrong("html-tag", self._line, value=f"<{tag[:30]}>")
            return self._end_of(tag, end) if tag in _WHOLE else end
        elif tag in _ALONE:
            self.parts.append(f"<{tag}>")
        elif len(opened) < DEEPEST:
            opened.append(tag)
            self.parts.append(f"<{tag}{''.join(self._kept(tag, attributes))}>")
        return end

    def _close(self, tag: str) -> None:
        opened = self._sheet.open_tags
        if tag in opened:
            # Only what a writer opened may a writer close: not the block it stands in.
            while opened.pop() != tag:
                pass
            self.parts.append(f"</{tag}>")

    def _end_of(self, tag: str, start: int) -> int:
        """Where what is left out whole ends: with its own end, or with the text."""
        found = re.compile(rf"</{tag}[\s/>]", re.IGNORECASE).search(self._written, start)
        return _after(self._written, ">", found.start()) if found else len(self._written)

    def _kept(self, tag: str, attributes: dict[str, str]) -> Iterator[str]:
        allowed = _ATTRIBUTES.get(tag, set()) | _EVERYWHERE
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                self._sheet.wrong("html-tag", self._line, value=f"{name[:30]}=")
            elif name == "href" and tag == "a":
                url = address(value, self._line, self._sheet)
                if url is not None:
                    yield f' href="{html.escape(url)}"'
            elif name in allowed:
                yield f' {name}="{html.escape(value)}"'


def _attributes(text: str, at: int) -> tuple[dict[str, str], int | None]:
    """The attributes from `at`, the first of a name counts; and where the tag ends, if it does."""
    found: dict[str, str] = {}
    while attribute := _ATTRIBUTE.match(text, at):
        value = attribute[2] or ""
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        found.setdefault(attribute[1].lower(), html.unescape(value))
        at = attribute.end()
    close = _CLOSE.match(text, at)
    return found, close.end() if close else None


def _after(text: str, mark: str, start: int) -> int:
    found = text.find(mark, start)
    return found + len(mark) if found >= 0 else len(text)
