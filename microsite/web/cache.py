"""Answers kept until something changes: the second visitor costs next to nothing.

What is kept is for those who are not signed in. A browser that has the answer gets a 304.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from threading import Lock
from time import time
from typing import ParamSpec

from flask import Flask, Response, current_app, g, make_response, request
from flask_login import current_user

from microsite.web import compression
from microsite.web.data import the_catalogue

MOST = 200
# Bytes of all of them: a list for paper is as large as many pages.
MOST_BYTES = 32_000_000
# Seconds.
LASTS = 60
P = ParamSpec("P")
Key = tuple[str | int | bytes, ...]
# The request's headers that choose between the page and its parts.
_HEADERS = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request", "HX-Current-URL")


class Answers:
    """Bodies with their headers, all of one state of the database."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._lock = Lock()
        self._version = -1
        self._held: dict[Key, tuple[bytes, list[tuple[str, str]]]] = {}
        self._size = 0

    def get(self, version: int, key: Key) -> Response | None:
        """The answer as it was given to another."""
        with self._lock:
            found = self._held.get(key) if version == self._version else None
        if found is None:
            return None
        return Response(found[0], headers=found[1])

    def put(self, version: int, key: Key, response: Response) -> None:
        """Keep an answer, unless it is too large, and forget the oldest of too many."""
        body = response.get_data()
        with self._lock:
            if version != self._version:
                self._version, self._held, self._size = version, {}, 0
            self._forget(key)
            while self._held and (
                len(self._held) >= MOST or self._size + len(body) > self.most_bytes
            ):
                self._forget(next(iter(self._held)))
            if len(body) <= self.most_bytes:
                self._held[key] = (body, list(response.headers))
                self._size += len(body)

    def _forget(self, key: Key) -> None:
        if found := self._held.pop(key, None):
            self._size -= len(found[0])


def init_app(app: Flask) -> None:
    """Keep answers for as long as the application lives."""
    app.extensions["answers"] = Answers()


def _digest(response: Response) -> str:
    """What tells an answer from others: one that makes another step of the history is another."""
    steps = [f"{name}: {value}" for name, value in response.headers if name.startswith("HX-")]
    return hashlib.sha256(b"\0".join([response.get_data(), *map(str.encode, steps)])).hexdigest()


def _key(moment: int) -> Key:
    """All that an answer depends on beside the database; cheaper than to put the address together.

    Addresses in an answer begin with the scheme, the host and the root.
    """
    asked = (request.scheme, request.host, request.root_path, request.path, request.query_string)
    headers = [request.headers.get(name, "") for name in _HEADERS]
    return (g.lang, moment, compression.wanted(), *asked, *headers)


def kept(view: Callable[P, Response | str]) -> Callable[P, Response]:
    """A view whose answer depends on nothing but its address, the database, and the time.

    It is made anew each minute: an article appears when it is due, in the navigation too.
    """

    @wraps(view)
    def answer(*args: P.args, **values: P.kwargs) -> Response:
        if current_user.is_authenticated:
            return make_response(view(*args, **values))
        answers: Answers = current_app.extensions["answers"]
        version = the_catalogue().version()
        key = _key(int(time() / LASTS))
        response = answers.get(version, key)
        if response is None:
            response = make_response(view(*args, **values))
            response.set_etag(_digest(response))
            compression.pack(response)
            # What was read is at least as new as the version that was asked for first.
            answers.put(version, key, response)
        response.make_conditional(request)
        return response

    return answer
