"""Publications: .bib files as they are, `_data/citations.yaml` and `_publications/` as entries."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from microsite.bibtex import read
from microsite.editing import suggested
from microsite.formats.compose import compose, person, value
from microsite.moving.jekyll import problems
from microsite.moving.jekyll.addresses import as_moment
from microsite.moving.jekyll.documents import Documents
from microsite.moving.jekyll.front import Document, line, rows, words
from microsite.moving.jekyll.items import Paper
from microsite.moving.jekyll.site import Site

_PARTICLES = {"de", "da", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter"}
_BUTTONS = ("slides", "code", "video", "poster", "data")
_NOT_SHOWN = {"the", "a", "an", "on", "of", "for", "in"}


class Citations:
    """Sources of entries by the file they are from, and what goes beside them."""

    def __init__(self, site: Site, documents: Documents) -> None:
        self.site = site
        self._documents = documents
        self.text: dict[str, str] = {}
        self.papers: list[Paper] = []
        self._keys: set[str] = set()
        self._numbers: dict[str, int] = {}

    def read(self, documents: Sequence[Document]) -> None:
        """All of it: the .bib files, then the data files, then the pages of publications."""
        for path in self.site.checkout.files:
            if path.endswith(".bib") and (text := self.site.checkout.text(path)):
                self._bib(path, re.sub(r"\A---\s*\n---[^\n]*\n", "\n\n", text))
        self._data()
        entries = [
            self._entry(said, _of_page(said), said.line_of_key("title")) for said in documents
        ]
        for said in documents:
            if said.body.strip():
                self.site.report.tell(said.path, said.line + 1, problems.NO_PLACE)
        if any(entries):
            self.text[documents[0].path.rpartition("/")[0]] = "".join(entries)

    def _bib(self, path: str, text: str) -> None:
        self.text[path] = text
        for entry in read(text.encode()).entries:
            self._keys.add(entry.key.lower())
            for name in (entry.key, entry.get("doi") or ""):
                self._known(name, entry.key)
            preview = (entry.get("preview") or "").strip()
            said = Document(path, {}, "", text)
            picture = self.site.picture(said, preview) if preview and "://" not in preview else ""
            pdf = self._documents.kept((entry.get("pdf") or "").strip())
            if picture or pdf:
                self.papers.append(Paper(entry.key, picture, pdf))

    def _data(self) -> None:
        """The citations as they were built, with what their sources add by hand."""
        path, built = self._rows("citations", "research-output")
        source, wanted = self._rows("sources", "research", "research-input")
        known = {line(row.get("id")): dict(row) for row in built}
        for row in wanted:
            name = line(row.get("id"))
            known[name] = {**known.get(name, {}), **row}
        own = [row for row in wanted if line(row.get("id")) not in _ids(built)]
        texts = {file: self.site.checkout.text(file) or "" for file in {path, source} - {""}}
        entries = []
        for file, row in [*((path, row) for row in built), *((source, row) for row in own)]:
            merged = known.get(line(row.get("id")), dict(row)) if line(row.get("id")) else dict(row)
            if merged.get("remove") is True:
                continue
            text = texts[file]
            said = Document(file, merged, "", text)
            at = max(text.find(said.said("id", "title")), 0)
            entries.append(self._entry(said, merged, text.count("\n", 0, at) + 1))
        if any(entries):
            self.text[path or source] = "".join(entries)

    def _rows(self, *names: str) -> tuple[str, list[Mapping[str, Any]]]:
        """The entries of the first of these files that has any: it had other names."""
        found: tuple[str, list[Mapping[str, Any]]] = ("", [])
        for name in names:
            if not found[1]:
                found = rows(self.site.checkout, f"_data/{name}")
                self.site.data.used.add(found[0])
        return found

    def _entry(self, said: Document, row: Mapping[str, Any], number: int) -> str:
        """The source of an entry; empty, told, for what has no title."""
        name, title = line(row.get("id")), line(row.get("title"))
        if not title:
            self.site.report.tell(said.path, number, problems.UNBUILT, id=name or "?")
            return ""
        authors = (
            words(row.get("authors"))
            if isinstance(row.get("authors"), list)
            else _names(line(row.get("authors")))
        )
        at = as_moment(row.get("date") or row.get("year"))
        key = self._key(authors, str(at.year) if at else "", title)
        doi = re.match(
            r"(?:doi:|https?://(?:dx\.)?doi\.org/)(10\..+)", name or line(row.get("link"))
        )
        eprint = re.match(r"arxiv:(.+)", name, re.IGNORECASE)
        address = line(row.get("link") or row.get("paperurl"))
        publisher = line(row.get("publisher") or row.get("venue"))
        fields = [
            ("title", value("title", title)),
            ("author", " and ".join(_written(author) for author in authors)),
            ("journal", value("journal", publisher)),
            ("year", str(at.year) if at else ""),
            ("month", str(at.month) if at and row.get("date") else ""),
            ("doi", value("doi", doi[1] if doi else "")),
            ("eprint", value("eprint", eprint[1] if eprint else "")),
            ("archiveprefix", "arXiv" if eprint else ""),
            ("url", value("url", "" if self._documents.kept(address) else address)),
            ("keywords", value("keywords", ", ".join(words(row.get("tags"))))),
            ("abstract", value("abstract", line(row.get("description") or row.get("excerpt")))),
        ]
        for known in (name, doi[1] if doi else "", title, key):
            self._known(known, key)
        self._paper(said, row, key)
        return compose("article" if publisher else "misc", key, fields)

    def _paper(self, said: Document, row: Mapping[str, Any], key: str) -> None:
        """The picture and the buttons of a citation."""
        image = line(row.get("image"))
        picture = ""
        if image and "://" not in image:
            picture = self.site.picture(said, image)
        elif image:
            self.site.leave(said, image)
        buttons = row.get("buttons") or row.get("extra-links")
        links = [
            [line(one.get("text") or one.get("type")).lower() or "link", line(one.get("link"))]
            for one in (buttons if isinstance(buttons, list) else [])
            if isinstance(one, dict) and line(one.get("link")).startswith(("http://", "https://"))
        ]
        for kind in _BUTTONS:
            url = line(row.get(f"{kind}url"))
            if re.sub(r"^https?://[^/]*/|^/", "", url) in self.site.checkout.files:
                self.site.tell(said, url, problems.NO_FILE, path=url[:120])
            elif url.startswith(("http://", "https://")):
                links.append([kind, url])
        repo = line(row.get("repo"))
        if repo:
            links.append(["code", repo if "://" in repo else f"https://github.com/{repo}"])
        addresses = [line(row.get("paperurl")), line(row.get("link")), *(url for _, url in links)]
        found = (self._documents.kept(one) for one in addresses if one)
        self.papers.append(Paper(key, picture, next(filter(None, found), ""), links))

    def _key(self, authors: Sequence[str], year: str, title: str) -> str:
        first = authors[0] if authors else ""
        family = suggested(first.partition(",")[0] if "," in first else first.rpartition(" ")[2])
        named = [word for word in suggested(title).split("-") if word not in _NOT_SHOWN]
        base = f"{family or 'anon'}{year}{named[0] if named else ''}"
        key, number = base, self._numbers.get(base, 2)
        while key in self._keys:
            key, number = f"{base}-{number}", number + 1
        self._numbers[base] = number
        self._keys.add(key)
        return key

    def _known(self, name: str, key: str) -> None:
        if name:
            self.site.citations.setdefault(name.lower(), key)


def _ids(entries: Sequence[Mapping[str, Any]]) -> set[str]:
    return {line(row.get("id")) for row in entries} - {""}


def _of_page(said: Document) -> dict[str, Any]:
    """A publication's page of academicpages: the authors stand before the year in its citation."""
    cited = re.sub(r"&quot;|<[^<>]*>", "", said.said("citation"))
    title = said.said("title")
    at = cited.find(title) if title else -1
    before = re.split(r"\(\d{4}", cited[:at] if at > 0 else cited, maxsplit=1)[0]
    # What is no word ends there. Looked for from the end, however much of it there is.
    others = re.match(r"\W*", before[::-1])
    authors = said.fields.get("authors") or before[: len(before) - len(others[0] if others else "")]
    return {**said.fields, "authors": authors, "id": said.said("doi", "id")}


def _names(text: str) -> list[str]:
    turned = [part.strip(" .") for part in re.split(r"\band\b|&|;", text)]
    if all(re.fullmatch(r"[^\s,]+, [^,]+", part) for part in turned):
        return turned  # each with the family name first
    parts = re.split(r"\s*(?:;|&|\band\b|,(?!\s*(?:[A-Z]\.?\s*)+(?:,|$|&|;)))\s*", text)
    return [part.strip(" ,.") for part in parts if part.strip(" ,.")]


def _written(author: str) -> str:
    """A name as BibTeX has it; the last word is the family name, with what belongs to it."""
    if "," in author:
        family, _, given = author.partition(",")
        return person(family.strip(), given.strip())
    parts = author.split()
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in _PARTICLES:
        at -= 1
    return person(parts[-1], " ".join(parts[:at]), " ".join(parts[at:-1]))
