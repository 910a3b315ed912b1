"""Every page of the demonstration lab, and what its interface says there."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

# So many pages of one kind are looked at: the tenth says the same as the first.
MOST = 3
SPOKEN = ("aria-label", "placeholder", "title", "alt", "content")
SILENT = ("script", "style", "code", "pre", "kbd", "svg", "math", "textarea", "datalist", "hidden")
EMPTY = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")


@dataclass
class Page:
    """What a page says, each text with the language it is marked with; where it leads."""

    said: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        lang = said.get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in EMPTY:
            self.open.append(("hidden" if "hidden" in said else tag, lang))
        if tag == "a":
            self.page.links.append(said.get("href", ""))
        for name in SPOKEN:
            # Of the head only the description is for people; a class of reference managers is not.
            is_for_people = said.get("name") == "description" or name != "content"
            if said.get(name) and is_for_people and said.get("class") != "Z3988":
                self.page.said.append((said[name], lang))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] not in (tag, "hidden"):
            pass

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _lang in self.open}
        text = " ".join(data.split())
        if text and not inside & set(SILENT):
            self.page.said.append((text, self.open[-1][1] if self.open else ""))


def read(html: str) -> Page:
    """What a page says."""
    reader = _Reader()
    reader.feed(html)
    return reader.page


def crawl(app: Flask, client: FlaskClient, start: str) -> Iterator[tuple[str, Page]]:
    """The pages that links lead to, a few of each kind; they stay in the language of `start`."""
    waiting, seen, kinds = [start], {start}, Counter[str]()
    first = start.split("/")[1]
    rules = app.url_map.bind("localhost")
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        response.close()
        if response.mimetype != "text/html" or response.status_code != 200:
            continue
        page = read(response.text)
        yield path, page
        for link in page.links:
            parts = urlsplit(link)
            if parts.netloc or parts.query or parts.path.split("/")[1:2] != [first]:
                continue
            try:
                endpoint, values = rules.match(parts.path, method="GET")
            except HTTPException:
                continue
            kind = re.sub(r"\d+", "", f"{endpoint} {values.get('name', '')}")
            if parts.path not in seen and kinds[kind] < MOST:
                kinds[kind] += 1
                seen.add(parts.path)
                waiting.append(parts.path)
