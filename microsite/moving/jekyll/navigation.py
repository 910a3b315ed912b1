"""The order of pages in the navigation, where a data file says it (academicpages)."""

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.front import data, line
from microsite.moving.jekyll.site import Site

FIRST = 60
"""The place of the first: behind what the site shows by itself."""


def place_pages(site: Site) -> None:
    """Note the place of each page that `_data/navigation` leads to; what is none is told."""
    found = data(site.checkout, "_data/navigation")
    said = found[1].get("main") if found and isinstance(found[1], dict) else None
    if found is None or not isinstance(said, list):
        return
    lines = (site.checkout.text(found[0]) or "").split("\n")
    numbers = {text.partition("url:")[2].strip().strip("\"'"): n for n, text in enumerate(lines, 1)}
    for place, row in enumerate(said, FIRST):
        url = line(row.get("url")) if isinstance(row, dict) else ""
        if path := site.known(url):
            site.places.setdefault(path, place)
        elif url and not site.is_section(url):
            site.report.tell(found[0], numbers.get(url, 1), problems.NO_PAGE, url=url[:120])
