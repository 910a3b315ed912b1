"""The public pages: all the sitemap and the pages themselves lead to, and their other states."""

import re
from collections.abc import Iterator

from werkzeug.test import TestResponse

from tests.browser.pages.walk import Walk, telling

# So many pages of one template at the most.
MOST = 4
# Lists in the states that nobody links to, or that are one of thousands.
STATES = {
    "research-filtered": "research/?direction=medical-imaging&type=article&year=2024",
    "research-found": "research/?q=light",
    "research-nothing": "research/?q=nothing+has+these+words&direction=aigc",
    "research-by-title": "research/?sort=title&from=2020&to=2025",
    "research-last-page": "research/?page=3",
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
    by_endpoint: dict[str, list[TestResponse]] = {}
    for path in sorted(linked(walk)):
        by_endpoint.setdefault(walk.endpoint(path), []).append(walk.get(path))
    for pages in by_endpoint.values():
        hard = [page for page in pages if page.request.path.endswith(HARD)]
        for page in [
            *hard,
            *telling([page for page in pages if page not in hard], MOST - len(hard)),
        ]:
            walk.keep(_name(walk, page.request.path), page, "out")
    for name, path in STATES.items():
        walk.see(name, f"/{walk.lang}/{path}")
    walk.see("home-signed-in", f"/{walk.lang}/", "editor")
    walk.see("research-signed-in", f"/{walk.lang}/research/", "editor")
    for code in CODES:
        walk.keep(f"error-{code}", walk.client("out").get(f"/{walk.lang}/fails/{code}"), "out")


def linked(walk: Walk) -> set[str]:
    """Every address without a query that the sitemaps name, or a page of theirs leads to."""
    paths = set(_in_sitemaps(walk))
    start = f"/{walk.lang}/"
    for path in list(paths):
        found = re.findall(r'href="([^"?#]+)["?#]', walk.get(path).text)
        paths |= {one for one in found if one.startswith(start) and one.endswith("/")}
    return paths


def _in_sitemaps(walk: Walk) -> Iterator[str]:
    client = walk.client("out")
    for sitemap in re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", client.get("/sitemap.xml").text):
        text = client.get(sitemap).text
        yield from re.findall(rf"<loc>https?://[^/]+(/{walk.lang}/[^<]*)</loc>", text)


def _name(walk: Walk, path: str) -> str:
    return path.removeprefix(f"/{walk.lang}/").strip("/").replace("/", "-") or "home"
