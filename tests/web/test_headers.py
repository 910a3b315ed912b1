"""What every answer carries."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/en/", "/editor/sign-in", "/nothing", "/drawings/cover/1/a.svg"])
def test_nothing_runs_inline_and_nobody_frames_us(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_editors_pages_are_not_kept(editor: FlaskClient) -> None:
    assert editor.get("/editor/").headers["Cache-Control"] == "no-store"
