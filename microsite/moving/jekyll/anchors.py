"""Anchors of the old page, and the headings that they stand at."""

from bs4 import BeautifulSoup

from microsite.markdown.headings import slug

_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def linked_headings(soup: BeautifulSoup) -> dict[str, str]:
    """The name by which a link of the new text leads to the heading of each old anchor."""
    found = {}
    for heading in soup.find_all(_HEADINGS):
        name = slug(" ".join(heading.get_text(" ").split()))
        for one in (heading, *heading.find_all(True)):
            for attribute in ("id", "name"):
                if one.get(attribute):
                    found[str(one[attribute])] = name
    return found
