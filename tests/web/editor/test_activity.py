"""The page of what was done: uploads, accounts, and the changes of texts with them."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.activity import ACTIONS, KEPT, record
from microsite.db import db
from microsite.models import Activity, Revision
from microsite.models.base import now
from tests.conftest import EMAIL, counted_queries, token
from tests.web.editor.people import ACCOUNTS, NEW, invite, post, written_down
from tests.web.editor.uploads import NEW as ENTRIES
from tests.web.editor.uploads import bring, carry_out

ACTIVITY = "/editor/activity/"

pytestmark = pytest.mark.usefixtures("english")


def fill(app: Flask, count: int) -> None:
    """As many revisions and actions of the editor, one a minute."""
    with app.app_context():
        for number in range(count):
            at = now() - timedelta(minutes=number + 1)
            db.session.add(
                Revision(
                    kind="page",
                    item_id=1,
                    number=number + 1,
                    action="changed",
                    label=f"Page {number}",
                    data={},
                    at=at,
                    editor_id=1,
                )
            )
            db.session.add(Activity(action="applied", about=f"{number}.bib", at=at, editor_id=2))
        db.session.commit()


def rows(page: str) -> list[str]:
    body = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
    return [
        " ".join(re.sub(r"<[^>]+>", " ", row).split())
        for row in body.split("</tr>")
        if "<td" in row
    ]


def test_an_upload_applied_and_undone_is_written_down(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, ENTRIES)
    carry_out(editor, url)
    editor.post(f"{url}/undo", data={"csrf_token": token(editor, f"{url}/undo")})
    assert written_down(demo_app) == [("applied", "pasted.bib", 1), ("undid", "pasted.bib", 1)]
    assert "took the upload pasted.bib back" in editor.get(ACTIVITY).text


def test_an_upload_that_was_not_applied_after_all_is_not_written_down(
    editor: FlaskClient, demo_app: Flask
) -> None:
    url = bring(editor, ENTRIES)
    form = {"csrf_token": token(editor, url), "fingerprint": "of something else"}
    assert editor.post(url, data=form).status_code == 409
    assert written_down(demo_app) == []


def test_changes_and_actions_stand_together_newest_first(
    editor: FlaskClient, demo_app: Flask
) -> None:
    fill(demo_app, 3)
    found = rows(editor.get(ACTIVITY).text)
    assert len([row for row in found if "Page" in row]) == 3
    assert len([row for row in found if ".bib" in row]) == 3
    times = re.findall(r'<time datetime="([^"]+)"', editor.get(ACTIVITY).text)
    assert times == sorted(times, reverse=True)
    assert any("changed “Page 0” Pages of the site · version 1" in row for row in found)


def test_it_can_be_filtered_by_person_and_kind(editor: FlaskClient, demo_app: Flask) -> None:
    fill(demo_app, 3)
    for query, expected in (
        ("person=1", 3),
        ("person=2", 3),
        ("kind=page", 3),
        ("kind=upload", 3),
        ("kind=upload&person=2", 3),
        ("kind=upload&person=1", 0),
        ("kind=article", 0),
    ):
        found = [row for row in rows(editor.get(f"{ACTIVITY}?{query}").text) if "signed" not in row]
        assert len(found) == expected, query


@pytest.mark.parametrize(
    "query", ["person=x", "person=999999999999", "person=77", "kind=nothing", "page=x", "page=0"]
)
def test_a_filter_that_makes_no_sense_is_none(
    editor: FlaskClient, demo_app: Flask, query: str
) -> None:
    fill(demo_app, 2)
    assert len(rows(editor.get(f"{ACTIVITY}?{query}").text)) >= 4


def test_pages_are_of_fifty(editor: FlaskClient, demo_app: Flask) -> None:
    fill(demo_app, 30)
    first, second = editor.get(ACTIVITY).text, editor.get(f"{ACTIVITY}?kind=&page=2").text
    assert len(rows(first)) == 50
    assert 10 <= len(rows(second)) <= 12
    assert not set(rows(first)) & set(rows(second))
    assert rows(editor.get(f"{ACTIVITY}?page=99").text) == rows(second)


def test_of_others_accounts_only_an_admin_reads(
    editor: FlaskClient, admin: FlaskClient, demo_app: Flask
) -> None:
    invite(admin)
    post(editor, "/editor/sign-out", "/editor/")
    with demo_app.app_context():
        record(db.session(), "refused", "", 1)
        record(db.session(), "changed-lab", "", 2)
        db.session.commit()
    again = demo_app.test_client()
    form = {"email": EMAIL, "password": "correct horse battery"}
    post(again, "/editor/sign-in", "/editor/sign-in", **form)
    seen = again.get(ACTIVITY).text
    assert f"invited {NEW}" in admin.get(ACTIVITY).text
    assert f"invited {NEW}" not in seen
    assert "the password was wrong" in seen, "one's own"
    assert "changed the settings of the lab" in seen
    for kind in ("", "?kind=account", "?person=2", "?person=2&kind=account"):
        assert NEW not in again.get(ACTIVITY + kind).text


def test_what_is_older_than_a_year_is_forgotten(demo_app: Flask) -> None:
    with demo_app.app_context():
        for days in (0, 360, 370, 4000):
            at = now() - timedelta(days=days)
            db.session.add(Activity(action="applied", about=str(days), at=at))
        db.session.add(
            Revision(
                kind="page", item_id=1, number=1, action="changed", data={}, at=now() - 2 * KEPT
            )
        )
        record(db.session(), "undid", "now")
        db.session.commit()
        assert [row.about for row in db.session.query(Activity)] == ["0", "360", "now"]
        assert db.session.query(Revision).count() == 1


def test_an_action_without_words_cannot_be_written_down(demo_app: Flask) -> None:
    with demo_app.app_context(), pytest.raises(KeyError):
        record(db.session(), "danced")


def test_every_action_is_told_in_words(admin: FlaskClient, demo_app: Flask) -> None:
    with demo_app.app_context():
        for action in ACTIONS:
            record(db.session(), action, "<b>100 %</b> %(about)s", 2)
        db.session.commit()
    for lang in ("en", "zh"):
        admin.set_cookie("lang", lang)
        page = admin.get(ACTIVITY).text
        assert len(rows(page)) >= len(ACTIONS)
        assert "<b>100" not in page
        assert "&lt;b&gt;100 %&lt;/b&gt; %(about)s" in page


def test_it_asks_as_often_for_many_as_for_few(admin: FlaskClient, demo_app: Flask) -> None:
    def asked() -> int:
        with counted_queries(demo_app) as statements:
            assert admin.get(ACTIVITY).status_code == 200
        return len(statements)

    fill(demo_app, 2)
    few = asked()
    with demo_app.app_context():
        db.session.query(Revision).delete()
        db.session.commit()
    fill(demo_app, 200)
    assert asked() == few


def test_roles_and_invitations_are_told_with_whom_they_are_about(
    admin: FlaskClient,
) -> None:
    post(admin, f"{ACCOUNTS}1/role", role="admin")
    assert f"made {EMAIL} an admin" in admin.get(ACTIVITY).text
