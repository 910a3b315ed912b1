"""The news of an al-folio site: short ones as they are, long ones as articles with a line."""

from collections.abc import Sequence

from microsite.editing import KINDS
from microsite.moving.jekyll import addresses, problems
from microsite.moving.jekyll.front import Document
from microsite.moving.jekyll.items import Item
from microsite.moving.jekyll.pages import Writings
from microsite.moving.jekyll.site import Site
from microsite.moving.jekyll.texts import Text


def news(
    site: Site, documents: Sequence[Document], languages: Sequence[str], writings: Writings
) -> list[Item]:
    """The news, and an article for each that is long."""
    found: list[Item] = []
    for said in documents:
        at = addresses.moment(said, site)
        if at is None:
            site.report.tell(said.path, 1, problems.BAD_DATE, date=said.said("date"))
            continue
        lang = addresses.language(said, languages, site)
        fields = {"date": at.date().isoformat(), "url": ""}
        if said.fields.get("inline") is not True and said.said("title"):
            slug = writings.settle_post(said)
            found += writings.posts([(said, slug)], "published")
            fields["url"] = f"/articles/{slug}/"
            text = said.said("title")
        else:
            site.begun(said.path)
            text = Text(said, site, lang).markdown() or said.said("title")
        if text:
            found.append(Item(KINDS["news"], said.path, {**fields, "text": {lang: text}}, lang))
    return found
