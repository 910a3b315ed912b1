"""From the bytes of a .bib file to text."""

import codecs
import re

from microsite.bibtex.encodings import KANA, bits

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Name told, codec used, and how many bits the text must be likelier than in Windows-1252: the
# rarer an encoding is among such files, the more.
_CANDIDATES = (
    ("windows-1252", "windows-1252", 0.0),
    ("gb18030", "gb18030", 1.0),
    ("iso-8859-2", "iso-8859-2", 2.0),
    ("windows-1250", "windows-1250", 2.5),
    ("mac-roman", "mac-roman", 2.5),
    ("windows-1251", "windows-1251", 3.0),
    ("koi8-r", "koi8-r", 3.0),
    ("big5", "cp950", 3.0),
    ("shift_jis", "cp932", 4.0),
    ("euc-kr", "cp949", 5.0),
    ("euc-jp", "euc-jp", 5.0),
    ("utf-8", "utf-8", 8.0),  # with bad bytes in it, or it would have been told before
)
_WITHOUT_KANA = ("gb18030", "big5", "euc-kr")
_BAD_UTF8 = "microsite-bad-utf8"
# From a byte beyond ASCII to where a character surely ends: no trail byte is below 0x40, but for
# those of GB18030's rare characters of four bytes.
_TELLING = re.compile(rb"[\x80-\xff][^\r\n]{0,300}+[\x40-\xff]{0,300}+")
_HIGH = bytes(range(0x80, 0x100))
_ENOUGH = 100_000


def decode(data: bytes) -> tuple[str, str]:
    r"""The text of a file with newlines as `\n`, and the name of the encoding found.

    A byte-order mark decides, then strict UTF-8, then the encoding in which the text is the
    likeliest. Never raises: bytes that no encoding explains come out as replacement characters.
    """
    text, encoding = _decode(data)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            errors = _BAD_UTF8 if encoding == "utf-8-sig" else "replace"
            return data.decode(encoding, errors), encoding
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return data.decode(unmarked, "replace"), unmarked
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _utf8_or_hanzi(data, text)
    if _is_nearly_utf8(data):
        return data.decode("utf-8", _BAD_UTF8), "utf-8"
    name, codec = _likeliest(_sample(data))
    return _read(data, codec), name


def _likeliest(sample: bytes) -> tuple[str, str]:
    costs = {}
    for name, codec, more in _CANDIDATES:
        text = _read(sample, codec)
        if name in _WITHOUT_KANA and KANA.search(text):
            more += 6.0
        costs[name, codec] = bits(text) + more
    return min(costs, key=costs.__getitem__)


def _read(data: bytes, codec: str) -> str:
    return data.decode(codec, _BAD_UTF8 if codec == "utf-8" else "replace")


def _utf8_or_hanzi(data: bytes, text: str) -> tuple[str, str]:
    """Good UTF-8 is UTF-8, but a few hanzi in GB18030 may be good UTF-8 by chance."""
    if 2 <= len(data) - len(text) <= 20 and max(text) < "\u0800":
        sample = _sample(data)
        hanzi = sample.decode("gb18030", "replace")
        if bits(hanzi) + 8.0 < bits(sample.decode("utf-8", "replace")):
            return data.decode("gb18030", "replace"), "gb18030"
    return text, "utf-8"


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else None


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether few bytes are wrong: a pasted line or a cut end in an otherwise good file."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return wrong * 4 <= beyond_ascii - wrong


def _sample(data: bytes) -> bytes:
    """The parts of lines that tell encodings apart, each with the signs before it."""
    pieces: list[bytes] = []
    length = 0
    for match in _TELLING.finditer(data):
        pieces.append(data[max(match.start() - 3, 0) : match.start()].translate(None, _HIGH))
        pieces[-1] += match[0]
        length += len(pieces[-1])
        if length > _ENOUGH:
            break
    return b"\n".join(pieces)


def _bad_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    # One byte at a time: what follows may be good UTF-8 again.
    byte = error.object[error.start : error.start + 1]
    return byte.decode("windows-1252", "replace"), error.start + 1


codecs.register_error(_BAD_UTF8, _bad_byte)
