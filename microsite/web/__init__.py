"""Everything that answers a browser."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from microsite.web import (
    addresses,
    auth,
    cache,
    cards,
    compression,
    data,
    editor,
    entries,
    errors,
    headers,
    htmx,
    i18n,
    listings,
    look,
    navigation,
    picture_views,
    static_files,
    templating,
)
from microsite.web.articles import blueprint as articles_blueprint
from microsite.web.crawlers import blueprint as crawlers_blueprint
from microsite.web.directions import blueprint as directions_blueprint
from microsite.web.drawings import blueprint as drawings_blueprint
from microsite.web.editor.session import only_signed_in
from microsite.web.feeds import blueprint as feeds_blueprint
from microsite.web.home import blueprint as home_blueprint
from microsite.web.news import blueprint as news_blueprint
from microsite.web.pages import blueprint as pages_blueprint
from microsite.web.pictures import blueprint as pictures_blueprint
from microsite.web.projects import blueprint as projects_blueprint
from microsite.web.research import blueprint as research_blueprint
from microsite.web.team import blueprint as team_blueprint

PUBLIC = (
    home_blueprint,
    pages_blueprint,
    research_blueprint,
    directions_blueprint,
    projects_blueprint,
    team_blueprint,
    articles_blueprint,
    news_blueprint,
    feeds_blueprint,
)


def init_app(app: Flask) -> None:
    """Attach the views and what they share."""
    limit = app.config["UPLOAD_LIMIT_MB"] * 1024 * 1024
    # A little room for the rest of the form that carries a file of the largest size.
    app.config.update(MAX_CONTENT_LENGTH=limit + 64 * 1024, MAX_FORM_MEMORY_SIZE=limit)
    addresses.init_app(app)
    data.init_app(app)
    cache.init_app(app)
    entries.init_app(app)
    listings.init_app(app)
    i18n.init_app(app)
    htmx.init_app(app)
    # Before the form's token is looked for: who is signed out is told that, and not that it is old.
    app.before_request(only_signed_in)
    auth.init_app(app)
    templating.init_app(app)
    cards.init_app(app)
    app.add_template_global(navigation.navigation)
    picture_views.init_app(app)
    look.init_app(app)
    headers.init_app(app)
    compression.init_app(app)
    errors.init_app(app)
    for blueprint in PUBLIC:
        app.register_blueprint(blueprint, url_prefix="/<lang:lang>")
    app.register_blueprint(drawings_blueprint, url_prefix="/drawings")
    app.register_blueprint(look.blueprint, url_prefix="/look")
    app.register_blueprint(cards.blueprint, url_prefix="/cards")
    app.register_blueprint(pictures_blueprint)
    app.register_blueprint(crawlers_blueprint)
    app.register_blueprint(i18n.blueprint)
    editor.init_app(app)
    static_files.init_app(app)
    _trust_proxies(app)


def _trust_proxies(app: Flask) -> None:
    """Take the visitor's address from the headers of so many proxies."""
    if n := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=n, x_proto=n, x_host=n
        )
