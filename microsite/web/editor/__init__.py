"""The editors' part, at /editor/, behind sign-in."""

from flask import Blueprint, Flask

from microsite.web.editor import bib_uploads, overview, session

# Whatever joins these is behind sign-in; see `only_signed_in`.
GUARDED: tuple[Blueprint, ...] = (overview.blueprint, bib_uploads.blueprint)


def init_app(app: Flask) -> None:
    """Attach the editors' views."""
    app.register_blueprint(session.blueprint, url_prefix="/editor")
    app.register_blueprint(overview.blueprint, url_prefix="/editor")
    app.register_blueprint(bib_uploads.blueprint, url_prefix="/editor/bib-uploads")
    app.before_request_funcs.setdefault(None, []).append(session.only_signed_in)
