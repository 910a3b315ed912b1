"""Pictures drawn by the site."""

from flask.testing import FlaskClient


def test_a_drawing_is_the_same_each_time_and_can_be_kept(client: FlaskClient) -> None:
    first = client.get("/drawings/cover/264/shen2018palettes.svg")
    assert first.status_code == 200
    assert first.mimetype == "image/svg+xml"
    assert first.data == client.get("/drawings/cover/264/shen2018palettes.svg").data
    assert first.cache_control.public
    assert first.cache_control.max_age


def test_a_drawing_asked_for_again_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/drawings/face/75/li.svg")
    again = client.get("/drawings/face/75/li.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_no_drawing_is_not_found(client: FlaskClient) -> None:
    for path in (
        "cover/9999/a.svg",
        "cover/red/a.svg",
        "hat/264/a.svg",
        "face/264/a.png",
        "cover/red/a.png",
    ):
        assert client.get(f"/drawings/{path}").status_code == 404, path


def test_a_cover_also_comes_in_pixels_for_those_who_know_no_svg(client: FlaskClient) -> None:
    response = client.get("/drawings/cover/264/shen2018palettes.png")
    assert response.mimetype == "image/png"
    assert response.data.startswith(b"\x89PNG")
    # Width and height stand at the start of the file's header.
    assert [int.from_bytes(response.data[at : at + 4]) for at in (16, 20)] == [1200, 900]
    assert response.cache_control.public
