"""Whether every template and every address has been met on the way."""

from collections.abc import Iterable
from pathlib import Path

from microsite import create_app

TEMPLATES = Path(__file__).parent.parent.parent.parent / "templates"
# What GET answers with something else than a page.
NO_PAGES = {
    "static", "articles.feed", "articles.of_year_feed", "articles.tagged_feed", "crawlers.pages",
    "crawlers.publications", "crawlers.robots", "crawlers.search", "crawlers.sitemap",
    "cards.show", "drawings.raster", "drawings.show", "feeds.site", "i18n.choose", "look.accent",
    "look.icon", "moving.download",
    "news.feed", "pictures.document", "pictures.show", "research.export", "research.feed",
    "research.record", "bib_uploads.original",
}  # fmt: skip
# They lead on to another page.
LEAD_ON = {
    "bib_uploads.look_again", "guide.show", "lab.looked", "moving.applied", "publications.edit",
    "research.without_slash",
}  # fmt: skip
# Parts of forms, which htmx asks for: addresses, and their templates.
PARTS = {"editor_pictures.pick", "content.publications"}
PART_TEMPLATES = {"editor/content/_preview.html", "editor/pictures/pick.html"}


def unmet_templates(met: Iterable[str]) -> set[str]:
    """Templates of pages that no walk has met."""
    files = {str(path.relative_to(TEMPLATES)): path.name for path in TEMPLATES.rglob("*.html")}
    pages = {name for name, file in files.items() if not file.startswith(("_", "base."))}
    return pages - PART_TEMPLATES - set(met)


def unmet_addresses(met: Iterable[tuple[str, str]], instance: Path) -> set[str]:
    """Endpoints that answer GET with a page, and were not asked. `instance` is an empty folder."""
    rules = create_app({"INSTANCE": instance}).url_map.iter_rules()
    pages = {rule.endpoint for rule in rules if "GET" in (rule.methods or set())}
    return pages - NO_PAGES - LEAD_ON - PARTS - {endpoint for _method, endpoint in met}
