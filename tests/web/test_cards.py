"""The picture that each page gives to those who show its address."""

import html
import re
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from microsite import cards
from microsite.db import db
from microsite.models import Article, Page, Publication
from tests.conftest import counted_queries
from tests.pictures.files import saved
from tests.test_cards import HOSTILE
from tests.web.editor.pictures import put
from tests.web.test_public_pages import PAGES

LANTERN = "research/fang2023lantern/"


def tags(client: FlaskClient, path: str) -> dict[str, str]:
    response = client.get(path)
    assert response.status_code == 200, path
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', response.text)
    return {name: html.unescape(content) for name, content in found}


def address(client: FlaskClient, path: str) -> str:
    return tags(client, path)["og:image"].removeprefix("http://localhost")


def kept(app: Flask) -> list[Path]:
    return list((Path(app.config["INSTANCE"]) / "cards").glob("*"))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_picture_of_its_own(client: FlaskClient, path: str) -> None:
    said = tags(client, path)
    assert said["og:image"].startswith("http://localhost/cards/")
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:type"] == "image/png"
    assert said["twitter:card"] == "summary_large_image"
    for name in ("og:title", "og:description", "og:url", "og:site_name", "og:image:alt", "og:type"):
        assert said[name].strip(), name
    response = client.get(said["og:image"].removeprefix("http://localhost"))
    assert response.status_code == 200
    assert response.mimetype == "image/png"
    assert len(response.data) < 300_000
    with Image.open(BytesIO(response.data)) as image:
        assert image.size == (1200, 630)


def test_each_page_says_what_its_picture_shows_in_both_scripts(client: FlaskClient) -> None:
    english, chinese = (tags(client, f"/{lang}/{LANTERN}") for lang in ("en", "zh"))
    assert english["og:image:alt"].startswith("The Lantern Cohort: ")
    assert chinese["og:image:alt"].startswith("“提灯”队列：")
    assert " · “提灯”队列" in english["og:image:alt"]
    assert " · The Lantern Cohort" in chinese["og:image:alt"]
    assert english["og:image"] != chinese["og:image"]
    assert tags(client, "/zh/research/")["og:image:alt"].startswith("论文 · Research · ")
    assert tags(client, "/en/team/zhiyao-shen/")["og:image:alt"].startswith("Zhiyao Shen · 沈知遥")


def test_pages_of_different_things_have_different_pictures(client: FlaskClient) -> None:
    paths = [path for path in PAGES if "?" not in path and "2025" not in path]
    assert len({tags(client, path)["og:image"] for path in paths}) == len(paths)


def test_mathematics_on_a_picture_is_bare(client: FlaskClient) -> None:
    said = tags(client, "/en/research/gu2026regret/")["og:image:alt"]
    assert "ΔE00" in said
    assert "$" not in said


