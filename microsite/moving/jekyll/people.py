"""Members of the team, from `_members/*.md`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from microsite.editing import KINDS, suggested
from microsite.folding import fold
from microsite.moving.jekyll import addresses, problems
from microsite.moving.jekyll.front import Document, data, line, words
from microsite.moving.jekyll.front_keys import picture_of
from microsite.moving.jekyll.items import Item
from microsite.moving.jekyll.site import Site
from microsite.moving.jekyll.texts import Text

# The roles of lab-website-template, as its _data/types.yaml names them.
_ROLES = {
    "pi": "Principal Investigator", "principal-investigator": "Principal Investigator",
    "postdoc": "Postdoctoral Researcher", "phd": "PhD Student", "grad": "Graduate Student",
    "undergrad": "Undergraduate Student", "programmer": "Programmer", "mascot": "Mascot",
    "ms": "Master's Student", "staff": "Staff", "alumni": "Alumni",
}  # fmt: skip
# What a value of lab-website-template's links is the end of.
_STARTS = {
    "github": "https://github.com/", "gitlab": "https://gitlab.com/",
    "twitter": "https://twitter.com/", "linkedin": "https://www.linkedin.com/in/",
    "google-scholar": "https://scholar.google.com/citations?user=",
    "researchgate": "https://www.researchgate.net/profile/",
    "youtube": "https://www.youtube.com/", "facebook": "https://www.facebook.com/",
    "instagram": "https://www.instagram.com/", "bluesky": "https://bsky.app/profile/",
    "dblp": "https://dblp.org/pid/", "kaggle": "https://www.kaggle.com/",
    "home-page": "https://", "website": "https://", "url": "https://",
}  # fmt: skip
# Other names of the same, without what says that they are names.
_SAME = {"scholar": "google-scholar", "work": "website", "x": "twitter", "homepage": "home-page"}
LINK_KEYS = {
    *_STARTS, "email", "orcid", *_SAME, "home_page", "google_scholar", "scholar_userid", "work_url",
    "orcid_id", "dblp_url",
    *(f"{name}_username" for name in ("github", "gitlab", "twitter", "linkedin", "x")),
}  # fmt: skip
_KNOWN = {
    *LINK_KEYS, "name", "title", "image", "img", "role", "description", "subtitle", "affiliation",
    "links", "aliases", "group", "email", "orcid", "layout", "permalink", "redirect_from", "lang",
    "slug", "published", "start", "end", "website", "github", "order", "nav", "avatar", "photo",
}  # fmt: skip

# A heading over nothing: the papers under it stand on a person's page by themselves.
_HEADED = re.compile(r"(?:\A|\n)#{1,6} [^\n]*+\s*\Z")

Roles = dict[str, tuple[str, bool]]


def settle_members(site: Site, documents: Sequence[Document]) -> None:
    """Where each member's page will be, by the names that portraits and posts look up."""
    for said in documents:
        slug = slug_of(said)
        stem = said.path.rpartition("/")[2].rpartition(".")[0]
        for name in (stem, slug, said.said("name", "title")):
            site.members.setdefault(name.lower(), slug)
        folder = said.path.split("/")[0].strip("_")
        default = f"/{folder}/{stem}/" if "/" in said.path else ""
        site.settle(said, f"/team/{slug}/", addresses.old_paths(said, default, False))


def members(
    site: Site, documents: Sequence[Document], languages: Sequence[str], roles: Roles
) -> list[Item]:
    """The members as people; the roles they have are noted."""
    found: dict[str, Item] = {}
    for said in documents:
        site.begun(said.path)
        lang = addresses.language(said, languages, site)
        slug = slug_of(said)
        item = found.setdefault(slug, Item(KINDS["person"], said.path, {"slug": slug}, lang))
        _described(site, said, item, lang)
        _role(site, said, item, lang, roles)
        reached(site, said, item)
        text = Text(said, site, lang)
        source = picture_of(said) or said.said("avatar", "photo")
        if source and (name := text.picture_name(source)).startswith("picture:"):
            item.pictures["portrait_id"] = name
        for key, value in said.fields.items():
            if key not in _KNOWN and value not in (None, "", False, [], {}):
                site.tell_key(said, key)
    return list(found.values())


