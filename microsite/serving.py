"""gunicorn, started from Python so that one command serves the site."""

import os
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

THREADS = 4
MEMORY = "/dev/shm"  # noqa: S108


def serve(app: Flask, host: str, port: int, workers: int) -> None:
    """Serve until stopped. Workers are forked after the app is made, so they share its memory."""
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
            "post_fork": _forget_connections,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app


def _forget_connections(server: Any, worker: Any) -> None:
    """SQLite's connections must not cross a fork (https://www.sqlite.org/howtocorrupt.html)."""
    from microsite.db import db

    with worker.app.app.app_context():
        db.engine.dispose(close=False)
