"""Files as cameras, phones, drawing programs and attackers make them; made here, none is kept."""

import io
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
SVG_START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"'


def arrow(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """A red corner at the top left, a green one at the top right, on a blue gradient."""
    image = Image.linear_gradient("L").resize((width, height))
    flat = [Image.new("L", image.size, level) for level in (30, 60)]
    made = Image.merge("RGB", (*flat, image))
    draw = ImageDraw.Draw(made)
    draw.rectangle((0, 0, width // 4, height // 4), "#ff0000")
    draw.rectangle((width * 3 // 4, 0, width, height // 4), "#00ff00")
    return made.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """With a place and a maker, as a phone writes it."""
    made = Image.Exif()
    made[ORIENTATION] = orientation
    made[MAKER] = "Secret Camera"
    made[GPS] = {1: "N", 2: (31.0, 1.0, 30.0), 3: "E", 4: (121.0, 26.0, 0.0)}
    return made


_UNDO = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def turned(orientation: int, kind: str = "JPEG") -> bytes:
    """Upright only to those who read its EXIF."""
    undo = _UNDO[orientation]
    image = arrow() if undo is None else arrow().transpose(undo)
    told = exif(orientation)
    if kind == "TIFF":
        # There the tags are the file's own, and Pillow writes no place among them.
        del told[GPS]
    return saved(image, kind, exif=told)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, colour: int, bits: int, rows: bytes | None = None) -> bytes:
    """A PNG put together by hand: Pillow writes no 16 bits in colour, and no lies."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    data = rows if rows is not None else zlib.compress(b"")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@cache
def large_png(width: int, height: int, colour: int, bits: int) -> bytes:
    """One whose pixels are really there."""
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour] * bits // 8
    row = (b"\0" + bytes(range(256)) * (width * channels // 256 + 1))[: 1 + width * channels]
    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return png(width, height, colour, bits, rows)


def fading() -> bytes:
    """Grey, and clear at its top."""
    made = arrow(mode="LA")
    made.putalpha(Image.linear_gradient("L").resize(made.size))
    return saved(made, "PNG")


def sixteen_bits() -> bytes:
    """Left half black, right half three quarters white."""
    row = b"\0" + b"\0\0\0\0\0\0" * 200 + b"\xc0\0\xc0\0\xc0\0" * 200
    return png(400, 300, 2, 16, zlib.compress(row * 300))


def moving(kind: str, **options: Any) -> bytes:
    frames = [arrow(160, 120).rotate(turn) for turn in (0, 90, 180, 270)]
    times = [80, 40, 5, 200]
    return saved(
        frames[0], kind, save_all=True, append_images=frames[1:], duration=times, **options
    )


def wide_gamut() -> bytes:
    """The profile of a Display P3 screen with a gamma of 2.2 (ICC.1:2001-04, a matrix profile)."""

    def xyz(*parts: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in parts))

    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + b"\0" * 81,
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.51512, 0.24120, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.15710, 0.06657, 0.78407),
        b"rTRC": gamma,
        b"gTRC": gamma,
        b"bTRC": gamma,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    size = struct.pack(">I", start + len(body))
    header = size + b"\0" * 4 + b"\2\x10\0\0" + b"mntrRGB XYZ " + b"\0" * 12 + b"acsp"
    header += b"\0" * 28 + struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + table + body


def with_much_metadata() -> bytes:
    """Comments and a picture's history, larger than the picture."""
    info = PngImagePlugin.PngInfo()
    for number in range(40):
        info.add_text(f"note-{number}", "Secret Camera " * 4000)
    info.add_itxt("XML:com.adobe.xmp", "<x>Secret Camera</x>" * 20_000)
    return saved(arrow(), "PNG", pnginfo=info, exif=exif())


def heic() -> bytes:
    brands = b"heic" + b"\0\0\0\0" + b"mif1heic"
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"\0" * 200


def pdf(pages: int = 1, width: float = 420, height: float = 594, locked: bool = False) -> bytes:
    """The smallest document with so many pages, each with a black bar at its top."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(pages))
    parts.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages))
    drawing = f"0 0 0 rg 0 {height - 40} {width} 40 re f".encode()
    for number in range(pages):
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}]"
            f" /Contents {4 + 2 * number} 0 R >>".encode()
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    count = len(parts) + 1
    # No password fits a lock of blanks.
    lock = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>"
    lock = lock % (b" " * 32, b" " * 32) if locked else b""
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (count, lock, start)
    )


def svg(inside: str, start: str = SVG_START) -> bytes:
    return f'{start} xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'.encode()
