"""The editors' pages for pictures and documents."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Page, Person, Picture, Project, Publication, StoredFile
from tests.conftest import counted_queries, token
from tests.pictures.files import arrow, pdf, saved, svg
from tests.web.editor.pictures import URL, bring, digest, put

DOCUMENTS = "/editor/documents/"


@pytest.fixture(autouse=True)
def english(editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")


def files(app: Flask) -> list[Path]:
    folder = app.config["INSTANCE"] / "pictures"
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]


def test_several_at_once_have_an_answer_each(demo_app: Flask, editor: FlaskClient) -> None:
    response = bring(
        editor,
        (saved(arrow(), "JPEG"), "田野.jpg"),
        (pdf(), "scan.jpg"),
        (b"", "nothing.png"),
    )
    assert response.status_code == 422
    page = response.text
    assert re.search(r"<b>田野.jpg</b> <span[^>]*>is here.", page)
    assert "<b>scan.jpg</b> This is a PDF document, not a picture" in page
    assert "<b>nothing.png</b> The file is empty." in page
    with demo_app.app_context():
        picture = db.session.query(Picture).one()
        assert (picture.width, picture.height, picture.widths) == (400, 300, [320])
        assert picture.media_type == "image/jpeg"
    assert f'name="alt-{picture.id}-zh"' in page


def test_the_messages_come_in_chinese_too(editor: FlaskClient) -> None:
    editor.set_cookie("lang", "zh")
    page = bring(editor, (pdf(), "scan.jpg")).text
    assert "这是 PDF" in page


def test_the_same_picture_is_kept_once(demo_app: Flask, editor: FlaskClient) -> None:
    content = saved(arrow(), "PNG")
    bring(editor, (content, "one.png"))
    before = sorted(files(demo_app))
    response = bring(editor, (content, "two.png"))
    assert response.status_code == 200
    assert "was here already" in response.text
    assert sorted(files(demo_app)) == before
    assert len(before) == 3


def test_htmx_gets_the_answer_of_its_file_alone(editor: FlaskClient) -> None:
    response = bring(editor, (saved(arrow(), "PNG"), "one.png"), htmx=True)
    assert response.text.strip().startswith("<li")
    assert "<h1" not in response.text


def test_a_form_without_a_file_is_told(editor: FlaskClient) -> None:
    response = editor.post(URL, data={"csrf_token": token(editor, URL)})
    assert response.status_code == 422
    assert "Choose a picture first" in response.text


def test_what_is_not_described_is_marked_until_it_is(demo_app: Flask, editor: FlaskClient) -> None:
    number = put(demo_app)
    assert ">no description<" in editor.get(URL).text
    form = {"csrf_token": token(editor, URL), f"alt-{number}-zh": " 箭头 "}
    assert editor.post(f"{URL}describe", data=form).status_code == 303
    page = editor.get(f"{URL}?lacking=1").text
    assert "no description: English" in page
    form = {"csrf_token": token(editor, URL), f"alt-{number}-en": "An arrow"}
    editor.post(f"{URL}describe", data=form)
    assert "Every picture is described" in editor.get(f"{URL}?lacking=1").text
    with demo_app.app_context():
        alt = db.session.get_one(Picture, number).alt
    assert alt == Localized(zh="箭头", en="An arrow")


def update(client: FlaskClient, number: int, **values: str) -> int:
    url = f"{URL}{number}"
    form = {name.replace("_", "-"): value for name, value in values.items()}
    data = {"csrf_token": token(client, url), "focal-x": "50", "focal-y": "50", **form}
    return client.post(url, data=data).status_code


def test_words_and_focal_point_are_kept(demo_app: Flask, editor: FlaskClient) -> None:
    number = put(demo_app)
    values = {"alt_en": "An arrow", "credit_zh": "摄影：林", "focal_x": "25", "focal_y": "80.5"}
    assert update(editor, number, **values) == 303
    with demo_app.app_context():
        picture = db.session.get_one(Picture, number)
        assert (picture.focal_x, picture.focal_y) == (0.25, 0.805)
        assert picture.credit == Localized(zh="摄影：林")
    assert "Saved." in editor.get(f"{URL}{number}?saved=1").text


@pytest.mark.parametrize("bad", ["", "left", "-1", "101", "nan", "inf"])
def test_a_focal_point_outside_is_refused(demo_app: Flask, editor: FlaskClient, bad: str) -> None:
    number = put(demo_app)
    assert update(editor, number, focal_x=bad, alt_en="lost") == 422
    with demo_app.app_context():
        assert not db.session.get_one(Picture, number).alt


def test_every_use_is_listed_and_keeps_it_from_being_deleted(
    demo_app: Flask, editor: FlaskClient
) -> None:
    number = put(demo_app)
    name = digest(demo_app, number)[:10]
    with demo_app.app_context():
        db.session.query(Project).first().cover_id = number  # type: ignore[union-attr]
        db.session.query(Publication).first().cover_id = number  # type: ignore[union-attr]
        db.session.query(Person).first().portrait_id = number  # type: ignore[union-attr]
        page = db.session.query(Page).first()
        page.text = Localized(zh=f"看 ![箭头](picture:{name})")  # type: ignore[union-attr]
        db.session.commit()
    shown = editor.get(f"{URL}{number}").text
    for words in ("Project · cover", "Publication · cover", "Person · portrait", "Page · named in"):
        assert words in shown
    data = {"csrf_token": token(editor, URL)}
    response = editor.post(f"{URL}{number}/delete", data=data)
    assert response.status_code == 422
    assert "The picture is in use" in response.text
    assert files(demo_app)


def test_what_nothing_uses_is_deleted_with_its_files(demo_app: Flask, editor: FlaskClient) -> None:
    number = put(demo_app)
    name = digest(demo_app, number)
    with editor.get(f"/pictures/{name}-320.webp") as response:
        assert response.status_code == 200
    data = {"csrf_token": token(editor, URL)}
    assert editor.post(f"{URL}{number}/delete", data=data).status_code == 303
    assert not files(demo_app)
    assert editor.get(f"/pictures/{name}-320.webp").status_code == 404
    for gone in (number, 10**30):
        assert editor.get(f"{URL}{gone}").status_code == 404


def replace(client: FlaskClient, number: int, content: bytes) -> tuple[int, str]:
    data = {"csrf_token": token(client, URL), "file": (BytesIO(content), "other.png")}
    response = client.post(f"{URL}{number}/replace", data=data)
    return response.status_code, response.text


def test_another_file_takes_its_place_where_it_is_used(
    demo_app: Flask, editor: FlaskClient
) -> None:
    number = put(demo_app)
    before = digest(demo_app, number)
    update(editor, number, alt_en="An arrow")
    assert replace(editor, number, saved(arrow(800, 600), "PNG"))[0] == 303
    with demo_app.app_context():
        picture = db.session.get_one(Picture, number)
        assert (picture.width, picture.widths) == (800, [320, 480, 640])
        assert picture.alt == Localized(en="An arrow")
        assert picture.hash != before
    assert not [path for path in files(demo_app) if path.name.startswith(before)]


def test_what_texts_name_or_what_is_here_already_takes_no_place(
    demo_app: Flask, editor: FlaskClient
) -> None:
    number, other = put(demo_app), put(demo_app, saved(arrow(500, 300), "PNG"))
    status, page = replace(editor, number, saved(arrow(500, 300), "PNG"))
    assert (status, "is here already" in page) == (422, True)
    status, page = replace(editor, number, b"no picture")
    assert (status, "This is a text file" in page) == (422, True)
    with demo_app.app_context():
        first = db.session.query(Page).first()
        assert first
        first.text = Localized(en=f"![](picture:{db.session.get_one(Picture, other).hash})")
        db.session.commit()
    status, page = replace(editor, other, saved(arrow(900, 300), "PNG"))
    assert (status, "Texts name this picture" in page) == (422, True)


def test_a_grid_of_many_costs_as_many_queries_as_one_of_few(
    demo_app: Flask, editor: FlaskClient
) -> None:
    put(demo_app)
    editor.get(URL)
    with counted_queries(demo_app) as few:
        editor.get(URL)
    with demo_app.app_context():
        for number in range(60):
            db.session.add(
                Picture(
                    hash=f"{number:064x}",
                    filename=f"{number}.jpg",
                    media_type="image/jpeg",
                    width=640,
                    height=480,
                    widths=[320],
                    size=1,
                )
            )
        db.session.commit()
    with counted_queries(demo_app) as many:
        page = editor.get(URL).text
    assert len(many) == len(few)
    assert "1 of 2" in page


def test_a_form_chooses_from_the_grid(demo_app: Flask, editor: FlaskClient) -> None:
    first, second = put(demo_app), put(demo_app, svg('<path d="M0 0h9v9z"/>'), "logo.svg")
    page = editor.get(f"{URL}pick?name=cover_id&value={first}").text
    assert re.search(rf'name="cover_id" value="{first}" checked', page)
    assert re.search(rf'name="cover_id" value="{second}">', page)
    found = editor.get(f"{URL}pick?name=cover_id&value=&pick-q=LOGO").text
    assert f'value="{second}"' in found
    assert f'value="{first}"' not in found
    # What is chosen in the fragment counts more than what it began with.
    again = editor.get(f"{URL}pick?name=cover_id&value={first}&cover_id={second}").text
    assert re.search(rf'value="{second}" checked', again)
    for odd in ("", "a b", '"><script>'):
        assert editor.get(f"{URL}pick", query_string={"name": odd}).status_code == 404
    for value in ("x", "²", "٣", "9" * 30):
        assert editor.get(f"{URL}pick?name=cover_id&value={value}").status_code == 200


def test_strangers_see_none_of_it(client: FlaskClient) -> None:
    for path in (URL, f"{URL}1", f"{URL}pick?name=a", DOCUMENTS):
        assert client.get(path).status_code == 303
    for path in (URL, f"{URL}1", f"{URL}1/delete", f"{URL}1/replace", f"{URL}describe", DOCUMENTS):
        assert client.post(path).status_code in (303, 400)


def bring_documents(client: FlaskClient, *given: tuple[bytes, str]) -> tuple[int, str]:
    data = {
        "csrf_token": token(client, DOCUMENTS),
        "file": [(BytesIO(content), name) for content, name in given],
    }
    response = client.post(DOCUMENTS, data=data)
    return response.status_code, response.text


def test_a_document_is_kept_counted_and_its_first_page_drawn(
    demo_app: Flask, editor: FlaskClient
) -> None:
    assert bring_documents(editor, (pdf(3), "论文 (final)?.pdf"))[0] == 303
    page = editor.get(DOCUMENTS).text
    assert "3 pages" in page
    with demo_app.app_context():
        document = db.session.query(StoredFile).one()
        assert document.first_page
        assert (document.first_page.width, document.first_page.height) == (1280, 1811)
        first_page = document.first_page_id
    address = re.search(r'href="(/files/[^"]+)"', page)
    assert address
    with editor.get(address[1]) as response:
        assert response.status_code == 200
        assert response.data == pdf(3)
        assert response.mimetype == "application/pdf"
        assert response.headers["Content-Disposition"].startswith("inline; filename")
        assert response.cache_control.immutable
    assert "Document · first page" in editor.get(f"{URL}{first_page}").text


def test_what_is_no_readable_document_is_refused(demo_app: Flask, editor: FlaskClient) -> None:
    status, page = bring_documents(
        editor,
        (saved(arrow(), "PNG"), "scan.pdf"),
        (pdf()[:60], "cut.pdf"),
        (b"%PDF-1.7 nothing", "odd.pdf"),
        (b"", "empty.pdf"),
    )
    assert status == 422
    assert page.count("The PDF is damaged or cut off") == 2
    assert "This is not a PDF document" in page
    assert "The file is empty" in page
    with demo_app.app_context():
        assert not db.session.query(StoredFile).count()


def test_a_document_that_a_publication_has_stays(demo_app: Flask, editor: FlaskClient) -> None:
    bring_documents(editor, (pdf(), "paper.pdf"))
    with demo_app.app_context():
        number = db.session.query(StoredFile).one().id
        publication = db.session.query(Publication).first()
        assert publication
        publication.pdf_id = number
        db.session.commit()
    data = {"csrf_token": token(editor, DOCUMENTS)}
    assert editor.post(f"{DOCUMENTS}{number}/delete", data=data).status_code == 422
    with demo_app.app_context():
        db.session.query(Publication).filter_by(pdf_id=number).one().pdf_id = None
        db.session.commit()
    assert editor.post(f"{DOCUMENTS}{number}/delete", data=data).status_code == 303
    assert not list((demo_app.config["INSTANCE"] / "files").rglob("*.pdf"))


def test_what_is_too_large_together_is_refused_by_its_size(
    demo_app: Flask, editor: FlaskClient
) -> None:
    demo_app.config["MAX_CONTENT_LENGTH"] = 1000
    for path in (URL, DOCUMENTS):
        response = editor.post(path, data={"file": (BytesIO(b"x" * 5000), "a.png")})
        assert response.status_code == 413
        assert "Upload fewer files at a time" in response.text
