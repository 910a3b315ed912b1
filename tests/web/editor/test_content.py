"""Lists and forms of everything an editor changes."""

import re
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite import editing
from microsite.db import db
from microsite.editing import KINDS
from microsite.models import Article, Authorship, Person, Project, Revision, Role, Tag
from tests.conftest import counted_queries, token
from tests.web.editor.content import URL, form_in, made, page_of, problems, send


@pytest.fixture(autouse=True)
def english(editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")


def person_id(app: Flask, slug: str) -> int:
    with app.app_context():
        return db.session.query(Person).filter_by(slug=slug).one().id


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_its_list_and_its_form(editor: FlaskClient, name: str) -> None:
    assert f'href="{URL}/{name}/new"' in page_of(editor, f"{name}/")
    assert 'id="form"' in page_of(editor, f"{name}/new")


@pytest.mark.parametrize("name", KINDS)
def test_a_form_sent_as_it_came_changes_nothing(
    editor: FlaskClient, demo_app: Flask, name: str
) -> None:
    rows = re.findall(rf'href="{URL}/{name}/(\d+)/"', page_of(editor, f"{name}/"))
    for number in rows[:4]:
        answer = send(editor, page_of(editor, f"{name}/{number}/"))
        assert answer.status_code == 303, problems(answer.get_data(as_text=True))
    with demo_app.app_context():
        said = [one.data["fields"] for one in db.session.query(Revision).order_by(Revision.id)]
        assert [editing.differences(KINDS[name], *two) for two in pairwise(said)] == []


def test_only_an_editor_sees_any_of_it(client: FlaskClient) -> None:
    for path in ("", "/page/", "/page/new", "/page/1/", "/page/1/history", "/page/1/delete"):
        assert client.get(URL + path).status_code in (303, 308)
    assert client.post(f"{URL}/page/new").status_code in (303, 400)


def test_a_part_of_a_page_is_not_replaced_by_the_sign_in_page(client: FlaskClient) -> None:
    answer = client.get(f"{URL}/publications?publication_id=x", headers={"HX-Request": "true"})
    assert answer.status_code == 401


def test_a_kind_or_thing_nobody_knows_is_not_found(editor: FlaskClient) -> None:
    for path in ("nothing/", "page/999/", "page/999/history", "page/999/delete", "page/1/diff"):
        assert editor.get(f"{URL}/{path}").status_code == 404
    huge = 2**70
    for path in (f"page/{huge}/", f"page/{huge}/history", f"page/{huge}/diff?old=1"):
        assert editor.get(f"{URL}/{path}").status_code == 404


def test_an_article_is_made_in_both_languages_with_tags_and_authors(
    editor: FlaskClient, demo_app: Flask
) -> None:
    answer = send(
        editor,
        page_of(editor, "article/new"),
        title__zh="会等待的灯",
        title__en="Lamps That Wait",
        text__zh="光。",
        text__en="Light, $x^2$.",
        tags="AI, 灯",
        categories="Talks",
        people=["Linchuan Gu", "沈知遥", ""],
        state="published",
        published_at="2030-01-02T09:30",
    )
    number = made(answer)
    with demo_app.app_context():
        article = db.session.get_one(Article, number)
        assert article.slug == "lamps-that-wait"
        assert [one.slug for one in article.people] == ["linchuan-gu", "zhiyao-shen"]
        assert {(one.kind, one.slug) for one in article.tags} == {
            ("tag", "ai"),
            ("tag", "deng"),
            ("category", "talks"),
        }
        # Nine thirty in Shanghai.
        assert article.published_at
        assert article.published_at.isoformat() == "2030-01-02T01:30:00+00:00"
    page = page_of(editor, "article/")
    assert "appears 2030-01-02 09:30" in page
    send(editor, page_of(editor, f"article/{number}/"), tags="ai", categories="")
    with demo_app.app_context():
        assert [one.slug for one in db.session.get_one(Article, number).tags] == ["ai"]
        kept = {tag.slug for tag in db.session.query(Tag)}
        assert {"ai", "deng", "talks"} <= kept


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(editor: FlaskClient) -> None:
    answer = send(
        editor,
        page_of(editor, "person/new"),
        name__en="Ada Lamp",
        slug="Ada Lamp",
        role="",
        orcid="0000-0002-1825-0098",
        email="nowhere",
        start_year="soon",
        links__kind=["homepage", ""],
        links__url=["javascript:alert(1)", "https://example.org"],
        portrait_crop=["50", "0", "60", "100"],
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert len(problems(page)) == 7
    assert 'value="javascript:alert(1)"' in page
    assert 'value="soon"' in page
    for number in ("999999999999", "x", "-1", "²"):
        answer = send(editor, page_of(editor, "role/new"), name__en="Guest", slug=f"a{number}")
        assert answer.status_code in (303, 422)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("article", "published_at", "tomorrow"),
        ("article", "published_at", "0001-01-01T00:00"),
        ("article", "people", "Nobody Known"),
        ("article", "state", "somewhere"),
        ("article", "slug", "2026"),
        ("news", "date", "2026-02-30"),
        ("news", "url", "javascript:x"),
        ("page", "slug", "research"),
        ("page", "place", "first"),
        ("page", "header_id", "99"),
        ("direction", "hue", "400"),
        ("highlight", "publication_id", "no-such-key"),
        ("tag", "kind", "label"),
        ("project", "end_year", "1700"),
        ("project", "directions", "77"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_message(
    editor: FlaskClient, kind: str, field: str, value: str
) -> None:
    titles = {f"{name}__en": "Something" for name in ("title", "name", "text")}
    fields = {"slug": "something", "date": "2026-01-01", **titles, field: value}
    answer = send(editor, page_of(editor, f"{kind}/new"), **fields)
    assert answer.status_code == 422
    assert problems(answer.get_data(as_text=True))


def test_a_renamed_address_leads_on_and_can_be_taken_back(editor: FlaskClient) -> None:
    number = made(send(editor, page_of(editor, "page/new"), title__en="Visit", slug="visit"))
    send(editor, page_of(editor, f"page/{number}/"), slug="visit-us")
    assert "/visit/" in page_of(editor, f"page/{number}/")
    send(editor, page_of(editor, f"page/{number}/"), slug="visit")
    _action, fields = form_in(page_of(editor, f"page/{number}/"))
    assert fields["old_addresses"] == "/visit-us/"
    answer = send(editor, page_of(editor, "page/new"), title__en="Other", slug="visit")
    assert problems(answer.get_data(as_text=True)) == [
        "Another one has this address. Choose another."
    ]


def test_a_person_known_by_another_name_is_linked_to_their_papers(
    editor: FlaskClient, demo_app: Flask
) -> None:
    with demo_app.app_context():
        name = db.session.query(Authorship.name).filter_by(person_id=None, doubtful=False).first()
        assert name
    number = made(
        send(editor, page_of(editor, "person/new"), name__en="Quite Another", role="guest")
    )
    send(editor, page_of(editor, f"person/{number}/"), aliases=name[0])
    with demo_app.app_context():
        assert db.session.query(Authorship).filter_by(person_id=number).count() >= 1
    assert "Guest" in page_of(editor, "person/")


def test_deleting_asks_tells_and_is_undone(editor: FlaskClient, demo_app: Flask) -> None:
    number = person_id(demo_app, "zhiyao-shen")
    with demo_app.app_context():
        papers = db.session.query(Authorship).filter_by(person_id=number).count()
        projects = db.session.query(Project).filter(Project.people.any(id=number)).count()
    assert papers
    assert projects
    page = page_of(editor, f"person/{number}/delete")
    assert "authors of papers" in page
    form = {"csrf_token": token(editor, f"{URL}/person/{number}/delete")}
    assert editor.post(f"{URL}/person/{number}/delete", data=form).status_code == 409
    answer = editor.post(f"{URL}/person/{number}/delete", data={**form, "version": "1"})
    assert answer.headers["Location"] == f"{URL}/person/?gone={number}"
    assert "is deleted" in editor.get(answer.headers["Location"]).text
    assert editor.get("/en/team/zhiyao-shen/").status_code == 404
    assert page_of(editor, f"person/{number}/history")
    assert editor.post(f"{URL}/person/{number}/undelete", data=form).status_code == 303
    with demo_app.app_context():
        assert db.session.query(Authorship).filter_by(person_id=number).count() == papers
        assert db.session.query(Project).filter(Project.people.any(id=number)).count() == projects
    assert editor.get("/en/team/zhiyao-shen/").status_code == 200
    # Once more is no mistake.
    assert editor.post(f"{URL}/person/{number}/undelete", data=form).status_code == 303


def test_an_older_version_is_compared_and_restored(editor: FlaskClient) -> None:
    number = made(send(editor, page_of(editor, "page/new"), title__en="One", text__zh="灯会等待。"))
    send(editor, page_of(editor, f"page/{number}/"), title__en="Two", text__zh="灯不会等待。")
    history = page_of(editor, f"page/{number}/history")
    assert "2. Two" in history
    assert "1. One" in history
    diff = page_of(editor, f"page/{number}/diff?old=1&new=2")
    assert "<mark>One</mark>" in diff
    assert "灯<mark>不</mark>会等待。" in diff
    now = page_of(editor, f"page/{number}/diff?old=1")
    form = {"csrf_token": token(editor, f"{URL}/page/{number}/diff?old=1"), "number": "1"}
    stale = editor.post(f"{URL}/page/{number}/restore", data={**form, "version": "1"})
    assert "diff?old=1" in stale.headers["Location"]
    found = re.search(r'name="version" value="(\d+)"', now)
    assert found
    answer = editor.post(f"{URL}/page/{number}/restore", data={**form, "version": found[1]})
    assert answer.status_code == 303
    assert 'value="One"' in page_of(editor, f"page/{number}/")
    assert "3. One" in page_of(editor, f"page/{number}/history")
    for bad in ("", "0", "99", "x"):
        data = {**form, "number": bad}
        assert editor.post(f"{URL}/page/{number}/restore", data=data).status_code == 404


def test_the_team_is_put_in_another_order_within_a_role(
    editor: FlaskClient, demo_app: Flask
) -> None:
    def order() -> list[int]:
        return [int(one) for one in re.findall(r'id="row-(\d+)"', page_of(editor, "person/"))]

    before = order()
    form = {"csrf_token": token(editor, f"{URL}/person/"), "move": f"{before[0]}:down"}
    answer = editor.post(f"{URL}/person/order", data=form)
    assert answer.headers["Location"] == f"{URL}/person/#row-{before[0]}"
    assert order() == [before[1], before[0], *before[2:]]
    part = editor.post(f"{URL}/person/order", data=form, headers={"HX-Request": "true"})
    assert "place 3 of" in part.text
    assert "<html" not in part.text
    whole = {"csrf_token": form["csrf_token"], "order": ",".join(map(str, before))}
    editor.post(f"{URL}/person/order", data=whole)
    assert order() == before
    for bad in ({"move": "x:up"}, {"move": "9999:up"}, {"order": "1,x,99999999999999999999"}, {}):
        data = {"csrf_token": form["csrf_token"], **bad}
        assert editor.post(f"{URL}/person/order", data=data).status_code == 303
    assert editor.post(f"{URL}/page/order", data=form).status_code == 303


def test_what_is_typed_is_kept_and_offered_again(editor: FlaskClient, demo_app: Flask) -> None:
    page = page_of(editor, "page/new")
    _action, fields = form_in(page)
    fields["title-en"] = "Half a thought"
    said = editor.post(f"{URL}/page/0/draft", data=fields)
    assert said.text.startswith("Draft kept at ")
    assert "that was not saved" in page_of(editor, "page/new")
    assert "Half a thought" in page_of(editor, "page/new?draft=1")
    assert "Your drafts" in page_of(editor, "")
    number = made(send(editor, page_of(editor, "page/new?draft=1")))
    assert "that was not saved" not in page_of(editor, "page/new")
    editor.post(f"{URL}/page/{number}/draft", data=form_in(page_of(editor, f"page/{number}/"))[1])
    data = {"csrf_token": fields["csrf_token"]}
    answer = editor.post(f"{URL}/page/{number}/draft/discard", data=data)
    assert answer.headers["Location"] == f"{URL}/page/{number}/"
    assert "that was not saved" not in page_of(editor, f"page/{number}/")


def test_deleting_a_role_says_who_has_it(editor: FlaskClient, demo_app: Flask) -> None:
    with demo_app.app_context():
        person = db.session.query(Person).first()
        assert person
        role = db.session.query(Role).filter_by(slug=person.role).one()
        held = db.session.query(Person).filter_by(role=role.slug).all()
        names, number = [one.name["en"] for one in held], role.id
    page = page_of(editor, f"role/{number}/delete")
    assert f"Who has it</h2> <b>{len(names)}" in page or f"Who has it <b>{len(names)}</b>" in page
    assert all(name in page for name in names)
    none = made(send(editor, page_of(editor, "role/new"), name__en="Visitor"))
    assert "Who has it" not in page_of(editor, f"role/{none}/delete")


def test_each_new_thing_has_a_draft_of_its_own(editor: FlaskClient) -> None:
    tabs = [page_of(editor, "page/new") for _ in range(2)]
    for page, title in zip(tabs, ("One thought", "Another thought"), strict=True):
        _action, fields = form_in(page)
        fields["title-en"] = title
        editor.post(f"{URL}/page/0/draft", data=fields)
    overview = page_of(editor, "")
    assert "One thought" in overview
    assert "Another thought" in overview
    made(send(editor, tabs[0], title__en="One thought"))
    listed = re.search(r'href="/editor/content/(page/new\?draft=[^"]+)">', page_of(editor, ""))
    assert listed
    assert "Another thought" in page_of(editor, listed[1])
    assert "One thought" not in page_of(editor, listed[1])
    discard = form_in(tabs[1])[1]
    editor.post(f"{URL}/page/0/draft/discard", data=discard)
    assert "Your drafts" not in page_of(editor, "")


def test_saving_one_tab_keeps_the_draft_of_another(editor: FlaskClient) -> None:
    number = made(send(editor, page_of(editor, "page/new"), title__en="Visit"))
    first, second = (page_of(editor, f"page/{number}/") for _ in range(2))
    _action, fields = form_in(second)
    fields["title-zh"] = "半个想法"
    editor.post(f"{URL}/page/{number}/draft", data=fields)
    assert send(editor, first, place="3").status_code == 303
    assert "that was not saved" in page_of(editor, f"page/{number}/")
    both = send(editor, page_of(editor, f"page/{number}/?draft=1"))
    assert send(editor, both.text, "merging", do="save").status_code == 303
    assert "that was not saved" not in page_of(editor, f"page/{number}/")


def test_a_text_is_previewed_with_and_without_a_script(editor: FlaskClient) -> None:
    page = page_of(editor, "page/new")
    answer = send(editor, page, text__en="# Heading", do="preview")
    assert answer.status_code == 200
    assert re.search(r"<h\d[^>]*>Heading", answer.text)
    _action, fields = form_in(page)
    part = editor.post(f"{URL}/preview/text/zh", data={**fields, "text-zh": "**灯** <script>"})
    assert "<strong>灯</strong>" in part.text
    assert "<script" not in part.text
    assert editor.post(f"{URL}/preview/text/xx", data=fields).status_code == 404


def test_addresses_and_publications_are_proposed(editor: FlaskClient) -> None:
    form = {"csrf_token": token(editor, f"{URL}/page/new"), "title-zh": "加入我们 2026"}
    assert editor.post(f"{URL}/slug", data=form).text == "jia-ru-wo-men-2026"
    found = editor.get(f"{URL}/publications?publication_id=lantern").text
    assert "<option value=" in found
    assert editor.get(f"{URL}/publications?publication_id=").text == ""


@pytest.mark.parametrize("name", ["person", "article", "project", "highlight"])
def test_the_number_of_queries_does_not_grow(
    editor: FlaskClient, demo_app: Flask, name: str
) -> None:
    kind = KINDS[name]

    def counts() -> list[int]:
        found = []
        for path in (f"{name}/", f"{name}/{number}/", f"{name}/new", f"{name}/{number}/history"):
            page_of(editor, path)
            with counted_queries(demo_app) as made_queries:
                page_of(editor, path)
            found.append(len(made_queries))
        return found

    with demo_app.app_context():
        fields = editing.empty(kind)
        first = editing.create(db.session(), kind, {**fields, "slug": "first"}, None)
        number = editing.id_of(first)
        db.session.commit()
    few = counts()
    with demo_app.app_context():
        for other in ("person", "direction", "area", "project", "article", "highlight"):
            for count in range(12):
                said = {**editing.empty(KINDS[other]), "slug": f"more-{count}", "hue": 10}
                said = {key: one for key, one in said.items() if KINDS[other].has(key)}
                item = editing.create(db.session(), KINDS[other], said, None)
                if count % 3 == 0:
                    editing.delete(db.session(), KINDS[other], item, None)
        db.session.commit()
    assert counts() == few
    assert max(few) <= 16


def removed(client: FlaskClient, kind: str, number: int) -> dict[str, str]:
    """Delete a thing by its form; the token is given back."""
    page = page_of(client, f"{kind}/{number}/delete")
    found = re.search(r'name="version" value="([^"]+)"', page)
    assert found
    form = {"csrf_token": token(client, f"{URL}/{kind}/{number}/delete")}
    data = {**form, "version": found[1]}
    assert client.post(f"{URL}/{kind}/{number}/delete", data=data).status_code == 303
    return form


def test_an_older_version_of_what_is_deleted_comes_back_at_once(editor: FlaskClient) -> None:
    number = made(send(editor, page_of(editor, "page/new"), title__en="One"))
    send(editor, page_of(editor, f"page/{number}/"), title__en="Two")
    form = removed(editor, "page", number)
    assert "When it was deleted" in page_of(editor, f"page/{number}/diff?old=1")
    answer = editor.post(f"{URL}/page/{number}/restore", data={**form, "number": "1"})
    assert answer.status_code == 303
    assert 'value="One"' in page_of(editor, f"page/{number}/")


def test_a_highlight_of_something_deleted_says_what_is_to_come_back_first(
    editor: FlaskClient,
) -> None:
    project = made(send(editor, page_of(editor, "project/new"), name__en="Lamps"))
    shown = {"project_id": str(project)}
    number = made(send(editor, page_of(editor, "highlight/new"), **shown))
    form = removed(editor, "project", project)
    for path, data in (("undelete", form), ("restore", {**form, "number": "1"})):
        answer = editor.post(f"{URL}/highlight/{number}/{path}", data=data)
        assert "Have that back first" in editor.get(answer.headers["Location"]).text
    assert editor.post(f"{URL}/project/{project}/undelete", data=form).status_code == 303
    assert page_of(editor, f"highlight/{number}/")
    assert editor.get("/en/").status_code == 200
