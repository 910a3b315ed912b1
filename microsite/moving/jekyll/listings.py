"""Blocks that list what the site has, for Jekyll's collections and lists."""

import re

from microsite.moving.jekyll.block_lines import first_line
from microsite.moving.jekyll.values import Listed

_ARTICLES = first_line("articles", number="50")
_PAPERS = first_line("publications", number="50")
_PROJECTS = first_line("projects", number="50")
BLOCKS = {
    "posts": _ARTICLES, "publications": _PAPERS, "citations": _PAPERS, "projects": _PROJECTS,
    "portfolio": _PROJECTS, "tools": _PROJECTS, "members": first_line("people", number="300"),
    "people": first_line("people", number="300"), "team": first_line("people", number="300"),
    "news": first_line("news", number="20"),
}  # fmt: skip


def of_role(role: str) -> str:
    """The block that lists people of a role."""
    return first_line("people", role=role, number="300")


def of_list(data: str, wanted: str) -> Listed | None:
    """What lab-website-template's list shows; empty for what stands on a page by itself."""
    if data == "citations" and "member" in wanted:
        return Listed("")
    role = re.search(r"role\s*(?:==|:)\s*['\"]?([\w-]+)", wanted)
    if data == "members" and role:
        return Listed(of_role(role[1].lower()))
    if data not in BLOCKS:
        return None
    found = Listed(BLOCKS[data])
    found.chosen = wanted
    return found
