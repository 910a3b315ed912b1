"""Directions of what comes in: for all, for one row, and as suggested."""

import re

from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import Publication
from tests.web.editor.uploads import bring, carry_out, choose, upload

TEXT = """
@misc{plain, title={Zebras}, year=2001}
@misc{telling, title={Medical imaging of lungs by echo}, keywords={medical imaging}, year=2002}
"""


def directions_of(app: Flask, key: str) -> list[str]:
    with app.app_context():
        row = db.session.query(Publication).filter_by(citation_key=key).one()
        return sorted(direction.slug for direction in row.directions)


def test_a_row_can_have_directions_of_its_own(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, TEXT, directions=("aigc",))
    choose(editor, url, was_0="aigc", directions_0=["coding"], was_1="aigc", directions_1=["aigc"])
    carry_out(editor, url)
    assert directions_of(demo_app, "plain") == ["coding"]
    assert directions_of(demo_app, "telling") == ["aigc"]


def test_those_of_all_can_be_changed_and_single_rows_stay(
    editor: FlaskClient, demo_app: Flask
) -> None:
    url = bring(editor, TEXT, directions=("aigc",))
    choose(editor, url, was_0="aigc", directions_0=["coding"])
    form = {"directions-of-all": "1", "directions": ["aigc", "interactive-art"]}
    choose(editor, url, **form)
    carry_out(editor, url)
    assert directions_of(demo_app, "plain") == ["coding"]
    assert directions_of(demo_app, "telling") == ["aigc", "interactive-art"]


def test_a_suggestion_is_shown_and_accepted_for_all_at_once(
    editor: FlaskClient, demo_app: Flask
) -> None:
    editor.set_cookie("lang", "en")
    url = bring(editor, TEXT)
    page = editor.get(url).text
    assert re.search(r'ed-hinted"><input[^>]*name="directions-1" value="medical-imaging">', page)
    assert "Accept the suggestion for 1 entry" in page
    choose(editor, url, do="suggested")
    page = editor.get(url).text
    assert "Accept the suggestion" not in page
    carry_out(editor, url)
    assert directions_of(demo_app, "telling") == ["medical-imaging"]
    assert directions_of(demo_app, "plain") == []


def test_all_rows_can_be_made_alike_again(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, TEXT)
    choose(editor, url, do="suggested")
    choose(editor, url, do="alike")
    assert upload(demo_app, url).choices["directions"] == {}
