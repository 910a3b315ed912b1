"""Pages and posts of a Jekyll site as pages and articles of this one."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC

from microsite.editing import KINDS
from microsite.folding import fold
from microsite.moving.jekyll import addresses, problems
from microsite.moving.jekyll.front import Document, line, words
from microsite.moving.jekyll.front_keys import (
    OCCASION,
    WEIGHTLESS,
    collection_of,
    names,
    occasion,
    picture_of,
    place_of,
)
from microsite.moving.jekyll.items import Item
from microsite.moving.jekyll.levels import raised
from microsite.moving.jekyll.site import Site
from microsite.moving.jekyll.slugs import Slugs
from microsite.moving.jekyll.texts import Text

PAGE, ARTICLE = KINDS["page"], KINDS["article"]
_LIVE = re.compile(r"^(?::::.*|#{1,6} .*|\[toc\]|\s*)$", re.MULTILINE)
_FIRST_HEADING = re.compile(r"\A\s*# +(.+)\n?")


class Writings:
    """The pages and posts of a site, each in all its languages."""

    def __init__(self, site: Site, languages: Sequence[str], reserved: Collection[str]) -> None:
        self.site = site
        self.languages = languages
        self.reserved = {*reserved} - {"about"}
        self._slugs = Slugs()

    def settle_page(self, said: Document, is_home: bool) -> str:
        """The slug of a page; where it was is noted."""
        permalink = line(said.fields.get("permalink"))
        name = addresses.bare_name(said.path)
        names = (permalink, name, line(said.fields.get("nav")), said.said("title"))
        slug = "home" if is_home else addresses.slug_of(said, *names)
        slug = self.free("page", "index-page" if slug == "index" else slug, said)
        default = "/" if is_home else f"/{re.sub(r'[.][a-z]+$', '', said.path)}/"
        wanted = slug
        if slug in self.reserved:
            slug = self.free("page", f"{slug}-page", said)
        own = "/" if slug == "home" else f"/{slug}/"
        # What the site has at that address itself needs no way to it.
        kept = [] if wanted in self.reserved else addresses.old_paths(said, default)
        self.site.settle(said, own, kept)
        return slug

    def settle_post(self, said: Document) -> str:
        """The slug of a post; where it was is noted."""
        name = addresses.bare_name(said.path)
        slug = addresses.slug_of(said, said.said("slug"), name, said.said("title"))
        slug = f"post-{slug}" if re.fullmatch(r"\d{4}", slug) else slug
        slug = self.free("article", slug, said)
        at = addresses.moment(said, self.site)
        default = addresses.post_path(said, at, self.site.config) if at and name else ""
        self.site.settle(said, f"/articles/{slug}/", addresses.old_paths(said, default))
        return slug

    def pages(self, documents: Sequence[tuple[Document, str]]) -> list[Item]:
        """The pages, those of one slug as one in several languages."""
        return [item for group in _grouped(documents) if (item := self._page(*group))]

    def posts(self, documents: Sequence[tuple[Document, str]], state: str) -> list[Item]:
        """The posts likewise."""
        return [self._post(slug, group, state) for slug, group in _grouped(documents)]

    def free(self, kind: str, slug: str, said: Document) -> str:
        """A slug that no other text has; the same text in another language shares it."""
        return self._slugs.free(kind, slug, addresses.family(said.path))

    def _page(self, slug: str, group: list[Document]) -> Item | None:
        item = Item(PAGE, group[0].path, {"slug": slug}, "")
        place = None
        for said in group:
            lang, title, text = self._said(said)
            if slug not in ("home", "about") and not _LIVE.sub("", text).strip():
                self.site.report.tell(said.path, said.line + 1, problems.NOTHING_LEFT)
                continue
            title = title or line(said.fields.get("nav")) or slug.replace("-", " ").capitalize()
            _into(
                item,
                lang,
                title=title,
                text=text,
                description=said.said("description", "desc", "subtitle", "excerpt"),
            )
            own = self.site.sources[said.path]
            place = place or place_of(said) or self.site.places.get(own)
            item.lang = item.lang or lang
            self._header(item, said)
        if not item.lang:
            return None
        is_draft = any(said.fields.get("published") is False for said in group)
        item.fields["state"] = "draft" if is_draft else "published"
        # The site's own page of that name stands in the navigation already.
        is_doubled = slug.endswith("-page") and slug.removesuffix("-page") in self.reserved
        item.fields["place"] = None if slug == "home" or is_doubled else place
        self._moved(item, group)
        if is_doubled:
            own = slug.removesuffix("-page")
            self.site.report.tell(item.file, 1, problems.OWN_PAGE, slug=own, other=slug)
        return item

    def _post(self, slug: str, group: list[Document], state: str) -> Item:
        item = Item(ARTICLE, group[0].path, {"slug": slug}, "")
        for said in group:
            lang, title, text = self._said(said)
            summary = said.said("description", "excerpt", "summary", "subtitle")
            _into(item, lang, title=title or slug, text=text, summary=summary)
            item.lang = item.lang or lang
            tags = (*names(said, "tags", "tag"), *words(said.fields.get("keywords")))
            item.tags.setdefault("tag", []).extend(tags)
            item.tags.setdefault("category", []).extend(names(said, "categories", "category"))
            item.tags["category"].extend(collection_of(said))
            for key in ("author", "member", "member-page"):
                item.people += words(said.fields.get(key))
            self._header(item, said)
        at = addresses.moment(group[0], self.site)
        is_draft = any(said.fields.get("published") is False for said in group)
        item.fields["state"] = "draft" if is_draft else state
        item.fields["published_at"] = at.astimezone(UTC).isoformat() if at else None
        self._moved(item, group)
        return item

    def _said(self, said: Document) -> tuple[str, str, str]:
        """Language, title and text; a first heading that is the title is no heading of the text."""
        self.site.begun(said.path)
        lang = addresses.language(said, self.languages, self.site)
        text = Text(said, self.site, lang).markdown()
        title = said.said("title")
        first = _FIRST_HEADING.match(text)
        heading = first[1].rstrip().rstrip("#") if first else ""
        if first and (not title or _alike(heading, title)):
            # As it stands over the text it is written with more care than in a field.
            title, text = re.sub(r"\\(.)", r"\1", heading).strip(), text[first.end() :].lstrip()
        text = self._profile(said, lang) + occasion(said) + text
        for key, value in said.fields.items():
            is_known = key in WEIGHTLESS or key in OCCASION
            if not is_known and value not in (None, "", False, [], {}):
                self.site.tell_key(said, key)
        return lang, title, raised(text)

    def _profile(self, said: Document, lang: str) -> str:
        """The portrait beside an al-folio home page, with what is written under it."""
        profile = said.fields.get("profile")
        if not isinstance(profile, dict):
            return ""
        image, more = line(profile.get("image")), str(profile.get("more_info") or "")
        beside = Text(Document(said.path, {}, more, said.text), self.site, lang)
        name = beside.picture_name(image) if image else ""
        side = "left" if line(profile.get("align")) == "left" else "right"
        if not name and not more.strip():
            return ""
        picture = f" picture={name.removeprefix('picture:')}" if name else ""
        return f":::float side={side}{picture}\n{beside.markdown()}\n:::\n\n"

    def _header(self, item: Item, said: Document) -> None:
        """The picture that a page or post is shown with."""
        source = picture_of(said)
        field = "header_id" if item.kind is PAGE else "cover_id"
        if not source:
            return
        name = Text(said, self.site, item.lang).picture_name(source)
        if name.startswith("picture:"):
            item.pictures[field] = name

    def _moved(self, item: Item, group: list[Document]) -> None:
        here = self.site.sources[item.file]
        known = set(self.site.old_of(here))
        files = {said.path for said in group} & self.site.sources.keys()
        item.fields["old_addresses"] = sorted(known - {here, "/"}) if files else []


def _grouped(documents: Sequence[tuple[Document, str]]) -> list[tuple[str, list[Document]]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for said, slug in documents:
        found[slug].append(said)
    return list(found.items())


def _into(item: Item, lang: str, **texts: str) -> None:
    for name, given in texts.items():
        text = given if name == "text" else re.sub(r"</?[a-zA-Z][^<>]*>", "", given)
        item.fields.setdefault(name, {})
        if text:
            item.fields[name][lang] = text


def _alike(heading: str, title: str) -> bool:
    return fold(heading).replace(" ", "") == fold(title).replace(" ", "")
