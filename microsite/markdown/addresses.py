"""Where a link may lead: the web, mail, telephone, and this site."""

import re

from microsite.markdown.sheet import Sheet

SCHEMES = ("http", "https", "mailto", "tel")

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# Browsers drop these from an address, so that they may stand inside a scheme.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#:].*)?", re.IGNORECASE)
# Paths of this site that are the same in every language.
_COMMON = {"drawings", "editor", "files", "pictures", "static"}


def address(written: str, line: int, sheet: Sheet) -> str | None:
    """The address to link to; None, with a problem, for one that no link may have.

    `research` and `/research/` become the page of that name in the text's own language.
    """
    url = _UNSEEN.sub("", written.strip().replace("\\", "%5C"))
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in SCHEMES:
        return url
    if scheme or not url:
        sheet.wrong("bad-link", line, value=written.strip()[:60])
        return None
    if url.startswith("//"):
        return f"https:{url}"
    if url.startswith(("#", "?")):
        return url
    if not url.startswith("/") and _HOST.fullmatch(url) and not _is_file(url):
        sheet.wrong("host-link", line, value=written.strip()[:60])
        return f"https://{url}"
    return _within(url.removeprefix("./"), sheet)


def _is_file(url: str) -> bool:
    return url.rpartition(".")[2].lower() in {"html", "htm", "md", "pdf", "xml", "bib"}


def _within(url: str, sheet: Sheet) -> str:
    """A path of this site, with the text's language and its last slash where it has none."""
    options = sheet.options
    path = "/" + url.lstrip("/")
    first = re.split(r"[/?#]", path[1:], maxsplit=1)[0]
    cut = re.search(r"[?#]", path)
    bare, rest = (path[: cut.start()], path[cut.start() :]) if cut else (path, "")
    if first in _COMMON or "." in bare:
        return path
    if not bare.endswith("/"):
        bare += "/"
    if first in options.languages or not options.languages:
        return bare + rest
    return f"/{options.lang}{bare}{rest}"
