"""Addresses: absolute ones for links that leave the site, safe ones for redirects into it."""

from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.routing import IntegerConverter, PathConverter

EDITOR = "/editor"


class KeyConverter(PathConverter):
    """A citation key in a path: anything, slashes anywhere (`10.1145/1`, `https://a.example/b`)."""

    regex = ".+"
    part_isolating = False


class KeyPageConverter(KeyConverter):
    """A citation key and the slash that ends its page's path; the key may end in one itself."""

    regex = ".+/"
    # Before the rule that leads a path without its last slash here.
    weight = 100

    def to_python(self, value: str) -> str:
        """The key alone."""
        return value[:-1]

    def to_url(self, value: str) -> str:
        """The key, quoted, and the slash."""
        return super().to_url(value) + "/"


class NumberConverter(IntegerConverter):
    """A row's number: one that the database could not hold is no page's."""

    regex = r"\d{1,18}"


def init_app(app: Flask) -> None:
    """Let paths hold citation keys to the letter."""
    app.url_map.converters.update(key=KeyConverter, key_page=KeyPageConverter, int=NumberConverter)
    app.url_map.merge_slashes = False


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    base: str = current_app.config["BASE_URL"] or request.host_url.rstrip("/")
    return base + path


def is_editors(path: str) -> bool:
    """Whether a path belongs to the editors' part: behind sign-in, and never to be kept."""
    return path == EDITOR or path.startswith(f"{EDITOR}/")


def safe_path(wanted: str | None, otherwise: str) -> str:
    """`wanted` if it is a path of this site, else `otherwise`.

    Browsers read a backslash as a slash and drop control characters, so neither may stand there.
    """
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return otherwise
    if "\\" in wanted or any(ord(character) < 33 or ord(character) == 127 for character in wanted):
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc else wanted
