"""What every answer carries."""

import pytest
from flask.testing import FlaskClient

from tests.conftest import token


@pytest.mark.parametrize("path", ["/en/", "/editor/sign-in", "/nothing", "/drawings/cover/1/a.svg"])
def test_nothing_runs_inline_and_nobody_frames_us(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_editors_pages_are_not_kept(editor: FlaskClient) -> None:
    assert editor.get("/editor/").headers["Cache-Control"] == "no-store"
    form = {"csrf_token": token(editor, "/editor/bib-uploads/new"), "text": "@misc{a, title={A}}"}
    url = editor.post("/editor/bib-uploads/", data=form).headers["Location"]
    assert editor.get(f"{url}/original").headers["Cache-Control"] == "no-store"


def test_static_files_are_read_as_what_they_are(client: FlaskClient) -> None:
    response = client.get("/static/site.css")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in response.headers
    response.close()
