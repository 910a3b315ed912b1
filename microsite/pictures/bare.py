"""Whether a picture is nothing but a picture: no notes of a camera, nothing behind its end.

What we have cleaned once can so be known again, and kept to the letter: a JPEG that is written
anew is another one.
"""

from collections.abc import Iterator

_JPEG = frozenset({0xDB, 0xC0, 0xC4, 0xDD, 0xDA})
_PNG = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_WEBP = frozenset({b"VP8X", b"ANIM", b"ANMF", b"VP8 ", b"VP8L", b"ALPH"})


def is_bare(content: bytes, suffix: str) -> bool:
    """Whether a JPEG, PNG or WebP holds no more than its pixels. False for all else."""
    checks = {"jpg": _is_bare_jpeg, "png": _is_bare_png, "webp": _is_bare_webp}
    return suffix in checks and checks[suffix](content)


def _is_bare_jpeg(content: bytes) -> bool:
    """Segments of https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1, up to the one scan."""
    at = 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content):
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        is_plain = marker == 0xE0 and content[at + 4 : at + 9] == b"JFIF\0" and length == 16
        if marker not in _JPEG and not is_plain:
            return False
        at += 2 + length
        if marker == 0xDA:
            return _end_of_scan(content, at) == len(content)
    return False


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the picture's end stands behind the one scan; -1 where more comes."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        marker = content[at + 1]
        if marker == 0xD9:
            return at + 2
        # A byte that is one, or a place to begin again.
        if marker != 0 and not 0xD0 <= marker <= 0xD7:
            return -1
        at += 2
    return -1


def _is_bare_png(content: bytes) -> bool:
    names, end = [], 8
    while end + 8 <= len(content):
        length = int.from_bytes(content[end : end + 4])
        names.append(content[end + 4 : end + 8])
        end += 12 + length
    return bool(names) and names[-1] == b"IEND" and end == len(content) and set(names) <= _PNG


def _is_bare_webp(content: bytes) -> bool:
    return bool(names := list(_riff(content))) and set(names) <= _WEBP


def _riff(content: bytes) -> Iterator[bytes]:
    """The names of all parts, b"" for what stands behind them."""
    at, end = 12, 8 + int.from_bytes(content[4:8], "little")
    if end != len(content):
        yield b""
    while at + 8 <= len(content):
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        yield content[at : at + 4]
        at += 8 + length + length % 2
