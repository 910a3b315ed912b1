"""A new lab with nothing in it: visitors are told so, and whoever runs it what to do next."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from microsite.db import db
from microsite.localized import Localized
from microsite.models import (
    Direction,
    Highlight,
    Lab,
    NewsItem,
    Page,
    Person,
    Publication,
)
from microsite.web.auth import new_editor
from microsite.web.times import today
from tests.conftest import ADMIN_EMAIL, EMAIL, PASSWORD, counted_queries, signed_in

DONE = '<li class="step-done">'


@pytest.fixture
def fresh(app: Flask) -> Flask:
    """A site as `microsite init` leaves it, with an editor more."""
    with app.app_context():
        db.session.add(new_editor(ADMIN_EMAIL, PASSWORD, "admin"))
        db.session.add(new_editor(EMAIL, PASSWORD))
        db.session.commit()
    return app


@pytest.mark.parametrize(("lang", "said"), [("en", "being set up"), ("zh", "筹建中")])
def test_a_visitor_reads_that_the_site_is_being_set_up(fresh: Flask, lang: str, said: str) -> None:
    page = fresh.test_client().get(f"/{lang}/").text
    assert said in page
    assert "hero-wide" in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'href="/editor/sign-in"' in page
    assert "microsite create-editor" in page
    assert "step-done" not in page


def test_an_admin_is_led_through_the_first_steps(fresh: Flask) -> None:
    admin = signed_in(fresh, ADMIN_EMAIL)
    for page in (admin.get("/en/").text, admin.get("/editor/").text):
        steps = page[page.index('<ol class="steps">') :]
        steps = steps[: steps.index("</ol>")]
        ways = re.findall(r'href="([^"]+)"', steps)
        assert len(ways) == 6
        assert DONE not in steps
        for way in ways:
            assert admin.get(way).status_code == 200, way
        assert 'href="/editor/moving/"' in page


def test_an_editor_is_not_sent_where_only_admins_may_go(fresh: Flask) -> None:
    page = signed_in(fresh, EMAIL).get("/en/").text
    assert 'href="/editor/lab/"' not in page
    assert 'href="/editor/moving/"' not in page
    assert "An admin of the site does this." in page


def paper() -> Publication:
    return Publication(
        citation_key="a", entry_type="misc", fields=[], source="", fingerprint="1", title="A"
    )


def test_each_step_ticks_itself_off(fresh: Flask) -> None:
    admin = signed_in(fresh, ADMIN_EMAIL)
    name = Localized(en="Name")
    takes: list[Callable[[Session], object]] = [
        lambda session: session.add(Lab(name=name)),
        lambda session: session.add(paper()),
        lambda session: session.add(Direction(slug="d", name=name, hue=1, position=1)),
        lambda session: session.add(Person(slug="p", name=name, role="phd", position=1)),
        lambda session: session.add(Page(slug="about", title=name, state="draft")),
        lambda session: session.add(
            Highlight(position=1, publication=session.query(Publication).one())
        ),
    ]
    ticked = []
    for take in takes:
        with fresh.app_context():
            take(db.session())
            db.session.commit()
        ticked.append(admin.get("/editor/").text.count(DONE))
    # A page that only editors see does not count.
    assert ticked == [1, 2, 3, 4, 4, 5]
    with fresh.app_context():
        db.session.query(Page).one().state = "published"
        db.session.commit()
    assert "First steps" not in admin.get("/editor/").text


def test_a_lab_with_a_name_alone_is_still_new(fresh: Flask) -> None:
    with fresh.app_context():
        db.session.add(Lab(name=Localized(en="Slow Light Lab"), tagline=Localized(en="We wait.")))
        db.session.commit()
    page = fresh.test_client().get("/en/").text
    assert "<h1>Slow Light Lab</h1>" in page
    assert "We wait." in page
    assert "Is it your lab?" in page


@pytest.mark.parametrize("path", ["/en/?direction=none", "/en/"])
def test_what_a_lab_does_not_have_has_no_place_on_its_home_page(fresh: Flask, path: str) -> None:
    with fresh.app_context():
        db.session.add(paper())
        db.session.commit()
    page = fresh.test_client().get(path).text
    assert 'id="feature-research"' in page
    for name in ("feature-projects", "feature-team", "highlights", "lately"):
        assert f'id="{name}"' not in page
    assert "0" not in re.findall(r"<dd>(\d+)</dd>", page)


def test_the_steps_cost_one_query(fresh: Flask) -> None:
    admin = signed_in(fresh, ADMIN_EMAIL)
    with counted_queries(fresh) as statements:
        admin.get("/editor/")
    assert sum("highlights" in one and "EXISTS" in one for one in statements) == 1


LISTS = {
    "research/": "No publication is here yet.",
    "directions/": "No direction is here yet.",
    "directions/empty/": "Nothing belongs to this direction yet.",
    "projects/": "No project is here yet.",
    "team/": "Nobody is here yet.",
    "articles/": "No article is here yet.",
    "news/": "There is no news yet.",
    "about/": "Nothing is written here yet.",
}


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_list_says_so_and_editors_can_fill_it(fresh: Flask, path: str) -> None:
    if path == "directions/empty/":
        with fresh.app_context():
            db.session.add(Direction(slug="empty", name=Localized(en="E"), hue=1, position=1))
            db.session.commit()
    seen = fresh.test_client().get(f"/en/{path}").text
    assert LISTS[path] in seen
    main = seen[seen.index("<main") : seen.index("</main>")]
    assert "/editor/" not in main
    editor = signed_in(fresh, EMAIL)
    offered = editor.get(f"/en/{path}").text
    way = re.search(r'class="empty">.*?<a class="button" href="([^"]+)"', offered, re.DOTALL)
    assert way
    assert editor.get(way[1].replace("&amp;", "&")).status_code == 200


def test_a_missing_page_is_begun_at_its_address(fresh: Flask) -> None:
    form = signed_in(fresh, EMAIL).get("/editor/content/page/new?slug=about").text
    assert re.search(r'name="slug"[^>]*value="about"', form)


def test_news_of_a_day_to_come_waits_for_its_day(fresh: Flask) -> None:
    with fresh.app_context():
        for days in (0, 1):
            text = Localized(en=f"in {days} days")
            db.session.add(NewsItem(date=today() + timedelta(days=days), text=text))
        db.session.commit()
    visitor = fresh.test_client()
    for path in ("/en/", "/en/news/", "/en/news/feed.atom", "/en/feed.atom"):
        page = visitor.get(path).text
        assert "in 0 days" in page, path
        assert "in 1 days" not in page, path


def test_editors_see_when_news_will_appear(fresh: Flask) -> None:
    with fresh.app_context():
        day = today() + timedelta(days=1)
        db.session.add(NewsItem(date=day, text=Localized(en="soon")))
        db.session.commit()
    page = signed_in(fresh, EMAIL).get("/editor/content/news/", headers={"Accept-Language": "en"})
    assert f"appears {day.isoformat()} 00:00" in page.text
