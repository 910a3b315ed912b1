"""Inputs that must never run, load or break out, and what to look for in a page that holds them."""

import tomllib
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.conftest import DATA

INPUTS: dict[str, list[str]] = tomllib.loads((DATA / "hostile.toml").read_text(encoding="utf-8"))
TEXTS = [text for texts in INPUTS.values() for text in texts]
URLS = INPUTS["urls"]

# What a page of this site is made of; `script` and `link` only with addresses of the site.
_NEVER = """
animate applet audio base bgsound embed foreignobject frame frameset iframe isindex keygen maction
marquee noembed object plaintext portal set style template textarea track video xmp xss x
"""
NEVER = set(_NEVER.split())
LOADS = {"background", "data", "poster", "src", "srcset", "xlink:href", "action", "formaction"}


class Findings(HTMLParser):
    """Reads a page as a browser would and notes what should not be there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        said = dict(attrs)
        if tag in NEVER:
            self.found.append(f"<{tag}>")
        data = said.get("type") == "application/ld+json" and "src" not in said
        if tag == "script" and not data and not (said.get("src") or "").startswith("/static/"):
            self.found.append(f"<script {said}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        address = "".join(character for character in value if ord(character) > 32).lower()
        own = address.startswith("/") and not address.startswith(("//", "/\\"))
        if name.startswith(("on", "hx-on", "data-hx-on")) or name in ("style", "srcdoc", "ping"):
            self.found.append(f"<{tag} {name}=>")
        elif (name in LOADS and not own) or (name == "href" and not _leads_well(address)):
            self.found.append(f"<{tag} {name}={value}>")


def findings(page: str) -> list[str]:
    """What in this HTML could run something or ask another site."""
    return Findings(page).found


def _leads_well(address: str) -> bool:
    return urlsplit(address).scheme in ("", "http", "https", "mailto", "tel")
