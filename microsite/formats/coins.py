"""COinS: an item of CSL-JSON as an OpenURL in an HTML attribute, which Zotero's connector reads.

Z39.88-2004 with its matrices for journals, books and dissertations.
"""

from urllib.parse import urlencode

from microsite.bibtex.cjk import is_cjk
from microsite.formats.csl_out import Item

_BOOKS = {"book": "book", "chapter": "bookitem", "paper-conference": "proceeding", "report":
          "report", "entry-encyclopedia": "bookitem"}  # fmt: skip


def coins(item: Item) -> str:
    """The value of the `title` attribute, not yet escaped for HTML."""
    kind = item["type"]
    matrix = "book" if kind in _BOOKS else "dissertation" if kind == "thesis" else "journal"
    title = {"journal": "atitle", "book": "atitle", "dissertation": "title"}[matrix]
    if kind == "book":
        title = "btitle"
    first, _, last = item.get("page", "").partition("-")
    parts = item["issued"]["date-parts"][0] if "issued" in item else []
    said = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{matrix}"),
        ("rft.genre", _BOOKS.get(kind, "dissertation" if kind == "thesis" else _genre(kind))),
        (f"rft.{title}", item.get("title", "")),
        ("rft.jtitle" if matrix == "journal" else "rft.btitle", item.get("container-title", "")),
        *((f"rft.{name}", str(item.get(name, ""))) for name in ("volume", "issue")),
        ("rft.spage", first),
        ("rft.epage", last),
        ("rft.date", "-".join(f"{part:02}" for part in parts)),
        ("rft.inst" if matrix == "dissertation" else "rft.pub", item.get("publisher", "")),
        ("rft.place", item.get("publisher-place", "")),
        ("rft.issn", item.get("ISSN", "")),
        ("rft.isbn", item.get("ISBN", "")),
        ("rft.language", item.get("language", "")),
        *_people(item),
        ("rft_id", f"info:doi/{item['DOI']}" if item.get("DOI") else item.get("URL", "")),
    ]
    return urlencode([pair for pair in said if pair[1]])


def _genre(kind: str) -> str:
    return {"article-journal": "article", "article": "preprint"}.get(kind, "unknown")


def _people(item: Item) -> list[tuple[str, str]]:
    people = item.get("author", [])
    said = []
    if people and people[0].get("given"):
        said = [("rft.aulast", people[0].get("family", "")), ("rft.aufirst", people[0]["given"])]
    names = [name.get("literal") or _whole(name) for name in people]
    return said + [("rft.au", name) for name in names]


def _whole(name: dict[str, str]) -> str:
    if is_cjk(name.get("family", "") + name.get("given", "")):
        return name.get("family", "") + name.get("given", "")
    parts = ("given", "non-dropping-particle", "family", "suffix")
    return " ".join(name[part] for part in parts if name.get(part))
