"""Markdown without blocks, for short texts."""

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(
    ["table", "strikethrough"]
)


def render_markdown(text: str) -> str:
    """HTML that may stand in a page: no script, no handler, no address but http(s) and mailto."""
    return nh3.clean(
        _markdown.render(text), url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )
