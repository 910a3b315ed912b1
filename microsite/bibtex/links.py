"""Identifiers and web addresses of an entry. Only http and https get through."""

import re
from urllib.parse import quote, urlsplit

from microsite.bibtex.entry import Entry

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>{}|\\^`]+)")
_ARXIV_ID = re.compile(
    r"(?<![\w.])(\d{4}\.\d{4,5}|[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[A-Z]{2})?/\d{7})(v\d+)?(?!\d)"
)
_ARXIV_NEAR = re.compile(r"arxiv", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"<>{}|\\^`]+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%&#~$])(?:\{\})?")
_URL_MACRO = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}")
_TILDE = re.compile(r"\\textasciitilde(?:\{\}|\s)?|\$\\sim\$|\{\\textasciitilde\}|\{~\}")
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com")
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com")

# Fields that hold an address, by the kind of link they make.
_KINDS = {
    "pdf": "pdf", "code": "code", "github": "code", "software": "code", "video": "video",
    "slides": "slides", "presentation": "slides", "poster": "poster", "data": "data",
    "dataset": "data", "website": "website", "project": "website", "homepage": "website",
    "demo": "demo", "blog": "website", "supp": "supplement", "supplementary": "supplement",
    "url": "url", "link": "url", "ee": "url", "bdsk-url-1": "url", "howpublished": "url",
    "note": "url",
}  # fmt: skip


def doi(entry: Entry) -> str:
    """The DOI in lower case without any resolver, or nothing."""
    for name in ("doi", "url", "ee", "bdsk-url-1"):
        value = entry.get(name)
        if value and (name == "doi" or "doi.org/" in value.lower()):
            found = _DOI.search(_plain(value).replace("%2F", "/").replace("%2f", "/"))
            if found:
                return found[1].rstrip(".,;").lower()
    return ""


def arxiv(entry: Entry) -> str:
    """The arXiv identifier without its version, or nothing."""
    kind = (entry.get("eprinttype") or entry.get("archiveprefix") or "").strip().lower()
    value = entry.get("eprint") or entry.get("arxiv") or entry.get("arxivid") or ""
    if value and (kind == "arxiv" or entry.get("arxiv") or not kind):
        found = _ARXIV_ID.search(_plain(value))
        if found:
            return found[1]
    for name in ("url", "journal", "journaltitle", "note", "doi", "volume"):
        value = entry.get(name) or ""
        near = _ARXIV_NEAR.search(value)
        found = _ARXIV_ID.search(_plain(value), 0) if near else None
        if found:
            return found[1]
    return ""


def links(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Pairs of a kind (doi, arxiv, pdf, code, video, url ...) and an address, each address once."""
    found: dict[str, str] = {}
    identifier = doi(entry)
    if identifier:
        found[f"https://doi.org/{quote(identifier, safe='/:;().-_')}"] = "doi"
    preprint = arxiv(entry)
    if preprint:
        found[f"https://arxiv.org/abs/{preprint}"] = "arxiv"
    for name, kind in _KINDS.items():
        value = entry.get(name)
        for address in _addresses(value) if value else ():
            if not _is_known(address, identifier, preprint):
                found.setdefault(address, _kind(kind, address))
    return tuple((kind, address) for address, kind in found.items())


def _addresses(value: str) -> list[str]:
    """The http and https addresses in a value; anything else, whatever its scheme, is no link."""
    addresses = []
    for match in _ADDRESS.finditer(_plain(value)):
        address = match[0].rstrip(".,;'*")
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        # A user name before the host only serves to look like another host.
        if parts.hostname and "." in parts.hostname and "@" not in parts.netloc:
            addresses.append(address)
    return addresses


def _plain(value: str) -> str:
    """The address as it is meant, without what LaTeX needs to print it."""
    if "\\" not in value and "{" not in value:
        return value.strip()
    value = _URL_MACRO.sub(r" \1 ", _TILDE.sub("~", value))
    return _ESCAPED.sub(r"\1", value).replace("{", "").replace("}", "").strip()


def _is_known(address: str, identifier: str, preprint: str) -> bool:
    """Whether the address only leads where the DOI or the arXiv link leads already."""
    lower = address.lower()
    resolver = "doi.org/" in lower and bool(identifier) and lower.endswith(identifier)
    return resolver or (bool(preprint) and f"arxiv.org/abs/{preprint}" in lower)


def _kind(kind: str, address: str) -> str:
    if kind != "url":
        return kind
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    if host in _CODE_HOSTS:
        return "code"
    if host in _VIDEO_HOSTS:
        return "video"
    path = urlsplit(address).path.lower()
    return "pdf" if path.endswith(".pdf") or "arxiv.org/pdf/" in address.lower() else "url"