def slug_of(said: Document) -> str:
    """The address of a member: the file's name, as in Jekyll, else their own."""
    names = said.said("slug"), addresses.bare_name(said.path), said.said("name", "title")
    return addresses.slug_of(said, *names)


def tell_coauthors(site: Site, items: Sequence[Item]) -> None:
    """al-folio's links of coauthors: the team's own become theirs, the others are told."""
    found = data(site.checkout, "_data/coauthors")
    if found is None or not isinstance(found[1], dict):
        return
    path, said = found
    people = {fold(name): item for item in items for name in _names(item)}
    lines = (site.checkout.text(path) or "").split("\n")
    for family, rows in said.items():
        for row in rows if isinstance(rows, list) else []:
            url = line(row.get("url")) if isinstance(row, dict) else ""
            firsts = words(row.get("firstname")) if isinstance(row, dict) else []
            person = next(
                (people[key] for first in firsts if (key := fold(f"{first} {family}")) in people),
                None,
            )
            if person and url and ["homepage", url] not in person.fields["links"]:
                person.fields["links"].append(["homepage", url])
            elif person is None and not site.report.is_full(path):
                at = next((n for n, one in enumerate(lines, 1) if str(family) in one), 1)
                name = f"{firsts[0] if firsts else ''} {family}".strip()
                site.report.tell(path, at, problems.COAUTHOR, name=name, url=url or "–")


def _names(item: Item) -> list[str]:
    if item.kind.name != "person":
        return []
    return [*item.fields["name"].values(), *item.fields["aliases"]]


def _described(site: Site, said: Document, item: Item, lang: str) -> None:
    name = said.said("name", "title") or item.fields["slug"].replace("-", " ").title()
    item.fields.setdefault("name", {})[lang] = name
    text = _HEADED.sub("", Text(said, site, lang).markdown())
    item.fields.setdefault("text", {})
    about = [said.said("affiliation"), text] if said.said("affiliation") else [text]
    if joined := "\n\n".join(part for part in about if part):
        item.fields["text"][lang] = joined
    item.fields["aliases"] = words(said.fields.get("aliases"))
    here = site.sources[said.path]
    item.fields["old_addresses"] = sorted(path for path in site.old_of(here) if path != here)


def _role(site: Site, said: Document, item: Item, lang: str, roles: Roles) -> None:
    written = said.said("role")
    slug = suggested(written) or "member"
    title = said.said("description", "subtitle")
    name = _ROLES.get(slug) or _type_name(site, written) or written or "Members"
    if said.said("group").lower() in ("alum", "alumni", "former", "past"):
        title, slug, name = title or name, "alumni", "Alumni"
    roles.setdefault(slug, (name, slug == "alumni"))
    item.fields["role"] = slug
    item.fields.setdefault("title", {})
    if title:
        item.fields["title"][lang] = title


def _type_name(site: Site, role: str) -> str:
    """What the site's own types say that a role is called."""
    found = data(site.checkout, "_data/types")
    row = found[1].get(role) if found and isinstance(found[1], dict) else None
    return line(row.get("text") or row.get("description")) if isinstance(row, dict) else ""


def reached(site: Site, said: Document, item: Item) -> None:
    """Address, ORCID iD and links."""
    given = said.fields.get("links")
    links: Mapping[Any, Any] = given if isinstance(given, dict) else {}
    own = {key: value for key, value in said.fields.items() if key in LINK_KEYS}
    item.fields.update(email="", orcid="", links=[])
    for key, value in {**own, **links}.items():
        kind, text = line(key), line(value)
        kind = re.sub(r"_(?:username|userid|id|url)$", "", kind).replace("_", "-")
        kind = _SAME.get(kind, kind)
        if not text:
            continue
        if kind in ("email", "orcid"):
            bare = re.sub(r"^(?:mailto:|https?://orcid\.org/)", "", text)
            item.fields[kind] = re.sub(r"\s*[(\[{]\s*at\s*[)\]}]\s*", "@", bare)
        elif re.match(r"https?://", text):
            item.fields["links"].append([_kind(kind), text])
        elif kind in _STARTS:
            item.fields["links"].append([_kind(kind), _STARTS[kind] + text.lstrip("@")])
        else:
            number = said.line_of_key(line(key))
            site.report.tell(said.path, number, problems.BAD_LINK, kind=kind, value=text[:80])


def _kind(kind: str) -> str:
    return "homepage" if kind in ("home-page", "website", "url") else kind
