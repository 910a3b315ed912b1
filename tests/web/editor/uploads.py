"""Bringing and applying files as a browser would, for the tests of the editors' pages."""

import re
from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.models import BibUpload, Publication
from tests.conftest import token

UPLOADS = "/editor/bib-uploads/"
NEW = """@article{fei2024snow,
  title = {Snow Falling on {Zebras}},
  author = {Fei, Ning and 沈知遥},
  journal = {Journal of Weather}, year = 2024, x-own = {kept}
}
@inproceedings{fei2025rain, title = {Rain}, author = {Fei, Ning}, booktitle = {Wet}, year = 2025}
"""


def bring(
    client: FlaskClient, text: str = "", content: bytes = b"", directions: tuple[str, ...] = ()
) -> str:
    """Bring pasted text or a file; the address of the upload."""
    form: dict[str, object] = {
        "csrf_token": token(client, f"{UPLOADS}new"),
        "text": text,
        "directions": list(directions),
    }
    if content:
        form["file"] = (BytesIO(content), "C:\\Users\\lin\\library.bib")
    response = client.post(UPLOADS, data=form)
    assert response.status_code == 303, response.text
    return response.headers["Location"]


def carry_out(client: FlaskClient, url: str, **choices: str) -> TestResponse:
    """Apply an upload with the choices of its form; `choice_0` stands for `choice-0`."""
    form = {name.replace("_", "-"): value for name, value in choices.items()}
    return client.post(url, data={**form, **hidden(client, url)})


def choose(client: FlaskClient, url: str, **choices: Any) -> TestResponse:
    """Send the form as a page does that only saves it."""
    form = {name.replace("_", "-"): value for name, value in choices.items()}
    return client.post(f"{url}/choices", data={**form, **hidden(client, url)})


def hidden(client: FlaskClient, url: str) -> dict[str, str]:
    """What the form carries that nobody chooses."""
    found = re.search(r'name="fingerprint" value="(\w+)"', client.get(url).text)
    assert found
    return {"csrf_token": token(client, url), "fingerprint": found[1]}


def number(url: str) -> int:
    return int(url.rsplit("/", 1)[1])


def upload(app: Flask, url: str) -> BibUpload:
    with app.app_context():
        found = db.session.get(BibUpload, number(url))
        assert found
        # Read while the session is open.
        assert (found.choices, found.rows, found.content) is not None
        return found


def publication(app: Flask, key: str) -> Publication | None:
    with app.app_context():
        return db.session.query(Publication).filter_by(citation_key=key).first()
