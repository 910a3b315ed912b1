"""gunicorn, started from Python so that one command serves the site."""

import os
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from microsite.db import db

THREADS = 4
MEMORY = "/dev/shm"  # noqa: S108


def serve(app: Flask, host: str, port: int, workers: int) -> None:
    """Serve until stopped. Workers are forked after the app is made, so they share its memory."""
    # No connection may cross a fork (https://www.sqlite.org/howtocorrupt.html, 2.6).
    with app.app_context():
        db.engine.dispose()
    _Server(app, {"bind": f"{host}:{port}", "workers": workers, "threads": THREADS}).run()


class _Server(BaseApplication):
    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.app = app
        self.options = {
            **options,
            "preload_app": True,
            "accesslog": None,
            "loglevel": "warning",
            "timeout": 120,
            # Workers beat in memory: a slow disk must not make one look dead.
            "worker_tmp_dir": MEMORY if os.path.isdir(MEMORY) else None,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app
