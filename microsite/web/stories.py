"""Articles, news, projects and pages as stories of a feed."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from flask import g, request, url_for
from werkzeug.wrappers import Response

from microsite.localized import Localized
from microsite.models import Article, NewsItem, Page, Project
from microsite.reading import excerpt
from microsite.web import atom, i18n
from microsite.web.addresses import absolute
from microsite.web.data import the_lab
from microsite.web.templating import plain
from microsite.web.texts import summary_of

NEVER = datetime.fromtimestamp(0, UTC)


def answer(title: str, address: str, page: str, told: Iterable[atom.Story]) -> Response:
    """A feed of these stories. `address` and `page` are paths, its own and that of the list."""
    told = list(told)
    lab = plain(the_lab().name)
    feed = atom.Feed(
        f"{title} · {lab}" if title else lab,
        i18n.html_lang(g.lang),
        absolute(address),
        absolute(page),
        lab,
        max((story.updated for story in told), default=NEVER),
    )
    response = Response(
        "".join([atom.start(feed), *map(atom.entry, told), atom.END]),
        content_type="application/atom+xml; charset=utf-8",
    )
    response.add_etag()
    return response.make_conditional(request)


def of_article(article: Article) -> atom.Story:
    """An article; one without a time is as old as can be."""
    published = article.published_at or NEVER
    people = [plain(person.name) for person in article.people]
    return _story(
        article.title,
        url_for("articles.show", slug=article.slug),
        summary_of(article.summary, article.text),
        published,
        # What was written long before its time is new all the same.
        max(article.updated_at, published),
        people,
        [plain(tag.name) for tag in article.tags],
    )


def of_news(item: NewsItem) -> atom.Story:
    """A line of the news; its first words are its title."""
    moment = datetime.combine(item.date, time(), UTC)
    text, lang = item.text.said(g.lang, i18n.languages())
    return _story(
        Localized({lang: excerpt(text, 120)}),
        f"{url_for('news.index')}#news-{item.id}",
        excerpt(text, 1000),
        moment,
        max(item.updated_at, moment),
    )


def of_project(project: Project) -> atom.Story:
    """A project, when it last changed."""
    address = url_for("projects.show", slug=project.slug)
    told = summary_of(project.summary, project.text)
    return _story(project.name, address, told, project.updated_at, project.updated_at)


def of_page(page: Page) -> atom.Story:
    """A page, when it last changed."""
    address = url_for("pages.show", slug=page.slug)
    told = summary_of(page.description, page.text)
    return _story(page.title, address, told, page.updated_at, page.updated_at)


def _story(
    title: Localized,
    path: str,
    summary: str,
    published: datetime,
    updated: datetime,
    authors: Iterable[str] = (),
    categories: Iterable[str] = (),
) -> atom.Story:
    text, lang = title.said(g.lang, i18n.languages())
    return atom.Story(
        title=text,
        address=absolute(path),
        authors=list(authors) or [plain(the_lab().name)],
        published=published,
        updated=updated,
        summary=summary,
        lang=i18n.html_lang(lang),
        categories=categories,
    )
