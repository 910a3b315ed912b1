"""What the keys of a page's front matter say."""

import re
from typing import Any

from microsite.moving.jekyll.front import Document, line, words

# Keys that change nothing here: of layout, of comments, of the theme.
WEIGHTLESS = {
    "layout", "title", "permalink", "redirect_from", "published", "lang", "language", "locale",
    "nav", "nav_order", "order", "date", "categories", "category", "tags", "tag", "image", "img",
    "description", "desc", "subtitle", "excerpt", "summary", "author", "authors", "member",
    "keywords", "artid", "render_with_liquid", "toc", "comments", "giscus_comments", "math",
    "mathjax", "katex", "featuredImage", "featuredImagePreview", "related_posts", "featured",
    "pagination", "author_profile", "share", "related", "read_time", "collection", "type",
    "thumbnail", "cover", "teaser", "header", "header-dark", "footer-dark", "pretty_table",
    "tabs", "last-updated", "last_modified_at", "updated", "horizontal", "display_categories",
    "importance", "inline", "slug", "aliases", "classes", "mermaid", "tikzjax", "code_diff",
    "disqus_comments", "display_tags", "sitemap", "feed", "bibliography", "citation", "_styles",
    "announcements", "profile", "member-page", "icon", "home", "css", "pin", "images",
    "latest_posts", "selected_papers", "social", "news", "chart", "map",
}  # fmt: skip


def picture_of(said: Document) -> str:
    """The picture that the front matter names."""
    for key in ("image", "img", "cover", "thumbnail", "teaser", "header", "featuredImage"):
        value = said.fields.get(key)
        if isinstance(value, dict):
            value = value.get("path") or value.get("image") or value.get("teaser")
        if line(value):
            return line(value)
    shown = re.search(r"<img\b[^<>]*?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)", said.said("excerpt"))
    return shown[1] if shown else ""


def names(said: Document, many: str, one: str) -> list[str]:
    """Names in a list, between commas, or (Jekyll's way) between blanks."""
    value = said.fields.get(many) or said.fields.get(one)
    if isinstance(value, list) or "," in line(value):
        return words(value)
    return line(value).split() if said.fields.get(many) else words(value)


def place_of(said: Document) -> int | None:
    """The place in the navigation: the order it gives, or behind all others."""
    nav: Any = said.fields.get("nav")
    order: Any = said.fields.get("nav_order")
    if isinstance(nav, dict):
        nav, order = True, nav.get("order")
    if not nav:
        return None
    return 60 + order if isinstance(order, int) and 0 <= order < 1000 else 60


# Where and when a talk or a course was.
OCCASION = ("type", "venue", "location")


def occasion(said: Document) -> str:
    """A line with them, over the text of a page that has them."""
    parts = [said.said(key) for key in OCCASION]
    found = ", ".join(part for part in parts if part)
    return f"*{found}*\n\n" if parts[1] or parts[2] else ""


def collection_of(said: Document) -> list[str]:
    """The collection that a dated page is of, as a category: talks, teaching."""
    folder = said.path.partition("/")[0]
    is_own = folder.startswith("_") and folder not in ("_posts", "_drafts", "_news", "_pages")
    return [folder.strip("_").capitalize()] if is_own else []
