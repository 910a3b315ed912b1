"""Markdown without blocks, for short texts."""

from collections.abc import Sequence
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token


class _Renderer(RendererHTML):
    def image(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        """A link: a picture of another site would tell that site who reads the page."""
        token = tokens[at]
        url = escape(str(token.attrs["src"]))
        alt = self.renderInlineAsText(token.children, options, env) if token.children else ""
        return f'<a href="{url}">{escape(alt) or url}</a>'


_markdown = MarkdownIt(
    "commonmark", {"html": False, "typographer": False}, renderer_cls=_Renderer
).enable(["table", "strikethrough"])
_TAGS = nh3.ALLOWED_TAGS - {"img"}


def render_markdown(text: str) -> str:
    """HTML that may stand in a page: no script, no handler, no address but http(s) and mailto."""
    return nh3.clean(
        _markdown.render(text),
        tags=_TAGS,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
