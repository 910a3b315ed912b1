"""Pages and files in fewer bytes."""

import gzip

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import EMAIL, signed_in

CAN = {"Accept-Encoding": "br, gzip"}
PAGES = ("/en/", "/zh/research/", "/en/articles/eight-rooms/", "/en/feed.atom")


@pytest.mark.parametrize("path", [*PAGES, "/drawings/cover/264/gu2026regret.svg"])
def test_who_can_unpack_gets_the_same_in_fewer_bytes(client: FlaskClient, path: str) -> None:
    plain, packed = client.get(path), client.get(path, headers=CAN)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 1.5
    assert "Content-Encoding" not in plain.headers
    # Of a secret in it one could learn from its size.
    assert b"csrf_token" not in plain.data
    for response in (plain, packed):
        assert "Accept-Encoding" in response.headers["Vary"]


@pytest.mark.parametrize("path", ["/zh/research/", "/drawings/face/75/li.svg"])
def test_both_forms_are_known_again_each_by_its_own_tag(client: FlaskClient, path: str) -> None:
    tags = [client.get(path, headers=headers).headers["ETag"] for headers in ({}, CAN)]
    assert tags[0] != tags[1]
    again = client.get(path, headers={**CAN, "If-None-Match": tags[1]})
    assert (again.status_code, again.data) == (304, b"")


def test_what_may_hold_a_secret_is_not_packed(demo_app: Flask) -> None:
    editor = signed_in(demo_app, EMAIL)
    for path in ("/editor/", "/en/research/", "/en/"):
        assert "Content-Encoding" not in editor.get(path, headers=CAN).headers, path
    signing_in = demo_app.test_client().get("/editor/sign-in", headers=CAN)
    assert "Content-Encoding" not in signing_in.headers


def test_a_part_of_a_page_is_not_kept_waiting(client: FlaskClient) -> None:
    htmx = {**CAN, "HX-Request": "true", "HX-Target": "div#results"}
    for path in ("/en/research/?q=light", "/en/?direction=coding"):
        assert "Content-Encoding" not in client.get(path, headers=htmx).headers
        assert client.get(path, headers=CAN).headers["Content-Encoding"] == "gzip"


def test_who_refuses_it_gets_the_page_as_it_is(client: FlaskClient) -> None:
    refuses = client.get("/en/", headers={"Accept-Encoding": "gzip;q=0, *;q=0"})
    assert "<!doctype html>" in refuses.text


def test_texts_among_the_static_files_are_packed(client: FlaskClient) -> None:
    plain, packed = client.get("/static/site.css"), client.get("/static/site.css", headers=CAN)
    assert gzip.decompress(packed.data) == plain.data
    assert packed.content_length == len(packed.data) < len(plain.data) / 3
    assert "Accept-Encoding" in plain.headers["Vary"]
    for response in (plain, packed):
        kept = {**CAN, "If-None-Match": response.headers["ETag"]}
        assert client.get("/static/site.css", headers=kept).status_code == 304
        response.close()
    head = client.head("/static/site.css", headers=CAN)
    assert (head.status_code, head.data) == (200, b"")
    head.close()


def test_a_part_of_a_static_file_is_a_part_of_the_file_as_it_is(client: FlaskClient) -> None:
    part = client.get("/static/site.css", headers={**CAN, "Range": "bytes=0-1"})
    assert (part.status_code, part.data) == (206, b"/*")
    part.close()


def test_a_typeface_is_packed_already(client: FlaskClient) -> None:
    font = client.get("/static/vendor/newsreader-normal.woff2", headers=CAN)
    assert "Content-Encoding" not in font.headers
    font.close()
