"""Answers that are kept, and those that a browser has already."""

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import Publication
from microsite.web.cache import Answers

HTMX = {"HX-Request": "true", "HX-Target": "div#results"}
KEY = "shen2018palettes"
PAGES = ("/en/research/", f"/zh/research/{KEY}/", "/en/team/zhiyao-shen/", "/en/directions/coding/")


@pytest.mark.parametrize("url", PAGES)
def test_what_a_browser_has_is_not_sent_again(client: FlaskClient, url: str) -> None:
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


@pytest.mark.parametrize("url", PAGES)
def test_a_change_is_seen_at_once(client: FlaskClient, demo_app: Flask, url: str) -> None:
    first = client.get(url)
    with demo_app.app_context():
        for publication in db.session.query(Publication):
            publication.title = f"Changed {publication.title}"
        db.session.commit()
    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "Changed" in again.text


def test_what_is_another_step_of_the_history_is_another_answer(client: FlaskClient) -> None:
    url = "/en/research/?q=rate"
    pushed = client.get(url, headers={**HTMX, "HX-Current-URL": "http://localhost/en/research/"})
    typing = {**HTMX, "HX-Current-URL": "http://localhost/en/research/?q=ra"}
    replaced = client.get(url, headers={**typing, "If-None-Match": pushed.headers["ETag"]})
    assert "HX-Push-Url" in pushed.headers
    assert "HX-Replace-Url" in replaced.headers
    assert (pushed.data, replaced.status_code) == (replaced.data, 200)


def test_what_is_kept_fits_into_its_room() -> None:
    answers = Answers(most_bytes=250)
    for name in ("a", "b", "b", "c"):
        answers.put(1, (name,), Response(name * 100))
    assert [answers.get(1, (name,)) is not None for name in "abc"] == [False, True, True]
    answers.put(1, ("d",), Response("d" * 1000))
    assert [answers.get(1, (name,)) is not None for name in "abcd"] == [False, False, False, False]
    answers.put(2, ("e",), Response("e" * 200))
    assert answers.get(2, ("e",)) is not None
