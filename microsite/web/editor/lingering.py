"""Answers to what is too large: the sender must be let to finish, or it never reads them."""

import time
from typing import Any

from flask import request
from werkzeug.wrappers import Response

# What is still taken of a refused file, so that its sender reads the answer; then the line is cut.
LINGER_SECONDS, LINGER_BYTES = 20, 2_000_000_000


def too_large(page: str) -> Response:
    """The page as an answer, after which what still comes is taken and not kept."""
    return taking(Response(page, status=413, mimetype="text/html"))


def taking(answer: Response) -> Response:
    """The answer to a form that is not read."""
    answer.headers["Connection"] = "close"
    stream = request.environ["wsgi.input"]
    # A browser sends all before it reads, and shows a broken line if nobody takes it.
    answer.call_on_close(lambda: _discard(stream))
    return answer


def _discard(stream: Any) -> None:
    """Take what still comes, without keeping it, for a while."""
    until, left = time.monotonic() + LINGER_SECONDS, LINGER_BYTES
    try:
        while left > 0 and time.monotonic() < until and (chunk := stream.read(1 << 16)):
            left -= len(chunk)
    except OSError:
        return  # The sender has gone.
