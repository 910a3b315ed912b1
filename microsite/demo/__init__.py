"""The demonstration lab: a media-AI lab that does not exist, in Chinese and English."""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from microsite import importing
from microsite.bibtex import read
from microsite.localized import Localized
from microsite.models import (
    Area,
    Article,
    Direction,
    Highlight,
    Lab,
    NewsItem,
    Page,
    Person,
    Project,
    Publication,
    Role,
    Tag,
)
from microsite.models.articles import article_people

HERE = Path(__file__).parent


def fill(session: Session) -> None:
    """Add the lab with all its parts; the caller commits. The database must hold no lab."""
    said = tomllib.loads((HERE / "lab.toml").read_text(encoding="utf-8"))
    session.add(Lab(**_texts(said["lab"])))
    directions = _directions(session, said)
    people = _people(session, said, directions)
    projects = _projects(session, said, directions, people)
    _articles(session, said, directions, people)
    session.add_all(NewsItem(**_texts(row)) for row in reversed(said["news"]))
    _pages(session, said)
    # People first: the import links names to them.
    session.flush()
    publications = _publications(session, said["publications"], directions, projects)
    for position, row in enumerate(said["highlights"]):
        session.add(
            Highlight(
                position=position,
                text=Localized(row["text"]),
                publication=publications.get(row.get("publication", "")),
                project=projects.get(row.get("project", "")),
            )
        )
    session.flush()


def text_of(folder: str, name: str) -> Localized:
    """A longer text, in a file for each language."""
    files = {lang: HERE / folder / f"{name}.{lang}.md" for lang in ("zh", "en")}
    return Localized({lang: file.read_text(encoding="utf-8") for lang, file in files.items()})


def _directions(session: Session, said: dict[str, Any]) -> dict[str, Direction]:
    found = {
        row["slug"]: Direction(position=position, **_texts(row))
        for position, row in enumerate(said["directions"])
    }
    session.add_all(found.values())
    return found


def _people(
    session: Session, said: dict[str, Any], directions: dict[str, Direction]
) -> dict[str, Person]:
    session.add_all(
        Role(position=position, **_texts(row)) for position, row in enumerate(said["roles"])
    )
    found = {}
    for position, row in enumerate(said["people"]):
        chosen = [directions[slug] for slug in row.pop("directions", [])]
        found[row["slug"]] = Person(position=position, directions=chosen, **_texts(row))
    session.add_all(found.values())
    return found


def _projects(
    session: Session,
    said: dict[str, Any],
    directions: dict[str, Direction],
    people: dict[str, Person],
) -> dict[str, Project]:
    areas = {
        row["slug"]: Area(position=position, **_texts(row))
        for position, row in enumerate(said["areas"])
    }
    session.add_all(areas.values())
    found = {}
    for position, row in enumerate(said["projects"]):
        chosen = [directions[slug] for slug in row.pop("directions", [])]
        members = [people[slug] for slug in row.pop("people", [])]
        applied = [areas[slug] for slug in row.pop("areas", [])]
        found[row["slug"]] = Project(
            position=position, directions=chosen, people=members, areas=applied, **_texts(row)
        )
    session.add_all(found.values())
    return found


def _articles(
    session: Session,
    said: dict[str, Any],
    directions: dict[str, Direction],
    people: dict[str, Person],
) -> None:
    # No tag shares its slug with a category here.
    tags = {row["slug"]: Tag(**_texts(row)) for row in said["tags"]}
    session.add_all(tags.values())
    for row in said["articles"]:
        writers = [people[slug] for slug in row.pop("people")]
        article = Article(
            tags=[tags[slug] for slug in row.pop("tags")],
            directions=[directions[slug] for slug in row.pop("directions")],
            text=text_of("articles", row["slug"]),
            state="published",
            **_texts(row),
        )
        session.add(article)
        session.flush()
        for position, person in enumerate(writers):
            wrote = {"article_id": article.id, "person_id": person.id, "position": position}
            session.execute(insert(article_people).values(wrote))


def _pages(session: Session, said: dict[str, Any]) -> None:
    for row in said["pages"]:
        session.add(Page(text=text_of("pages", row.pop("file")), **_texts(row)))


def _publications(
    session: Session,
    extras: dict[str, Any],
    directions: dict[str, Direction],
    projects: dict[str, Project],
) -> dict[str, Publication]:
    """Import the lab's file as an editor would, then add what BibTeX does not say."""
    plan = importing.draw_up(session, read((HERE / "publications.bib").read_bytes()))
    importing.apply(session, plan)
    found = {}
    for publication in session.query(Publication):
        extra = extras.get(publication.citation_key, {})
        publication.sample = True
        publication.directions = [directions[slug] for slug in extra.get("directions", [])]
        publication.projects = [projects[slug] for slug in extra.get("projects", [])]
        publication.translated_title = Localized(extra.get("translated_title"))
        publication.award = Localized(extra.get("award"))
        publication.own_links = extra.get("links", [])
        found[publication.citation_key] = publication
    importing.write_derived(session, found.values())
    return found


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the file as columns: every table in it is a text per language."""
    return {
        name: Localized(value) if isinstance(value, dict) else value for name, value in row.items()
    }
