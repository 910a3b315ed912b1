"""Which files of a folder are new or changed and no longer being written.

Polling and not the system's notices of changes: a network share gives none for what another
machine writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".bib", ".bibtex", ".ris", ".json", ".zip")


@dataclass(slots=True)
class _Seen:
    """A file as last seen: its time of change and size, since when, and whether it is done with.

    `not_before` is when to try again what failed.
    """

    stamp: tuple[int, int]
    since: float
    done: bool = False
    not_before: float = 0.0


class Folder:
    """The files of a folder with a known suffix, not those of folders within it.

    Times are those of one clock of this machine: a server's clock may go wrong by hours.
    """

    def __init__(self, path: Path, settle: float) -> None:
        self.path = path
        self._settle = settle
        self._seen: dict[Path, _Seen] = {}

    def look(self, now: float) -> list[Path]:
        """The files to be taken now: changed since they were last taken, and at rest since.

        Raises OSError when the folder cannot be listed, and forgets nothing then.
        """
        there = dict(self._stamps())
        self._seen = {file: seen for file, seen in self._seen.items() if file in there}
        for file, stamp in there.items():
            seen = self._seen.get(file)
            if seen is None or seen.stamp != stamp:
                self._seen[file] = _Seen(stamp, now)
        return [file for file in sorted(there) if self._is_ready(self._seen[file], now)]

    def taken(self, file: Path) -> None:
        """Let `file` rest until it changes again."""
        self._seen[file].done = True

    def try_again(self, file: Path, when: float) -> None:
        """Let `file` rest until the time `when`, or until it changes."""
        self._seen[file].not_before = when

    @property
    def unsettled(self) -> list[Path]:
        """The files seen that are neither taken nor put off."""
        return [file for file, seen in self._seen.items() if not seen.done and not seen.not_before]

    def _stamps(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        for file in self.path.iterdir():
            # Programs that write carefully use a hidden file first.
            if file.suffix.lower() not in SUFFIXES or file.name.startswith((".", "~")):
                continue
            try:
                about = file.stat()
                if file.is_file():
                    yield file, (about.st_mtime_ns, about.st_size)
            except OSError:
                # It went away between the listing and the look: the next look shows what is.
                continue

    def _is_ready(self, seen: _Seen, now: float) -> bool:
        is_at_rest = now - seen.since >= self._settle
        return is_at_rest and not seen.done and now >= seen.not_before
