"""People whom a lab keeps in data files, as sites made from al-folio do."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from microsite.bibtex.languages import guess
from microsite.editing import KINDS as EDITED
from microsite.editing import suggested
from microsite.moving.jekyll.data import KINDS
from microsite.moving.jekyll.front import Document, line, words
from microsite.moving.jekyll.items import Item
from microsite.moving.jekyll.listings import BLOCKS, of_role
from microsite.moving.jekyll.people import LINK_KEYS, Roles, reached
from microsite.moving.jekyll.site import Site
from microsite.moving.jekyll.texts import Text

_ROLES = {
    "faculty": "Faculty", "pi": "Principal Investigator", "pis": "Principal Investigators",
    "staff": "Staff", "postdocs": "Postdoctoral Researchers", "students": "Students",
    "phd_students": "PhD Students", "grad_students": "Graduate Students",
    "masters_students": "Master's Students", "undergrads": "Undergraduate Students",
}  # fmt: skip
_ALUMNI = {"alumni", "former_people", "former_members", "past_members", "past_students"}
# Each says in its row what it is.
_MIXED = {"people", "members", "team", "team_members", "lab_members", "current_members"}
_MOST_ROLES = 8
_ABOUT = ("description", "bio", "info", "body", "text", "about")
_PICTURES = ("image", "img", "photo", "pfp", "avatar", "picture")
_WENT_TO = ("currentjob", "current_job", "now", "nextjob", "firstjob", "first_job")
_KNOWN = {
    "name", "title", "position", "role", "alumni", "year", "years", "aliases", "degree", "links",
    "dept", "affiliation", "lang", "altimage", *_ABOUT, *_PICTURES, *_WENT_TO, *LINK_KEYS,
}  # fmt: skip

Row = Mapping[str, Any]


def settle_data_people(site: Site) -> None:
    """Note which data files are lists of people, before any text loops over them."""
    for name, path, rows in _files(site):
        site.data.listed[name] = of_role(_slug(name)) if _group(name) else BLOCKS["people"]
        for row in rows:
            slug = suggested(line(row.get("name")))
            site.members.setdefault(line(row.get("name")).lower(), slug)
        site.data.used.add(path)


def data_people(
    site: Site, languages: Sequence[str], roles: Roles, there: Sequence[Item]
) -> list[Item]:
    """The people of all such files; who has a page among the members has it from there."""
    known = {item.fields["slug"] for item in there}
    found: dict[str, Item] = {}
    for name, path, rows in _files(site):
        text = site.checkout.text(path) or ""
        own = {line(row.get("role") or row.get("position") or row.get("title")) for row in rows}
        for row in rows:
            slug = suggested(line(row.get("name")))
            if not slug or slug in known | found.keys():
                continue
            fields = {str(key): value for key, value in row.items()}
            said = Document(path, fields, "", text)
            guessed = guess(line(row.get("name")))
            lang = guessed if guessed in languages else languages[0]
            item = Item(EDITED["person"], path, {"slug": slug}, lang)
            found[slug] = item
            _describe(site, said, item)
            _place(said, item, name, roles, len(own) <= _MOST_ROLES)
            _unknown(site, said)
    return list(found.values())


def _files(site: Site) -> Iterator[tuple[str, str, list[Row]]]:
    for path in site.checkout.under("_data", *KINDS):
        name = PurePosixPath(path).stem
        if "/" in path.removeprefix("_data/") or not (_group(name) or _plain(name) in _MIXED):
            continue
        said = site.data.values(name)
        lists = said.values() if isinstance(said, dict) else [said]
        rows = [row for one in lists if isinstance(one, list) for row in one]
        good: list[Row] = [row for row in rows if isinstance(row, dict) and line(row.get("name"))]
        if good:
            yield name, path, good


def _describe(site: Site, said: Document, item: Item) -> None:
    lang = item.lang
    about = next((str(said.fields[key]) for key in _ABOUT if said.said(key)), "")
    text = Text(Document(said.path, {}, about, said.text), site, lang)
    parts = [said.said("dept", "affiliation"), said.said("degree"), text.markdown()]
    joined = "\n\n".join(part for part in parts if part)
    went = said.said(*_WENT_TO)
    item.fields |= {
        "name": {lang: said.said("name")}, "text": {lang: joined} if joined else {},
        "aliases": words(said.fields.get("aliases")), "went_to": {lang: went} if went else {},
    }  # fmt: skip
    reached(site, said, item)
    source = said.said(*_PICTURES)
    if source and (name := text.picture_name(source)).startswith("picture:"):
        item.pictures["portrait_id"] = name


def _place(said: Document, item: Item, name: str, roles: Roles, by_row: bool) -> None:
    """The role, and the position where it says more."""
    title = said.said("position", "title", "role")
    slug, called, has_left = _slug(name), _group(name), _plain(name) in _ALUMNI
    if said.fields.get("alumni") is True:
        slug, called, has_left = "alumni", "Alumni", True
    elif not called and by_row and (own := suggested(said.said("role", "position", "title"))):
        slug, called = own, said.said("role", "position", "title")
    roles.setdefault(slug if called else "member", (called or "Members", has_left))
    item.fields["role"] = slug if called else "member"
    item.fields["title"] = {item.lang: title} if title and title != called else {}
    year = said.fields.get("year")
    if has_left and isinstance(year, int) and 1800 < year < 2200:
        item.fields["end_year"] = year


def _unknown(site: Site, said: Document) -> None:
    for key, value in said.fields.items():
        if key not in _KNOWN and value not in (None, "", False, [], {}):
            site.tell_key(said, key)


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_")


def _group(name: str) -> str:
    """What all of a file are; empty where each row says it."""
    return "Alumni" if _plain(name) in _ALUMNI else _ROLES.get(_plain(name), "")


def _slug(name: str) -> str:
    return "alumni" if _plain(name) in _ALUMNI else suggested(name)
