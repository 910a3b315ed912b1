"""A demonstration lab in which every field that somebody can write is hostile."""

from datetime import date
from itertools import cycle

from sqlalchemy.orm import Session

from microsite.localized import Localized
from microsite.models import (
    Article,
    Direction,
    Highlight,
    Lab,
    NewsItem,
    Page,
    Person,
    Picture,
    Project,
    Publication,
)
from microsite.models.base import now
from tests.markdown.hostile import TEXTS, URLS

# So many inputs on a page; one that swallows all after it must not hide the others everywhere.
ON_A_PAGE = 12
LIVE = (
    "\n\n:::publications\n\n:::people\n\n:::projects\n\n:::highlights\n\n:::articles\n\n:::news\n"
)


def spoil(session: Session) -> list[str]:
    """Write the inputs everywhere; returns texts for a page that together hold them all."""
    texts, urls = cycle(TEXTS), cycle(URLS)

    def said() -> Localized:
        return Localized(zh=next(texts), en=next(texts))

    def links() -> list[list[str]]:
        return [["website", next(urls)], [next(texts), next(urls)]]

    session.add_all([
        Article(slug="hostile", title=said(), summary=said(), text=said(), state="published",
                published_at=now()),
        NewsItem(date=date(2026, 5, 1), text=said(), url=next(urls)),
        Picture(hash="ab12" * 16, filename="a.png", media_type="image/png", width=9, height=9,
                widths=[9], size=1, alt=said(), credit=said()),
    ])  # fmt: skip
    for direction in session.query(Direction):
        direction.name, direction.summary, direction.text = said(), said(), said()
    for person in session.query(Person):
        person.name, person.title, person.text, person.went_to = said(), said(), said(), said()
        person.links = links()
    for project in session.query(Project):
        project.name, project.summary, project.text = said(), said(), said()
        project.links = links()
    for highlight in session.query(Highlight):
        highlight.text = said()
    for publication in session.query(Publication):
        publication.title = publication.venue = publication.abstract = next(texts)
        publication.translated_title, publication.award = said(), said()
        publication.title_markup = next(texts)
        publication.own_links = links()
    for lab in session.query(Lab):
        lab.name = lab.short_name = lab.tagline = lab.address = said()
        lab.email, lab.links = next(texts), links()
    for page in session.query(Page):
        page.title, page.description, page.text = said(), said(), said()
    session.commit()
    return [
        f"{LIVE}\n\n![](picture:ab12)\n\n" + "\n\n".join(TEXTS[start : start + ON_A_PAGE])
        for start in range(0, len(TEXTS), ON_A_PAGE)
    ]


def put(session: Session, text: str) -> None:
    """Make `text` that of the page about the lab, in both languages."""
    page = session.query(Page).filter_by(slug="about").one()
    page.text = page.description = Localized(zh=text, en=text)
    session.commit()
