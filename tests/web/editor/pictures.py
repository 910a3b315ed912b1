"""Bringing pictures as a browser would, for the tests of pages that show them."""

from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.models import Picture
from microsite.pictures.storing import keep, prepare
from microsite.web.pictures import pictures_folder
from tests.conftest import token
from tests.pictures.files import arrow, saved

URL = "/editor/pictures/"


def bring(client: FlaskClient, *files: tuple[bytes, str], htmx: bool = False) -> TestResponse:
    form = {
        "csrf_token": token(client, URL),
        "file": [(BytesIO(content), name) for content, name in files],
    }
    return client.post(URL, data=form, headers={"HX-Request": "true"} if htmx else {})


def put(app: Flask, content: bytes = b"", filename: str = "arrow.png") -> int:
    """A picture that is here already; its id."""
    with app.test_request_context():
        ready = prepare(pictures_folder(), content or saved(arrow(), "PNG"), filename)
        picture, _ = keep(db.session(), ready)
        db.session.commit()
        return picture.id


def digest(app: Flask, picture_id: int) -> str:
    with app.app_context():
        return db.session.get_one(Picture, picture_id).hash
