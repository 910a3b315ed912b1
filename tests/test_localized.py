"""Localized: a text per language that falls back visibly."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from microsite.localized import Localized, Said
from microsite.models import Lab, Page

BOTH = Localized(zh="光影", en="Light")


def test_a_text_is_said_in_the_language_asked_for() -> None:
    assert BOTH.said("zh", ["en", "zh"]) == Said("光影", "zh")


def test_a_missing_text_is_said_in_the_first_language_of_the_site_that_has_it() -> None:
    three = Localized(fr="Lumière", en="Light", zh="光影")
    assert three.said("de", ["de", "zh", "en"]) == Said("光影", "zh")


def test_where_no_language_of_the_site_has_a_text_any_is_said() -> None:
    assert Localized(fr="Lumière").said("zh", ["zh", "en"]) == Said("Lumière", "fr")


def test_where_there_is_no_text_nothing_is_said_in_the_language_asked_for() -> None:
    assert Localized().said("zh", ["en"]) == Said("", "zh")


def test_the_language_said_is_the_one_the_text_is_in() -> None:
    assert Localized(zh="光影").said("en", ["zh", "en"]).lang == "zh"


def test_empty_texts_are_left_out() -> None:
    assert dict(Localized({"zh": "", "en": "Light"}, de="")) == {"en": "Light"}


def test_texts_given_by_name_win_over_those_of_the_mapping() -> None:
    assert Localized({"en": "Dark", "zh": "光影"}, en="Light") == BOTH


def test_it_is_false_when_it_says_nothing() -> None:
    assert not Localized(zh="")
    assert Localized(zh="光影")


def test_both_holds_every_text_on_its_own_line() -> None:
    assert BOTH.both() == "光影\nLight"


def test_it_reads_like_a_mapping() -> None:
    assert (BOTH["zh"], BOTH.get("de"), "en" in BOTH, len(BOTH)) == ("光影", None, True, 2)
    with pytest.raises(KeyError):
        BOTH["de"]


def test_equal_texts_are_equal_and_hash_alike_whatever_their_order() -> None:
    other = Localized(en="Light", zh="光影")
    assert other == BOTH
    assert hash(other) == hash(BOTH)
    assert len({other, BOTH}) == 1


def test_other_texts_and_other_kinds_are_not_equal() -> None:
    assert Localized(en="Light") != BOTH
    assert dict(BOTH) != BOTH


def test_it_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        BOTH["zh"] = "暗"  # type: ignore[index]
    with pytest.raises(TypeError):
        del BOTH["zh"]  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        BOTH.more = 1  # type: ignore[attr-defined]


def test_changing_what_it_was_made_from_does_not_change_it() -> None:
    source = {"zh": "光影"}
    made = Localized(source)
    source["zh"] = "暗"
    assert made["zh"] == "光影"


def test_a_column_gives_back_what_was_stored(session: Session) -> None:
    session.add(Page(slug="a", title=BOTH, text=Localized(zh='"引号"\n\x01🎨')))
    session.commit()
    session.expire_all()
    page = session.query(Page).one()
    assert page.title == BOTH
    assert page.text == Localized(zh='"引号"\n\x01🎨')
    assert page.description == Localized()


def test_a_column_keeps_the_order_of_the_languages(session: Session) -> None:
    session.add(Page(slug="a", title=BOTH))
    session.commit()
    session.expire_all()
    assert list(session.query(Page).one().title) == ["zh", "en"]


def test_a_column_with_nothing_in_it_reads_as_an_empty_text(session: Session) -> None:
    session.add(Lab())
    session.flush()
    session.execute(text("UPDATE labs SET name = 'null', tagline = '{}'"))
    session.expire_all()
    lab = session.query(Lab).one()
    assert (lab.name, lab.tagline) == (Localized(), Localized())


def test_a_new_text_is_noticed_and_stored(session: Session) -> None:
    page = Page(slug="a", title=Localized(zh="光影"))
    session.add(page)
    session.commit()
    page.title = BOTH
    session.commit()
    session.expire_all()
    assert session.query(Page).one().title == BOTH
