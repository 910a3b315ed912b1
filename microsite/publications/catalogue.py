"""The newest index, read again whenever the database has changed."""

import sqlite3
from threading import Lock

from sqlalchemy import Engine

from microsite.publications.index import Index
from microsite.publications.reading import read_index


class Catalogue:
    """The index of one database for all threads of a process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._watch: sqlite3.Connection | None = None
        self._version = -1
        self._index: Index | None = None

    def version(self) -> int:
        """A number that is another one after each change to the database, by anyone.

        The pragma only tells of other connections, and this one never writes
        (https://www.sqlite.org/pragma.html#pragma_data_version).
        """
        with self._lock:
            return self._version_now()

    def index(self) -> Index:
        """The index of what the database holds now."""
        with self._lock:
            version = self._version_now()
            if self._index is None or version != self._version:
                # A transaction begun after the version was read is at least as new.
                with self._engine.connect() as connection:
                    self._index = read_index(connection)
                self._version = version
            return self._index

    def _version_now(self) -> int:
        if self._watch is None:
            path = self._engine.url.database or ":memory:"
            self._watch = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        found: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return found

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
                self._version = -1
