"""The includes of lab-website-template and al-folio, as the site's own blocks."""

import re
from collections.abc import Callable
from typing import Protocol

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.block_lines import first_line
from microsite.moving.jekyll.includes import Arguments
from microsite.moving.jekyll.listings import of_list
from microsite.moving.jekyll.values import Listed

_LINKS = {
    "email": "mailto:", "github": "https://github.com/", "orcid": "https://orcid.org/",
    "google-scholar": "https://scholar.google.com/citations?user=", "phone": "tel:",
    "twitter": "https://twitter.com/", "linkedin": "https://www.linkedin.com/in/",
    "youtube": "https://www.youtube.com/", "facebook": "https://www.facebook.com/",
    "instagram": "https://www.instagram.com/", "website": "", "home-page": "",
}  # fmt: skip
_KINDS = {"tip": "tip", "help": "note", "info": "note", "success": "tip", "warning": "warning",
          "error": "danger", "danger": "danger"}  # fmt: skip
# What only adorns, or what the site has by itself on every page.
_SILENT = {
    "icon.html", "search-box.html", "search-info.html", "site-search.html", "tags.html",
    "head.html", "header.html", "footer.html", "meta.html", "toc.html", "toc", "base_path",
    "author-profile.html", "scripts.liquid", "toc.liquid", "social.liquid", "social.html",
}  # fmt: skip


class Page(Protocol):
    """The text that the includes stand in."""

    def text(self, written: str) -> str:
        """A text that stands in a block, as the site's Markdown."""

    def kept(self, block: str) -> str:
        """A mark that stands for a block."""

    def link(self, href: str) -> str:
        """Where a link of the old site leads to here."""

    def picture_name(self, source: str) -> str:
        """`picture:…` for a picture of the folder; empty, told, for any other."""

    def shown(self, source: str, alt: str) -> str:
        """A picture as Markdown; for one of another site a link."""

    def citation(self, lookup: str) -> str:
        """The citation key of what was looked up; empty, told, for what is not there."""

    def person(self, lookup: str) -> str:
        """The slug of a member; empty, told, for one that is not there."""

    def listing(self, written: str, block: Listed) -> str:
        """A block that lists a collection, once on a page; how it was chosen is told."""

    def tell(self, fragment: str, template: str, **params: object) -> None:
        """Note a problem where this piece of the source is."""


def include(page: Page, name: str, said: Arguments) -> str | None:
    """What stands in the place of an include; None for one that has no counterpart."""
    if name in _SILENT:
        return ""
    write = _INCLUDES.get(re.sub(r"\.(html|liquid|md)$", "", name))
    return write(page, said) if write else None


def section(page: Page, said: Arguments) -> str:
    """The first line of a section."""
    return first_line(
        "section",
        background=_picture(page, said.get("background", "")),
        dark=said.get("dark") == "true",
        full=said.get("size") == "full",
    )


def _feature(page: Page, said: Arguments) -> str:
    return _holding(
        page,
        "feature",
        page.text(said.get("text", "")),
        picture=_picture(page, said.get("image", "")),
        link=page.link(said.get("link", "")),
        title=said.get("title", ""),
        flip=said.get("flip") == "true",
    )


def _card(page: Page, said: Arguments) -> str:
    above = f"*{said['subtitle']}*\n\n" if said.get("subtitle") else ""
    return _holding(
        page,
        "card",
        page.text(above + said.get("text", "")),
        picture=_picture(page, said.get("image", "")),
        link=page.link(said.get("link", "")),
        title=said.get("title", ""),
    )


def _button(page: Page, said: Arguments) -> str:
    kind = said.get("type", "")
    start, value = _LINKS.get(kind, ""), said.get("link", "")
    link = value if ":" in value or not value else start + value
    text = said.get("text") or kind.replace("-", " ").capitalize() or link
    if not link:
        return text
    return page.kept(first_line("button", link=page.link(link), text=text))


def _figure(page: Page, said: Arguments) -> str:
    source = said.get("image") or said.get("path") or said.get("src") or said.get("url") or ""
    caption = said.get("caption") or said.get("title") or said.get("description") or ""
    if not source:
        page.tell("include figure", problems.NO_SOURCE, name="figure")
    name = _picture(page, source)
    if not name:
        remote = page.shown(source, said.get("alt", "")) if "://" in source else ""
        return f"\n\n{remote}\n\n{page.text(caption)}\n\n"
    link = page.link(said.get("link", ""))
    return _holding(page, "figure", page.text(caption), picture=name, link=link)


def _grid(page: Page, said: Arguments) -> str:
    content = page.text(said.get("content", ""))
    if content:
        return _holding(page, "grid", content)
    columns = [said[name] for name in ("col1", "col2", "col3", "col4") if said.get(name)]
    cards = "".join(_holding(page, "card", page.text(one)) for one in columns)
    width = str(len(columns)) if len(columns) > 1 else ""
    return _holding(page, "grid", cards, columns=width) if cards else ""


def _gallery(page: Page, said: Arguments) -> str:
    return _holding(page, "gallery", page.text(said.get("content") or said.get("images") or ""))


def _alert(page: Page, said: Arguments) -> str:
    content = page.text(said.get("content") or said.get("text") or "")
    return _holding(page, "alert", content, kind=_KINDS.get(said.get("type", ""), "note"))


def _float(page: Page, said: Arguments) -> str:
    side = "right" if said.get("flip") == "true" else "left"
    content = page.text(said.get("content", ""))
    return _holding(page, "float", content, side=side) if content.strip() else ""


def _citation(page: Page, said: Arguments) -> str:
    key = page.citation(said.get("lookup", ""))
    return page.kept(first_line("citation", key=key)) if key else ""


def _portrait(page: Page, said: Arguments) -> str:
    slug = page.person(said.get("lookup", ""))
    return page.kept(first_line("portrait", person=slug)) if slug else ""


def _list(page: Page, said: Arguments) -> str | None:
    of, wanted = said.get("data", ""), said.get("filter") or said.get("filters") or ""
    found = of_list(of, wanted)
    return None if found is None else page.listing(f'data="{of}"', found)


def _video(page: Page, said: Arguments) -> str:
    source = said.get("path") or said.get("src") or ""
    return f"\n\n[{said.get('title') or 'Video'}]({page.link(source)})\n\n" if source else ""


def _holding(page: Page, name: str, text: str, **values: str | bool) -> str:
    return page.kept(f"{first_line(name, **values)}\n{text.strip()}\n:::")


def _picture(page: Page, source: str) -> str:
    return page.picture_name(source).removeprefix("picture:") if source else ""


_INCLUDES: dict[str, Callable[[Page, Arguments], str | None]] = {
    "feature": _feature,
    "card": _card,
    "button": _button,
    "figure": _figure,
    "grid": _grid,
    "cols": _grid,
    "gallery": _gallery,
    "alert": _alert,
    "float": _float,
    "citation": _citation,
    "portrait": _portrait,
    "list": _list,
    "video": _video,
    "audio": _video,
    "news": lambda page, _said: page.kept(":::news"),
    "latest_posts": lambda page, _said: page.kept(":::articles"),
    "selected_papers": lambda page, _said: page.kept(":::highlights"),
    "projects": lambda page, _said: page.kept(":::projects"),
}
