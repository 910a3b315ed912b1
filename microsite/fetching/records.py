"""BibTeX made from what is no BibTeX: the escaping, and the entry."""

import re
from collections.abc import Iterable

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TABLE = str.maketrans(_SPECIAL)
_BARE = re.compile(r"(?<!\\)([%&#])")
_GROUP = re.compile(r"\b(?:collaboration|consortium|team|group|network|investigators)\b", re.I)


def entry(entry_type: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """An entry with those of the fields that say something; values are BibTeX already."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{entry_type}{{{key},\n{''.join(lines)}}}"


def plain(text: str) -> str:
    """Plain text as a BibTeX value, on one line."""
    return " ".join(text.split()).translate(_TABLE)


def tex(text: str) -> str:
    """Text whose author may have written LaTeX, as a BibTeX value; plain where that cannot be."""
    text = " ".join(text.split())
    if not _is_balanced(text) or len(re.findall(r"(?<!\\)\$", text)) % 2:
        return plain(text)
    return _BARE.sub(r"\\\1", text)


def person(family: str, given: str = "", suffix: str = "") -> str:
    """A person's name as BibTeX takes it apart again."""
    parts = [plain(family), plain(suffix), plain(given)]
    return ", ".join(part for part in parts if part)


def group(name: str) -> str:
    """A name that is no person's, kept whole."""
    return f"{{{plain(name)}}}"


def written_name(name: str) -> str:
    """A name given in one piece, in whatever order it stands."""
    name = " ".join(name.split())
    if _GROUP.search(name) or re.search(r"\sand\s|,", name, re.I):
        return group(name)
    return tex(name)


def _is_balanced(text: str) -> bool:
    """As BibTeX counts braces, which takes no notice of a backslash before them."""
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not text.endswith("\\")
