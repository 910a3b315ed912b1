"""The full-text search: what is found, that no query breaks it, and that the index keeps up."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from microsite.folding import fold
from microsite.models import Publication
from microsite.search import install, matching, parse

CHINESE = "基于扩散模型的医学图像生成方法"
patient = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def hold(session: Session, *titles: str) -> None:
    """Fill the empty database; a citation key is a title's number."""
    for number, title in enumerate(titles):
        session.add(
            Publication(
                citation_key=str(number),
                entry_type="article",
                fields=[],
                source="",
                fingerprint="",
                title=title,
                folded=fold(title),
            )
        )
    session.flush()


def search(session: Session, words: str) -> list[int]:
    condition = matching(words)
    assert condition is not None
    return sorted(map(int, session.scalars(select(Publication.citation_key).where(condition))))


def is_sound(session: Session) -> bool:
    """Whether the index is exactly that of the table; raises where it is not."""
    check = "INSERT INTO publications_fts(publications_fts, rank) VALUES ('integrity-check', 1)"
    session.execute(text(check))
    return True


@pytest.mark.parametrize("length", range(1, 7))
def test_chinese_words_of_any_length_are_found(session: Session, length: int) -> None:
    hold(session, CHINESE, "声音")
    for start in range(len(CHINESE) - length + 1):
        assert search(session, CHINESE[start : start + length]) == [0]


def test_chinese_characters_are_found_only_in_the_order_asked_for(session: Session) -> None:
    hold(session, CHINESE)
    assert search(session, "散扩") == []
    assert search(session, "扩模") == []


def test_chinese_words_with_a_blank_between_are_found_anywhere(session: Session) -> None:
    hold(session, CHINESE)
    assert search(session, "图像 扩散") == [0]


def test_chinese_is_found_beside_latin_letters_and_digits(session: Session) -> None:
    hold(session, "用GPT4生成图像")
    for words in ("GPT4", "gpt4生成", "生成 gpt", "用GPT4生成图像"):
        assert search(session, words) == [0]


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("Schrödinger", "schrodinger"),
        ("Schrodinger", "SCHRÖDINGER"),
        ("Schro\u0308dinger", "schrödinger"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Việt Nam", "viet nam"),
        ("Ｄｅｅｐ", "deep"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("Ёлка", "ёлка"),
    ],
)
def test_accents_and_case_make_no_difference(session: Session, held: str, asked: str) -> None:
    hold(session, held, "other")
    assert search(session, asked) == [0]


def test_the_last_word_may_be_the_start_of_one(session: Session) -> None:
    hold(session, "Diffusion models", "Diffuse light")
    assert search(session, "diffus") == [0, 1]
    assert search(session, "diffusion mod") == [0]


def test_a_word_before_the_last_must_be_whole(session: Session) -> None:
    hold(session, "Diffusion models")
    assert search(session, "diff models") == []


def test_the_middle_of_a_word_is_not_found(session: Session) -> None:
    hold(session, "Diffusion models")
    assert search(session, "usion") == []


def test_all_words_must_be_there_in_any_order(session: Session) -> None:
    hold(session, "Light and shade", "Light", "Shade")
    assert search(session, "shade light") == [0]


def test_a_word_with_a_sign_in_it_is_a_phrase(session: Session) -> None:
    hold(session, "Text-to-image models", "From image to text")
    assert search(session, "text-to-image") == [0]


@pytest.mark.parametrize(
    "words",
    [
        "light OR shade",
        "light NOT shade",
        "light AND NOT",
        "NEAR(light shade, 5)",
        "folded:light",
        "light + shade",
    ],
)
def test_operators_are_only_words(session: Session, words: str) -> None:
    hold(session, "Light", "Shade")
    assert search(session, words) == []


SIGNS = ['"light', 'light"', '"light"', "light*", "*light", "^light", "(light", "light)", "-light"]
MORE_SIGNS = [
    "light;--",
    "light'",
    "{folded} : light",
    "light\x00",
    "\x00light",
    "li*ght",
    'li"ght',
]


@pytest.mark.parametrize("words", [*SIGNS, *MORE_SIGNS])
def test_signs_of_the_query_language_break_nothing(session: Session, words: str) -> None:
    hold(session, "Light")
    assert search(session, words) in ([0], [])


@pytest.mark.parametrize(
    "words", ["light*", '"light"', "(light)", "light\x00", "light !", "^light"]
)
def test_signs_around_a_word_do_not_hide_it(session: Session, words: str) -> None:
    hold(session, "Light", "Shade")
    assert search(session, words) == [0]


@pytest.mark.parametrize("words", ["", "   ", '"', "***", "\x00", "!?—。，", "\ud800", "🎨", "❤️"])
def test_without_a_word_there_is_no_condition(words: str) -> None:
    assert matching(words) is None
    assert not parse(words)


