"""Bringing a file, looking at what it would do, doing it."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite import create_app
from microsite.db import db
from microsite.models import BibUpload, Direction, Publication
from tests.conftest import EMAIL, PASSWORD, token
from tests.web.editor.uploads import NEW, UPLOADS, bring, carry_out, publication


def test_nothing_changes_before_one_says_so(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, NEW)
    page = editor.get(url).text
    assert "Snow Falling on Zebras" in page
    assert publication(demo_app, "fei2024snow") is None


def test_what_was_applied_is_on_the_research_page(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, content=NEW.encode(), directions=("coding",))
    assert carry_out(editor, url).status_code == 303
    assert "fei2024snow" in editor.get(url).text
    page = editor.get("/en/research/?direction=coding&q=zebra").text
    assert 'data-citation-key="fei2024snow"' in page
    with demo_app.app_context():
        row = db.session.query(Publication).filter_by(citation_key="fei2024snow").one()
        assert ["x-own", "kept"] in row.fields
        assert row.source.startswith("@article{fei2024snow,")
        assert row.upload_id
        assert [authorship.person_id is not None for authorship in row.authorships] == [False, True]


def test_the_same_file_again_is_unchanged(editor: FlaskClient, demo_app: Flask) -> None:
    carry_out(editor, bring(editor, NEW))
    more = NEW + "@misc{fei2026hail, title = {Hail}}"
    url = bring(editor, more)
    carry_out(editor, url)
    with demo_app.app_context():
        upload = db.session.get(BibUpload, int(url.rsplit("/", 1)[1]))
        assert upload
        assert (upload.outcome["new"], upload.outcome["unchanged"]) == (1, 2)
    page = editor.get(bring(editor, more)).text
    assert 'name="fingerprint"' not in page


def test_a_row_can_be_left_out(editor: FlaskClient, demo_app: Flask) -> None:
    carry_out(editor, bring(editor, NEW), choice_0="skip")
    assert publication(demo_app, "fei2024snow") is None
    assert publication(demo_app, "fei2025rain") is not None


def test_a_change_is_shown_field_by_field_and_can_be_kept_out(
    editor: FlaskClient, demo_app: Flask
) -> None:
    carry_out(editor, bring(editor, NEW))
    changed = NEW.replace("Journal of Weather", "Annals of Weather")
    url = bring(editor, changed)
    page = editor.get(url).text
    assert "Journal of Weather" in page
    assert "Annals of Weather" in page
    carry_out(editor, url, choice_0="keep")
    row = publication(demo_app, "fei2024snow")
    assert row
    assert row.venue == "Journal of Weather"
    carry_out(editor, bring(editor, changed))
    row = publication(demo_app, "fei2024snow")
    assert row
    assert row.venue == "Annals of Weather"


def test_an_unclear_entry_waits_for_a_choice(editor: FlaskClient, demo_app: Flask) -> None:
    carry_out(editor, bring(editor, NEW))
    other = "@misc{fei2025rain, title = {Quite Another Thing}, author = {Fei, Ning}, year = 2019}"
    url = bring(editor, other)
    carry_out(editor, url)
    row = publication(demo_app, "fei2025rain")
    assert row
    assert row.title == "Rain"
    carry_out(editor, bring(editor, other), choice_0="new")
    row = publication(demo_app, "fei2025rain-2")
    assert row
    assert row.title == "Quite Another Thing"


def test_a_stale_preview_is_refused_with_a_fresh_one(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, NEW)
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', editor.get(url).text)
    assert fingerprint
    carry_out(editor, bring(editor, NEW), choice_1="skip")
    form = {"csrf_token": token(editor, url), "fingerprint": fingerprint[1]}
    response = editor.post(url, data=form)
    assert response.status_code == 409
    assert publication(demo_app, "fei2025rain") is None
    fresh = re.search(r'name="fingerprint" value="(\w+)"', response.text)
    assert fresh
    assert fresh[1] != fingerprint[1]
    assert editor.post(url, data={**form, "fingerprint": fresh[1]}).status_code == 303


def test_applying_twice_applies_once(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, NEW)
    page = editor.get(url).text
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert fingerprint
    form = {"csrf_token": token(editor, url), "fingerprint": fingerprint[1]}
    assert editor.post(url, data=form).status_code == 303
    assert editor.post(url, data=form).status_code == 303
    with demo_app.app_context():
        assert db.session.query(Publication).filter_by(citation_key="fei2024snow").count() == 1


def test_problems_are_shown_with_their_line_in_the_pages_language(editor: FlaskClient) -> None:
    broken = (
        "@misc{good, title={Good}}\n\n@misc{bad, title={never closed\n\n@misc{fine, title={Fine}}\n"
    )
    url = bring(editor, broken)
    editor.set_cookie("lang", "en")
    page = editor.get(url).text
    assert re.search(r">\s*3\s*<", page)
    assert "not closed" in page
    editor.set_cookie("lang", "zh")
    assert "not closed" not in editor.get(url).text


def test_nothing_at_all_is_said_at_once(editor: FlaskClient) -> None:
    form = {"csrf_token": token(editor, f"{UPLOADS}new"), "text": "  \n"}
    response = editor.post(UPLOADS, data=form)
    assert response.status_code == 422
    assert 'role="alert"' in response.text


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe\x00binary\x89PNG",
        b"<!doctype html><html><body>Sign in</body></html>",
        b"@",
        b"@article{",
        b"{" * 5000,
        b'@misc{a, title = "' + b"\\'" * 5000,
        "@misc{空, title={标题}}".encode("gb18030"),
        "@misc{a, title={x}}".encode("utf-16"),
        b"@misc{a, url={javascript:alert(1)}, title={<script>alert(1)</script>}}",
    ],
)
def test_no_file_gives_a_fault(editor: FlaskClient, content: bytes) -> None:
    url = bring(editor, content=content)
    assert editor.get(url).status_code == 200
    found = re.search(r'name="fingerprint" value="(\w+)"', editor.get(url).text)
    form = {"csrf_token": token(editor, url), "fingerprint": found[1] if found else ""}
    assert editor.post(url, data=form).status_code in (303, 409)
    assert editor.get(url).status_code == 200
    page = editor.get("/en/research/").text
    assert "<script>alert" not in page
    assert "javascript:" not in page


def test_the_original_comes_back_to_the_byte(editor: FlaskClient) -> None:
    content = NEW.encode("gb18030").replace(b"\n", b"\r\n")
    response = editor.get(bring(editor, content=content) + "/original")
    assert response.data == content
    assert "library.bib" in response.headers["Content-Disposition"]


def test_a_file_too_large_is_refused_clearly(demo_app: Flask) -> None:
    small = create_app({"INSTANCE": demo_app.config["INSTANCE"], "UPLOAD_LIMIT_MB": 1})
    client = small.test_client()
    form = {"email": EMAIL, "password": PASSWORD, "csrf_token": token(client, "/editor/sign-in")}
    client.post("/editor/sign-in", data=form)
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="big.bib"\r\n\r\n'
    body = head + b"x" * 2_000_000 + b"\r\n--b--\r\n"
    response = client.post(UPLOADS, data=body, content_type="multipart/form-data; boundary=b")
    assert response.status_code == 413
    assert "<main" in response.text


def test_a_large_paste_is_no_trouble(editor: FlaskClient) -> None:
    entries = "".join(f"@misc{{k{n}, title={{Title {n}}}}}\n" for n in range(1000))
    url = bring(editor, entries + "%" * 600_000)
    assert ">k0<" in editor.get(url).text
    last = editor.get(f"{url}?status=new&page=20").text
    assert ">k999<" in last
    assert last.count('type="checkbox" id="choice-') == 50


def test_directions_nobody_has_are_ignored(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, NEW, directions=("nowhere", "aigc"))
    carry_out(editor, url)
    with demo_app.app_context():
        row = db.session.query(Publication).filter_by(citation_key="fei2024snow").one()
        assert [direction.slug for direction in row.directions] == ["aigc"]
        assert db.session.query(Direction).count() == 4


def test_a_missing_upload_is_not_found(editor: FlaskClient) -> None:
    for path in ("999999", "999999/original", "x"):
        assert editor.get(UPLOADS + path).status_code == 404


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/editor/", UPLOADS, f"{UPLOADS}new"])
def test_editors_pages_speak_both_languages(editor: FlaskClient, path: str, lang: str) -> None:
    editor.set_cookie("lang", lang)
    page = editor.get(path).text
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}"' in page
    other = "zh" if lang == "en" else "en"
    assert f"/language/{other}?next=" in page
