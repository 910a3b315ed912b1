import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.bibtex.names import Name, has_others, split_names
from tests.mutations import HOSTILE_VALUES


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
        ("San Zhang", Name("San", "", "Zhang")),
        ("family={张}, given={三}", Name("三", "", "张")),
        ("family=Oliveira, given=André L., prefix=de, useprefix=true",
         Name("André L.", "de", "Oliveira")),
        ("{中国科学院}", Name(literal="中国科学院")),
        ("张三（San Zhang）", Name(literal="张三（San Zhang）")),
        ("홍, 길동", Name("길동", "", "홍")),
        ("Acme Optics, Inc.", Name(literal="Acme Optics, Inc.")),
        ("Huiming Technologies Co., Ltd.", Name(literal="Huiming Technologies Co., Ltd.")),
        ("Ludwig Wieser, Jr.", Name("Ludwig", "", "Wieser", "Jr.")),
        ("Knuth, Donald~E.", Name("Donald E.", "", "Knuth")),
        ("Wall W. A.", Name("W. A.", "", "Wall")),
        ("van der Wall W.A.", Name("W.A.", "van der", "Wall")),
        ("J. S.", Name("J.", "", "S.")),
        ("V. Wall (Ed.)", Name("V.", "", "Wall")),
        ("Joaquin Qui\\~nonero-Candela", Name("Joaquin", "", "Quiñonero-Candela")),
        ("A N\\'{u}\\~{n}ez", Name("A", "", "Núñez")),
        ("N\\'u\\~nez~del~Prado, A~B", Name("A B", "", "Núñez del Prado")),
        ("de' Medici, Lorenzo", Name("Lorenzo", "de'", "Medici")),
        ("\\'{E}mile {de} Zola", Name("Émile de", "", "Zola")),
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
        ("A. Smith, B. Jones and C. Brown", ["A. Smith", "B. Jones", "C. Brown"]),
        (
            "Ann Smith, Bea C. Jones, Cy Brown and Di Roe",
            ["Ann Smith", "Bea C. Jones", "Cy Brown", "Di Roe"],
        ),
        ("Smith, Jr., Ann Bea and Roe, R.", ["Ann Bea Smith, Jr.", "R. Roe"]),
        ("Wall U., Smith W.A., Roe V.", ["U. Wall", "W.A. Smith", "V. Roe"]),
        ("A. Smith, B. C. Jones", ["A. Smith", "B. C. Jones"]),
        ("Smith, A. and {Jones and Sons} and Roe, R.", ["A. Smith", "Jones and Sons", "R. Roe"]),
        ("{Smith and Co and Roe, R.", ["Smith and Co and Roe, R."]),
        ("and Smith, A. and\tRoe, R.", ["A. Smith", "R. Roe"]),
        ("Andrews, A. and Anders And, B.", ["A. Andrews", "B. Anders And"]),
        ("张三，李四", ["张三", "李四"]),
        ("张三, 李四", ["张三", "李四"]),
        ("王小明,李小华", ["王小明", "李小华"]),
        ("田中, 花子 and 高橋, 武志", ["田中花子", "高橋武志"]),
        ("山田 太郎, 鈴木 一郎", ["山田太郎", "鈴木一郎"]),
        ("张三 and and 李四", ["张三", "李四"]),
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


def test_three_thousand_authors_are_no_trouble() -> None:
    value = " and ".join(
        f"{{\\'A}}uthor{number}, J. and Schr{{\\\"o}}der, K{number}" for number in range(1500)
    )
    started = time.process_time()
    names = split_names(value)
    assert time.process_time() - started < 1
    assert len(names) == 3000
    assert (names[0].display, names[-1].display) == ("J. Áuthor0", "K1499 Schröder")


@pytest.mark.parametrize("shape", HOSTILE_VALUES)
def test_hostile_lists_take_time_in_proportion_to_their_length(shape: str) -> None:
    started = time.process_time()
    has_others(shape * (200_000 // len(shape)))
    assert time.process_time() - started < 2


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aA {}\\,;~'\"&张，、=.-and\n"), max_size=60))
def test_no_list_of_names_raises(written: str) -> None:
    for name in split_names(written):
        assert name.display
    has_others(written)
