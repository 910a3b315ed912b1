"""Writing BibTeX from what other formats say: types, keys, names, dates and escaped text."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$",
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}  # fmt: skip
_ESCAPES = str.maketrans(_SPECIAL)
# Mathematics that publishers leave in titles and abstracts; a price is none.
_TOKEN = re.compile(
    r"(\$(?=[^$]{0,300}[\\^_])[^$]{1,600}\$|</?(?:i|b|em|strong|sub|sup|span)\b[^<>]*>)",
    re.IGNORECASE,
)
_MARKUP = {
    "i": r"\textit{", "em": r"\textit{", "b": r"\textbf{", "strong": r"\textbf{",
    "sub": r"\textsubscript{", "sup": r"\textsuperscript{", "span": "{",
}  # fmt: skip
_TAG = re.compile(r"<(/?)(\w+)")
_NO_KEY = re.compile(r"[^\w:./+-]+")
_VERBATIM = {
    "url", "doi", "file", "pdf", "link", "isbn", "issn", "eprint", "eprinttype", "date", "urldate",
}  # fmt: skip
_DATE = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?:[T/ ]*)$")
_INSTITUTION = re.compile(
    r"\b(?:Universit|Institut|Organi[sz]|Group|Team|Consortium|Collaboration|Societ|Association|"
    r"Committee|Ministry|Cent(?:er|re)\b|Inc\b|Ltd\b|GmbH|Council|Agency|Department|Foundation|"
    r"Commission|Network|Laborator|Corporation|Compan|Bank\b|Project\b|Initiative)",
    re.IGNORECASE,
)
_CJK = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as BibTeX source, and the line of the record it was made from."""

    source: str
    line: int


def compose(entry_type: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """The source of an entry from values that are ready; empty ones are left out.

    Of a field given several times the values follow each other.
    """
    told: dict[str, list[str]] = {}
    for name, text in fields:
        if text and text not in told.setdefault(name, []):
            told[name].append(text)
    written = "".join(
        f"  {name} = {{{'; '.join(texts)}}},\n" for name, texts in told.items() if texts
    )
    return f"@{entry_type}{{{clean_key(key)},\n{written}}}\n\n"


def clean_key(key: str) -> str:
    """A citation key without what BibTeX cannot have in one; of an address the last part."""
    if "://" in key:
        key = key.rstrip("/").rpartition("/")[2]
    return _NO_KEY.sub("-", key).strip("-")[:200]


def value(name: str, text: str) -> str:
    """A plain text as the value of the field `name`: addresses as they are, others escaped."""
    if not text:
        return ""
    if name in _VERBATIM:
        plain = " ".join(text.split()).replace("{", "%7B").replace("}", "%7D")
        # A backslash at the end would take the closing brace with it.
        return f"{plain[:-1]}/" if plain.endswith("\\") else plain
    return escape(text)


def escape(text: str) -> str:
    """Plain text with HTML entities and simple tags as LaTeX; braces are always balanced.

    Empty lines stay: they part paragraphs.
    """
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text))
    # An @ at a line's start would look like an entry.
    return "\n\n".join(
        "{}" + written if written.startswith("@") else written
        for written in map(_escape_line, paragraphs)
        if written
    )


def _escape_line(text: str) -> str:
    written = []
    opened: list[str] = []
    for number, token in enumerate(_TOKEN.split(text)):
        tag = _TAG.match(token) if number % 2 else None
        if tag is None:
            is_math = number % 2 and _is_balanced(token)
            written.append(token if is_math else html.unescape(token).translate(_ESCAPES))
        elif not tag[1]:
            opened.append(tag[2].lower())
            written.append(_MARKUP[opened[-1]])
        elif opened and opened[-1] == tag[2].lower():
            opened.pop()
            written.append("}")
    return "".join(written) + "}" * len(opened)


def _is_balanced(token: str) -> bool:
    depth = 0
    for sign in token:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0 and "\\{" not in token and "\\}" not in token


def person(family: str, given: str = "", particle: str = "", suffix: str = "") -> str:
    """A name in BibTeX's `von Family, Jr, Given` form."""
    particle = " ".join(particle.split())
    glue = "" if particle.endswith(("'", "’", "-")) or not particle else " "
    last = (escape(particle) + glue if particle else "") + _shielded(family)
    if not given.strip():
        is_whole = particle or _CJK.search(family) or " " not in family.strip()
        return last if is_whole else literal(family)
    middle = f", {_shielded(suffix)}" if suffix.strip() else ""
    return f"{last}{middle}, {_shielded(given)}"


def literal(name: str) -> str:
    """A name kept whole."""
    return f"{{{escape(name)}}}" if name.strip() else ""


def written_name(name: str) -> str:
    """A name in one string, "Family, Given, Suffix" or not parted at all."""
    pieces = [piece.strip() for piece in name.split(",")]
    if len(pieces) > 1 and any(pieces[1:]):
        given, suffix = pieces[1], " ".join(pieces[2:])
        return person(pieces[0], given, suffix=suffix) if given else literal(name.strip(" ,"))
    # A comma behind a name says that it has no parts.
    if len(pieces) > 1 or _INSTITUTION.search(name) or len(name.split()) > 4:
        return literal(name.strip(" ,"))
    return _shielded(name)


def _shielded(text: str) -> str:
    """Escaped, and in braces if it holds what parts names."""
    written = escape(text)
    return f"{{{written}}}" if re.search(r",|;|\band\b", written, re.IGNORECASE) else written


def iso_date(text: str) -> str | None:
    """`2015/3/12` as `2015-03-12`, with month or day left out as there; None for other texts."""
    found = _DATE.match(text)
    if not found:
        return None
    year, month, day = found.groups()
    if month and not 1 <= int(month) <= 12:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def page_range(text: str) -> str:
    """Pages with the dash of BibTeX."""
    return re.sub(r"(?<=[\w.])\s*[-–—‑]+\s*(?=\w)", "--", escape(text))
