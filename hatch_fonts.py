"""The typefaces in which the server draws the pictures of shared links: made at install.

The packages hold them for browsers: varying in weight, compressed, Chinese in a hundred parts. What
draws here wants one TrueType file of one weight each.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.filterPen import DecomposingFilterPen as DecomposingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# Drawn with by the server: source, weight and optical size.
DRAWN = {
    "latin": ("newsreader/files/newsreader-latin-standard-normal.woff2", 520, 40),
    "latin-text": ("newsreader/files/newsreader-latin-standard-normal.woff2", 430, 18),
}
# Put together from all the parts of a package, the first that has a letter; kerning is lost, of
# which Han has none.
GATHERED = {
    "european": ("source-serif-4/files/source-serif-4-*-wght-normal.woff2",),
    "han": (
        "noto-serif-sc/files/*-wght-normal.woff2",
        "noto-serif-tc/files/*-wght-normal.woff2",
    ),
}
GATHERED_WEIGHT = 560
# Of the traditional font the characters in everyday use, Big5's first level: the rest is rare.
BIG5 = {
    ord(bytes((lead, trail)).decode("big5", "replace")[0])
    for lead in range(0xA4, 0xC7)
    for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
}
# What a font needs whose letters are only looked up and put side by side.
PLAIN_TABLES = {"head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post"}
VARYING_TABLES = {"fvar", "gvar", "avar"}


def draw_fonts(packages: Path, target: Path) -> None:
    """Write each font as TrueType of one weight, and beside it the letters it has as text.

    Their licence (the SIL Open Font License) asks to go with them, and for a name of their own.
    """
    for package in packages.iterdir():
        shutil.copy(package / "LICENSE", target / f"LICENSE-{package.name}")
    for name, (original, weight, size) in DRAWN.items():
        font = TTFont(packages / original)
        instantiateVariableFont(font, {"wght": weight, "opsz": size}, inplace=True)
        keep_font(font, target, name)
    for name, patterns in GATHERED.items():
        keep_font(
            gather(path for pattern in patterns for path in sorted(packages.glob(pattern))),
            target,
            name,
        )


def keep_font(font: TTFont, target: Path, name: str) -> None:
    """Save a font under a family name of its own: one of the machine's may bear the original's."""
    family = f"Microsite {name}"
    for name_id, text in ((1, family), (2, "Regular"), (4, family), (6, f"Microsite-{name}")):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    for name_id in (16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=name_id)
    font["OS/2"].usWeightClass = 400
    font.flavor = None
    font.save(target / f"{name}.ttf")
    letters = "".join(map(chr, sorted(font.getBestCmap())))
    (target / f"{name}.txt").write_text(letters, encoding="utf-8")


def gather(sources: Iterable[Path]) -> TTFont:
    """One font of one weight from the many parts that packages cut theirs into."""
    glyphs: dict[str, Any] = {".notdef": TTGlyphPen(None).glyph()}
    widths, letters, em = {".notdef": (500, 0)}, {}, 1000
    for source in sources:
        font = TTFont(source)
        wanted = {
            code: name
            for code, name in font.getBestCmap().items()
            if code not in letters and (code < 0x3400 or "-tc-" not in source.name or code in BIG5)
        }
        if not wanted:
            continue
        make_plain(font, {".notdef", *wanted.values()})
        em = font["head"].unitsPerEm
        for code, name in wanted.items():
            letters[code] = f"u{code:X}"
            glyphs[letters[code]] = font["glyf"][name]
            widths[letters[code]] = font["hmtx"][name]
    return built(glyphs, widths, letters, em)


def make_plain(font: TTFont, wanted: set[str]) -> None:
    """Leave of a varying font its plain tables at one weight, and of the others' glyphs nothing."""
    for table in set(font.keys()) - PLAIN_TABLES - VARYING_TABLES - {"GlyphOrder"}:
        del font[table]
    shapes = font["glyf"]
    for name in wanted:
        if shapes[name].isComposite():
            pen = TTGlyphPen(None)
            drawn = font.getGlyphSet(location={"wght": GATHERED_WEIGHT})
            drawn[name].draw(DecomposingPen(pen, drawn))
            shapes[name] = pen.glyph()
            font["gvar"].variations[name] = []
    for name in set(font.getGlyphOrder()) - wanted:
        shapes[name] = TTGlyphPen(None).glyph()
        font["gvar"].variations[name] = []
    instantiateVariableFont(font, {"wght": GATHERED_WEIGHT}, inplace=True)


def built(
    glyphs: dict[str, Any], widths: dict[str, tuple[int, int]], letters: dict[int, str], em: int
) -> TTFont:
    """A font of these glyphs and nothing else."""
    builder = FontBuilder(em, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(letters)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=em * 88 // 100, descent=-em * 12 // 100)
    builder.setupNameTable({})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    return builder.font
