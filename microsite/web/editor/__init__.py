"""The editors' part, at /editor/, behind sign-in."""

from flask import Flask

from microsite.web.addresses import EDITOR
from microsite.web.editor import (
    account,
    accounts,
    activity,
    authorships,
    bib_uploads,
    content,
    documents,
    guide,
    lab,
    moving,
    one_time,
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
    app.register_blueprint(one_time.blueprint, url_prefix=EDITOR)
    app.register_blueprint(account.blueprint, url_prefix=f"{EDITOR}/account")
    app.register_blueprint(accounts.blueprint, url_prefix=f"{EDITOR}/accounts")
    app.register_blueprint(activity.blueprint, url_prefix=f"{EDITOR}/activity")
    app.register_blueprint(lab.blueprint, url_prefix=f"{EDITOR}/lab")
    app.register_blueprint(moving.blueprint, url_prefix=f"{EDITOR}/moving")
    app.register_blueprint(guide.blueprint, url_prefix=EDITOR)
    app.register_blueprint(pictures.blueprint, url_prefix=f"{EDITOR}/pictures")
    app.register_blueprint(documents.blueprint, url_prefix=f"{EDITOR}/documents")
    app.add_template_global(pictures.picture_choices)
    app.register_blueprint(content.blueprint, url_prefix=f"{EDITOR}/content")
    app.register_blueprint(publications.blueprint, url_prefix=f"{EDITOR}/publications")
    app.register_blueprint(suggestions.blueprint, url_prefix=f"{EDITOR}/directions")
    suggestions.init_app(app)
