"""The ways in: several files, other formats, identifiers; and what is refused."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from microsite import create_app, jobs
from microsite.fetching import Fetched
from tests.conftest import EMAIL, PASSWORD, token
from tests.web.editor.uploads import NEW, UPLOADS, carry_out, number, publication, upload

RIS = b"TY  - JOUR\nTI  - A Study of Clouds\nAU  - Doe, Jane\nPY  - 2020\nER  - \n"


def send(client: FlaskClient, files: list[tuple[str, bytes]], **form: Any) -> TestResponse:
    page = f"{UPLOADS}new"
    sent = [(BytesIO(content), name) for name, content in files]
    return client.post(UPLOADS, data={"csrf_token": token(client, page), "file": sent, **form})


def test_several_files_and_a_paste_are_one_upload(editor: FlaskClient, demo_app: Flask) -> None:
    answer = send(editor, [("a.bib", NEW.encode()), ("b.ris", RIS)], text="@misc{p, title={P}}")
    url = answer.headers["Location"]
    page = editor.get(url).text
    for shown in ("fei2024snow", "A Study of Clouds", "a.bib", "b.ris", "pasted.bib"):
        assert shown in page
    carry_out(editor, url)
    assert upload(demo_app, url).outcome["new"] == 4


def test_problems_name_the_file_they_are_in(editor: FlaskClient) -> None:
    files = [("a.bib", b"@misc{ok, title={Fine}}"), ("b.bib", b"\n\n@misc{bad, title={open\n")]
    page = editor.get(send(editor, files).headers["Location"] + "?status=problems").text
    assert ">b.bib<" in page


def test_an_empty_file_beside_another_is_told(editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")
    answer = send(editor, [("full.bib", NEW.encode()), ("empty.bib", b"")])
    page = editor.get(answer.headers["Location"] + "?status=problems").text
    assert "The file is empty" in page
    assert "empty.bib" in page


def test_an_empty_file_alone_is_nothing(editor: FlaskClient) -> None:
    assert send(editor, [("empty.bib", b"")]).status_code == 422


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources that know one identifier; the work is done at once."""

    def fetch(identifiers: Any, options: Any, progress: Any) -> Fetched:
        progress(len(identifiers))
        known = any(one.value == "10.1000/182" for one in identifiers)
        return Fetched("@misc{found, title={Found}}" if known else "", ())

    monkeypatch.setattr("microsite.fetching.fetch", fetch)
    monkeypatch.setattr(jobs, "start", jobs.run)


def test_identifiers_are_fetched_and_previewed(
    editor: FlaskClient, demo_app: Flask, fetched: None
) -> None:
    answer = send(editor, [], identifiers="10.1000/182\nnonsense", directions=["aigc"])
    url = answer.headers["Location"]
    editor.set_cookie("lang", "en")
    page = editor.get(url).text
    assert "“nonsense” is no DOI" in page
    carry_out(editor, url)
    assert publication(demo_app, "found")


def test_identifiers_nobody_knows_can_be_tried_again(
    editor: FlaskClient, demo_app: Flask, fetched: None
) -> None:
    editor.set_cookie("lang", "en")
    url = send(editor, [], identifiers="10.1000/999").headers["Location"]
    assert "Nothing could be fetched" in editor.get(url).text
    again = editor.post(f"{url}/again", data={"csrf_token": token(editor, url)})
    assert number(again.headers["Location"]) != number(url)
    assert upload(demo_app, again.headers["Location"]).state == "failed"


def test_files_and_identifiers_become_two_uploads(editor: FlaskClient, fetched: None) -> None:
    answer = send(editor, [("a.bib", NEW.encode())], identifiers="10.1000/182")
    assert answer.headers["Location"] == UPLOADS
    page = editor.get(UPLOADS).text
    assert "a.bib" in page
    assert "identifiers.bib" in page


def test_nothing_typed_is_lost_when_no_identifier_is_one(editor: FlaskClient) -> None:
    answer = send(editor, [], identifiers="hello <world>", text=" ", directions=["coding"])
    assert answer.status_code == 422
    assert "hello &lt;world&gt;" in answer.text
    assert 'value="coding" checked' in answer.text


def test_too_much_is_refused_with_a_way_back_and_not_read(demo_app: Flask) -> None:
    small = create_app({"INSTANCE": demo_app.config["INSTANCE"], "UPLOAD_LIMIT_MB": 1})
    client = small.test_client()
    form = {"email": EMAIL, "password": PASSWORD, "csrf_token": token(client, "/editor/sign-in")}
    client.post("/editor/sign-in", data=form)
    client.set_cookie("lang", "en")
    before = BytesIO(b"x" * 3_000_000)
    response = client.post(
        UPLOADS, input_stream=before, content_length=3_000_000,
        content_type="multipart/form-data; boundary=b", buffered=False,
    )  # fmt: skip
    assert response.status_code == 413
    assert before.tell() == 0
    assert "has 3 MB" in response.text
    assert f'href="{UPLOADS}new"' in response.text
    response.close()
    assert before.tell() == 3_000_000
