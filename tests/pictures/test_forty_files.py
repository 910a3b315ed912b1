"""Files of every shape end as a good picture or as a clear message, in little memory."""

import io
import re
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from microsite.pictures.problems import TEMPLATES
from tests.pictures import files
from tests.pictures.files import arrow, saved
from tests.pictures.measured import clean

Made = Callable[[], bytes]
LIMIT_MB = 400


def cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


PICTURES: dict[str, tuple[Made, tuple[int, int]]] = {
    **{
        f"a JPEG turned by EXIF {number}": (partial(files.turned, number), (400, 300))
        for number in range(1, 9)
    },
    "a TIFF turned by EXIF": (lambda: files.turned(6, "TIFF"), (400, 300)),
    "a WebP turned by EXIF": (lambda: files.turned(8, "WEBP"), (400, 300)),
    "a PNG turned by EXIF": (lambda: files.turned(3, "PNG"), (400, 300)),
    "a CMYK JPEG": (lambda: saved(arrow(mode="CMYK"), "JPEG"), (400, 300)),
    "a progressive JPEG": (lambda: saved(arrow(), "JPEG", progressive=True), (400, 300)),
    "a grey JPEG": (lambda: saved(arrow(mode="L"), "JPEG"), (400, 300)),
    "a JPEG with a wide gamut": (
        lambda: saved(arrow(), "JPEG", icc_profile=files.wide_gamut()),
        (400, 300),
    ),
    "a JPEG with a broken profile": (lambda: saved(arrow(), "JPEG", icc_profile=b"x"), (400, 300)),
    "a CMYK JPEG with the profile of a screen": (
        lambda: saved(arrow(mode="CMYK"), "JPEG", icc_profile=files.wide_gamut()),
        (400, 300),
    ),
    "a JPEG of a stereo camera": (
        lambda: saved(arrow(), "MPO", save_all=True, append_images=[arrow()]),
        (400, 300),
    ),
    "a PNG with 16 bits in colour": (files.sixteen_bits, (400, 300)),
    "a PNG with 16 bits in grey": (lambda: files.large_png(400, 300, 0, 16), (400, 300)),
    "a grey PNG with transparency": (files.fading, (400, 300)),
    "a PNG with a palette": (lambda: saved(arrow().quantize(16), "PNG"), (400, 300)),
    "a PNG with one clear colour": (
        lambda: saved(arrow().quantize(16), "PNG", transparency=0),
        (400, 300),
    ),
    "a PNG with one clear colour and no palette": (
        lambda: saved(arrow(), "PNG", transparency=(255, 0, 0)),
        (400, 300),
    ),
    "a PNG of one bit": (lambda: saved(arrow(mode="1"), "PNG"), (400, 300)),
    "a PNG with much metadata": (files.with_much_metadata, (400, 300)),
    "a GIF": (lambda: saved(arrow(), "GIF"), (400, 300)),
    "an animated GIF": (lambda: files.moving("GIF", loop=0), (160, 120)),
    "an animated WebP": (lambda: files.moving("WEBP"), (160, 120)),
    "an animated PNG": (lambda: files.moving("PNG"), (160, 120)),
    "an animated AVIF": (lambda: files.moving("AVIF"), (160, 120)),
    "a WebP": (lambda: saved(arrow(), "WEBP", exif=files.exif()), (400, 300)),
    "a lossless WebP": (lambda: saved(arrow(mode="RGBA"), "WEBP", lossless=True), (400, 300)),
    "an AVIF": (lambda: saved(arrow(), "AVIF", exif=files.exif()), (400, 300)),
    "a BMP": (lambda: saved(arrow(), "BMP"), (400, 300)),
    "a TIFF packed with LZW": (lambda: saved(arrow(), "TIFF", compression="tiff_lzw"), (400, 300)),
    "a TIFF with two pages": (
        lambda: saved(arrow(), "TIFF", save_all=True, append_images=[arrow()]),
        (400, 300),
    ),
    "a picture of one pixel": (lambda: saved(Image.new("RGB", (1, 1)), "PNG"), (1, 1)),
    "a very wide one": (lambda: saved(Image.new("RGB", (20_000, 40)), "PNG"), (3840, 8)),
    "a very high one": (lambda: saved(Image.new("RGB", (1080, 20_000)), "PNG"), (805, 14_907)),
    "a drawing": (lambda: files.svg('<path d="M0 0h200v100z"/>'), (200, 100)),
    "a drawing with a script": (
        lambda: files.svg('<script>alert(1)</script><rect onclick="a()" width="9" height="9"/>'),
        (200, 100),
    ),
    "a drawing with foreign parts": (
        lambda: files.svg(
            '<image href="http://evil.example/x.png"/><use xlink:href="http://evil.example/#a"/>'
            "<foreignObject><p>x</p></foreignObject>"
            '<rect fill="url(http://evil.example/#p)" width="9" height="9"/>'
        ),
        (200, 100),
    ),
}
REFUSED: dict[str, tuple[Made, str]] = {
    "a bomb of 50,000 x 50,000": (lambda: files.png(50_000, 50_000, 2, 8), "too-many-pixels"),
    "a GIF that says 65,535 x 65,535": (
        lambda: b"GIF89a" + b"\xff\xff\xff\xff" + saved(arrow(), "GIF")[10:],
        "too-many-pixels",
    ),
    "a JPEG cut off": (lambda: cut(saved(arrow(), "JPEG")), "truncated"),
    "a PNG cut off": (lambda: cut(files.large_png(400, 300, 2, 16)), "truncated"),
    "a GIF cut off": (lambda: cut(files.moving("GIF")), "truncated"),
    "a WebP cut off": (lambda: cut(saved(arrow(), "WEBP")), "damaged"),
    "an AVIF cut off": (lambda: cut(saved(arrow(), "AVIF")), "damaged"),
    "a JPEG of a header alone": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 40, "damaged"),
    "a PNG of noise": (lambda: files.png(40, 30, 2, 8, b"noise" * 90), "damaged"),
    "a PNG whose metadata unpack to gigabytes": (
        lambda: (
            saved(arrow(), "PNG")[:33]
            + files.chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 90_000_000))
            + saved(arrow(), "PNG")[33:]
        ),
        "damaged",
    ),
    "a PDF named .jpg": (files.pdf, "pdf"),
    "a HEIC photo": (files.heic, "heic"),
    "a text named .png": (lambda: b"This is no picture.\n" * 20, "text"),
    "a web page": (lambda: b"<!doctype html><html><svg ></svg><body>", "web-page"),
    "an icon": (lambda: saved(arrow(64, 64), "ICO"), "other-format"),
    "a JPEG 2000": (lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 90, "other-format"),
    "a .zip": (lambda: b"PK\3\4" + b"\0" * 90, "archive"),
    "a video": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 90, "video"),
    "noise": (lambda: bytes(range(256)) * 4, "unknown"),
    "a TIFF of 32 bits": (lambda: saved(arrow(mode="F"), "TIFF"), "too-deep"),
    "an animation without an end": (
        lambda: saved(
            Image.new("P", (2000, 1500)),
            "GIF",
            save_all=True,
            append_images=[Image.new("P", (2000, 1500), number) for number in range(1, 70)],
        ),
        "animation-too-long",
    ),
    "a drawing with an entity bomb": (
        lambda: (
            b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            + files.svg("<text>&b;</text>")
        ),
        "svg-entities",
    ),
    "a drawing that reads a file": (
        lambda: (
            b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + files.svg("<text>&x;</text>")
        ),
        "svg-entities",
    ),
    "a drawing that is no XML": (lambda: files.svg("<g><path></g>"), "svg-broken"),
    "a drawing of a script alone": (lambda: files.svg("<script>alert(1)</script>"), "svg-empty"),
    "a drawing nested too deep": (lambda: files.svg("<g>" * 200 + "</g>" * 200), "svg-too-large"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_good_picture_comes_of(name: str, tmp_path: Path) -> None:
    make, size = PICTURES[name]
    measured = clean(make(), tmp_path)
    assert not measured.refused
    made = measured.made
    assert (made["width"], made["height"]) == size
    assert measured.megabytes < LIMIT_MB
    everything = sorted(path for path in tmp_path.iterdir() if path.name != "source")
    formats = 1 if made["height"] > 9000 else 2
    assert len(everything) == 1 + formats * len(made["widths"])
    for path in everything:
        content = path.read_bytes()
        for secret in (b"Secret", b"Exif", b"adobe", b"ICC_PROFILE", b"iCCP", b"evil", b"alert"):
            assert secret not in content, path.name
        if path.suffix != ".svg":
            with Image.open(io.BytesIO(content)) as image:
                image.load()
                assert not image.getexif()
                assert not image.info.get("icc_profile")
                if path.stem.isdigit():
                    assert image.width == int(path.stem)


@pytest.mark.parametrize("name", REFUSED)
def test_a_clear_message_comes_of(name: str, tmp_path: Path) -> None:
    make, code = REFUSED[name]
    measured = clean(make(), tmp_path)
    assert measured.refused == code
    assert measured.megabytes < LIMIT_MB
    said = TEMPLATES[code] % measured.params
    assert not re.search(r"%\(|None", said)


def corners(path: Path) -> list[tuple[int, ...]]:
    with Image.open(path) as image:
        shown = image.convert("RGB")
        width, height = shown.size
        places = [(9, 9), (width - 10, 9), (9, height - 10)]
        return [tuple(round(part / 51) for part in shown.getpixel(at) or ()) for at in places]  # type: ignore[union-attr]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_stands_upright(orientation: int, tmp_path: Path) -> None:
    clean(files.turned(orientation), tmp_path)
    expected = [(5, 0, 0), (0, 5, 0), (1, 1, 5)]
    for name in ("kept.jpg", "320.webp", "320.avif"):
        assert corners(tmp_path / name) == expected, name


def test_a_turned_tiff_and_webp_stand_upright(tmp_path: Path) -> None:
    for kind in ("TIFF", "WEBP", "PNG"):
        folder = tmp_path / kind
        folder.mkdir()
        clean(files.turned(6, kind), folder)
        assert corners(folder / "320.webp") == [(5, 0, 0), (0, 5, 0), (1, 1, 5)], kind


def pixel(path: Path, x: int, y: int) -> tuple[int, ...]:
    with Image.open(path) as image:
        found = image.getpixel((x, y))
        assert isinstance(found, tuple)
        return found


def test_sixteen_bits_become_eight_of_the_same_light(tmp_path: Path) -> None:
    clean(files.sixteen_bits(), tmp_path)
    assert pixel(tmp_path / "kept.png", 10, 10) == (0, 0, 0)
    assert pixel(tmp_path / "kept.png", 390, 290) == (192, 192, 192)


def test_wide_colours_become_those_of_the_web(tmp_path: Path) -> None:
    plain = Image.new("RGB", (400, 300), (200, 100, 50))
    clean(saved(plain, "PNG", icc_profile=files.wide_gamut()), tmp_path)
    red, green, blue = pixel(tmp_path / "kept.png", 50, 50)
    assert red > 210
    assert green < 98
    assert blue < 40


def test_ink_becomes_light(tmp_path: Path) -> None:
    clean(saved(Image.new("CMYK", (400, 300), (0, 255, 255, 0)), "JPEG"), tmp_path)
    red, green, blue = pixel(tmp_path / "kept.jpg", 50, 50)
    assert red > 230
    assert max(green, blue) < 60


@pytest.mark.parametrize("name", ["a grey PNG with transparency", "a PNG with one clear colour"])
def test_what_is_clear_stays_clear(name: str, tmp_path: Path) -> None:
    clean(PICTURES[name][0](), tmp_path)
    for path in ("kept.png", "320.webp", "320.avif"):
        with Image.open(tmp_path / path) as image:
            assert image.mode == "RGBA", path


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_what_moves_goes_on_moving_at_its_own_speed(kind: str, tmp_path: Path) -> None:
    made = clean(files.moving(kind, **({"loop": 0} if kind == "GIF" else {})), tmp_path).made
    assert made["animated"]
    with Image.open(tmp_path / "kept.webp") as image:
        assert image.n_frames == 4  # type: ignore[attr-defined]
        times = []
        for number in range(4):
            image.seek(number)
            image.load()
            times.append(image.info["duration"])
    # Five thousandths of a second are shown by no browser.
    assert times == [80, 40, 100, 200]
    with Image.open(tmp_path / "160.webp") as still:
        assert getattr(still, "n_frames", 1) == 1


HEAVY: dict[str, Made] = {
    "a PNG of 50 megapixels, transparent, with 16 bits": lambda: files.large_png(8160, 6120, 6, 16),
    "a progressive JPEG of 50 megapixels": lambda: saved(
        arrow(8160, 6120), "JPEG", progressive=True
    ),
    "a progressive JPEG of 50 megapixels in ink": lambda: saved(
        arrow(8160, 6120, "CMYK"), "JPEG", progressive=True
    ),
    "a turned JPEG that is kept as large as it is": lambda: saved(
        arrow(4600, 7000), "JPEG", exif=files.exif(6)
    ),
    "a WebP of 20 megapixels": lambda: saved(arrow(5000, 3900), "WEBP", method=0),
    "a WebP of 50 megapixels": lambda: saved(arrow(8160, 6120), "WEBP", method=0),
    "a turned TIFF of 20 megapixels": lambda: saved(
        arrow(5200, 4000), "TIFF", tiffinfo={files.ORIENTATION: 6}
    ),
}


@pytest.mark.parametrize("name", HEAVY)
def test_memory_stays_small_for(name: str, tmp_path: Path) -> None:
    measured = clean(HEAVY[name](), tmp_path)
    assert measured.refused in ("", "too-heavy")
    assert measured.megabytes < LIMIT_MB
