"""Making, changing, deleting: one revision each, and nothing overwritten or lost."""

import pytest
from sqlalchemy.orm import Session

from microsite import demo, editing
from microsite.editing import KINDS, Shape
from microsite.localized import Localized
from microsite.models import (
    Article,
    Authorship,
    Highlight,
    OldAddress,
    Page,
    Person,
    Publication,
    Revision,
)
from tests.importing.entries import entry, hold

PAGE, PERSON, DIRECTION, PROJECT = (KINDS[n] for n in ("page", "person", "direction", "project"))
UNEDITED = {"id", "position", "version", "updated_at"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_every_column_of_a_kind_is_one_of_its_fields(kind: editing.Kind) -> None:
    columns = set(kind.model.__table__.c.keys()) - UNEDITED
    relations = {"old_addresses", "directions", "people", "areas", "gallery", "tags"}
    assert columns == {field.name for field in kind.fields} - relations
    assert kind.field(kind.title).shape in (Shape.LINE, Shape.PROSE)


def test_the_first_change_keeps_what_was_said_before(session: Session) -> None:
    page = Page(slug="visit", title=Localized(en="Visit"))
    session.add(page)
    session.flush()
    editing.save(session, PAGE, page, {"title": {"en": "Come"}}, None, "1")
    numbers = [(one.number, one.action, one.label) for one in editing.history(session, PAGE, 1)]
    assert numbers == [(2, "changed", "Come"), (1, "created", "Visit")]
    assert page.version == 2


def test_what_somebody_else_wrote_past_the_editor_is_kept_too(session: Session) -> None:
    page = editing.create(session, PAGE, {"slug": "visit", "title": {"en": "Visit"}}, None)
    assert isinstance(page, Page)
    page.title = Localized(en="By a script")
    session.flush()
    editing.save(session, PAGE, page, {"title": {"en": "Come"}}, None, "1")
    labels = [one.label for one in editing.history(session, PAGE, page.id)]
    assert labels == ["Come", "By a script", "Visit"]


def test_saving_what_is_said_already_is_no_change(session: Session) -> None:
    page = editing.create(session, PAGE, {"slug": "visit", "title": {"en": "Visit"}}, None)
    assert editing.save(session, PAGE, page, {"title": {"en": "Visit"}}, None, "1") is None
    assert editing.version_of(page) == "1"


def test_another_version_overwrites_nothing(session: Session) -> None:
    page = editing.create(session, PAGE, {"slug": "visit", "title": {"en": "Visit"}}, None)
    editing.save(session, PAGE, page, {"title": {"en": "Theirs"}}, None, "1")
    with pytest.raises(editing.StaleError) as stale:
        editing.save(session, PAGE, page, {"title": {"en": "Yours"}}, None, "1")
    assert stale.value.base is not None
    assert stale.value.base["title"] == {"en": "Visit"}
    assert stale.value.theirs["title"] == {"en": "Theirs"}
    assert stale.value.version == "2"


def test_a_new_address_leaves_the_old_one_and_takes_it_back(session: Session) -> None:
    page = editing.create(session, PAGE, {"slug": "one", "title": {"en": "One"}}, None)
    editing.save(session, PAGE, page, {"slug": "two"}, None, "1")
    editing.save(session, PAGE, page, {"slug": "three"}, None, "2")
    assert {one.path for one in session.query(OldAddress)} == {"/one/", "/two/"}
    editing.save(session, PAGE, page, {"slug": "one"}, None, "3")
    assert {one.path for one in session.query(OldAddress)} == {"/two/", "/three/"}
    editing.create(session, PAGE, {"slug": "two", "title": {"en": "Two"}}, None)
    assert {one.path for one in session.query(OldAddress)} == {"/three/"}


def test_a_deleted_direction_comes_back_with_all_that_led_to_it(session: Session) -> None:
    demo.fill(session)
    before = {
        kind.name: [
            editing.snapshot(session, kind, item) for item in session.query(kind.model).all()
        ]
        for kind in KINDS.values()
    }
    papers = {one.id: [d.id for d in one.directions] for one in session.query(Publication)}
    direction = session.get_one(DIRECTION.model, 1)
    assert editing.leading_to(session, DIRECTION, 1)["publication_directions"] > 3
    editing.delete(session, DIRECTION, direction, None)
    assert session.get(DIRECTION.model, 1) is None
    editing.undelete(session, DIRECTION, 1, None)
    for kind in KINDS.values():
        items = session.query(kind.model).all()
        assert [editing.snapshot(session, kind, item) for item in items] == before[kind.name]
    now = {one.id: [d.id for d in one.directions] for one in session.query(Publication)}
    assert now == papers
    assert editing.in_order(session, DIRECTION) == [1, 2, 3, 4]


def test_a_deleted_project_comes_back_with_its_highlight(session: Session) -> None:
    demo.fill(session)
    shown = session.query(Highlight).filter(Highlight.project_id.is_not(None)).first()
    assert shown
    number, project_id = shown.id, shown.project_id
    order = editing.in_order(session, KINDS["highlight"])
    assert project_id
    editing.delete(session, PROJECT, session.get_one(PROJECT.model, project_id), None)
    assert session.get(Highlight, number) is None
    editing.undelete(session, PROJECT, project_id, None)
    assert session.get_one(Highlight, number).project_id == project_id
    assert editing.in_order(session, KINDS["highlight"]) == order


def test_a_highlight_of_something_deleted_waits_for_that(session: Session) -> None:
    kind = KINDS["highlight"]
    project = editing.create(session, PROJECT, {"slug": "lamps"}, None)
    shown = {"project_id": editing.id_of(project)}
    number = editing.id_of(editing.create(session, kind, shown, None))
    editing.delete(session, PROJECT, project, None)
    with pytest.raises(editing.LostError):
        editing.undelete(session, kind, number, None)
    editing.undelete(session, PROJECT, shown["project_id"], None)
    assert session.get(Highlight, number)
    assert [one.action for one in editing.history(session, kind, number)] == [
        "restored",
        "deleted",
        "created",
    ]


def test_who_has_a_role_has_it_still_when_its_address_changes(session: Session) -> None:
    role = editing.create(session, KINDS["role"], {"slug": "phd", "name": {"en": "PhD"}}, None)
    person = editing.create(session, PERSON, {"slug": "a", "role": "phd"}, None)
    editing.save(session, KINDS["role"], role, {"slug": "doctoral"}, None, "1")
    assert isinstance(person, Person)
    assert person.role == "doctoral"
    last = editing.newest(session, PERSON, person.id)
    assert last
    assert last.action == "changed"


def found(session: Session) -> int:
    """How many papers a search for her finds, by the letters of the team or those of the paper."""
    return session.query(Publication).filter(Publication.folded_names.contains("沈 知 遥")).count()


def test_a_deleted_person_s_papers_go_and_come_back_with_search(session: Session) -> None:
    demo.fill(session)
    person = session.query(Person).filter_by(slug="zhiyao-shen").one()
    number = person.id
    theirs = {one.id for one in session.query(Authorship).filter_by(person_id=number)}
    written = len(
        {one.publication_id for one in session.query(Authorship).filter_by(name="沈知遥")}
    )
    found_before = found(session)
    editing.delete(session, PERSON, person, None)
    assert session.query(Authorship).filter(Authorship.id.in_(theirs)).count() == len(theirs)
    assert found(session) == written < found_before
    editing.undelete(session, PERSON, number, None)
    assert {one.id for one in session.query(Authorship).filter_by(person_id=number)} == theirs
    assert found(session) == found_before


def test_what_is_there_or_never_was_cannot_come_back(session: Session) -> None:
    page = editing.create(session, PAGE, {"slug": "one", "title": {"en": "One"}}, None)
    for number in (editing.id_of(page), 99):
        with pytest.raises(editing.NotDeletedError):
            editing.undelete(session, PAGE, number, None)


def test_a_new_thing_never_has_the_number_of_a_deleted_one(session: Session) -> None:
    page = editing.create(session, PAGE, {"slug": "one", "title": {"en": "One"}}, None)
    number = editing.id_of(page)
    editing.delete(session, PAGE, page, None)
    other = editing.create(session, PAGE, {"slug": "one", "title": {"en": "Other"}}, None)
    assert editing.id_of(other) == number + 1
    back = editing.undelete(session, PAGE, number, None)
    # Its address has gone to another page meanwhile.
    assert isinstance(back, Page)
    assert back.slug == "one-2"
    assert [one.label for one in editing.deleted(session, PAGE)] == []


def test_only_what_moved_past_others_gets_a_revision(session: Session) -> None:
    for number in range(6):
        editing.create(session, DIRECTION, {"slug": f"d{number}", "hue": 10}, None)
    assert editing.reorder(session, DIRECTION, [6, 1, 2, 3, 4, 5], None) == [6]
    assert editing.in_order(session, DIRECTION) == [6, 1, 2, 3, 4, 5]
    moves = session.query(Revision).filter_by(action="moved").all()
    assert [(one.item_id, one.data["place"]) for one in moves] == [(6, 1)]
    assert editing.reorder(session, DIRECTION, [6, 1, 99, 2], None) == []
    # A part keeps the places that it has together.
    assert editing.reorder(session, DIRECTION, [5, 1, 3], None)
    assert editing.in_order(session, DIRECTION) == [6, 5, 2, 1, 4, 3]


def test_an_order_changes_no_version(session: Session) -> None:
    items = [
        editing.create(session, DIRECTION, {"slug": f"d{number}", "hue": 10}, None)
        for number in range(3)
    ]
    editing.reorder(session, DIRECTION, [3, 2, 1], None)
    assert {editing.version_of(item) for item in items} == {"1"}


def test_authors_of_an_article_keep_the_order_they_were_given(session: Session) -> None:
    for slug in ("a", "b", "c"):
        editing.create(session, PERSON, {"slug": slug, "role": "staff"}, None)
    fields = {"slug": "lamps", "people": [3, 1, 2]}
    article = editing.create(session, KINDS["article"], fields, None)
    assert isinstance(article, Article)
    assert [one.slug for one in article.people] == ["c", "a", "b"]


def test_an_orcid_of_a_person_links_their_papers(session: Session) -> None:
    hold(
        session,
        entry(
            "lamps",
            title="Lamps",
            author="Shen, Zhiyao",
            **{"author+an:orcid": '1="0000-0002-1825-0097"'},
        ),
    )
    person = editing.create(
        session, PERSON, {"slug": "q", "role": "staff", "name": {"en": "Quite Another"}}, None
    )
    fields = {"orcid": "0000-0002-1825-0097"}
    editing.save(session, PERSON, person, fields, None, "1")
    assert session.query(Authorship).one().person_id == editing.id_of(person)


def test_changing_a_text_of_a_person_looks_at_no_paper(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = editing.create(session, PERSON, {"slug": "q", "role": "staff"}, None)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("microsite.importing.relink", never)
    editing.save(session, PERSON, person, {"text": {"en": "New."}, "links": []}, None, "1")
