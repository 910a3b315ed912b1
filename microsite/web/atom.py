"""Atom (RFC 4287), written piece by piece."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

# What may not stand in XML 1.0, in whatever form.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
END = "</feed>\n"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself. `address` is its own, `page` that of the page it is of."""

    title: str
    lang: str
    address: str
    page: str
    author: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """An entry of a feed. `address` is its page and identifies it."""

    title: str
    address: str
    authors: Iterable[str]
    published: datetime
    updated: datetime
    summary: str
    lang: str
    categories: Iterable[str] = ()


def start(feed: Feed) -> str:
    """A feed's beginning; its stories follow, then `END`."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(feed.lang)}">\n'
        f"<id>{escape(feed.address)}</id>\n<title>{escape(feed.title)}</title>\n"
        f"<updated>{stamp(feed.updated)}</updated>\n"
        f"<author><name>{escape(feed.author)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(feed.address)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(feed.page)}"/>\n'
    )


def entry(story: Story) -> str:
    """A story."""
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in story.authors)
    words = "".join(f'<category term="{escape(word)}"/>' for word in story.categories)
    address = escape(story.address)
    summary = f"<summary>{escape(story.summary)}</summary>\n" if story.summary else ""
    return (
        f'<entry xml:lang="{escape(story.lang)}">\n<id>{address}</id>\n'
        f"<title>{escape(story.title)}</title>\n"
        f'<link rel="alternate" type="text/html" href="{address}"/>\n'
        f"<published>{stamp(story.published)}</published>\n"
        f"<updated>{stamp(story.updated)}</updated>\n{people}{words}\n{summary}</entry>\n"
    )


def escape(text: str) -> str:
    """Text as it can stand in XML, between tags and in an attribute."""
    return html.escape(_FORBIDDEN.sub("", text))


def stamp(moment: datetime) -> str:
    """A moment as RFC 3339 has it. Those of the database are UTC."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