def test_a_page_that_changes_has_another_address_and_the_old_one_still_leads_somewhere(
    demo_app: Flask, client: FlaskClient
) -> None:
    before = address(client, f"/en/{LANTERN}")
    first = client.get(before)
    assert first.cache_control.immutable
    assert first.cache_control.public
    assert first.cache_control.max_age == 365 * 24 * 3600
    assert "Set-Cookie" not in first.headers
    again = client.get(before, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    with demo_app.app_context():
        work = db.session.query(Publication).filter_by(citation_key="fang2023lantern").one()
        work.title = "Another Title"
        db.session.commit()
    after = address(client, f"/en/{LANTERN}")
    assert after != before
    outdated = client.get(before)
    assert outdated.data == client.get(after).data != first.data
    assert not outdated.cache_control.immutable
    assert outdated.cache_control.max_age == 3600


@pytest.mark.parametrize(
    "path",
    [
        "en/publication/0/nothing",
        "en/hat/0/fang2023lantern",
        "en/section/0/attic",
        "en/tag/0/evaluation",
        "en/page/0/nothing",
        "fr/section/0/home",
        f"en/person/0/{'x' * 3000}",
        "en/publication/0/%00",
    ],
)
def test_nobody_can_have_drawn_what_the_site_does_not_hold(
    demo_app: Flask, client: FlaskClient, path: str
) -> None:
    assert client.get(f"/cards/{path}.png").status_code == 404
    assert kept(demo_app) == []


def test_what_not_everybody_may_see_has_no_picture(
    demo_app: Flask, client: FlaskClient, editor: FlaskClient
) -> None:
    with demo_app.app_context():
        work = db.session.query(Publication).filter_by(citation_key="fang2023lantern").one()
        work.hidden = True
        db.session.query(Article).filter_by(slug="eight-rooms").one().state = "draft"
        db.session.query(Page).filter_by(slug="join").one().state = "draft"
        db.session.commit()
    for path in (LANTERN, "articles/eight-rooms/", "join/"):
        assert "og:image" not in tags(editor, f"/en/{path}")
        kind = {"r": "publication", "a": "article", "j": "page"}[path[0]]
        key = path.strip("/").rpartition("/")[2]
        assert client.get(f"/cards/en/{kind}/0/{key}.png").status_code == 404
    tagged = re.findall(r"/en/articles/((?:tag|category)/[^/]+)/", editor.get("/en/articles/").text)
    assert client.get(f"/cards/en/tag/0/{tagged[0]}.png").status_code == 200
    with demo_app.app_context():
        db.session.query(Article).update({"state": "draft"})
        db.session.commit()
    assert client.get(f"/cards/en/tag/0/{tagged[0]}.png").status_code == 404


def test_many_addresses_of_one_page_are_one_file(demo_app: Flask, client: FlaskClient) -> None:
    for version in range(12):
        assert client.get(f"/cards/en/section/{version}/news.png").status_code == 200
    assert len(kept(demo_app)) == 1


def test_the_cover_an_editor_chose_stands_in_the_place_of_the_drawn_one(
    demo_app: Flask, client: FlaskClient
) -> None:
    number = put(demo_app, saved(Image.new("RGB", (900, 700), "#ff0000"), "PNG"))
    with demo_app.app_context():
        work = db.session.query(Publication).filter_by(citation_key="fang2023lantern").one()
        work.cover_id = number
        db.session.commit()
    response = client.get(address(client, f"/en/{LANTERN}"))
    with Image.open(BytesIO(response.data)) as image:
        red, green, blue = image.convert("RGB").getpixel((1000, 300))  # type: ignore[misc]
    assert red > 240 > 20 > green + blue


def test_a_kept_picture_is_not_drawn_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/cards/zh/section/0/team.png")
    monkeypatch.setattr("microsite.web.cards.png", None)
    assert client.get("/cards/zh/section/0/team.png").data == first.data


def test_who_waits_for_others_pictures_is_told_when_to_come_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> bytes:
        raise cards.BusyError

    monkeypatch.setattr(cards.Kept, "get", busy)
    response = client.get("/cards/en/section/0/home.png")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"


def test_editors_pages_and_errors_have_none(client: FlaskClient, editor: FlaskClient) -> None:
    for found in (editor.get("/editor/"), client.get("/en/nothing/"), client.get("/en/team/no/")):
        assert 'property="og:' not in found.text


def test_hostile_titles_stay_text_and_have_a_picture(demo_app: Flask, client: FlaskClient) -> None:
    # SQLite keeps no lone surrogate.
    texts = [text for text in HOSTILE if text == text.encode("utf-8", "replace").decode()]
    for text in texts:
        with demo_app.app_context():
            work = db.session.query(Publication).filter_by(citation_key="fang2023lantern").one()
            work.title = work.venue = text
            work.translated_title = type(work.translated_title)()
            db.session.commit()
        path = address(client, f"/en/{LANTERN}")
        response = client.get(path)
        assert response.data.startswith(b"\x89PNG"), text[:40]
    assert len(kept(demo_app)) <= len(texts)


def test_the_tags_of_a_page_cost_one_query_at_most(demo_app: Flask, client: FlaskClient) -> None:
    paths = ("projects/second-draft/", LANTERN, "team/zhiyao-shen/", "news/", "join/", "about/")

    def queries(path: str) -> int:
        with counted_queries(demo_app) as statements:
            assert client.get(f"/en/{path}?count={len(counted)}").status_code == 200
        return len(statements)

    counted: list[int] = []
    for path in paths:
        client.get(f"/en/{path}")
        counted.append(queries(path))
    demo_app.jinja_env.globals["shared_tags"] = lambda *_: []
    for path, before in zip(paths, list(counted), strict=True):
        counted.append(queries(path))
        assert before <= counted[-1] + 1, path
