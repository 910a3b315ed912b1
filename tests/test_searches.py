"""Sixty searches over a small library find exactly what they should, and no search breaks it."""

import random

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import importing
from microsite.bibtex import read
from microsite.db import db
from microsite.filters import ARGUMENTS
from microsite.localized import Localized
from microsite.models import Direction, Publication
from microsite.search import found, matching
from tests.conftest import DATA

EVERY = (
    *("schrodinger1926", "zhang2020", "gpt4image", "lin2021text", "garcia2019", "h2o2018"),
    *("lv2022", "openai2023", "single2017", "caps2016"),
)
SEARCHES: list[tuple[str, str]] = [
    # Chinese of one to six characters
    ("图", "zhang2020 gpt4image"),
    ("图像", "zhang2020 gpt4image"),
    ("医学图", "zhang2020"),
    ("扩散模型", "zhang2020"),
    ("医学图像生", "zhang2020"),
    ("医学图像生成", "zhang2020"),
    ("像图", ""),
    ("图像 扩散", "zhang2020"),
    ("计算机学报", "zhang2020"),
    # Chinese beside Latin
    ("GPT4生成", "gpt4image"),
    ("用gpt4", "gpt4image"),
    ("生成 gpt4", "gpt4image"),
    ("２０２０ 扩散", "zhang2020"),
    # accents and capitals
    ("schrodinger", "schrodinger1926"),
    ("SCHRÖDINGER", "schrodinger1926"),
    ("garcia marquez", "garcia2019"),
    ("García", "garcia2019"),
    ("lukasiewicz", "garcia2019"),
    ("gauss", "h2o2018"),
    ("ørsted", "h2o2018"),
    ("orsted", "h2o2018"),
    ("nguyen van an", "caps2016"),
    ("viet nam", "caps2016"),
    ("eclairage", "h2o2018"),
    # mathematics with and without its dollars
    ("H$_2$O", "h2o2018"),
    ("H_{2}O", "h2o2018"),
    ("H_2O", "h2o2018"),
    # initials
    ("E. Schrödinger", "schrodinger1926"),
    ("J. Müller", "gpt4image"),
    ("C.F. Gauß", "h2o2018"),
    ("X. Müller", ""),
    # pinyin, in both orders
    ("zhang san", "zhang2020 gpt4image"),
    ("San Zhang", "zhang2020 gpt4image"),
    ("zhangsan", "zhang2020"),
    ("ouyang xiaofan", "zhang2020"),
    ("xiao fan ouyang", "zhang2020"),
    ("lv bu", "lv2022"),
    ("lu bu", "lv2022"),
    ("lyu bu", "lv2022"),
    ("shan xiongxin", "single2017"),
    ("张三", "zhang2020"),
    # hyphens and apostrophes
    ("text-to-image", "lin2021text"),
    ("text to image", "lin2021text"),
    ("minjun lin", "lin2021text"),
    ("Min-Jun", "lin2021text"),
    ("o'brien", "lin2021text"),
    # phrases and starts of words
    ('"light rooms"', "garcia2019"),
    ('"rooms light"', ""),
    ('"light room', "lin2021text garcia2019"),
    ("“light room”", "lin2021text"),
    ("diffus", "lin2021text"),
    ("diff sparse", ""),
    # without
    ("light -rooms", "lin2021text h2o2018"),
    ('light -"dark rooms" -water', "lin2021text"),
    ("图像 -扩散", "gpt4image"),
    ("-light -图 year:2016-2022", "lv2022 single2017 caps2016"),
    # fields
    ("author:zhang", "zhang2020 gpt4image"),
    ("作者：张三", "zhang2020"),
    ("author:graphics", ""),
    ("venue:light", "h2o2018"),
    ("期刊：计算机", "zhang2020"),
    ("year:2020", "zhang2020"),
    ("年：2019-2021", "zhang2020 lin2021text garcia2019"),
    ("year:..1999", "schrodinger1926"),
    ("author: lin year:2021-", "lin2021text"),
    ("direction:imaging", "zhang2020 h2o2018"),
    ("方向：医学 light", "h2o2018"),
    ("image -direction:imaging", "lin2021text"),
    # LaTeX spellings and formulas
    (r"Schr{\"o}dinger", "schrodinger1926"),
    (r"Garc{\'\i}a", "garcia2019"),
    (r"{\O}rsted", "h2o2018"),
    ("H2O", "h2o2018"),
    ("H$_2$O", "h2o2018"),
    # citation key, DOI, arXiv
    ("lin2021text", "lin2021text"),
    ("10.1002/andp.19263840404", "schrodinger1926"),
    ("https://doi.org/10.5555/water.2018.001", "h2o2018"),
    ("doi:10.5555/water", "h2o2018"),
    # what only looks like a field, and brand names in braces
    ("openai team", "openai2023"),
    ("report: models", "openai2023"),
]


