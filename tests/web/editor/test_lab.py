"""The settings of the lab."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Lab
from microsite.models.base import now
from tests.conftest import ADMIN_EMAIL, signed_in, token
from tests.web.editor.people import written_down
from tests.web.editor.pictures import digest, put

LAB = "/editor/lab/"

pytestmark = pytest.mark.usefixtures("english")


def filled(client: FlaskClient) -> dict[str, str]:
    """The form as the page shows it."""
    page = client.get(LAB).text
    form = page.split('class="ed-lab"')[1].split("</form>")[0]
    inputs = re.findall(r'<input[^>]* name="([\w-]+)"[^>]* value="([^"]*)"([^>]*)>', form)
    fields = {name: value for name, value, rest in inputs if name != "face" or "checked" in rest}
    if chosen := re.search(r'<option value="(\d+)" selected', form):
        fields["logo_id"] = chosen[1]
    fields.update(re.findall(r'<textarea[^>]* name="([\w-]+)"[^>]*>([^<]*)</textarea>', form))
    return fields


def save(client: FlaskClient, **changed: str) -> TestResponse:
    """Send the form with fields changed; `name_en` stands for `name-en`."""
    own = {re.sub("_(zh|en)$", r"-\1", name): text for name, text in changed.items()}
    return client.post(LAB, data={**filled(client), "csrf_token": token(client, LAB), **own})


def kept(app: Flask) -> Lab:
    with app.app_context():
        return db.session.query(Lab).one()


def fonts(page: str) -> list[str]:
    return re.findall(r"[\w/-]+\.woff2", page)


def test_what_is_changed_stands_on_every_page(
    admin: FlaskClient, client: FlaskClient, demo_app: Flask
) -> None:
    response = save(
        admin,
        name_en=" New  Lab ",
        short_name_zh="新",
        email="",
        founded="1999",
        links="github https://example.org/a\n\n  scholar   https://example.org/b?c=d&e ",
    )
    assert response.status_code == 303
    assert "New Lab" in client.get("/en/research/").text
    lab = kept(demo_app)
    assert dict(lab.name) == {"zh": "准绳智能媒体实验室", "en": "New Lab"}
    assert lab.short_name["zh"] == "新"
    assert (lab.email, lab.founded) == ("", 1999)
    assert lab.links == [
        ["github", "https://example.org/a"],
        ["scholar", "https://example.org/b?c=d&e"],
    ]
    assert lab.version == 2
    assert "Saved." in admin.get(LAB).text
    assert written_down(demo_app) == [("changed-lab", "", 2)]


def test_saving_the_form_as_it_is_changes_nothing(admin: FlaskClient, demo_app: Flask) -> None:
    assert save(admin).status_code == 303
    assert kept(demo_app).version == 1
    assert written_down(demo_app) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name_zh": "", "name_en": " "}, "needs a name"),
        ({"name_en": "x" * 121}, "At most 120 characters"),
        ({"email": "nobody"}, "no mail address"),
        ({"founded": "soon"}, "Give a year"),
        ({"founded": "12"}, "Give a year"),
        ({"founded": str(now().year + 1)}, "Give a year"),
        ({"founded": "２０１６"}, "Give a year"),
        ({"accent": "blue"}, "Write a colour as"),
        ({"accent": "#0b5ff"}, "Write a colour as"),
        ({"links": "https://example.org"}, "Line 1: write a word"),
        ({"links": "github https://a.example\nx javascript:alert(1)"}, "Line 2: write a word"),
        ({"links": "\n".join(["a https://a.example"] * 21)}, "At most 20 links"),
        ({"links": "a https://a.example/" + "x" * 500}, "Line 1 is too long"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    admin: FlaskClient, demo_app: Flask, fields: dict[str, str], said: str
) -> None:
    response = save(admin, short_name_en="Typed", **fields)
    assert response.status_code == 422
    assert said in response.text
    assert 'aria-invalid="true"' in response.text
    assert 'value="Typed"' in response.text
    assert kept(demo_app).version == 1


@pytest.mark.parametrize("fields", [{"face": "comic"}, {"logo_id": "999"}, {"logo_id": "x"}])
def test_a_face_or_a_logo_that_is_none_is_refused(
    admin: FlaskClient, demo_app: Flask, fields: dict[str, str]
) -> None:
    response = save(admin, **fields)
    assert response.status_code == 422
    assert "Choose" in response.text.split('class="ed-wrong"')[1]
    assert kept(demo_app).version == 1


def test_a_look_that_is_saved_is_on_every_page_and_can_be_taken_back(
    admin: FlaskClient, client: FlaskClient, demo_app: Flask
) -> None:
    number = put(demo_app)
    plain = client.get("/en/team/").text
    assert save(admin, accent="0B5FFF", face="system", logo_id=str(number)).status_code == 303
    lab = kept(demo_app)
    assert (lab.accent, lab.face, lab.logo_id) == ("#0b5fff", "system", number)
    page = client.get("/en/team/").text
    assert 'data-face="system"' in page
    assert "/look/0b5fff.css" in page
    assert digest(demo_app, number) in page.split("</header>")[0]
    # Saving the form as it is now is no change, for the picture and the face are chosen in it.
    assert save(admin).status_code == 303
    assert kept(demo_app).version == 2

    assert save(admin, name_en="Renamed", reset="1").status_code == 303
    lab = kept(demo_app)
    assert (lab.accent, lab.face, lab.logo_id, lab.name["en"]) == ("", "journal", None, "Renamed")
    again = client.get("/en/team/").text
    assert "/look/0b5fff" not in again
    assert fonts(again) == fonts(plain)


def test_the_preview_shows_what_is_chosen_and_keeps_nothing(
    admin: FlaskClient, demo_app: Flask
) -> None:
    sent = {**filled(admin), "csrf_token": token(admin, LAB)}
    form = {**sent, "name-en": "Typed", "accent": "#39ff14", "face": "instrument"}
    whole = admin.post(f"{LAB}look", data=form).text
    part = admin.post(f"{LAB}look", data=form, headers={"HX-Request": "true"}).text
    for answer in (whole, part):
        assert "/look/39ff14.css" in answer
        assert '<figure class="look-pane look-dark" data-face="instrument">' in answer
        assert '<p class="look-title">Typed</p>' in answer
    assert part.strip().startswith('<div class="look"')
    assert 'value="Typed"' in whole
    assert kept(demo_app).version == 1
    # What cannot be is shown as it would be without it.
    bad = admin.post(f"{LAB}look", data={**sent, "accent": "x", "face": "x", "logo_id": "99"})
    assert bad.status_code == 200
    assert '<figure class="look-pane look-light" data-face="journal">' in bad.text


def test_somebody_who_comes_second_is_shown_both_and_nothing_is_lost(
    admin: FlaskClient, demo_app: Flask
) -> None:
    mine = {**filled(admin), "csrf_token": token(admin, LAB)}
    save(signed_in(demo_app, ADMIN_EMAIL), name_en="Theirs", founded="2001")
    response = admin.post(LAB, data={**mine, "name-en": "Mine"})
    assert response.status_code == 409
    assert 'value="Mine"' in response.text
    assert '<ins lang="en">Theirs</ins>' in response.text
    assert "<ins>2001</ins>" in response.text
    assert response.text.count("<ins") == 2
    assert kept(demo_app).name["en"] == "Theirs"
    # A mistake on the way does not make the conflict forgotten.
    assert admin.post(LAB, data={**mine, "name-en": "Mine", "email": "x"}).status_code == 422
    again = re.search(r'name="version" value="(\d+)"', response.text)
    assert again
    form = {**mine, "name-en": "Mine", "version": again[1]}
    assert admin.post(LAB, data=form).status_code == 303
    assert kept(demo_app).name["en"] == "Mine"


def test_a_look_that_somebody_else_has_chosen_is_told_in_words(
    admin: FlaskClient, demo_app: Flask
) -> None:
    mine = {**filled(admin), "csrf_token": token(admin, LAB)}
    other = signed_in(demo_app, ADMIN_EMAIL)
    save(other, face="system", accent="#0b5fff", logo_id=str(put(demo_app)))
    response = admin.post(LAB, data={**mine, "face": "instrument"})
    assert response.status_code == 409
    assert re.findall("<ins>([^<]*)</ins>", response.text) == [
        "#0b5fff",
        "System: what the reader's machine has; nothing is fetched",
        "arrow.png",
    ]
    assert kept(demo_app).face == "system"


def test_a_language_that_the_site_no_longer_has_keeps_its_texts(
    admin: FlaskClient, demo_app: Flask
) -> None:
    with demo_app.app_context():
        db.session.query(Lab).one().name = Localized(zh="一", en="One", de="Eins")
        db.session.commit()
    save(admin, name_en="Two")
    assert dict(kept(demo_app).name) == {"zh": "一", "en": "Two", "de": "Eins"}


def test_a_database_without_a_lab_gets_one(admin: FlaskClient, demo_app: Flask) -> None:
    with demo_app.app_context():
        db.session.query(Lab).delete()
        db.session.commit()
    assert save(admin, name_en="First").status_code == 303
    assert (kept(demo_app).name["en"], kept(demo_app).version) == ("First", 1)
