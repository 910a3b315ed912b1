"""The words of templates: looked up in a catalogue once, for a page has hundreds of them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask
from markupsafe import Markup


def init_app(app: Flask, catalogue: Callable[[], Any]) -> None:
    """Give templates `_` and `ngettext`; `catalogue` says which words are spoken just now.

    They do what those of Jinja's own extension do in its new style: what comes is safe, what is
    put into it is escaped, and every message is a format.
    """

    def gettext(message: str, /, **values: Any) -> Markup:
        if values:
            return _one(catalogue(), message) % values
        return _whole(catalogue(), message)

    def ngettext(one: str, many: str, num: int, /, **values: Any) -> Markup:
        return _several(catalogue(), one, many, num) % {"num": num, **values}

    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)


@lru_cache(maxsize=4096)
def _whole(words: Any, message: str) -> Markup:
    return _one(words, message) % {}


@lru_cache(maxsize=4096)
def _one(words: Any, message: str) -> Markup:
    said: str = words.ugettext(message)
    return Markup(said)


@lru_cache(maxsize=4096)
def _several(words: Any, one: str, many: str, num: int) -> Markup:
    said: str = words.ungettext(one, many, num)
    return Markup(said)
