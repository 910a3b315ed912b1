"""The team, and a person's page."""

import re

from flask.testing import FlaskClient


def test_everybody_is_shown_and_alumni_with_where_they_went(client: FlaskClient) -> None:
    page = client.get("/en/team/").text
    people = set(re.findall(r'href="/en/team/([^"/]+)/"', page))
    assert len(people) >= 9
    for person in people:
        assert client.get(f"/zh/team/{person}/").status_code == 200


def test_a_person_has_their_papers_in_either_script(client: FlaskClient) -> None:
    slug = re.findall(
        r'href="/en/team/([^"/]+)/"[^>]*>\s*Zhiyao Shen', client.get("/en/team/").text
    )
    page = client.get(f"/en/team/{slug[0]}/?year=2017&year=2018").text
    assert 'data-citation-key="shen2018palettes"' in page
    assert 'data-citation-key="shen2017strokes"' in page  # written 沈知遥 in the file
