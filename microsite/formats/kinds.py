"""What a file is, told by what it holds; its name only decides where that says nothing."""

import re
from typing import Literal

Kind = Literal["bibtex", "ris", "csl", "web page"]

_HEAD = 65_536
# First bytes of files that hold no text, and the problem each is told as.
_SIGNATURES = (
    (b"%PDF-", "pdf-file"),
    (b"\x89PNG\r\n", "image-file"),
    (b"\xff\xd8\xff", "image-file"),
    (b"GIF8", "image-file"),
    (b"II*\x00", "image-file"),
    (b"MM\x00*", "image-file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office-file"),
    (b"{\\rtf", "office-file"),
    (b"\x1f\x8b", "other-archive"),
    (b"7z\xbc\xaf\x27\x1c", "other-archive"),
    (b"Rar!\x1a\x07", "other-archive"),
    (b"BZh", "other-archive"),
    (b"\xfd7zXZ\x00", "other-archive"),
    (b"\x28\xb5\x2f\xfd", "other-archive"),
    (b"\x7fELF", "binary-file"),
    (b"SQLite format 3\x00", "binary-file"),
    (b"\xca\xfe\xba\xbe", "binary-file"),
    (b"\xcf\xfa\xed\xfe", "binary-file"),
)
_ENTRY = re.compile(r"@[ \t]*[A-Za-z]{3,30}\s*[{(]")
_ENTRY_BYTES = re.compile(rb"@[ \t]*[A-Za-z]{3,30}\s*[{(]")
_RIS = re.compile(r"^[ \t]*TY {1,2}-(?: |$)", re.MULTILINE)
_RIS_BYTES = re.compile(rb"^TY  - ", re.MULTILINE)
_WEB_PAGE = re.compile(
    r"(?:<\?xml[^>]*+>|(?><!--.*?-->)|\s++)*+<(?:!doctype\s+html|html|head|body|pre|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROLS = bytes(sorted({*range(0x20), 0x7F} - set(b"\t\n\f\r\x1b")))
_WANTED = (".bib", ".bibtex", ".biblatex", ".ris", ".json", ".csljson", ".txt")


def refusal(data: bytes) -> str | None:
    """The code of the problem of a file that holds no text, else None."""
    if not data:
        return "empty-file"
    for signature, code in _SIGNATURES:
        # BibTeX may begin with any letters, but not on the way to such a number of controls.
        if data.startswith(signature) and not _ENTRY_BYTES.search(data, 0, _HEAD):
            return code
    return "binary-file" if _is_binary(data) else None


def _is_binary(data: bytes) -> bool:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    zeros = head.count(0)
    # UTF-16 without a mark has its zeros in every second place.
    if zeros > len(head) // 5 and max(head[0::2].count(0), head[1::2].count(0)) > zeros * 0.9:
        controls -= zeros
    return controls * 20 > len(head) and not _ENTRY_BYTES.search(data, 0, _HEAD)


def kind(filename: str, text: str) -> Kind:
    """What a text is; whatever cannot be told is read as BibTeX."""
    start = text[:_HEAD]
    if start.startswith("@"):
        return "bibtex"
    if _WEB_PAGE.match(start):
        return "web page"
    begins = start.lstrip()[:1]
    entry = _ENTRY.search(start)
    if begins in ("[", "{") and (entry is None or filename.lower().endswith("json")):
        return "csl"
    record = _RIS.search(start)
    if record and (entry is None or record.start() < entry.start()):
        return "ris"
    return "csl" if filename.lower().endswith("json") and entry is None else "bibtex"


def is_wanted(path: str) -> bool:
    """Whether a file in an archive may hold references, by its name."""
    name = path.rpartition("/")[2]
    return name.lower().endswith(_WANTED) and not name.startswith(".") and "__MACOSX/" not in path


def holds_references(path: str, data: bytes) -> bool:
    """Whether a file in an archive is worth reading: many a `.txt` is but a word of welcome."""
    if not path.lower().endswith(".txt"):
        return True
    return bool(_ENTRY_BYTES.search(data) or _RIS_BYTES.search(data))
