"""The editors' part, at /editor/, behind sign-in."""

from flask import Flask

from microsite.web.addresses import EDITOR
from microsite.web.editor import (
    authorships,
    bib_uploads,
    content,
    documents,
    overview,
    pictures,
    publications,
    session,
    suggestions,
)


def init_app(app: Flask) -> None:
    """Attach the editors' views, and the gate before them."""
    app.register_blueprint(session.blueprint, url_prefix=EDITOR)
    app.register_blueprint(overview.blueprint, url_prefix=EDITOR)
    app.register_blueprint(bib_uploads.blueprint, url_prefix=f"{EDITOR}/bib-uploads")
    app.register_blueprint(authorships.blueprint, url_prefix=f"{EDITOR}/authorships")
    app.register_blueprint(content.blueprint, url_prefix=f"{EDITOR}/content")
    app.register_blueprint(publications.blueprint, url_prefix=f"{EDITOR}/publications")
    app.register_blueprint(suggestions.blueprint, url_prefix=f"{EDITOR}/directions")
    suggestions.init_app(app)
    app.register_blueprint(pictures.blueprint, url_prefix=f"{EDITOR}/pictures")
    app.register_blueprint(documents.blueprint, url_prefix=f"{EDITOR}/documents")
    app.add_template_global(pictures.picture_choices)
    app.before_request(session.only_signed_in)
