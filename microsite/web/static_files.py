"""The files under /static/: kept for a year, as their addresses carry a version, and packed."""

import gzip
import io
import os
from http import HTTPStatus
from typing import Any
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.responders import Response, StaticFile

YEAR = 365 * 24 * 3600
# Fonts and pictures are packed already.
TEXTS = (".css", ".js", ".svg")


def init_app(app: Flask) -> None:
    """Serve them before the application is asked."""
    app.wsgi_app = StaticFiles(  # type: ignore[method-assign]
        app.wsgi_app,
        root=app.static_folder,
        prefix="static/",
        max_age=YEAR,
        autorefresh=app.debug,
        allow_all_origins=False,
        add_headers_function=_headers,
    )


class StaticFiles(WhiteNoise):
    """WhiteNoise, but texts are packed when they are asked for.

    What it looks for itself, a packed file beside the other, may be older than that one.
    """

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        """The file; a text in a form that packs itself."""
        found = super().get_static_file(path, url, stat_cache)
        return PackedFile(found) if path.endswith(TEXTS) else found


class PackedFile:
    """A text, sent in fewer bytes to who can unpack it."""

    def __init__(self, plain: StaticFile) -> None:
        self.plain = plain
        self._packed: bytes | None = None

    def get_response(self, method: str, environ: dict[str, Any]) -> Response:
        """The answer to a request."""
        response = self.plain.get_response(method, environ)
        accepts = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        if response.status != HTTPStatus.OK or response.file is None or not accepts:
            return response
        if self._packed is None:
            self._packed = gzip.compress(response.file.read(), 9, mtime=0)
        response.file.close()
        headers = Headers([*response.headers, ("Content-Encoding", "gzip")])
        headers["Content-Length"] = str(len(self._packed))
        return Response(response.status, headers.items(), io.BytesIO(self._packed))


def _headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    if path.endswith(TEXTS):
        headers["Vary"] = "Accept-Encoding"
        # A weak tag is true of both forms.
        found = os.stat(path)
        headers["ETag"] = f'W/"{found.st_mtime_ns:x}-{found.st_size:x}"'
