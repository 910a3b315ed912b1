"""Pages sent in fewer bytes to browsers that can unpack them.

Only whole pages for visitors: they hold no form's token, which could else be guessed letter by
letter from how small a page gets (BREACH, http://breachattack.com).
"""

import gzip

from flask import Flask, Response, request
from flask_login import current_user

from microsite.web.addresses import is_editors

# Below this the headers weigh as much as what is saved.
LEAST = 1024
LEVEL = 5
KINDS = ("text/html", "image/svg+xml", "application/atom+xml", "application/xml")


def init_app(app: Flask) -> None:
    """Pack the pages that go out."""
    app.after_request(_pack_pages)


def wanted() -> bool:
    """Whether who asks can unpack an answer. What htmx asks for is small, and wanted at once."""
    return request.accept_encodings.quality("gzip") > 0 and "HX-Request" not in request.headers


def pack(response: Response) -> None:
    """Pack an answer that lies ready, where that is wanted and worth it."""
    response.vary.add("Accept-Encoding")
    if not wanted() or len(plain := response.get_data()) < LEAST:
        return
    response.set_data(gzip.compress(plain, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    # Other bytes need another tag, or what keeps answers on the way would mix the two up.
    tag, is_weak = response.get_etag()
    if tag is not None:
        response.set_etag(f"{tag}-gzip", bool(is_weak))


def _pack_pages(response: Response) -> Response:
    """What is public is the same for all: it must not vary by who asks, and packs itself."""
    is_part = "HX-Request" in request.headers
    if is_part or response.status_code != 200 or response.mimetype not in KINDS:
        return response
    is_done = response.is_streamed or "Content-Encoding" in response.headers
    if is_done or response.cache_control.public or is_editors(request.path):
        return response
    if not current_user.is_authenticated:
        pack(response)
    return response
