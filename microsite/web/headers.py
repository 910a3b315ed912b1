"""Headers on every answer: what the page may load, who may frame it, how long it may be kept."""

from flask import Flask, Response, request
from flask_login import current_user

from microsite.web.addresses import is_editors

# No inline script or style, nothing from another host; `data:` is for the favicon and small icons.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    """Set them on each answer, without touching what a view has set itself."""
    app.after_request(_set)


def _set(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if is_editors(request.path):
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        # Asked last: a drawing is the same for all and must not vary by cookie.
        private = current_user.is_authenticated
        response.headers["Cache-Control"] = "no-store" if private else "no-cache"
    return response
