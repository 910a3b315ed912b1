"""A path without a language leads to the right one."""

from flask import Flask
from flask.testing import FlaskClient

from microsite import create_app


def test_the_root_follows_the_browsers_language(client: FlaskClient) -> None:
    response = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert (response.status_code, response.headers["Location"]) == (302, "/en/")
    response = client.get("/", headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"})
    assert response.headers["Location"] == "/zh/"


def test_a_language_nobody_wrote_gets_the_main_one(client: FlaskClient) -> None:
    assert client.get("/", headers={"Accept-Language": "fi"}).headers["Location"] == "/zh/"
    assert client.get("/").headers["Location"] == "/zh/"


def test_the_cookie_goes_before_the_browsers_language(client: FlaskClient) -> None:
    client.set_cookie("lang", "en")
    assert client.get("/", headers={"Accept-Language": "zh"}).headers["Location"] == "/en/"


def test_a_deep_path_keeps_its_query(client: FlaskClient) -> None:
    response = client.get("/research/?direction=aigc", headers={"Accept-Language": "en"})
    assert response.headers["Location"] == "/en/research/?direction=aigc"
    assert {"Cookie", "Accept-Language"} <= set(response.vary)


def test_a_path_without_its_last_slash_is_led_there_at_once(client: FlaskClient) -> None:
    response = client.get("/team", headers={"Accept-Language": "en"})
    assert response.headers["Location"] == "/en/team/"


def test_odd_characters_in_a_path_stay_what_they_are(client: FlaskClient) -> None:
    response = client.get("/research/a%3Fb%0d/", headers={"Accept-Language": "en"})
    assert response.headers["Location"] == "/en/research/a%3Fb%0D/"


def test_choosing_a_language_is_remembered_and_stays_on_the_site(client: FlaskClient) -> None:
    response = client.get("/language/en?next=/editor/sign-in")
    assert response.headers["Location"] == "/editor/sign-in"
    assert "lang=en" in response.headers["Set-Cookie"]
    response = client.get("/language/en?next=//evil.example")
    assert response.headers["Location"] == "/en/"


def test_one_language_is_a_valid_site(demo_app: Flask) -> None:
    app = create_app({"INSTANCE": demo_app.config["INSTANCE"], "LANGUAGES": ("en",)})
    client = app.test_client()
    assert client.get("/").headers["Location"] == "/en/"
    assert "hreflang" not in client.get("/en/team/").get_data(as_text=True).split("</head>")[1]


def test_a_missing_translation_falls_back_and_says_so(demo_app: Flask) -> None:
    app = create_app({"INSTANCE": demo_app.config["INSTANCE"], "LANGUAGES": ("de", "en")})
    page = app.test_client().get("/de/team/").get_data(as_text=True)
    assert '<html lang="de"' in page
    assert 'lang="en">Zhiyao Shen' in page