@pytest.mark.parametrize(
    "part", ["a ", "a", "光", "光 ", '" ', "* ", "ﷺ", "e\u0301", "\x00a", "(a) "]
)
def test_ten_thousand_characters_are_no_trouble(session: Session, part: str) -> None:
    hold(session, "a")
    condition = matching(part * 10_000)
    if condition is not None:
        assert len(list(session.scalars(select(Publication).where(condition)))) <= 1


@patient
@example('"')
@example("a\x00b")
@example("\udcff a")
@example("ं")
@given(st.text(st.characters()))
def test_no_search_whatever_raises(session: Session, words: str) -> None:
    condition = matching(words)
    if condition is not None:
        session.scalars(select(Publication).where(condition)).all()


# Signs that a search reads as LaTeX's: x^2 is the x2 that mathematics is folded to.
LATEX = "{}\\^_"


@patient
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Pd", "Sm"], exclude_characters=LATEX), max_size=40
    )
)
def test_a_publication_is_found_by_its_own_title(session: Session, title: str) -> None:
    session.rollback()
    hold(session, f"light {title}")
    assert search(session, f"light {title}") == [0]


@pytest.mark.parametrize("title", ["𰻝", "𠮷野家", "जर्मनी", "ไทย", "한국어", "ひらがな", "κόσμε"])
def test_a_title_in_any_script_is_found_by_its_own_title(session: Session, title: str) -> None:
    hold(session, title)
    assert search(session, title) == [0]


def test_an_index_that_is_not_that_of_the_table_would_be_seen(session: Session) -> None:
    hold(session, "Light")
    drop_triggers(session)
    session.execute(update(Publication).values(folded="thunder"))
    with pytest.raises(DatabaseError, match="malformed"):
        is_sound(session)


def test_a_changed_text_is_found_and_the_old_one_no_more(session: Session) -> None:
    hold(session, "Light", "Shade")
    session.execute(
        update(Publication).where(Publication.citation_key == "0").values(folded="thunder")
    )
    assert search(session, "thunder") == [0]
    assert search(session, "light") == []
    assert search(session, "shade") == [1]
    assert is_sound(session)


def test_a_change_of_other_columns_leaves_the_index_alone(session: Session) -> None:
    hold(session, "Light")
    session.execute(update(Publication).values(venue="Nowhere", hidden=True))
    assert search(session, "light") == [0]
    assert is_sound(session)


def test_a_deleted_publication_is_found_no_more(session: Session) -> None:
    hold(session, "Light", "Light and shade")
    session.execute(delete(Publication).where(Publication.citation_key == "0"))
    assert search(session, "light") == [1]
    assert is_sound(session)


def test_a_publication_that_takes_the_id_of_a_deleted_one_is_not_found_by_its_words(
    session: Session,
) -> None:
    hold(session, "Light")
    session.execute(delete(Publication))
    hold(session, "Shade")
    assert search(session, "light") == []
    assert search(session, "shade") == [0]


def test_what_is_rolled_back_is_not_found(session: Session) -> None:
    hold(session, "Light")
    session.rollback()
    assert search(session, "light") == []
    assert is_sound(session)


def test_installing_on_an_existing_database_is_harmless(session: Session) -> None:
    hold(session, "Light", CHINESE)
    for _ in range(2):
        install(session.connection())
    assert search(session, "light") == [0]
    assert search(session, "扩散") == [1]
    assert is_sound(session)


def test_installing_a_missing_index_fills_it(session: Session) -> None:
    hold(session, "Light")
    drop_triggers(session)
    session.execute(text("DROP TABLE publications_fts"))
    install(session.connection())
    assert search(session, "light") == [0]
    session.execute(update(Publication).values(folded="thunder"))
    assert search(session, "thunder") == [0]
    assert is_sound(session)


def test_installing_missing_triggers_makes_up_for_what_they_missed(session: Session) -> None:
    hold(session, "Light", "Shade")
    drop_triggers(session)
    session.execute(
        update(Publication).where(Publication.citation_key == "0").values(folded="thunder")
    )
    install(session.connection())
    assert search(session, "thunder") == [0]
    assert search(session, "light") == []
    assert is_sound(session)


def drop_triggers(session: Session) -> None:
    """What Alembic's batch operations do to a table."""
    for kind in ("insert", "delete", "update"):
        session.execute(text(f"DROP TRIGGER publications_fts_{kind}"))


def test_the_demonstration_is_found_by_every_title_it_has(demo_session: Session) -> None:
    assert is_sound(demo_session)
    for publication in demo_session.scalars(select(Publication)).all():
        for title in (publication.title, *publication.translated_title.values()):
            condition = matching(title)
            assert condition is not None
            found = demo_session.scalars(select(Publication.id).where(condition))
            assert publication.id in list(found)
