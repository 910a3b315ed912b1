"""Linking anew: the team may change, an editor decides, and imports and undo go by it."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from microsite.importing import relink, relink_form, undo
from microsite.localized import Localized
from microsite.models import AuthorDecision, Person, Publication
from microsite.people import Place, forget, remember
from microsite.search import matching
from tests.importing.entries import FIRST, entry, hold, publication
from tests.importing.test_undo import bring
from tests.people.team import SHEN_ID


def person(session: Session, slug: str, *aliases: str, **name: str) -> Person:
    found = Person(slug=slug, position=0, role="", name=Localized(name), aliases=list(aliases))
    session.add(found)
    session.flush()
    return found


def signed(key: str, author: str, **fields: str) -> str:
    return entry(key, title=f"About {key}", author=author, **fields)


def who(session: Session, key: str) -> list[str | None]:
    """The slugs of the authors; a question mark for one in doubt."""
    session.expire_all()
    return [
        one.person.slug if one.person else "?" if one.doubtful else None
        for one in publication(session, key).authorships
    ]


def found_by(session: Session, words: str) -> list[str]:
    condition = matching(words)
    assert condition is not None
    return [one.citation_key for one in session.query(Publication).where(condition)]


def settle(session: Session, key: str | None, person_id: int | None, occurrence: int = 0) -> None:
    place = Place(publication(session, key).id, occurrence) if key else None
    remember(session, "z shen", place, person_id)
    relink_form(session, "z shen")


def test_somebody_new_gets_the_papers_that_were_there(session: Session) -> None:
    hold(session, signed("a", "Shen, Zhiyao"), signed("b", "Gu, Linchuan"))
    shen = person(session, "shen", zh="沈知遥", en="Zhiyao Shen")
    done = relink(session, [shen.id])
    assert (done.changed, done.doubtful) == (1, 0)
    assert (who(session, "a"), who(session, "b")) == (["shen"], [None])
    assert found_by(session, "沈知遥") == ["a"]


def test_a_new_alias_links_and_a_removed_one_unlinks(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    hold(session, signed("a", "Somebody Else"))
    shen.aliases = ["Somebody Else"]
    relink(session, [shen.id])
    assert who(session, "a") == ["shen"]
    session.get_one(Person, shen.id).aliases = []
    relink(session, [shen.id])
    assert who(session, "a") == [None]


def test_a_second_person_of_a_name_puts_the_first_in_doubt(session: Session) -> None:
    person(session, "one", zh="张伟")
    hold(session, signed("a", "Wei Zhang"), signed("b", "张伟"))
    assert who(session, "a") == ["one"]
    two = person(session, "two", zh="张薇")
    relink(session, [two.id])
    assert (who(session, "a"), who(session, "b")) == (["?"], ["one"])


def test_when_the_second_is_gone_the_doubt_is_too(session: Session) -> None:
    person(session, "one", zh="张伟")
    two = person(session, "two", zh="张薇")
    hold(session, signed("a", "Wei Zhang"))
    session.delete(two)
    relink(session, [two.id])
    assert who(session, "a") == ["one"]


def test_a_changed_name_is_found_at_once(session: Session) -> None:
    shen = person(session, "shen", zh="沈知遥", en="Zhiyao Shen")
    hold(session, signed("a", "沈知遥"))
    shen.name = Localized(zh="沈知遥", en="Zhiyao Linden")
    relink(session, [shen.id])
    assert found_by(session, "Linden") == ["a"]


def test_an_orcid_id_links_what_was_there(session: Session) -> None:
    hold(session, signed("a", "Somebody Else", orcid=SHEN_ID))
    shen = person(session, "shen", en="Zhiyao Shen")
    shen.links = [["orcid", f"https://orcid.org/{SHEN_ID}"]]
    relink(session, [shen.id])
    assert who(session, "a") == ["shen"]


def test_to_link_all_comes_to_the_same_and_reads_orcid_ids(session: Session) -> None:
    hold(session, signed("a", "Shen, Zhiyao", orcid=SHEN_ID), signed("b", "Z. Shen"))
    session.execute(text("UPDATE authorships SET orcid = ''"))
    person(session, "shen", en="Zhiyao Shen")
    done = relink(session)
    assert (done.changed, done.doubtful) == (1, 1)
    assert (who(session, "a"), who(session, "b")) == (["shen"], ["?"])
    assert publication(session, "a").authorships[0].orcid == SHEN_ID
    assert relink(session).changed == 0


def test_linking_is_no_change_of_a_publication(session: Session) -> None:
    hold(session, signed("a", "Shen, Zhiyao"))
    before = publication(session, "a").updated_at
    shen = person(session, "shen", en="Zhiyao Shen")
    relink(session, [shen.id])
    assert publication(session, "a").updated_at == before


def test_a_decision_holds_for_its_paper_alone(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    hold(session, *(signed(key, "Z. Shen") for key in "abc"))
    settle(session, "a", shen.id)
    settle(session, "b", None)
    assert [who(session, key) for key in "abc"] == [["shen"], [None], ["?"]]


def test_a_decision_holds_for_later_imports_of_its_paper(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    hold(session, signed("a", "Z. Shen"), signed("b", "Z. Shen"))
    settle(session, "a", shen.id)
    settle(session, "b", None)
    changed = [signed(key, "Gu, Linchuan and Shen, Z.", pages="1--9") for key in "ab"]
    hold(session, *changed)
    assert (who(session, "a"), who(session, "b")) == ([None, "shen"], [None, None])


def test_what_a_name_always_is_holds_for_new_papers(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    hold(session, signed("a", "Z. Shen"))
    settle(session, None, shen.id)
    hold(session, signed("b", "Shen, Z."), signed("c", "Shen, Z. Y."))
    assert [who(session, key) for key in "abc"] == [["shen"], ["shen"], ["?"]]


def test_who_is_always_nobody_is_not_offered_again(session: Session) -> None:
    person(session, "shen", en="Zhiyao Shen")
    settle(session, None, None)
    hold(session, signed("a", "Shen, Z."))
    assert who(session, "a") == [None]


def test_a_decision_for_a_paper_is_stronger_than_one_for_all(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    hold(session, signed("a", "Z. Shen"), signed("b", "Z. Shen"))
    settle(session, None, shen.id)
    settle(session, "b", None)
    assert (who(session, "a"), who(session, "b")) == (["shen"], [None])


def test_a_decision_for_all_is_no_stronger_than_an_orcid_id(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    shen.links = [["orcid", f"https://orcid.org/{SHEN_ID}"]]
    settle(session, None, shen.id)
    hold(session, signed("a", "Z. Shen", orcid="0000-0001-5000-0007"))
    assert who(session, "a") == [None]


def test_a_decision_against_a_clear_name_holds_too(session: Session) -> None:
    person(session, "shen", en="Zhiyao Shen")
    hold(session, signed("a", "Shen, Zhiyao"))
    remember(session, "zhiyao shen", Place(publication(session, "a").id, 0), None)
    relink_form(session, "zhiyao shen")
    assert who(session, "a") == [None]


def test_two_of_one_name_on_one_paper_are_decided_one_by_one(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    hold(session, signed("a", "Z. Shen and Z. Shen"))
    assert who(session, "a") == ["?", "?"]
    settle(session, "a", shen.id, occurrence=1)
    assert who(session, "a") == [None, "shen"]


def test_a_decision_taken_back_leaves_the_doubt(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    hold(session, signed("a", "Z. Shen"))
    settle(session, None, shen.id)
    forget(session, "z shen", None)
    relink_form(session, "z shen")
    assert who(session, "a") == ["?"]


def test_decisions_go_with_their_person_and_their_publication(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    hold(session, signed("a", "Z. Shen"), signed("b", "Z. Shen"))
    settle(session, "a", None)
    settle(session, "b", shen.id)
    session.delete(publication(session, "a"))
    session.delete(session.get_one(Person, shen.id))
    session.flush()
    assert session.query(AuthorDecision).count() == 0


def test_an_undo_leaves_what_was_decided_since(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    bring(session, entry("a", **{**FIRST, "author": "Z. Shen"}))
    second = bring(session, entry("a", **{**FIRST, "author": "Z. Shen"}, pages="1--9"))
    settle(session, "a", shen.id)
    assert undo(session, second).restored == 1
    assert who(session, "a") == ["shen"]


def test_an_undo_links_nobody_who_has_left_the_team_s_list(session: Session) -> None:
    shen = person(session, "shen", en="Zhiyao Shen")
    bring(session, entry("a", **{**FIRST, "author": "Zhiyao Shen"}))
    second = bring(session, entry("a", **{**FIRST, "author": "Zhiyao Shen"}, pages="1--9"))
    session.delete(session.get_one(Person, shen.id))
    session.flush()
    assert undo(session, second).restored == 1
    assert who(session, "a") == [None]


def test_an_upload_can_be_taken_back_after_its_authors_were_linked(session: Session) -> None:
    upload = bring(session, entry("a", **{**FIRST, "author": "Shen, Zhiyao"}))
    person(session, "shen", en="Zhiyao Shen")
    relink(session)
    assert undo(session, upload).removed == 1
