"""A whole checkout read: what shall be made of it, before anything is written."""

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from microsite.bibtex.languages import guess
from microsite.moving.jekyll import problems
from microsite.moving.jekyll.addresses import family
from microsite.moving.jekyll.author import author
from microsite.moving.jekyll.checkout import Checkout
from microsite.moving.jekyll.citations import Citations
from microsite.moving.jekyll.data_people import data_people, settle_data_people
from microsite.moving.jekyll.documents import Documents
from microsite.moving.jekyll.front import Document, data, line
from microsite.moving.jekyll.items import Item
from microsite.moving.jekyll.navigation import place_pages
from microsite.moving.jekyll.news import news
from microsite.moving.jekyll.pages import Writings
from microsite.moving.jekyll.people import members, settle_members, tell_coauthors
from microsite.moving.jekyll.pictures import Pictures
from microsite.moving.jekyll.projects import projects
from microsite.moving.jekyll.site import Site
from microsite.moving.jekyll.sorting import Sorted, find_home, sorted_documents
from microsite.moving.report import Report
from microsite.pictures.folder import Folder

# Where the site has pages of its own.
RESERVED = frozenset(
    {"research", "projects", "team", "articles", "news", "directions", "search", "editor"}
)
Progress = Callable[[str, int, int], object]


@dataclass
class Plan:
    """Things to be written, in the order in which they need one another."""

    report: Report
    pictures: Pictures
    citations: Citations
    documents: Documents
    lab: dict[str, dict[str, str]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    # Roles by their slug: what each is called, and whether it is alumni's.
    roles: dict[str, tuple[str, bool]] = field(default_factory=dict)


def read(
    folder: Path,
    pictures_folder: Folder,
    *,
    files_folder: Folder | None = None,
    languages: Sequence[str] = ("zh", "en"),
    reserved: Collection[str] = RESERVED,
    progress: Progress = lambda doing, done, total: None,
) -> Plan:
    """What a checkout holds. Pictures are cleaned and stored meanwhile, which takes its time.

    `progress` is told the path of each page when it is begun, how many are done, and of how many.
    """
    report = Report()
    checkout = Checkout(folder, report)
    found = data(checkout, "_config")
    config = found[1] if found and isinstance(found[1], dict) else {}
    site = Site(checkout, config, Pictures(checkout, pictures_folder))
    documents = sorted_documents(checkout)
    papers = Documents(checkout, files_folder, pictures_folder)
    plan = Plan(report, site.pictures, Citations(site, papers), papers)
    writings = Writings(site, languages, reserved)
    home = find_home(documents["page"])
    if not documents["person"] and (one := author(site)):
        documents["person"].append(one)
    settled = _settle(site, documents, writings, home)
    place_pages(site)
    plan.citations.read(documents["publication"])
    plan.lab = _lab(config, home, languages)
    _count_to(site, progress, sum(map(len, documents.values())))
    _collect(plan, site, documents, settled, writings, languages)
    tell_coauthors(site, plan.items)
    site.pictures.tell_unused()
    site.data.tell_unread()
    plan.documents.tell_unused()
    if not plan.items and not plan.citations.text:
        report.tell(".", 1, problems.NOTHING)
    return plan


def _settle(
    site: Site, documents: Sorted, writings: Writings, home: Document | None
) -> dict[str, list[tuple[Document, str]]]:
    """Where everything will be, before any text asks where to lead."""
    settle_members(site, documents["person"])
    settle_data_people(site)
    # The same page in other languages is at the root as well.
    root = family(home.path) if home else None
    homes = {one.path for one in documents["page"] if family(one.path) == root}
    return {
        "page": [(one, writings.settle_page(one, one.path in homes)) for one in documents["page"]],
        "post": [(one, writings.settle_post(one)) for one in documents["post"]],
        "draft": [(one, writings.settle_post(one)) for one in documents["draft"]],
    }


def _collect(
    plan: Plan,
    site: Site,
    documents: Sorted,
    settled: Mapping[str, list[tuple[Document, str]]],
    writings: Writings,
    languages: Sequence[str],
) -> None:
    plan.items += members(site, documents["person"], languages, plan.roles)
    plan.items += data_people(site, languages, plan.roles, plan.items)
    plan.items += projects(site, documents["project"], languages, writings)
    plan.items += writings.pages(settled["page"])
    plan.items += writings.posts(settled["post"], "published")
    plan.items += writings.posts(settled["draft"], "draft")
    plan.items += news(site, documents["news"], languages, writings)


def _count_to(site: Site, progress: Progress, total: int) -> None:
    """Let the progress be told of each document as it is begun."""
    numbers = itertools.count()
    site.begun = lambda path: progress(path, min(next(numbers), total), total)


def _lab(
    config: Mapping[str, Any], home: Document | None, languages: Sequence[str]
) -> dict[str, dict[str, str]]:
    """What the lab is called, for a site that does not know yet."""
    name = line(config.get("title")) or (home.said("title") if home else "")
    if name.lower() in ("", "blank", "index", "home", "about"):
        first, last = line(config.get("first_name")), line(config.get("last_name"))
        name = f"{first} {last}".strip()
    tagline = line(config.get("subtitle")) or line(config.get("description"))

    def said(text: str) -> dict[str, str]:
        lang = guess(text)
        return {lang if lang in languages else languages[0]: text} if text else {}

    return {"name": said(name), "tagline": said(tagline)} if name else {}
