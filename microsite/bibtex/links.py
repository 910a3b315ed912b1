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
_HOST_END = re.compile(r"[/?#]")
_PATH_END = re.compile(r"[?#]")
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com")
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com")

# Fields that hold an address, by the kind of link they make.
_KINDS = {
    "pdf": "pdf", "code": "code", "github": "code", "software": "code", "video": "video",
    "slides": "slides", "presentation": "slides", "poster": "poster", "data": "data",
    "dataset": "data", "website": "website", "project": "website", "homepage": "website",
    "demo": "demo", "blog": "website", "supp": "supplement", "supplementary": "supplement",
    "url": "url", "link": "url", "ee": "url", "bdsk-url-1": "url", "howpublished": "url",
    "note": "url", "html": "url", "url_paper": "url", "url_link": "url", "url_pdf": "pdf",
    "url_code": "code", "url_dataset": "data", "url_video": "video", "url_slides": "slides",
    "url_poster": "poster", "url_project": "website",
}  # fmt: skip
_ORDER = {name: number for number, name in enumerate(_KINDS)}
# No address and no identifier stands behind more text than this.
_LONGEST = 20_000
_ARXIV_FIELDS = ("url", "journal", "journaltitle", "note", "doi", "volume")
_FIELDS = frozenset({
    *_KINDS, *_ARXIV_FIELDS, "doi", "eprint", "arxiv", "arxivid", "eprinttype", "archiveprefix",
})  # fmt: skip


def doi(entry: Entry) -> str:
    """The DOI in lower case without any resolver, or nothing."""
    return _doi(_values(entry))


def arxiv(entry: Entry) -> str:
    """The arXiv identifier without its version, or nothing."""
    return _arxiv(_values(entry))


def links(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Pairs of a kind (doi, arxiv, pdf, code, video, url ...) and an address, each address once."""
    values = _values(entry)
    found: dict[str, str] = {}
    identifier = _doi(values)
    if identifier:
        found[f"https://doi.org/{quote(identifier, safe='/:;().-_')}"] = "doi"
    preprint = _arxiv(values)
    if preprint:
        found[f"https://arxiv.org/abs/{preprint}"] = "arxiv"
    holding = {name for name, value in values.items() if name in _KINDS and "://" in value}
    # The order is that of the table, whatever the file's.
    for name in sorted(holding, key=_ORDER.__getitem__):
        for address in _addresses(values[name]):
            if not _is_known(address, identifier, preprint):
                found.setdefault(address, _kind(_KINDS[name], address))
    return tuple((kind, address) for address, kind in found.items())


def _values(entry: Entry) -> dict[str, str]:
    """The fields that can hold an identifier or an address, in one pass: entries have many."""
    values = {}
    for name, value in entry.fields:
        if name in _FIELDS and name not in values and value.strip():
            values[name] = (entry.get(name) or "") if "xdata=" in value else value[:_LONGEST]
    for name, value in entry.inherited:
        if name in _FIELDS:
            values.setdefault(name, value[:_LONGEST])
    return values


def _doi(values: dict[str, str]) -> str:
    for name in ("doi", "url", "ee", "bdsk-url-1"):
        value = values.get(name)
        if value and (name == "doi" or "doi.org/" in value.lower()):
            found = _DOI.search(_plain(value).replace("%2F", "/").replace("%2f", "/"))
            if found:
                return found[1].rstrip(".,;").lower()
    return ""


def _arxiv(values: dict[str, str]) -> str:
    value = values.get("eprint") or values.get("arxiv") or values.get("arxivid")
    if value:
        kind = (values.get("eprinttype") or values.get("archiveprefix") or "").strip().lower()
        if kind == "arxiv" or "arxiv" in values or not kind:
            found = _ARXIV_ID.search(_plain(value))
            if found:
                return found[1]
    for name in _ARXIV_FIELDS:
        value = values.get(name)
        if value and _ARXIV_NEAR.search(value):
            found = _ARXIV_ID.search(_plain(value))
            if found:
                return found[1]
    return ""


def _addresses(value: str) -> list[str]:
    """The http and https addresses in a value; anything else, whatever its scheme, is no link."""
    addresses = []
    for match in _ADDRESS.finditer(_plain(value)):
        address = match[0].rstrip(".,;'*")
        host = _host(address)
        # A user name before the host only serves to look like another host.
        if "." in host and "@" not in host:
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
    # https://doi.org and dx.doi.org, and publishers' own: http://doi.acm.org.
    resolver = bool(identifier) and lower.endswith(identifier) and "doi." in lower
    return resolver or (bool(preprint) and f"arxiv.org/abs/{preprint}" in lower)


def _kind(kind: str, address: str) -> str:
    if kind != "url":
        return kind
    host = _host(address).removeprefix("www.")
    if host in _CODE_HOSTS:
        return "code"
    if host in _VIDEO_HOSTS:
        return "video"
    path = _PATH_END.split(address, maxsplit=1)[0].lower()
    return "pdf" if path.endswith(".pdf") or "arxiv.org/pdf/" in address.lower() else "url"


def _host(address: str) -> str:
    """The host of a web address, in lower case; nothing if there is none or it is malformed."""
    host = _HOST_END.split(address.partition("://")[2], maxsplit=1)[0]
    if not host.isascii() or "[" in host:
        # Rare, and full of traps: the library knows them.
        try:
            host = urlsplit(address).netloc
        except ValueError:
            return ""
    return (host if "@" in host else host.partition(":")[0]).lower()
