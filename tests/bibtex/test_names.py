import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.bibtex.names import Name, has_others, split_names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Charles Louis de la Vall{\\'e}e Poussin",
         Name("Charles Louis", "de la", "Vallée Poussin")),
        ("van Beethoven, Ludwig", Name("Ludwig", "van", "Beethoven")),
        ("Davis, Jr., Sammy", Name("Sammy", "", "Davis", "Jr.")),
        ("Van de Graaff, R. J.", Name("R. J.", "", "Van de Graaff")),
        ("{\\v S}omeone Smith", Name("Someone".replace("S", "Š"), "", "Smith")),
        ("Ian {Iliad Ipswich}", Name("Ian", "", "Iliad Ipswich")),
        ("W. M. {Coughran, Jr.}", Name("W. M.", "", "Coughran, Jr.")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        ("family=Gracq, given=Julien, prefix=de", Name("Julien", "de", "Gracq")),
        ("Smith, John,", Name("John", "", "Smith")),
        ("Plato", Name("", "", "Plato")),
        ("张三", Name("", "", "张三")),
        ("张 三", Name("三", "", "张")),
        ("张, 三", Name("三", "", "张")),
        ("family=张, given=三", Name("三", "", "张")),
        ("田中, 花子", Name("花子", "", "田中")),
        ("Zhang, San", Name("San", "", "Zhang")),
        ("Mei Lin 0003", Name("Mei", "", "Lin")),
    ],
)  # fmt: skip
def test_a_name_is_divided_by_bibtexs_grammar(written: str, name: Name) -> None:
    assert split_names(written) == (name,)


@pytest.mark.parametrize(
    ("written", "displayed"),
    [
        ("A. Smith and\n  B. Jones AND C. Brown", ["A. Smith", "B. Jones", "C. Brown"]),
        ("Smith, A. and and Jones, B. and", ["A. Smith", "B. Jones"]),
        ("Smith, A.; Jones, B.", ["A. Smith", "B. Jones"]),
        ("Smith, A., Jones, B.", ["A. Smith", "B. Jones"]),
        ("Ann Smith, Bea Jones, Cy Brown", ["Ann Smith", "Bea Jones", "Cy Brown"]),
        ("M&uuml;ller, J. and Jones, B.", ["J. Müller", "B. Jones"]),
        ("\\O{}degaard, J and \\v{C}apek, K", ["J Ødegaard", "K Čapek"]),
        ("张三，李四", ["张三", "李四"]),
        ("张三、李四；王五", ["张三", "李四", "王五"]),
        ("张三, 李四, 王五", ["张三", "李四", "王五"]),
        ("张 三 and 欧阳, 修", ["张三", "欧阳修"]),
        ("Alexander and Sandra Brandon", ["Alexander", "Sandra Brandon"]),
        ("", []),
    ],
)
def test_lists_are_split_as_they_are_written(written: str, displayed: list[str]) -> None:
    assert [name.display for name in split_names(written)] == displayed


@pytest.mark.parametrize(
    "written", ["Doe, J. and others", "Doe, J. and et al.", "Doe, J., et~al.", "Doe, J. 等"]
)
def test_others_are_no_person_but_are_known(written: str) -> None:
    assert [name.display for name in split_names(written)] == ["J. Doe"]
    assert has_others(written)
    assert not has_others("Doe, J. and Othersen, K.")


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aA {}\\,;~'\"&张，、=.-and\n"), max_size=60))
def test_no_list_of_names_raises(written: str) -> None:
    for name in split_names(written):
        assert name.display
    has_others(written)
