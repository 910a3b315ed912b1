"""Files as they come from broken disks, bad exports and bad temper, made from good ones."""

import random
import re
from collections.abc import Callable, Sequence

_ENTRY = re.compile(rb"^[ \t]*@", re.MULTILINE)
_LONGEST = 3_000
PIECES = (
    "@article{", "@", "{", "}", "(", ")", ",", "=", '"', "#", "%", "\n", " ", "\\", "key", "title",
    "author = {A, B and C D}", "crossref = {key}", "@string{a = {b}}", "@comment{", "@preamble{",
    "year = 2001", "xdata = {key}", "张三", "\r\n", "\x00", "\u2028", "$", "xdata=key-title-1",
    "\\'{e}", "\\textit{", "\\foo", "~", "--", "&amp;", "<i>", "and", " and and ", "等", "\ufeff",
    "@misc{k,", "month = jan # {~1}", "doi = {10.1/x}", "\\}", "\\\\", "$_2$", "http://a.b/%20",
)  # fmt: skip
_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-8-sig", "latin-1", "cp1252", "gb18030", "big5", "shift_jis",
    "euc_kr", "mac_roman", "iso8859_2",
)  # fmt: skip


def snippets(files: Sequence[bytes]) -> list[bytes]:
    """The entries of the files with whatever follows each, none longer than a few lines."""
    found = []
    for data in files:
        starts = [match.start() for match in _ENTRY.finditer(data)] or [0]
        pairs = zip(starts, [*starts[1:], len(data)], strict=True)
        found += [data[start:end][:_LONGEST] for start, end in pairs]
    return found


def damaged(chance: random.Random, found: Sequence[bytes]) -> bytes:
    """One to five snippets after one to four accidents; one time in ten only signs of BibTeX."""
    if chance.random() < 0.1:
        return "".join(chance.choices(PIECES, k=chance.randint(1, 60))).encode()
    data = b"\n".join(chance.choices(found, k=chance.randint(1, 5)))
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_ACCIDENTS)(chance, data)
    return data


def _cut(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data, len(data))
    return data[:start] + data[end:] if chance.random() < 0.5 else data[:end]


def _double(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data, 400)
    return data[:end] + data[start:end] + data[end:]


def _flip(chance: random.Random, data: bytes) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.randint(1, 5) if data else 0):
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _recode(chance: random.Random, data: bytes) -> bytes:
    encoding = chance.choice(_ENCODINGS)
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _swap_lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _drop_sign(chance: random.Random, data: bytes) -> bytes:
    sign = chance.choice((b"{", b"}", b",", b'"', b"=", b"\n", b"@"))
    places = [place for place, byte in enumerate(data) if byte == sign[0]]
    if not places:
        return data
    place = chance.choice(places)
    return data[:place] + data[place + 1 :]


def _insert(chance: random.Random, data: bytes) -> bytes:
    place = chance.randint(0, len(data))
    return data[:place] + chance.choice(PIECES).encode() + data[place:]


def _span(chance: random.Random, data: bytes, longest: int) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(start + chance.randint(0, longest), len(data))


_ACCIDENTS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _cut, _double, _flip, _recode, _swap_lines, _drop_sign, _drop_sign, _insert, _insert,
)  # fmt: skip

# Shapes that cost a careless reader more than time in proportion to their length.
HOSTILE = (
    "{", "}", "@", "@a{", "@a{\n", "@a(", "@comment{\n", "@a{k,}\n", "@a{,}\n", "%\n", "\t@",
    "@a{k,a={b}}, c={d}}\n", "@a{k,\n%x\n", "@a{k,a={\\}\n", "@a{k{}{},a={b}}\n", "@ \n", "@a {\n",
    '@a{k,a="', "@string{s=s#s}\n", "@a{k,crossref={k}}\n", "@a{k,a={b} c={d}\n", "a={b}\n",
    "@a{k,title={x}", "@a{k,a=b #", "@user (x)\n", "\\}", "@a{k,x={\\}}}\n", "@comment ",
    "%@a{k,}\n",
)  # fmt: skip
HOSTILE_VALUES = (
    "{", "}", "{}", "$", "\\$", "\\'", "\\'{", "\\'e", '{\\"o}', "\\sqrt[", "\\href{", "&a",
    "&amp;", "\\textsuperscript{2", "\\textsuperscript{2}", "<i ", "<i>", "-", "\\",
    "\\foo ", "\\foo", "a ",
    "$a\\", "$x$", "\\emph{", "{\\it ", "</i>", "~", " and ", "and and ", " and others",
    "A, B and ",
    "A, ", "A; ", "{A} and ", "{A and ", "张、", "张 ", "张,", "et al. ", "等", "family=A, ", "A. ",
    ",", " ,", "\t", "\n\n", "\\par", ";", "10.1000/", "http://a.b/", "arXiv:2501.01234 ", "\\url{",
    "xdata=k-title-1 and ", '"=', "--", "jan ", "2001-", "\\\\", "İ", "e\u0301", "\ufb01",
)  # fmt: skip
