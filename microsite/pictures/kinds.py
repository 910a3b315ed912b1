"""What a file is, told from its bytes and never from its name."""

import re

# Bytes that suffice to tell.
HEAD = 4096

NAMES = {
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WebP",
    "avif": "AVIF",
    "gif": "GIF",
    "bmp": "BMP",
    "tiff": "TIFF",
    "svg": "SVG",
}

_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"BM", "bmp"),
    (b"\0\0\1\0", "other:ICO"),
    (b"\0\0\2\0", "other:CUR"),
    (b"8BPS", "other:Photoshop"),
    (b"\0\0\0\x0cjP  ", "other:JPEG 2000"),
    (b"\xffO\xffQ", "other:JPEG 2000"),
    (b"\xff\x0a", "other:JPEG XL"),
    (b"\0\0\0\x0cJXL ", "other:JPEG XL"),
    (b"%!PS", "other:PostScript"),
    (b"\xc5\xd0\xd3\xc6", "other:PostScript"),
    (b"\xd7\xcd\xc6\x9a", "other:WMF"),
    (b"gimp xcf", "other:GIMP"),
    (b"PK\3\4", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\xd0\xcf\x11\xe0", "archive"),
    (b"\x1aE\xdf\xa3", "video"),
)
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def kind(head: bytes) -> str:
    """One of `NAMES`, `other:` and the name of a format, or what it is beside pictures.

    That is `pdf`, `heic`, `text`, `web-page`, `archive`, `video` or `unknown`.
    """
    if found := next((name for start, name in _STARTS if head.startswith(start)), None):
        return found
    if head[:4] == b"RIFF":
        return "webp" if head[8:12] == b"WEBP" else "video"
    if head[4:8] == b"ftyp":
        return _of_brands(head)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _of_text(head)


def _of_brands(head: bytes) -> str:
    """ISO base media files name what they are compatible with (ISO/IEC 14496-12, 4.3)."""
    box = head[8 : min(int.from_bytes(head[:4], "big"), HEAD)]
    brands = {box[:4], *(box[at : at + 4] for at in range(8, len(box) - 3, 4))}
    if brands & {b"avif", b"avis"}:
        return "avif"
    return "heic" if brands & _HEIC else "video"


def _of_text(head: bytes) -> str:
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore")
    start = re.match(r"[\ufeffï»¿\s]*<(!doctype html|html)?", text, re.IGNORECASE)
    if start and not start[1] and re.search(r"<(?:\w+:)?svg[\s>/]", text):
        return "svg"
    if start and re.search(r"<(?:!doctype )?html|<head|<body", text, re.IGNORECASE):
        return "web-page"
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return "unknown" if controls or not head.strip() else "text"
