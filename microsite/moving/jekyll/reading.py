"""A whole checkout read: what shall be made of it, before anything is written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from microsite.bibtex.languages import guess
from microsite.moving.jekyll import problems
from microsite.moving.jekyll.addresses import family
from microsite.moving.jekyll.checkout import Checkout
from microsite.moving.jekyll.citations import Citations
from microsite.moving.jekyll.data_people import data_people, settle_data_people
from microsite.moving.jekyll.front import Document, data, line
from microsite.moving.jekyll.items import Item
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
    lab: dict[str, dict[str, str]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    # Roles by their slug: what each is called, and whether it is alumni's.
    roles: dict[str, tuple[str, bool]] = field(default_factory=dict)


def read(
    folder: Path,
    pictures_folder: Folder,
    *,
    languages: Sequence[str] = ("zh", "en"),
    reserved: Collection[str] = RESERVED,
    progress: Progress = lambda doing, done, total: None,
) -> Plan:
    """What a checkout holds. Pictures are cleaned and stored meanwhile, which takes its time."""
    report = Report()
    checkout = Checkout(folder, report)
    found = data(checkout, "_config")
    config = found[1] if found and isinstance(found[1], dict) else {}
    site = Site(checkout, config, Pictures(checkout, pictures_folder))
    documents = sorted_documents(checkout)
    plan = Plan(report, site.pictures, Citations(site))
    writings = Writings(site, languages, reserved)
    home = find_home(documents["page"])
    settled = _settle(site, documents, writings, home)
    plan.citations.read(documents["publication"])
    plan.lab = _lab(config, home, languages)
    _collect(plan, site, documents, settled, writings, languages, progress)
    tell_coauthors(site, plan.items)
    site.pictures.tell_unused()
    site.tell_unread()
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
    progress: Progress,
) -> None:
    steps: list[tuple[str, Callable[[], list[Item]]]] = [
        ("people", lambda: members(site, documents["person"], languages, plan.roles)),
        ("people", lambda: data_people(site, languages, plan.roles, plan.items)),
        ("projects", lambda: projects(site, documents["project"], languages, writings)),
        ("pages", lambda: writings.pages(settled["page"])),
        ("posts", lambda: writings.posts(settled["post"], "published")),
        ("drafts", lambda: writings.posts(settled["draft"], "draft")),
        ("news", lambda: news(site, documents["news"], languages, writings)),
    ]
    for done, (name, step) in enumerate(steps):
        progress(name, done, len(steps))
        plan.items += step()
    progress("read", len(steps), len(steps))


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
