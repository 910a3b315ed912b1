"""How far a job is: told in the file it holds locked."""

import json
import os
import time
from collections.abc import Callable

# Progress is written this often at most, in seconds: a file system may be slow.
EVERY = 0.2

Report = Callable[[str, int, int], object]
"""Called with what is being done (`read`, `compare`, `wait`, `write`, `save`, `undo`, `fetch`), how
far it is, and of how many; 0 of 0 where that is not known."""


class Telling:
    """Writes how far the work is into the locked file, and to whoever else wants to know."""

    def __init__(self, file: int, report: Report | None) -> None:
        self._file = file
        self._report = report
        self._said = ""
        self._next = 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        """A `Report`."""
        if self._report:
            self._report(doing, done, total)
        if doing == self._said and time.monotonic() < self._next:
            return
        self._said, self._next = doing, time.monotonic() + EVERY
        text = json.dumps([doing, done, total]).encode()
        # Blanks over what a longer text left; JSON does not mind them.
        os.pwrite(self._file, text.ljust(100), 0)
