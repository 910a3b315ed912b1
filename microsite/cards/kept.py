"""Cards that were drawn already: files by digest, no more than so many."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

# Seconds that somebody waits while others' cards are drawn.
PATIENCE = 10


class BusyError(Exception):
    """Too many cards are being drawn just now."""


class Kept:
    """A folder of at most `most` files; the ones made longest ago go first.

    It may be removed at any time. A disk that takes nothing costs speed and nothing else.
    """

    def __init__(self, folder: Path, most: int = 1000) -> None:
        self._folder, self._most = folder, most
        self._lock = Lock()

    def get(self, digest: str, make: Callable[[], bytes]) -> bytes:
        """The card of a digest, made now if it is not there. One is made at a time.

        Raises:
            BusyError: others wait too long already.
        """
        file = self._folder / f"{digest}.png"
        with suppress(OSError):
            return file.read_bytes()
        if not self._lock.acquire(timeout=PATIENCE):
            raise BusyError
        try:
            # Whoever had the lock before may have made it.
            with suppress(OSError):
                return file.read_bytes()
            made = make()
            with suppress(OSError):
                self._put(file, made)
            return made
        finally:
            self._lock.release()

    def _put(self, file: Path, made: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor, part = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(made)
            os.replace(part, file)
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise
        self._tidy()

    def _tidy(self) -> None:
        files = sorted(self._folder.iterdir(), key=lambda one: one.stat().st_mtime)
        for old in files[: max(0, len(files) - self._most)]:
            old.unlink(missing_ok=True)
