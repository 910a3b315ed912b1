"""The projects' list and pages."""

import re

from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Picture, Project


def slugs(page: str) -> list[str]:
    return re.findall(r'<li class="project [^"]*" id="([\w-]+)"', page)


def test_the_list_is_filtered_by_direction_and_area(client: FlaskClient) -> None:
    assert len(slugs(client.get("/en/projects/").text)) == 8
    assert slugs(client.get("/en/projects/?area=film").text) == ["silver-grain"]
    assert slugs(client.get("/en/projects/?direction=coding&area=media").text) == [
        "thin-line",
        "silver-grain",
    ]
    nothing = client.get("/en/projects/?direction=medical-imaging&area=film").text
    assert slugs(nothing) == []
    assert "No project fits all of this." in nothing


def test_every_count_is_what_a_click_shows(client: FlaskClient) -> None:
    page = client.get("/en/projects/?direction=coding").text
    chips = re.findall(
        r'id="area-[\w-]+" class="chip hue-all" href="([^"]+)".*?<small>(\d+)</small>', page
    )
    assert len(chips) == 7  # nobody has a project in finance
    for href, count in chips:
        assert len(slugs(client.get(href.replace("&amp;", "&")).text)) == int(count)


def test_htmx_gets_the_results_alone_at_a_canonical_address(client: FlaskClient) -> None:
    url = "/en/projects/?area=film&direction=coding&x=1"
    part = client.get(url, headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<div id="results"')
    assert part.headers["HX-Push-Url"] == "/en/projects/?direction=coding&area=film"
    whole = client.get(url)
    assert slugs(whole.text) == slugs(part.text)
    assert (
        'rel="canonical" href="http://localhost/en/projects/?direction=coding&amp;area=film"'
        in (whole.text)
    )
    assert 'href="/zh/projects/?direction=coding&amp;area=film"' in whole.text
    assert "HX-Request" in whole.headers["Vary"]


def test_a_project_has_a_page_with_all_that_belongs_to_it(client: FlaskClient) -> None:
    page = client.get("/en/projects/silver-grain/").text
    for piece in (
        "Film grain costs more bits",
        "2020–2023",
        "completed",
        'href="/en/projects/?area=film"',
        'href="/en/directions/coding/"',
        'href="/en/team/lanzhi-he/"',
        'href="https://example.org/code/silver-grain"',
        'property="og:title" content="Silver Grain"',
    ):
        assert piece in page
    assert client.get("/en/projects/nothing/").status_code == 404


def test_a_project_shows_its_cover_and_its_pictures(demo_app: Flask) -> None:
    with demo_app.app_context():
        pictures = [
            Picture(
                hash=letter * 64,
                filename="x.png",
                media_type="image/png",
                width=800,
                height=600,
                widths=[320, 640],
                size=1,
                alt=Localized(en=f"Picture {letter}"),
            )
            for letter in "abc"
        ]
        project = db.session.query(Project).filter_by(slug="lantern").one()
        project.cover, project.gallery = pictures[0], pictures[1:]
        db.session.commit()
    client = demo_app.test_client()
    page = client.get("/en/projects/lantern/").text
    assert page.count("<figcaption>") == 2
    assert f"/pictures/{'b' * 64}-320.webp" in page
    # Said once: the words of a picture stand below it.
    assert "<figcaption>Picture c" in page
    assert 'alt="Picture c"' not in page
    for path in ("", "projects/", "directions/medical-imaging/", "team/du-fang/"):
        assert f"/pictures/{'a' * 64}-" in client.get(f"/en/{path}").text, path
