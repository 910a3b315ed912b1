"""Hostile inputs in every field of the site leave nothing in any page."""

from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from tests.markdown.hostile import TEXTS, findings
from tests.web.hostile_lab import ON_A_PAGE, put, spoil
from tests.web.test_public_pages import PATHS

MORE = ("team/zhiyao-shen/", "team/linchuan-gu/", "research/?q=canary", "research/gu2026regret/")


def test_no_page_of_a_hostile_lab_runs_or_asks_anything(demo_app: Flask) -> None:
    with demo_app.app_context():
        texts = spoil(db.session())
    assert len(texts) == -(-len(TEXTS) // ON_A_PAGE)
    client = demo_app.test_client()
    for path in [f"/{lang}/{path}" for lang in ("zh", "en") for path in (*PATHS, *MORE)]:
        check(client, path)
    for text in texts:
        with demo_app.app_context():
            put(db.session(), text)
        for lang in ("zh", "en"):
            check(client, f"/{lang}/about/")


def check(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, path
    page = response.get_data(as_text=True)
    assert not findings(page), path
    # What the page is made of stands after the text as before it.
    assert page.count("<main") == page.count("</main>") == 1, path
    assert page.rstrip().endswith("</html>"), path
