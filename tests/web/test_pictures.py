"""Stored pictures as visitors get them: by address, and within pages."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Person, Picture, Project, Publication, StoredFile
from tests.conftest import counted_queries
from tests.pictures.files import arrow, moving, saved, svg
from tests.web.editor.pictures import digest, put

CROP = [0.1, 0.2, 0.5, 0.625]


def kept(app: Flask) -> list[Path]:
    return sorted((app.config["INSTANCE"] / "pictures").rglob("*.*"))


def status(client: FlaskClient, path: str) -> int:
    with client.get(path) as response:
        return response.status_code


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("-320.webp", "image/webp"), ("-320.avif", "image/avif"), (".png", "image/png")],
)
def test_each_size_comes_as_what_it_is_and_can_be_kept_for_ever(
    demo_app: Flask, client: FlaskClient, name: str, media_type: str
) -> None:
    url = f"/pictures/{digest(demo_app, put(demo_app))}{name}"
    with client.get(url) as response:
        assert response.mimetype == media_type
        assert response.cache_control.public
        assert response.cache_control.immutable
        assert response.cache_control.max_age == 31_536_000
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        etag = response.headers["ETag"]
    with client.get(url, headers={"If-None-Match": etag}) as again:
        assert again.status_code == 304


def test_a_drawing_is_served_as_one_and_may_do_nothing(
    demo_app: Flask, client: FlaskClient
) -> None:
    number = put(demo_app, svg('<rect onload="a()" width="9" height="9"/>'), "logo.svg")
    with client.get(f"/pictures/{digest(demo_app, number)}.svg") as response:
        assert response.mimetype == "image/svg+xml"
        assert b"onload" not in response.data
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; sandbox")


def test_what_is_no_picture_is_not_found(demo_app: Flask, client: FlaskClient) -> None:
    name = digest(demo_app, put(demo_app))
    for path in (
        f"{name}",
        f"{name}.jpg",
        f"{name}.webp",
        f"{name}.svg",
        f"{name}-320.png",
        f"{name}-321.webp",
        f"{name}-640.webp",
        f"{name}-0320.webp",
        f"{name}-320-1-2-3.webp",
        f"{name}-320-100-100-500-500.webp",
        f"{name}-320-9999-0-1000-1000.webp",
        f"{'0' * 64}-320.webp",
        f"{'0' * 64}.jpg",
        f"{name.upper()}-320.webp",
        f"../{name}-320.webp",
        f"..%2F{name}-320.webp",
        "..%2f..%2fmicrosite.sqlite3",
        "lock",
        "%00",
        f"{name}-320.webp%00.png",
        f"{name}-३२०.webp",
    ):
        assert status(client, f"/pictures/{path}") == 404, path
    for path in (f"{name}/x.pdf", f"{'0' * 64}/..%2fx.pdf", "../secret_key", "x/y.pdf"):
        assert status(client, f"/files/{path}") == 404, path


def test_a_size_that_is_gone_is_made_again(demo_app: Flask, client: FlaskClient) -> None:
    name = digest(demo_app, put(demo_app, saved(arrow(), "JPEG")))
    folder = demo_app.config["INSTANCE"] / "pictures" / name[:2]
    for suffix in ("webp", "avif"):
        (folder / f"{name}-320.{suffix}").unlink()
        assert status(client, f"/pictures/{name}-320.{suffix}") == 200
        assert (folder / f"{name}-320.{suffix}").is_file()
    assert not list(folder.parent.glob("new/*"))


def give_portrait(app: Flask, number: int, crop: list[float]) -> str:
    with app.app_context():
        person = db.session.query(Person).filter_by(slug="zhiyao-shen").one()
        person.portrait_id, person.portrait_crop = number, crop
        db.session.commit()
        return person.slug


def test_a_portrait_is_cut_as_its_person_says_and_as_nobody_else(
    demo_app: Flask, client: FlaskClient
) -> None:
    number = put(demo_app, saved(arrow(1000, 800), "JPEG"), "she.jpg")
    name = digest(demo_app, number)
    give_portrait(demo_app, number, CROP)
    page = client.get("/en/team/zhiyao-shen/").text
    assert f"/pictures/{name}-480-100-200-500-625.avif 480w" in page
    # Of a thousand pixels it takes half: no larger width is offered.
    assert f"/pictures/{name}-640" not in page
    assert 'width="500" height="500"' in page
    assert status(client, f"/pictures/{name}-480-100-200-500-625.webp") == 200
    files = kept(demo_app)
    for other in ("480-100-200-500-624", "640-100-200-500-625", "480-0-0-500-500"):
        assert status(client, f"/pictures/{name}-{other}.webp") == 404
    assert kept(demo_app) == files


def test_chosen_pictures_take_the_place_of_drawn_ones(demo_app: Flask, client: FlaskClient) -> None:
    number = put(demo_app, saved(arrow(800, 600), "JPEG"))
    name = digest(demo_app, number)
    give_portrait(demo_app, number, [])
    with demo_app.app_context():
        for model in (Project, Publication):
            db.session.execute(update(model).values(cover_id=number))
        picture = db.session.get_one(Picture, number)
        picture.focal_x, picture.focal_y = 0.31, 1.0
        db.session.commit()
    for path in (
        "",
        "research/",
        "projects/",
        "team/",
        "directions/aigc/",
        "research/fang2023lantern/",
    ):
        page = client.get(f"/en/{path}").text
        assert f"/pictures/{name}-" in page, path
        assert "focus-x-30 focus-y-100" in page
    assert "/drawings/cover/" not in client.get("/en/research/").text


def test_a_publication_is_shown_elsewhere_with_its_cover_and_its_own_document(
    demo_app: Flask, client: FlaskClient
) -> None:
    number = put(demo_app, saved(arrow(800, 600), "JPEG"))
    with demo_app.app_context():
        publication = db.session.query(Publication).filter_by(citation_key="fang2023lantern").one()
        publication.cover_id = number
        publication.own_links = [["pdf", "https://elsewhere.example/a.pdf"]]
        publication.pdf = StoredFile(
            hash="ab" * 32, filename="a b.pdf", media_type="application/pdf", size=1, pages=1
        )
        db.session.commit()
    page = client.get("/en/research/fang2023lantern/").text
    address = f"/files/{'ab' * 32}/a-b.pdf"
    assert f'<a class="button button-main" href="{address}">Read the PDF' in page
    assert "elsewhere.example" not in page
    assert f'name="citation_pdf_url" content="http://localhost{address}"' in page
    # The row is there, the file is not: no error of ours.
    assert status(client, address) == 404


def test_pictures_cost_a_list_one_query_however_many_there_are(
    demo_app: Flask, client: FlaskClient
) -> None:
    numbers = [put(demo_app, saved(arrow(100 + n, 90), "PNG"), f"{n}.png") for n in range(3)]
    paths = ("", "research/", "projects/", "team/")

    def count() -> list[int]:
        counts = []
        for path in paths:
            with counted_queries(demo_app) as queries:
                client.get(f"/en/{path}")
            counts.append(len(queries))
        return counts

    def give(most: int) -> None:
        with demo_app.app_context():
            for model, column in (
                (Project, "cover_id"),
                (Publication, "cover_id"),
                (Person, "portrait_id"),
            ):
                for place, row in enumerate(db.session.query(model)):
                    setattr(row, column, numbers[place % most])
            db.session.commit()

    give(1)
    count()
    one = count()
    give(3)
    count()
    assert count() == one


def test_alternative_words_fall_back_visibly(demo_app: Flask) -> None:
    number = put(demo_app)
    with demo_app.test_request_context("/en/"):
        demo_app.preprocess_request()
        picture = db.session.get_one(Picture, number)
        macro = demo_app.jinja_env.get_template("_pictures.html").make_module({"lang": "en"})
        render = macro.picture  # type: ignore[attr-defined]
        assert 'alt=""' in render(picture, "20rem")
        picture.alt = Localized(zh="箭头 <b>")
        assert 'alt="箭头 &lt;b&gt;" lang="zh-Hans"' in render(picture, "20rem")
        picture.alt = Localized(zh="箭头", en="An arrow")
        page = render(picture, "20rem")
        assert 'alt="An arrow" loading="lazy"' in page
        assert 'sizes="20rem"' in page
        assert 'alt=""' in render(picture, "20rem", alt="")
        assert "loading" not in render(picture, "20rem", eager=True)
        assert "style=" not in page


def test_what_moves_stands_still_for_those_who_ask_for_it(demo_app: Flask) -> None:
    number = put(demo_app, moving("GIF"), "run.gif")
    drawing = put(demo_app, svg('<path d="M0 0h9v9z"/>'), "logo.svg")
    with demo_app.test_request_context("/en/"):
        demo_app.preprocess_request()
        module = demo_app.jinja_env.get_template("_pictures.html").make_module({})
        render = module.picture  # type: ignore[attr-defined]
        page = render(db.session.get_one(Picture, number), "20rem")
        assert page.count('<source media="(prefers-reduced-motion: reduce)"') == 2
        assert re.search(r'<img [^>]*src="/pictures/[0-9a-f]{64}\.webp"', page)
        page = render(db.session.get_one(Picture, drawing), "20rem")
        assert "<source" not in page
        assert re.search(r'<img [^>]*src="/pictures/[0-9a-f]{64}\.svg" width="200"', page)