@pytest.fixture(scope="module")
def library(empty_instance: object, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    from pathlib import Path

    from tests.conftest import copy, make_app

    assert isinstance(empty_instance, Path)
    app = make_app(copy(empty_instance, tmp_path_factory.mktemp("searches") / "instance"))
    with app.app_context():
        session = db.session()
        names = Localized(en="Medical imaging", zh="医学影像")
        direction = Direction(slug="eyes", position=0, hue=10, name=names)
        session.add(direction)
        importing.apply(
            session, importing.draw_up(session, read((DATA / "searches.bib").read_bytes()))
        )
        of_it = Publication.citation_key.in_(["zhang2020", "h2o2018"])
        for publication in session.scalars(select(Publication).where(of_it)):
            publication.directions = [direction]
        session.commit()
    return app


@pytest.mark.parametrize(("asked", "keys"), SEARCHES)
def test_a_search_finds_exactly_what_it_should(library: Flask, asked: str, keys: str) -> None:
    with library.app_context():
        assert search(db.session(), asked) == set(keys.split())


def search(session: Session, asked: str) -> set[str]:
    """What is found, by the condition and by the ids, which must agree."""
    condition = matching(asked)
    assert condition is not None
    keys = select(Publication.citation_key)
    by_condition = set(session.scalars(keys.where(condition)))
    for ranked in (False, True):
        ids = found(session.connection(), asked, ranked=ranked)
        assert ids is not None
        assert set(session.scalars(keys.where(Publication.id.in_(ids)))) == by_condition
    return by_condition


def test_the_table_has_sixty_searches_and_every_publication_is_found() -> None:
    assert len(SEARCHES) >= 60
    assert {key for _, keys in SEARCHES for key in keys.split()} == set(EVERY)


@pytest.mark.parametrize("asked", ["", " ", "-", '"', '""', '-"', "author:", "year:", "：", "*"])
def test_signs_alone_are_no_search(library: Flask, asked: str) -> None:
    with library.app_context():
        assert matching(asked) is None


PIECES = [
    *("light", "图像", "-", '"', "author:", "年：", "year:", "2020-", "direction:", "AND", "NEAR("),
    *("*", "^", "{", "}", "\\", "'", ";--", "\x00", "\ud800", "%", "_", "ﷺ", "🎨", " ", "\u3000"),
    *("((((", "venue:“", "Ⅸ", "é", "e\u0301", "[", "$x^2$", "<b>", "&amp;", "\n"),
]


def random_text(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return "".join(chance.choices(PIECES, k=chance.randint(1, 9)))
    codes = [chance.choice((0x7F, 0x2FFF, 0xFFFF, 0x1F9FF)) for _ in range(chance.randint(1, 30))]
    return "".join(chr(chance.randint(0, code)) for code in codes)


@pytest.fixture(scope="module")
def visitor(library: Flask) -> FlaskClient:
    return library.test_client()


@pytest.mark.parametrize("name", ["q", *ARGUMENTS.values(), "from", "to", "sort", "page"])
def test_no_argument_whatever_is_an_error(visitor: FlaskClient, name: str) -> None:
    chance = random.Random(name)
    for _ in range(40):
        text = random_text(chance).encode("utf-8", "surrogatepass")
        args = {
            name: text,
            chance.choice(["q", "page", "direction"]): random_text(chance).encode(
                "utf-8", "replace"
            ),
        }
        response = visitor.get("/en/research/", query_string=args, headers={"HX-Request": "true"})
        assert response.status_code == 200, args


def test_five_thousand_random_searches_are_no_error(library: Flask) -> None:
    chance = random.Random(4)
    with library.app_context():
        connection = db.session().connection()
        for _ in range(5000):
            text = random_text(chance)
            found(connection, text, ranked=chance.random() < 0.1)


def test_ten_thousand_characters_are_no_trouble(visitor: FlaskClient) -> None:
    for piece in ("a", "光 ", '"', "-a ", "author:"):
        text = piece * (10_000 // len(piece))
        assert visitor.get("/en/research/", query_string={"q": text}).status_code == 200
