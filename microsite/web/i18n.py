"""Languages: in the path of public pages, in a cookie for the others."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from flask import Blueprint, Flask, current_app, g, redirect, request, url_for
from flask_babel import Babel, force_locale, get_locale, get_translations
from flask_babel import gettext as gettext
from flask_babel import ngettext as ngettext
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, RequestRedirect
from werkzeug.wrappers import Response

from microsite.bibtex import Problem
from microsite.markdown import Problem as TextProblem
from microsite.web import words
from microsite.web.addresses import absolute, safe_path

blueprint = Blueprint("i18n", __name__)

COOKIE = "lang"
YEAR = 365 * 24 * 3600
# The script belongs to the tag: a browser chooses the glyphs by it.
HTML_LANGS = {"zh": "zh-Hans"}
NAMES = {"zh": "中文", "en": "English"}


class Alternate(NamedTuple):
    """A page's address in one language."""

    lang: str
    html_lang: str
    name: str
    url: str


def init_app(app: Flask) -> None:
    """Attach languages to the app's addresses and its texts."""
    languages: tuple[str, ...] = app.config["LANGUAGES"]
    converter = type("LanguageConverter", (BaseConverter,), {"regex": "|".join(languages)})
    app.url_map.converters["lang"] = converter
    Babel(
        app,
        default_domain="messages",
        default_translation_directories=f"{app.root_path}/translations",
        locale_selector=lambda: g.get("lang", languages[0]),
    )
    words.init_app(app, catalogue)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)


def name_here(code: str) -> str:
    """A language's name in the language of the page; the code where it has none."""
    name = Locale.parse(g.lang, sep="-").languages.get(code)
    return str(name or code)


@blueprint.get("/language/<lang:lang>")
def choose() -> Response:
    """Remember a language, for the pages that have none in their path."""
    response = redirect(safe_path(request.args.get("next"), url_for("home.index")))
    return remember(response, g.lang)


def remember(response: Response, lang: str) -> Response:
    """Let pages without a language in their path come in this one from now on."""
    response.set_cookie(COOKIE, lang, max_age=YEAR, samesite="Lax")
    return response


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Have `gettext` and the templates speak this language for a while."""
    held = g.pop("catalogue", None)
    try:
        with force_locale(lang):
            yield
    finally:
        g.pop("catalogue", None)
        if held is not None:
            g.catalogue = held


def alternates() -> list[Alternate]:
    """This page in every language, with absolute addresses; empty for a page without one."""
    return [
        Alternate(lang, html_lang(lang), language_name(lang), absolute(path))
        for lang, path in _paths().items()
    ]


def switches() -> list[Alternate]:
    """This page in each other language, as the language switch offers it."""
    here = request.full_path.rstrip("?") if request.method == "GET" else request.path
    # A page that is missing is missing in the other language too, but can be read there.
    rest = request.path.partition("/")[2].partition("/")[2] if _named() else None
    paths = _paths() or {
        lang: url_for("i18n.choose", lang=lang, next=here if rest is None else f"/{lang}/{rest}")
        for lang in languages()
    }
    return [
        Alternate(lang, html_lang(lang), language_name(lang), path)
        for lang, path in paths.items()
        if lang != g.lang
    ]


def remember_state(args: dict[str, list[str]]) -> None:
    """Let the page's other languages open in the same state: these query arguments."""
    g.state = args


def current_path() -> str:
    """This page's path, quoted, with the arguments of its state."""
    return _paths().get(g.lang) or quote(request.path)


def languages() -> tuple[str, ...]:
    """The site's languages, the main one first."""
    codes: tuple[str, ...] = current_app.config["LANGUAGES"]
    return codes


def html_lang(lang: str) -> str:
    """The value of an HTML `lang` attribute (BCP 47)."""
    return HTML_LANGS.get(lang, lang)


def language() -> str:
    """The language that `gettext` speaks just now."""
    return str(get_locale())


def language_name(lang: str) -> str:
    """The language's name in itself."""
    if lang in NAMES:
        return NAMES[lang]
    try:
        return Locale.parse(lang).get_display_name() or lang
    except UnknownLocaleError:
        return lang


def catalogue() -> Any:
    """The words of the language that `gettext` speaks just now, looked up once a request."""
    held = g.get("catalogue")
    if held is None:
        held = g.catalogue = get_translations()
    return held


def problem_message(problem: Problem | TextProblem) -> str:
    """What is wrong in a file or a text, in the language of the page."""
    message: str = gettext(problem.template) % problem.params
    return message


def with_language(is_there: Callable[[str, Mapping[str, Any]], bool]) -> Response | None:
    """For a path nobody serves: a redirect to the same path with a language, if that exists.

    `is_there` says of an endpoint and its values whether a rule that fits leads to anything.
    """
    if request.method not in ("GET", "HEAD") or _named() is not None:
        return None
    path = f"/{g.lang}{request.path}"
    rules = current_app.url_map.bind_to_environ(request.environ)
    try:
        endpoint, values = rules.match(path, method="GET")
    except RequestRedirect:
        path += "/"
        endpoint, values = rules.match(path, method="GET")
    except HTTPException:
        return None
    if not is_there(endpoint, values):
        return None
    path = quote(path)
    query = request.query_string.decode("latin-1")
    response = redirect(f"{path}?{query}" if query else path)
    response.vary.update(["Cookie", "Accept-Language"])
    return response


def _paths() -> dict[str, str]:
    endpoint = request.endpoint
    if not endpoint or not current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        return {}
    values: dict[str, Any] = {**g.get("state", {}), **(request.view_args or {})}
    return {lang: url_for(endpoint, **{**values, "lang": lang}) for lang in languages()}


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.lang = (values.pop("lang", None) if values else _named()) or _preferred()


def _named() -> str | None:
    """The language the path names, served or not."""
    first = request.path.split("/")[1]
    return first if first in languages() else None


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = g.get("lang", languages()[0])


def _preferred() -> str:
    cookie = request.cookies.get(COOKIE)
    if cookie in languages():
        return str(cookie)
    return request.accept_languages.best_match(languages()) or languages()[0]
