"""A lock on a file, which the system lets go however the process that holds it ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(path: Path) -> Iterator[int | None]:
    """The locked file while the work is done, removed after it; None if somebody else holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _open_locked(path)
    if file is None:
        yield None
        return
    try:
        yield file
    finally:
        # The state in the database is what counts: a file of nobody's is in the way.
        path.unlink(missing_ok=True)
        os.close(file)


def _open_locked(path: Path) -> int | None:
    # Whoever only looks holds the lock for a moment.
    for _ in range(20):
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            time.sleep(0.02)
        else:
            # The one before may have removed the file after it was opened here.
            if os.fstat(file).st_nlink:
                return file
            os.close(file)
    return None


def is_locked(path: Path) -> bool:
    """Whether somebody holds the lock."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(file)
