"""The public pages: all the sitemap and the pages themselves lead to, and their other states."""

import re
from collections.abc import Iterator

from werkzeug.test import TestResponse

from tests.browser.pages.walk import Walk, telling

# So many pages of one template at the most.
MOST = 3
LANGUAGES = ("zh", "en")
# Lists in the states that nobody links to, or that are one of thousands.
STATES = {
    "research-filtered": "research/?direction=medical-imaging&type=article&year=2024",
    "research-found": "research/?q=light",
    "research-nothing": "research/?q=nothing+has+these+words&direction=aigc",
    "research-by-title": "research/?sort=title&from=2020&to=2025",
    "research-last-page": "research/?page=3",
    "research-sheet": "research.html?direction=aigc",
    "projects-filtered": "projects/?direction=coding&area=film",
    "projects-nothing": "projects/?direction=coding&area=medicine&status=ended",
    "news-page": "news/?page=2",
    "direction-filtered": "directions/aigc/?q=light",
    "no-such-page": "nothing/at/all/",
}
CODES = (403, 404, 413, 429, 500, 503)
# Always in, whatever else shows the same elements.
HARD = ("/research/hard2026forty/", "/research/hard-zh/", "/research/hard-bare/", "/team/hard/")


def walk_public(walk: Walk) -> None:
    """Keep a few pages of each template, and every state of the lists."""
    for path in sorted({path for lang in LANGUAGES for path in chosen(walk, lang)}):
        walk.see(path.strip("/").replace("/", "-") or "home", f"/{walk.lang}{path}")
    for name, path in STATES.items():
        walk.see(name, f"/{walk.lang}/{path}")
    walk.see("home-signed-in", f"/{walk.lang}/", "editor")
    walk.see("research-signed-in", f"/{walk.lang}/research/", "editor")
    for code in CODES:
        walk.keep(f"error-{code}", walk.client("out").get(f"/{walk.lang}/fails/{code}"), "out")
    walk.keep("error-bare", walk.client("out").get(f"/{walk.lang}/breaks"), "out")


def chosen(walk: Walk, lang: str) -> set[str]:
    """Paths, without the language, of the pages that show all that any page in it shows."""
    by_endpoint: dict[str, list[TestResponse]] = {}
    for path in sorted(linked(walk, lang)):
        by_endpoint.setdefault(walk.endpoint(path), []).append(walk.get(path))
    pages = [page for same in by_endpoint.values() for page in telling(same, MOST)]
    return {page.request.path.removeprefix(f"/{lang}") for page in pages} | set(HARD)


def linked(walk: Walk, lang: str) -> set[str]:
    """Every address without a query that the sitemaps name, or a page of theirs leads to."""
    start = f"/{lang}/"
    paths = set(_in_sitemaps(walk, start))
    for path in list(paths):
        found = re.findall(r'href="([^"?#]+)["?#]', walk.get(path).text)
        paths |= {one for one in found if one.startswith(start) and one.endswith("/")}
    return paths


def _in_sitemaps(walk: Walk, start: str) -> Iterator[str]:
    client = walk.client("out")
    for sitemap in re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", client.get("/sitemap.xml").text):
        text = client.get(sitemap).text
        yield from re.findall(rf"<loc>https?://[^/]+({start}[^<]*)</loc>", text)
