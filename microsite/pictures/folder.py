"""Where pictures and documents lie: `pictures/ab/abcd….jpg`, its sizes beside it."""

import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from microsite.pictures import apart
from microsite.pictures.problems import RefusedError
from microsite.pictures.sizes import Crop

# Below the instance folder.
PICTURES, FILES = "pictures", "files"
# Seconds that a visitor waits for another picture to be made, and an editor for others' uploads.
VISITOR, EDITOR = 20, 120
_JUST_NOW = 3600
_NAME = re.compile(r"([0-9a-f]{64})[-.]")


class Folder:
    """The files of one kind, below the instance folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def kept(self, digest: str, suffix: str) -> Path:
        """Where the picture or document itself lies."""
        return self.path / digest[:2] / f"{digest}.{suffix}"

    def variant(self, digest: str, width: int, crop: Crop | None, suffix: str) -> Path:
        """Where one of its sizes lies."""
        cut = "".join(f"-{part}" for part in crop or ())
        return self.path / digest[:2] / f"{digest}-{width}{cut}.{suffix}"

    def made(self, digest: str, kept: str, width: int, crop: Crop | None, suffix: str) -> Path:
        """One of its sizes, made now if it is not there.

        Raises:
            FileNotFoundError: the picture itself is not there.
            BusyError, RefusedError: it could not be made.
        """
        target, source = self.variant(digest, width, crop, suffix), self.kept(digest, kept)
        if target.is_file():
            return target
        if not source.is_file():
            raise FileNotFoundError(source)
        with apart.alone(self.path, VISITOR):
            # Whoever had the lock before may have made it.
            if not target.is_file():
                with self.scratch() as scratch:
                    part = scratch / f"part.{suffix}"
                    apart.order(
                        "variant", kept=str(source), width=width, crop=crop, target=str(part)
                    )
                    self.place(part, target)
        return target

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for what is not whole yet, on the same disk; gone afterwards.

        Raises RefusedError if the disk has no room.
        """
        try:
            (self.path / "new").mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.path / "new") as made:
                yield Path(made)
        except OSError as error:
            raise RefusedError("no-room") from error

    def place(self, part: Path, target: Path) -> None:
        """Put a whole file in its place at once, for readers and for a crash."""
        target.parent.mkdir(exist_ok=True)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(target)

    def remove(self, digest: str) -> None:
        """Remove a picture with all its sizes, or a document."""
        for path in (self.path / digest[:2]).glob(f"{digest}[-.]*"):
            path.unlink(missing_ok=True)

    def tidy(self, known: set[str]) -> int:
        """Remove what nobody knows of, a crash's leavings; how many files that were."""
        strangers = [
            path
            for path in self.path.glob("[0-9a-f][0-9a-f]/*")
            if (match := _NAME.match(path.name)) and match[1] not in known
        ]
        leavings = list((self.path / "new").glob("*/*"))
        # What was brought just now may not have its row yet.
        old = [path for path in (*strangers, *leavings) if _age(path) > _JUST_NOW]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
