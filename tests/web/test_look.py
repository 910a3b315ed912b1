"""How the lab has its site look: the accent's sheet, the fonts, the logo, the icon."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import Lab, Picture
from tests.conftest import counted_queries
from tests.pictures.files import arrow, saved
from tests.web.editor.pictures import digest, put

STATIC = Path(__file__).parent.parent.parent / "static"


def dress(app: Flask, **values: Any) -> None:
    with app.app_context():
        lab = db.session.query(Lab).one()
        for name, value in values.items():
            setattr(lab, name, value)
        db.session.commit()


def icon(client: FlaskClient) -> tuple[str, str]:
    """Address and type of the icon that a page names."""
    found = re.search(r'<link rel="icon" href="([^"]+)" type="([^"]+)">', client.get("/en/").text)
    assert found
    return found[1], found[2]


def test_a_site_without_an_accent_of_its_own_asks_for_no_sheet(client: FlaskClient) -> None:
    assert "/look/" not in client.get("/en/").text.replace("/look/ab2f17/", "")


def test_the_sheet_of_an_accent_may_be_kept_for_ever(demo_app: Flask, client: FlaskClient) -> None:
    dress(demo_app, accent="#ffee00")
    page = client.get("/zh/research/").text
    sheet = re.search(r'<link rel="stylesheet" href="(/look/ffee00\.css\?v=\w{10})">', page)
    assert sheet
    assert page.index("/static/site.css") < sheet.start()
    response = client.get(sheet[1])
    assert response.mimetype == "text/css"
    assert "--accent:light-dark(#6e6600,#ffee00)" in response.text
    assert response.cache_control.immutable
    assert response.cache_control.max_age == 31_536_000
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "path",
    ["blue.css", "FFEE00.css", "fe0.css", "ffee0.css", "ffee00}.css", "blue/a.svg", "1/2/a.svg"],
)
def test_what_is_no_colour_has_no_sheet(client: FlaskClient, path: str) -> None:
    assert client.get(f"/look/{path}").status_code == 404


@pytest.mark.parametrize(
    ("face", "fonts"),
    [
        ("journal", ["newsreader-normal.woff2"]),
        ("instrument", ["inter-normal.woff2"]),
        ("system", []),
    ],
)
def test_a_page_fetches_early_what_its_face_needs_and_no_other(
    demo_app: Flask, client: FlaskClient, face: str, fonts: list[str]
) -> None:
    dress(demo_app, face=face)
    page = client.get("/en/").text
    assert f'data-face="{face}"' in page
    assert re.findall(r"/static/vendor/([\w-]+\.woff2)", page) == fonts
    for font in fonts:
        assert (STATIC / "vendor" / font).stat().st_size < 60_000


def test_the_icon_is_the_mark_in_the_accent(demo_app: Flask, client: FlaskClient) -> None:
    own = client.get(icon(client)[0])
    assert own.mimetype == "image/svg+xml"
    assert "#ab2f17" in own.text
    again = client.get(icon(client)[0], headers={"If-None-Match": own.headers["ETag"]})
    assert again.status_code == 304
    dress(demo_app, accent="#0b5fff")
    blue = client.get(icon(client)[0]).text
    assert "#0055f1" in blue
    assert "#ab2f17" not in blue


def test_a_logo_stands_beside_the_name_and_says_its_size(
    demo_app: Flask, client: FlaskClient
) -> None:
    number = put(demo_app, saved(arrow(400, 400), "PNG"), "logo.png")
    dress(demo_app, logo_id=number)
    head = client.get("/en/").text.split("</header>")[0]
    assert '<picture class="logo logo-plate">' in head
    assert re.search(r'<img src="[^"]+" width="400" height="400" alt=""', head)
    assert 'class="mark"' not in head
    url, media_type = icon(client)
    assert (digest(demo_app, number) in url, media_type) == (True, "image/webp")
    with client.get(url) as response:
        assert response.mimetype == "image/webp"


def test_a_photograph_needs_no_plate_and_what_is_wide_is_no_icon(
    demo_app: Flask, client: FlaskClient
) -> None:
    number = put(demo_app, saved(arrow(800, 200), "JPEG"), "logo.jpg")
    dress(demo_app, logo_id=number)
    assert '<picture class="logo">' in client.get("/en/").text
    assert icon(client)[1] == "image/svg+xml"
    assert digest(demo_app, number) not in icon(client)[0]


def test_a_drawing_is_a_logo_and_an_icon_as_it_is(demo_app: Flask, client: FlaskClient) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 50"><path d="M0 0h9v9z"/></svg>'
    )
    number = put(demo_app, drawing.encode(), "logo.svg")
    dress(demo_app, logo_id=number)
    url, media_type = icon(client)
    assert (url.endswith(".svg"), media_type) == (True, "image/svg+xml")
    assert f'<img src="{url}"' in client.get("/en/").text


def test_a_logo_costs_no_query(demo_app: Flask, client: FlaskClient) -> None:
    with counted_queries(demo_app) as plain:
        client.get("/en/team/")
    dress(demo_app, logo_id=put(demo_app), accent="#0b5fff", face="instrument")
    with counted_queries(demo_app) as dressed:
        client.get("/en/team/")
    assert len(dressed) == len(plain)


def test_a_logo_is_in_use_and_a_picture_that_goes_leaves_the_lab(
    demo_app: Flask, admin: FlaskClient
) -> None:
    number = put(demo_app)
    dress(demo_app, logo_id=number)
    page = admin.get(f"/editor/pictures/{number}", headers={"Accept-Language": "en"}).text
    assert "Lab · logo" in page
    with demo_app.app_context():
        db.session.delete(db.session.get_one(Picture, number))
        db.session.commit()
        assert db.session.query(Lab).one().logo_id is None
