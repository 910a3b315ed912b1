"""Has the work on a file done by a process of its own, one at a time on this machine."""

import fcntl
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from microsite.pictures.problems import RefusedError

# Seconds: the child ends itself after a minute of work, unless it hangs.
_TIMEOUT = 90
_ROOT = Path(__file__).parent.parent.parent


class BusyError(Exception):
    """Others' pictures are being made; it is worth trying again."""


def order(action: str, **given: Any) -> dict[str, Any]:
    """What the child made.

    Raises:
        RefusedError: the file cannot be taken, or the child died of it.
    """
    asked = json.dumps({"action": action, **given})
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "microsite.pictures.child"],
            input=asked.encode(),
            stdout=subprocess.PIPE,
            # So that it is this very package whose child is started.
            cwd=_ROOT,
            timeout=_TIMEOUT,
            check=True,
        ).stdout
    except subprocess.SubprocessError as error:
        raise RefusedError("too-slow") from error
    said: dict[str, Any] = json.loads(answer)
    if "refused" in said:
        raise RefusedError(said["refused"], said["params"])
    made: dict[str, Any] = said["made"]
    return made


@contextmanager
def alone(folder: Path, patience: float) -> Iterator[None]:
    """Hold the lock in `folder`, so that memory is needed once however many pictures come.

    Raises:
        BusyError: others had it for longer than `patience` seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with (folder / "lock").open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise BusyError from None
                time.sleep(0.02)
        yield
