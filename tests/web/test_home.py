"""The home page and its highlights."""

from flask.testing import FlaskClient


def test_highlights_are_filtered_in_place(client: FlaskClient) -> None:
    part = client.get("/en/?direction=interactive-art", headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith("<section")
    assert 'id="highlights"' in part.text
    assert "<html" not in part.text
    assert part.headers["HX-Push-Url"] == "/en/?direction=interactive-art"
    assert "Behind the Screen" in part.text
    assert "Talking Head" not in part.text


def test_the_same_state_is_a_whole_page_for_a_browser(client: FlaskClient) -> None:
    page = client.get("/en/?direction=interactive-art").text
    assert "<html" in page
    assert "Behind the Screen" in page
    assert "Talking Head" not in page


def test_a_direction_nobody_has_shows_all(client: FlaskClient) -> None:
    assert "Talking Head" in client.get("/en/?direction=nowhere").text
