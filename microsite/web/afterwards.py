"""What is done once the answer is out, so that it takes no longer and fails for nothing of it."""

import logging
from collections.abc import Callable
from typing import cast

from flask import Flask, current_app
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from microsite.db import db

log = logging.getLogger(__name__)


def after_answer(response: Response, work: Callable[[Session], object]) -> Response:
    """Have `work` done when `response` has been sent; what it adds to the session is committed.

    The time an answer takes says then nothing about what was found, and a long import that keeps
    the database to itself holds nobody up. A failure goes to the log.
    """
    app = cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]

    def do() -> None:
        with app.app_context():
            try:
                work(db.session())
                db.session.commit()
            except Exception:  # Nobody waits for an answer any more.
                log.exception("after the answer to %s", response.status)

    response.call_on_close(do)
    return response
