"""What makes pages hard to set: forty authors, endless words, mathematics, gaps, pictures."""

from datetime import date, timedelta

from flask import Flask

from microsite import importing
from microsite.bibtex import read
from microsite.db import db
from microsite.localized import Localized
from microsite.models import (
    Article,
    Direction,
    Lab,
    NewsItem,
    Page,
    Person,
    Picture,
    Project,
    Publication,
)
from microsite.models.base import now
from microsite.pictures.storing import keep, prepare
from microsite.web.pictures import pictures_folder
from tests.pictures.files import arrow, saved

FORTY = " and ".join(
    f"{given}, Person{n}" for n, given in enumerate(("Ana", "Bo", "晨", "Di") * 10)
)
LONG = "On Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaften"
WORDS = ", ".join(f"word {n}" for n in range(30))
HAN = "很长的中文题目没有任何空格也不想在行尾停下来" * 4
ENTRIES = rf"""
@article{{hard2026forty, title={{{LONG} and What They Say of $\sum_{{i=1}}^{{n}} x_i^2$ and
  $\frac{{\partial u}}{{\partial t}}$ in a Title That Does Not Want to End Before the Line Does}},
  author={{{FORTY}}}, year=2026, month=2, journal={{Annals of the International Society for Long
  and Very Detailed Names of Journals, Proceedings and Other Periodicals}}, volume=12, number=3,
  pages={{101--1999}}, doi={{10.5555/{"a-very-long-suffix." * 5}1}}, abstract={{One. We use $x^2$.

  Two: {"https://example.org/" + "a" * 120}}}, keywords={{{WORDS}}},
  url={{https://example.org/{"b" * 160}}}, pdf={{https://example.org/a.pdf}} }}
@misc{{hard-bare, title={{Nothing But a Title}}}}
@inproceedings{{hard-zh, title={{{HAN}}}, author={{沈知遥 and 顾临川 and others}}, year=2011,
  booktitle={{第十二届全国计算机图形学与可视化学术会议论文集}}, abstract={{只有一句。}} }}
@proceedings{{hard-edited, title={{A Volume}}, editor={{Doe, Jane and {{The Very Large Collaboration
  for Everything}}}}, year=1999}}
@misc{{doubt-one, title={{Lamps}}, author={{Z. Y. Shen and Gu, Linchuan}}, year=2020}}
@misc{{doubt-two, title={{Chairs}}, author={{Z. Y. Shen and Nobody, Ever}}, year=1999}}
@misc{{doubt-wei, title={{Tables}}, author={{L. Gu and Z. Y. Shen}}, year=2021}}
@misc{{hard-hidden, title={{Only Editors See This}}, author={{Doe, Jane}}, year=2020}}
"""


def put(app: Flask) -> None:
    """Add all of it to the demonstration lab."""
    with app.test_request_context():
        session = db.session()
        plan = importing.draw_up(session, read(ENTRIES.encode()))
        importing.apply(session, plan)
        session.query(Publication).filter_by(citation_key="hard-hidden").one().hidden = True
        wide, tall = _picture(400, 300), _picture(300, 400)
        _cover(wide, tall)
        session.add_all(
            [
                _person(wide),
                _project(wide, tall),
                *_articles(wide),
                NewsItem(date=date(2026, 6, 1), text=Localized(en=f"Only English: {LONG}."),
                         url="https://example.org/"),
                Page(slug="half", title=Localized(zh="只有中文"), header=wide,
                     text=Localized(zh="一句话。\n\n## 节")),
            ]
        )  # fmt: skip
        session.query(Lab).one().links = [
            ["github", "https://example.org/x"],
            ["Blog", "https://example.org"],
        ]
        session.commit()


def _cover(wide: Picture, tall: Picture) -> None:
    session = db.session()
    paper = session.query(Publication).filter_by(citation_key="hard2026forty").one()
    paper.cover, paper.award = wide, Localized(en="Best paper", zh="最佳论文")
    paper.directions = session.query(Direction).order_by(Direction.id).all()
    paper.translated_title = Localized(zh="四十位作者的论文")
    person = session.query(Person).order_by(Person.id).first()
    assert person
    person.portrait, person.wechat = tall, wide


def _picture(width: int, height: int) -> Picture:
    content = saved(arrow(width, height), "PNG")
    picture, _ = keep(db.session(), prepare(pictures_folder(), content, f"{width}.png"))
    picture.alt = Localized(en="A gradient", zh="渐变")
    return picture


def _person(portrait: Picture) -> Person:
    return Person(
        slug="hard", position=900, role="phd", end_year=2021, portrait=portrait,
        name=Localized(en="Maria Antonia Fernanda de la Cruz y Rodriguez-Villanueva von Habsburg"),
        went_to=Localized(en="International Institute for Everything, Department of Much Else"),
        links=[["homepage", "https://example.org"], ["Something else", "https://example.org/2"]],
        aliases=[],
    )  # fmt: skip


def _project(wide: Picture, tall: Picture) -> Project:
    return Project(
        slug="hard", position=900, name=Localized(en=LONG, zh="长" * 60), cover=tall,
        gallery=[wide, tall], text=Localized(en="## One\n\n$$\\int_0^1 x\\,dx$$\n\n### Two", zh=""),
        links=[["code", "https://example.org/code"]],
    )  # fmt: skip


def _articles(cover: Picture) -> list[Article]:
    text = "## One\n\n" + "$$" + " + ".join(f"x_{{{n}}}^2" for n in range(40)) + "$$\n\n"
    text += "| " + " | ".join(f"column {n}" for n in range(12)) + " |\n" + "| --- " * 12 + "|\n"
    text += "| " + " | ".join("value" for _ in range(12)) + " |\n\n```python\n" + "x = 1  # " * 30
    text += "\n```\n\nA note.[^1]\n\n[^1]: Said here.\n"
    said = Localized(en=text, zh=text.replace("One", "一"))
    return [
        Article(slug="hard", title=Localized(en=LONG, zh="长题目" * 20), text=said, cover=cover,
                state="published", published_at=now() - timedelta(days=900)),
        Article(slug="draft", title=Localized(en="A draft", zh="草稿"), text=said, state="draft"),
        Article(slug="later", title=Localized(en="Later", zh="以后"), text=said, state="published",
                published_at=now() + timedelta(days=30)),
    ]  # fmt: skip
