"""Projects, from `_projects/*.md` and from `_data/projects.yaml`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from microsite.bibtex.languages import guess
from microsite.editing import KINDS
from microsite.moving.jekyll import addresses
from microsite.moving.jekyll.front import Document, line, rows, words
from microsite.moving.jekyll.front_keys import picture_of
from microsite.moving.jekyll.items import Item
from microsite.moving.jekyll.levels import raised
from microsite.moving.jekyll.pages import Writings
from microsite.moving.jekyll.site import Site
from microsite.moving.jekyll.texts import Text

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_IMAGE = re.compile(r"""<img\b[^<>]*?\ssrc=["']([^"'<>]+)""", re.IGNORECASE)


def projects(
    site: Site, documents: Sequence[Document], languages: Sequence[str], writings: Writings
) -> list[Item]:
    """All projects: by the importance they give themselves, then those of the data file."""
    found: dict[str, Item] = {}
    for said in sorted(documents, key=_importance):
        site.begun(said.path)
        lang = addresses.language(said, languages, site)
        stem = addresses.bare_name(said.path)
        slug = writings.free("project", addresses.slug_of(said, stem, said.said("title")), said)
        folder = said.path.split("/")[0].strip("_")
        site.settle(said, f"/projects/{slug}/", addresses.old_paths(said, f"/{folder}/{stem}/"))
        _of_page(site, said, found.setdefault(slug, _empty(said.path, slug, lang)), lang)
    for name in ("projects", "tools", "portfolio"):
        path, entries = rows(site.checkout, f"_data/{name}")
        text = (site.checkout.text(path) or "") if path else ""
        site.data.used.add(path)
        for number, row in enumerate(entries):
            entry = Document(path, dict(row), line(row.get("description")), text)
            item = _of_row(site, entry, languages, writings, number)
            found[item.fields["slug"]] = item
    return list(found.values())


def _of_page(site: Site, said: Document, item: Item, lang: str) -> None:
    item.fields["name"][lang] = said.said("title") or item.fields["slug"]
    for name, text in (
        ("summary", _TAG.sub(" ", said.said("description", "excerpt", "subtitle")).strip()),
        ("text", raised(Text(said, site, lang).markdown())),
    ):
        if text:
            item.fields[name][lang] = text
    url = said.said("redirect", "link", "url")
    _completed(site, said, item, [["homepage", url], *_repository(said.fields)])
    here = site.sources[said.path]
    item.fields["old_addresses"] = sorted(one for one in site.old_of(here) if one != here)


def _of_row(
    site: Site, entry: Document, languages: Sequence[str], writings: Writings, number: int
) -> Item:
    """A project of the data file: its description is its text, its tags are what it is about."""
    name = entry.said("title", "name")
    guessed = guess(f"{name} {entry.body}")
    lang = guessed if guessed in languages else languages[0]
    # Two of one name are two.
    mark = Document(f"{entry.path.rpartition('.')[0]}#{number}", {}, "", "")
    slug = writings.free("project", addresses.slug_of(entry, name), mark)
    item = _empty(entry.path, slug, lang)
    item.fields["name"][lang] = name or slug
    if subtitle := entry.said("subtitle"):
        item.fields["summary"][lang] = subtitle
    tags = ", ".join(words(entry.fields.get("tags")))
    parts = [Text(entry, site, lang).markdown(), f"*{tags}*" if tags else ""]
    if text := "\n\n".join(part for part in parts if part):
        item.fields["text"][lang] = text
    link = entry.said("link", "url")
    inside = site.link(entry, link) if link and "://" not in link else ""
    if inside:
        item.fields["text"][lang] = f"{text}\n\n[{link}]({inside})".strip()
    _completed(site, entry, item, [["homepage", link], *_repository(entry.fields)])
    return item


def _completed(site: Site, said: Document, item: Item, links: list[list[str]]) -> None:
    """Links, cover, and whether it is done."""
    item.fields["links"] = [one for one in links if one[1].startswith(("https://", "http://"))]
    shown = _IMAGE.search(said.said("excerpt"))
    source = picture_of(said) or (shown[1] if shown else "")
    if source and (name := Text(said, site, item.lang).picture_name(source)).startswith("picture:"):
        item.pictures["cover_id"] = name
    status = said.said("status", "group").lower()
    is_done = status in ("done", "past", "completed", "finished", "archived", "已结题")
    item.fields["status"] = "done" if is_done else "running"


def _repository(fields: Mapping[str, Any]) -> list[list[str]]:
    repo = line(fields.get("repo") or fields.get("github"))
    url = repo if "://" in repo else f"https://github.com/{repo}"
    return [["code", url]] if repo else []


def _empty(path: str, slug: str, lang: str) -> Item:
    fields = {"slug": slug, "name": {}, "summary": {}, "text": {}}
    return Item(KINDS["project"], path, fields, lang)


def _importance(said: Document) -> tuple[float, str]:
    order = said.fields.get("importance", said.fields.get("order"))
    return (order if isinstance(order, int | float) else 1e9, said.path)
