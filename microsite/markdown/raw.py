"""HTML that somebody wrote in a text: what may stay of it, each tag by itself."""

import html
from html.parser import HTMLParser

from microsite.markdown.addresses import address
from microsite.markdown.inlines import picture
from microsite.markdown.sheet import Sheet

_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption "
    "figure h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby s samp small span strong "
    "sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_ALONE = frozenset({"br", "hr", "wbr"})
_OTHERS = {"h1": "h2", "center": "div", "strike": "s", "tt": "code", "article": "div"}
# Left out with all that stands in them.
_WHOLE = frozenset(
    "applet audio canvas embed frame frameset head iframe math noembed noframes noscript object "
    "plaintext script select style svg template textarea title video xmp".split()
)
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


def reduced(written: str, line: int, sheet: Sheet) -> str:
    """The same with nothing but harmless tags and attributes, everything else escaped or gone.

    It may open what another piece closes. Whatever is written here, the whole text is sanitised
    once more at the end: this is what keeps classes, ids and roles to the renderer alone.
    """
    reader = _Reader(line, sheet)
    reader.feed(written)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    def __init__(self, line: int, sheet: Sheet) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._first = line
        self._sheet = sheet
        self._within: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _OTHERS.get(tag, tag)
        opened = self._sheet.open_tags
        if self._within is not None:
            return
        if tag == "img":
            self._picture(dict(attrs))
        elif tag not in _TAGS:
            self._sheet.wrong("html-tag", self._line(), value=f"<{tag[:30]}>")
            self._within = tag if tag in _WHOLE else None
        elif tag in _ALONE:
            self.parts.append(f"<{tag}>")
        elif len(opened) < DEEPEST:
            opened.append(tag)
            self.parts.append(f"<{tag}{self._attributes(tag, attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML the slash means nothing, but what is left out whole ends with it at once.
        self.handle_starttag(tag, attrs)
        if self._within == tag:
            self._within = None

    def handle_endtag(self, tag: str) -> None:
        tag = _OTHERS.get(tag, tag)
        opened = self._sheet.open_tags
        if self._within is not None:
            self._within = None if tag == self._within else self._within
        elif tag in opened:
            # Only what a writer opened may a writer close: not the block it stands in.
            while opened.pop() != tag:
                pass
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._within is None:
            self.parts.append(html.escape(data))

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        allowed = _ATTRIBUTES.get(tag, set()) | _EVERYWHERE
        kept = []
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self._sheet.wrong("html-tag", self._line(), value=f"{name[:30]}=")
            if name not in allowed:
                continue
            if name == "href":
                value = address(value or "", self._line(), self._sheet)
                if value is None:
                    continue
            kept.append(f' {name}="{html.escape(value or "")}"')
        return "".join(kept)

    def _picture(self, attrs: dict[str, str | None]) -> None:
        source, alt = attrs.get("src") or "", attrs.get("alt") or ""
        self.parts.append(picture(source.strip(), alt, "", self._line(), "text", self._sheet))

    def _line(self) -> int:
        return self._first + self.getpos()[0] - 1
