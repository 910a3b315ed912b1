"""A page costs as many queries in a large lab as in a small one."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy.orm import Session

from microsite.db import db
from microsite.localized import Localized
from microsite.models import (
    Area,
    Article,
    Direction,
    Highlight,
    NewsItem,
    Page,
    Person,
    Picture,
    Project,
    Publication,
    Role,
    Tag,
)
from microsite.models.base import now
from tests.conftest import close, copy, counted_queries, make_app

PATHS = (
    "/en/",
    "/zh/about/",
    "/en/page-1/",
    "/en/team/",
    "/en/team/person-1/",
    "/zh/research/",
    "/en/directions/",
    "/en/directions/direction-1/",
    "/en/projects/",
    "/en/projects/?direction=direction-1&area=area-1",
    "/en/projects/project-1/",
    "/en/articles/",
    "/en/articles/tag/tag-1/",
    "/en/articles/category/category-1/",
    "/en/articles/2026/",
    "/zh/articles/article-1/",
    "/en/news/",
    "/en/feed.atom",
    "/en/news/feed.atom",
    "/en/articles/feed.atom",
    "/en/articles/tag/tag-1/feed.atom",
    "/sitemap.xml",
    "/sitemap-pages.xml",
)


Thing = TypeVar("Thing")


def both(text: str) -> Localized:
    return Localized(en=text, zh=f"{text}（中文）")


def picture(number: int) -> Picture:
    return Picture(
        hash=f"{number:064x}",
        filename="x.png",
        media_type="image/png",
        width=800,
        height=600,
        widths=[320, 640],
        size=1,
        alt=both("A picture"),
    )


def some(things: Sequence[Thing], number: int, count: int = 2) -> list[Thing]:
    """So many of the things, others for each number."""
    return list(dict.fromkeys(islice(cycle(things), number, number + count)))


def build(session: Session, people: int, articles: int) -> None:
    """A lab with so many people and articles and a third as many projects, all with pictures."""
    directions = [
        Direction(slug=f"direction-{n}", position=n, hue=n * 60, name=both(f"Direction {n}"))
        for n in range(4)
    ]
    areas = [Area(slug=f"area-{n}", position=n, name=both(f"Area {n}")) for n in range(4)]
    roles = [Role(slug=f"role-{n}", position=n, name=both(f"Role {n}")) for n in range(3)]
    tags = [
        Tag(kind=kind, slug=f"{kind}-{n}", name=both(f"{kind} {n}"))
        for kind in ("tag", "category")
        for n in range(3)
    ]
    team = [member(number, directions) for number in range(people)]
    projects = [project(number, directions, areas, team) for number in range(max(3, people // 3))]
    session.add_all([*directions, *areas, *roles, *tags, *team, *projects])
    session.add_all(article(n, tags, directions, team) for n in range(articles))
    session.add_all(
        NewsItem(date=date(2026, 1, 1) + timedelta(n), text=both(f"News {n}"))
        for n in range(articles)
    )
    session.add_all(
        Page(
            slug=f"page-{n}",
            title=both(f"Page {n}"),
            text=both("## A\n\n## B\n\n## C"),
            place=n,
            header=picture(60_000 + n),
        )
        for n in range(3)
    )
    session.add_all(Highlight(position=n, project=one) for n, one in enumerate(projects[:3]))
    session.add(publication(directions))


def member(number: int, directions: Sequence[Direction]) -> Person:
    return Person(
        slug=f"person-{number}",
        position=number,
        # One role more than are defined.
        role=f"role-{number % 4}",
        name=both(f"Person {number}"),
        aliases=[],
        email=f"p{number}@example.org",
        end_year=2020 if number % 5 == 4 else None,
        directions=some(directions, number),
        portrait=picture(number),
        wechat=picture(10_000 + number),
    )


def project(
    number: int, directions: Sequence[Direction], areas: Sequence[Area], team: Sequence[Person]
) -> Project:
    return Project(
        slug=f"project-{number}",
        position=number,
        name=both(f"Project {number}"),
        directions=some(directions, number),
        areas=some(areas, number),
        people=some(team, number, 3),
        cover=picture(20_000 + number),
        gallery=[picture(30_000 + 2 * number), picture(30_001 + 2 * number)],
    )


def article(
    number: int, tags: Sequence[Tag], directions: Sequence[Direction], team: Sequence[Person]
) -> Article:
    return Article(
        slug=f"article-{number}",
        title=both(f"Article {number}"),
        text=both("## One\n\n## Two\n\n## Three\n\nText."),
        state="published",
        published_at=now().replace(year=2026, month=1) - timedelta(minutes=number),
        tags=some(tags, number, 4),
        directions=some(directions, number),
        people=some(team, number),
        cover=picture(40_000 + number),
    )


def publication(directions: Sequence[Direction]) -> Publication:
    return Publication(
        citation_key="one2026",
        entry_type="article",
        fields=[["title", "One"]],
        source="@article{one2026, title={One}}",
        fingerprint="x",
        title="One",
        year=2026,
        directions=list(directions),
    )


def costs(app: Flask, people: int, articles: int) -> dict[str, list[str]]:
    """The queries of each page."""
    with app.app_context():
        build(db.session(), people, articles)
        db.session.commit()
    client = app.test_client()
    found = {}
    for path in PATHS:
        with counted_queries(app) as statements:
            response = client.get(path)
            assert response.status_code == 200, path
            response.get_data()
        found[path] = list(statements)
    return found


def test_two_hundred_people_and_three_hundred_articles_cost_no_more_than_ten(
    app: Flask, empty_instance: Path, tmp_path: Path
) -> None:
    small = make_app(copy(empty_instance, tmp_path / "small"))
    few, many = costs(small, 10, 10), costs(app, 200, 300)
    close(small)
    for path in PATHS:
        assert len(many[path]) == len(few[path]), (path, "\n".join(many[path]))
        assert len(many[path]) <= 24, (path, "\n".join(many[path]))
