"""A PDF brought in a publication's form is stored here, shown to visitors, and gives the cover."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.models import Publication
from tests.conftest import token
from tests.pictures.files import arrow, pdf, saved
from tests.web.editor.pictures import put

KEY = "fang2023lantern"


def held(app: Flask) -> Publication:
    with app.app_context():
        found = db.session.query(Publication).filter_by(citation_key=KEY).one()
        assert (found.pdf, found.cover) is not None
        return found


def bring(
    app: Flask, client: FlaskClient, content: bytes, name: str = "a paper.pdf"
) -> TestResponse:
    number = held(app).id
    url = f"/editor/content/publication/{number}/"
    form = {"csrf_token": token(client, url), "pdf": (BytesIO(content), "a paper.pdf")}
    return client.post(f"/editor/publications/{number}/pdf", data=form)


def test_the_first_page_becomes_the_cover_and_visitors_get_the_file(
    demo_app: Flask, editor: FlaskClient, client: FlaskClient
) -> None:
    assert bring(demo_app, editor, pdf(3)).status_code == 303
    found = held(demo_app)
    assert found.pdf
    assert found.cover_id == found.pdf.first_page_id is not None
    page = client.get(f"/en/research/{KEY}/").text
    assert f"/files/{found.pdf.hash}/" in page
    assert 'name="citation_pdf_url"' in page
    with client.get(f"/files/{found.pdf.hash}/a-paper.pdf") as answer:
        assert answer.data == pdf(3)


def test_a_cover_that_was_chosen_stays(demo_app: Flask, editor: FlaskClient) -> None:
    picture = put(demo_app)
    with demo_app.app_context():
        db.session.query(Publication).filter_by(citation_key=KEY).one().cover_id = picture
        db.session.commit()
    assert bring(demo_app, editor, pdf()).status_code == 303
    assert held(demo_app).cover_id == picture


@pytest.mark.parametrize(
    "content", [b"", saved(arrow(), "PNG"), b"%PDF-1.7 nothing", b"<script>alert(1)</script>"]
)
def test_what_is_no_pdf_is_refused_on_the_form(
    demo_app: Flask, editor: FlaskClient, content: bytes
) -> None:
    answer = bring(demo_app, editor, content)
    assert answer.status_code == 422
    assert 'id="pdf-problem"' in answer.text
    assert held(demo_app).pdf is None


def test_a_list_with_a_stored_pdf_has_one(demo_app: Flask, editor: FlaskClient) -> None:
    bring(demo_app, editor, pdf())
    page = editor.get(f"/editor/publications/?only=without-pdf&q={KEY}").text
    assert page.count('name="id"') == 0


def test_the_page_of_a_publication_leads_editors_to_its_form_and_names_its_projects(
    demo_app: Flask, editor: FlaskClient, client: FlaskClient
) -> None:
    link = f"/editor/content/publication/{held(demo_app).id}/"
    assert link in editor.get(f"/en/research/{KEY}/").text
    assert link not in client.get(f"/en/research/{KEY}/").text
    assert "/en/projects/lantern/" in client.get(f"/en/research/{KEY}/").text
    assert "/editor/publications/?q=video" in editor.get("/en/research/?q=video").text
    assert "/editor/publications/" not in client.get("/en/research/?q=video").text
