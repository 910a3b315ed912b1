"""The pages of errors: in the visitor's language, with a way on."""

import re
from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from microsite import create_app
from microsite.db import db
from tests.conftest import EMAIL, PASSWORD, close, signed_in, token
from tests.web.test_public_pages import Reader

SIGN_IN = "/editor/sign-in"
FORM = "application/x-www-form-urlencoded"


def forbidden(app: Flask, lang: str) -> TestResponse:
    app.add_url_rule("/<lang:lang>/closed/", "closed", lambda: abort(403))
    return signed_in(app, EMAIL).get(f"/{lang}/closed/")


def missing(app: Flask, lang: str) -> TestResponse:
    return visitor(app, lang).get(f"/{lang}/research/lost-signals-2019/")


def too_large(app: Flask, lang: str) -> TestResponse:
    return visitor(app, lang).post(SIGN_IN, data=b"a" * 2_000_000, content_type=FORM)


def too_many(app: Flask, lang: str) -> TestResponse:
    client = visitor(app, lang)
    form = {"email": EMAIL, "password": "wrong", "csrf_token": token(client, SIGN_IN)}
    for _ in range(3):
        client.post(SIGN_IN, data=form)
    return client.post(SIGN_IN, data=form, headers={"Referer": f"http://localhost{SIGN_IN}"})


def fault(app: Flask, lang: str) -> TestResponse:
    app.add_url_rule("/<lang:lang>/broken/", "broken", broken)
    return visitor(app, lang).get(f"/{lang}/broken/")


def old_form(app: Flask, lang: str) -> TestResponse:
    form = {"csrf_token": "of another session", "q": "a"}
    client = signed_in(app, EMAIL)
    client.set_cookie("lang", lang)
    headers = {"Referer": "http://localhost/editor/account/"}
    return client.post("/editor/account/", data=form, headers=headers)


def visitor(app: Flask, lang: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("lang", lang)
    return client


def broken() -> str:
    raise RuntimeError("broken")


@pytest.fixture
def strict_app(demo_app: Flask) -> Flask:
    """The demonstration lab as it is served, three attempts to sign in allowed."""
    settings = {"INSTANCE": demo_app.config["INSTANCE"], "SIGN_IN_RATE": "3 per minute"}
    return create_app(settings)


ERRORS: dict[int | str, tuple[Callable[[Flask, str], TestResponse], str, str]] = {
    403: (forbidden, "Not for you", "无权访问"),
    404: (missing, "There is no such page", "没有这个页面"),
    413: (too_large, "That is too large", "内容太大"),
    429: (too_many, "Too many attempts", "尝试次数过多"),
    500: (fault, "Something broke on our side", "网站这边出了问题"),
    "old": (old_form, "This form is too old", "表单已过期"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_has_a_page_with_a_way_on(strict_app: Flask, name: int | str, lang: str) -> None:
    trigger, english, chinese = ERRORS[name]
    response = trigger(strict_app, lang)
    page = Reader(response.text)
    assert response.status_code == (400 if name == "old" else name)
    heading = re.search(r"<h1>(.*?)</h1>", response.text)
    assert heading
    assert heading[1] == (chinese if lang == "zh" else english)
    assert next(page.all("html"))["lang"] == ("zh-Hans" if lang == "zh" else "en")
    assert list(page.all("meta", name="robots", content="noindex"))
    assert (
        list(page.all("a", href=f"/{lang}/", **{"class": "button"}))
        or "button-main" in response.text
    )
    drawn = next(page.all("img"))
    assert drawn["src"] == f"/drawings/cover/none/{response.status_code}.svg"
    assert strict_app.test_client().get(drawn["src"] or "").status_code == 200
    close(strict_app)


def test_what_was_looked_for_stands_in_the_search_field(client: FlaskClient) -> None:
    for path, words in (
        ("/en/research/lost-signals-2019/", "lost signals 2019"),
        ("/zh/%E7%A8%80%E7%96%8F.html", "稀疏"),
        ("/en/news/2/", ""),
        ("/en/" + "very-long-" * 20, ""),
    ):
        page = Reader(client.get(path, follow_redirects=True).text)
        assert next(page.all("input", type="search"))["value"] == words, path


def test_who_tried_too_often_is_told_how_long_to_wait(strict_app: Flask) -> None:
    response = too_many(strict_app, "en")
    seconds = int(response.headers["Retry-After"])
    assert 1 <= seconds <= 61
    assert f"Wait {seconds} second" in response.text
    assert f'href="{SIGN_IN}">Try again' in response.text
    close(strict_app)


def test_an_old_form_leads_back_to_a_new_one(strict_app: Flask) -> None:
    assert 'href="/editor/account/">Back to the form' in old_form(strict_app, "en").text
    close(strict_app)


def test_who_was_signed_out_meanwhile_signs_in_and_comes_back(strict_app: Flask) -> None:
    form = {"csrf_token": "of another session"}
    headers = {"Referer": "http://localhost/editor/account/"}
    response = visitor(strict_app, "en").post("/editor/account/", data=form, headers=headers)
    assert response.status_code == 303
    assert response.location.startswith(f"{SIGN_IN}?next=/editor/account/")
    close(strict_app)


@pytest.mark.parametrize("origin", ["https://evil.example/editor/lab/", "http://localhost//evil/"])
def test_no_error_leads_to_another_site(strict_app: Flask, origin: str) -> None:
    form = {"csrf_token": "of another session"}
    client = visitor(strict_app, "en")
    page = client.post("/editor/lab/", data=form, headers={"Referer": origin}).text
    assert "evil" not in page
    assert "Back to the form" not in page
    close(strict_app)


@pytest.mark.parametrize(("lang", "word"), [("en", "Something broke"), ("zh", "出了问题")])
def test_without_its_database_the_site_still_says_what_is_wrong(
    strict_app: Flask, lang: str, word: str
) -> None:
    visiting, editing = visitor(strict_app, lang), signed_in(strict_app, EMAIL)
    editing.set_cookie("lang", lang)
    with strict_app.app_context():
        for table in ("labs", "directions", "editors", "articles"):
            db.session.execute(text(f"ALTER TABLE {table} RENAME TO lost_{table}"))
        db.session.commit()
    for client in (visiting, editing):
        response = client.get(f"/{lang}/")
        assert response.status_code == 500
        assert word in response.text
        assert list(Reader(response.text).all("meta", name="robots", content="noindex"))
        assert f'href="/{lang}/">' in response.text
        icon, *_ = Reader(response.text).all("link", rel="icon")
        assert client.get(str(icon["href"])).status_code == 200
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    close(strict_app)


def test_an_editor_finds_the_way_back_to_editing(editor: FlaskClient) -> None:
    assert 'class="button" href="/editor/"' in editor.get("/en/nothing/").text


def test_a_password_is_not_repeated_by_an_error(strict_app: Flask) -> None:
    form = {"csrf_token": "old", "email": EMAIL, "password": PASSWORD}
    response = visitor(strict_app, "en").post(SIGN_IN, data=form)
    assert response.status_code == 400
    assert PASSWORD not in response.text
    close(strict_app)
